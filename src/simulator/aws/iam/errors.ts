import { AwsError } from '../service.ts';

/**
 * Codes and statuses: https://docs.aws.amazon.com/IAM/latest/APIReference/CommonErrors.html and
 * each operation's page.
 */

export const noSuchRole = (name: string) =>
  new AwsError('NoSuchEntity', 404, `The role with name ${name} cannot be found.`);
export const noSuchUser = (name: string) =>
  new AwsError('NoSuchEntity', 404, `The user with name ${name} cannot be found.`);
export const noSuchRolePolicy = (name: string) =>
  new AwsError('NoSuchEntity', 404, `The role policy with name ${name} cannot be found.`);
export const noSuchPolicy = (arn: string) =>
  new AwsError('NoSuchEntity', 404, `Policy ${arn} was not found.`);
export const notAttachable = (arn: string) =>
  new AwsError('NoSuchEntity', 404, `Policy ${arn} does not exist or is not attachable.`);
export const noSuchVersion = (arn: string, version: string) =>
  new AwsError(
    'NoSuchEntity',
    404,
    `Policy ${arn} version ${version} does not exist or is not attachable.`,
  );

export const roleExists = (name: string) =>
  new AwsError('EntityAlreadyExists', 409, `Role with name ${name} already exists.`);
export const policyExists = (name: string) =>
  new AwsError(
    'EntityAlreadyExists',
    409,
    `A policy called ${name} already exists. Duplicate names are not allowed.`,
  );

export const limitExceeded = (message: string) => new AwsError('LimitExceeded', 409, message);
export const quotaExceeded = (quota: string, limit: number) =>
  limitExceeded(`Cannot exceed quota for ${quota}: ${limit}`);
export const deleteConflict = (message: string) => new AwsError('DeleteConflict', 409, message);
export const malformedPolicyDocument = (message: string) =>
  new AwsError('MalformedPolicyDocument', 400, message);
/** Roles of services are changed by their service only. */
export const unmodifiable = (name: string) =>
  new AwsError(
    'UnmodifiableEntity',
    400,
    `Cannot perform the operation on the protected role '${name}' - this role is only modifiable by AWS`,
  );
export const invalidInput = (message: string) => new AwsError('InvalidInput', 400, message);

export const validationError = (message: string) => new AwsError('ValidationError', 400, message);
export const constraintViolated = (member: string, value: string | null, constraint: string) =>
  validationError(
    `1 validation error detected: Value ${value === null ? 'null' : `'${value}'`} at '${member}' failed to satisfy constraint: Member must ${constraint}`,
  );
export const invalidName = (member: string) =>
  validationError(
    `The specified value for ${member} is invalid. It must contain only alphanumeric characters and/or the following: +=,.@_-`,
  );
/** AWS's own policies cannot be changed by anybody. */
export const notYourPolicy = () =>
  new AwsError('InvalidInput', 400, 'You are not allowed to modify an AWS managed policy.');
