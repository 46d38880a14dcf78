import { randomInt } from 'node:crypto';
import { AwsError, type Call } from '../../service.ts';
import { handlerMessage, ResourceFailure, refused } from '../errors.ts';

/** Resolved properties of a resource. */
export type Properties = Record<string, unknown>;

/** What the handler of a resource works with. */
export interface Handler {
  call: Call;
  stackName: string;
  logicalId: string;
  /**
   * Calls another service as the caller; a refusal becomes the reason of the resource's failure.
   */
  invoke: (service: string, operation: string, input: Properties) => Promise<Properties>;
  /** Like `invoke`, but a refusal with one of these codes is no failure: it gives undefined. */
  attempt: (
    service: string,
    operation: string,
    input: Properties,
    tolerated: readonly string[],
  ) => Promise<Properties | undefined>;
}

/** A type of resource, e.g. `AWS::S3::Bucket`. */
export interface ResourceType {
  type: string;
  /** Property names this simulator carries out, and what a change of each means. */
  properties: Readonly<Record<string, 'update' | 'replace'>>;
  /** Properties that CloudFormation has and this simulator refuses to guess at. */
  notSimulated?: readonly string[];
  required: readonly string[];
  /** The property that gives the resource a name of the template's choice. */
  nameProperty?: string;
  /**
   * Whether a template needs `CAPABILITY_IAM` for it, or `CAPABILITY_NAMED_IAM` when it also
   * chooses the name.
   */
  capability?: 'CAPABILITY_IAM';
  /** Regions that have this type; all unless said otherwise. */
  regions?: readonly string[];
  /** Makes it. Calls `made` as soon as there is something that a rollback has to delete. */
  create: (
    properties: Properties,
    handler: Handler,
    made: (physicalId: string) => void,
  ) => Promise<void>;
  update: (
    physicalId: string,
    before: Properties,
    after: Properties,
    handler: Handler,
  ) => Promise<void>;
  /** Deletes it; that it is gone already is no failure. */
  delete: (physicalId: string, properties: Properties, handler: Handler) => Promise<void>;
  /** What `Ref` gives; the physical id unless said otherwise. */
  attributes: (physicalId: string, call: Call) => Readonly<Record<string, string>>;
}

export function handlerFor(call: Call, stackName: string, logicalId: string): Handler {
  const attempt: Handler['attempt'] = async (service, operation, input, tolerated) => {
    try {
      return await call.invoke(service, operation, input);
    } catch (error) {
      // 501 says that the simulator lacks something; it must not pass for a refusal.
      if (!(error instanceof AwsError) || error.status === 501) throw error;
      if (tolerated.includes(error.code)) return undefined;
      throw refused(service, error);
    }
  };
  return {
    call,
    stackName,
    logicalId,
    attempt,
    invoke: (service, operation, input) =>
      attempt(service, operation, input, []) as Promise<Properties>,
  };
}

/**
 * Checks a resource's resolved properties against its type. Throws ResourceFailure in the words of
 * the resource's schema.
 */
export function checkProperties(
  type: ResourceType,
  logicalId: string,
  properties: Properties,
): void {
  const faults = [
    ...type.required
      .filter((name) => properties[name] === undefined)
      .map((name) => `#: required key [${name}] not found`),
    ...Object.keys(properties)
      .filter((name) => !(name in type.properties))
      .map((name) => `#: extraneous key [${name}] is not permitted`),
  ];
  if (faults.length)
    throw new ResourceFailure(
      `Properties validation failed for resource ${logicalId} with message:\n${faults.join('\n')}`,
    );
}

export const alreadyThere = (message: string) =>
  new ResourceFailure(handlerMessage(message, 'AlreadyExists'));

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';

/**
 * A name made from stack and resource, unique by its last part, as CloudFormation gives where the
 * template gives none.
 */
export function generatedName({ stackName, logicalId }: Handler, maxLength: number): string {
  const unique = Array.from({ length: 12 }, () => alphabet[randomInt(alphabet.length)]).join('');
  return `${`${stackName}-${logicalId}`.slice(0, maxLength - unique.length - 1)}-${unique}`;
}

/** Whether a property differs between two sets of properties. */
export function differs(before: Properties, after: Properties, name: string): boolean {
  return JSON.stringify(before[name]) !== JSON.stringify(after[name]);
}

/** Lists of a property, also where the template wrote one value only. */
export function listOf(value: unknown): unknown[] {
  return value === undefined || value === null ? [] : [value].flat();
}

/** `true` and `false` as templates may write them, quoted or not. */
export const flag = (value: unknown) => value === true || value === 'true';
