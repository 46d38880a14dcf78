import { AwsError } from '../service.ts';

/**
 * The refusal of AssumeRole: it never tells a missing role from a wrong external ID or a wrong
 * principal. Where a rule over the role or the caller's network refuses, `reason` names that.
 */
export const notAuthorizedToAssume = (principalArn: string, roleArn: string, reason = '') =>
  new AwsError(
    'AccessDenied',
    403,
    `User: ${principalArn} is not authorized to perform: sts:AssumeRole on resource: ${roleArn}${reason && ` ${reason}`}`,
  );

export const rootMayNotAssume = () =>
  new AwsError('AccessDenied', 403, 'Roles may not be assumed by root accounts.');

export const validationError = (message: string) => new AwsError('ValidationError', 400, message);

/** Botched member, in the words of AWS's common validation. */
export const constraintViolated = (member: string, value: string, constraint: string) =>
  validationError(
    `1 validation error detected: Value '${value}' at '${member}' failed to satisfy constraint: Member must ${constraint}`,
  );

export const malformedPolicyDocument = (message: string) =>
  new AwsError('MalformedPolicyDocument', 400, message);
