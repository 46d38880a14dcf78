import { randomUUID } from 'node:crypto';
import { AwsError } from '../service.ts';

export const validationError = (message: string) => new AwsError('ValidationError', 400, message);

export const alreadyExists = (message: string) =>
  new AwsError('AlreadyExistsException', 400, message);

export const insufficientCapabilities = (missing: string[]) =>
  new AwsError(
    'InsufficientCapabilitiesException',
    400,
    `Requires capabilities : [${missing.join(', ')}]`,
  );

export const changeSetNotFound = (name: string) =>
  new AwsError('ChangeSetNotFound', 404, `ChangeSet [${name}] does not exist`);

export const invalidChangeSetStatus = (id: string, status: string) =>
  new AwsError(
    'InvalidChangeSetStatus',
    400,
    `ChangeSet [${id}] cannot be executed in its current status of [${status}]`,
  );

/**
 * Something that AWS does and this simulator does not: said loudly, never answered by guesswork.
 */
export const notSimulated = (what: string) =>
  new AwsError(
    'NotImplemented',
    501,
    `The simulated CloudFormation does not know ${what}. Do without it, or teach it to the simulator.`,
  );

/** How services call themselves in the messages of resource handlers. */
const serviceLabels: Readonly<Record<string, string>> = {
  iam: 'Iam',
  s3: 'S3',
  cur: 'CostAndUsageReport',
};

const handlerCodes: Readonly<Record<string, string>> = {
  EntityAlreadyExists: 'AlreadyExists',
  BucketAlreadyExists: 'AlreadyExists',
  BucketAlreadyOwnedByYou: 'AlreadyExists',
  DuplicateReportNameException: 'AlreadyExists',
  AccessDenied: 'AccessDenied',
  AccessDeniedException: 'AccessDenied',
  NoSuchEntity: 'NotFound',
  NoSuchBucket: 'NotFound',
  ValidationError: 'InvalidRequest',
  ValidationException: 'InvalidRequest',
  MalformedPolicy: 'InvalidRequest',
  MalformedPolicyDocument: 'InvalidRequest',
  InvalidInput: 'InvalidRequest',
  LimitExceeded: 'ServiceLimitExceeded',
  ReportLimitReachedException: 'ServiceLimitExceeded',
};

/**
 * A resource that could not be made, changed or deleted; the message is the reason in its event.
 */
export class ResourceFailure extends Error {
  /** Error code of the service that refused, when one did. */
  readonly code: string | undefined;

  constructor(message: string, code?: string) {
    super(message);
    this.name = 'ResourceFailure';
    this.code = code;
  }
}

/** What a resource handler says when a service refused one of its calls. */
export function refused(service: string, error: AwsError): ResourceFailure {
  const origin = `(Service: ${serviceLabels[service] ?? service}, Status Code: ${error.status}, Request ID: ${randomUUID()})`;
  return new ResourceFailure(
    handlerMessage(
      `${error.message} ${origin}`,
      handlerCodes[error.code] ?? 'GeneralServiceException',
    ),
    error.code,
  );
}

/** What a resource handler says on its own account. */
export function handlerMessage(message: string, handlerCode: string): string {
  return `Resource handler returned message: "${message}" (RequestToken: ${randomUUID()}, HandlerErrorCode: ${handlerCode})`;
}
