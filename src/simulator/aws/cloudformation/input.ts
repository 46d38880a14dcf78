import { AwsError, type Call } from '../service.ts';
import { notSimulated, validationError } from './errors.ts';
import type { GivenParameter } from './parameters.ts';

/**
 * Members of requests that the operations of this service read. Query requests are all text; calls
 * through `invoke` may be typed.
 */
export interface StackInput {
  StackName?: string;
  TemplateBody?: string;
  TemplateURL?: string;
  UsePreviousTemplate?: string | boolean;
  Parameters?: GivenParameter[];
  Capabilities?: string[];
  Tags?: { Key: string; Value: string }[];
  OnFailure?: string;
  DisableRollback?: string | boolean;
  EnableTerminationProtection?: string | boolean;
  RoleARN?: string;
  ChangeSetName?: string;
  ChangeSetType?: string;
  Description?: string;
  RetainResources?: string[];
  LogicalResourceId?: string;
  PhysicalResourceId?: string;
  StackStatusFilter?: string[];
}

/** A list member; the query protocol writes an empty list as empty text. */
export const list = <T>(value: T[] | string | undefined): T[] =>
  Array.isArray(value) ? value : [];

export const isOn = (value: unknown) => String(value) === 'true';

const tooLong = (member: string, max: number) =>
  validationError(
    `1 validation error detected: Value at '${member}' failed to satisfy constraint: Member must have length less than or equal to ${max}`,
  );

/** Checks a name against the service's pattern. Throws ValidationError. */
export function requireName(member: string, value: string | undefined): string {
  if (value === undefined || value === '')
    throw validationError(
      `1 validation error detected: Value null at '${member}' failed to satisfy constraint: Member must not be null`,
    );
  if (value.startsWith('arn:')) return value;
  if (value.length > 128) throw tooLong(member, 128);
  if (!/^[a-zA-Z][-a-zA-Z0-9]*$/.test(value))
    throw validationError(
      `1 validation error detected: Value '${value}' at '${member}' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z][-a-zA-Z0-9]*`,
    );
  return value;
}

/** Refuses what would change the outcome and is not simulated. */
export function refuseUnsimulated(input: StackInput): void {
  if (input.RoleARN) throw notSimulated('service roles (RoleARN)');
}

const maxBodyBytes = 51_200;

/**
 * The template of a request: its body, its S3 object, or the stack's own. Throws ValidationError.
 */
export async function templateText(
  input: StackInput,
  call: Call,
  previous?: string,
): Promise<string> {
  if (isOn(input.UsePreviousTemplate) && previous !== undefined) return previous;
  if (input.TemplateBody) {
    if (Buffer.byteLength(input.TemplateBody) > maxBodyBytes)
      throw tooLong('templateBody', maxBodyBytes);
    return input.TemplateBody;
  }
  if (input.TemplateURL) return fetchTemplate(input.TemplateURL, call);
  throw validationError('Either Template URL or Template Body must be specified.');
}

async function fetchTemplate(address: string, call: Call): Promise<string> {
  const at = s3Address(address);
  if (!at) throw validationError('TemplateURL must be a supported URL.');
  try {
    const { Body } = await call.invoke('s3', 'GetObject', at);
    return Buffer.from(Body as Uint8Array | string).toString('utf8');
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    throw validationError(
      `S3 error: ${error.message}\nFor more information check http://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html`,
    );
  }
}

function s3Address(address: string): { Bucket: string; Key: string } | undefined {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  const match =
    url &&
    /^(?:(?<bucket>[a-z0-9.-]+)\.)?s3[.-](?:[a-z0-9-]+\.)?amazonaws\.com(?:\.cn)?$/.exec(
      url.hostname,
    );
  if (!url || !match) return undefined;
  const path = decodeURIComponent(url.pathname.slice(1));
  const bucket = match.groups?.bucket;
  if (bucket) return { Bucket: bucket, Key: path };
  const slash = path.indexOf('/');
  return slash > 0 ? { Bucket: path.slice(0, slash), Key: path.slice(slash + 1) } : undefined;
}

export const tagsOf = (input: StackInput): Record<string, string> =>
  Object.fromEntries(list(input.Tags).map(({ Key, Value }) => [Key, Value]));
