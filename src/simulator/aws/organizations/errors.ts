import { AwsError } from '../service.ts';

/** Codes and messages: Organizations API reference. */

export const notInUse = () =>
  new AwsError(
    'AWSOrganizationsNotInUseException',
    400,
    'Your account is not a member of an organization.',
  );

/**
 * What members (that are not delegated administrators) get from operations of the management
 * account.
 */
export const accessDenied = () =>
  new AwsError('AccessDeniedException', 400, "You don't have permissions to access this resource.");

export const targetNotFound = () =>
  new AwsError(
    'TargetNotFoundException',
    400,
    "We can't find a root, OU, account, or policy with the TargetId that you specified.",
  );

export const policyNotFound = () =>
  new AwsError(
    'PolicyNotFoundException',
    400,
    "We can't find a policy with the PolicyId that you specified.",
  );

export const invalidInput = (reason: string, message: string) =>
  new AwsError('InvalidInputException', 400, message, { Reason: reason });
