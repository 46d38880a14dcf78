import { AwsError } from '../service.ts';

/**
 * Codes and messages:
 * https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListPoliciesForTarget.html,
 * "Errors", and those of the other operations beside it.
 */

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

export const accountNotFound = () =>
  new AwsError(
    'AccountNotFoundException',
    400,
    'You specified an account that does not exist in the organization.',
  );

export const unitNotFound = () =>
  new AwsError(
    'OrganizationalUnitNotFoundException',
    400,
    "We can't find an OU with the OrganizationalUnitId that you specified.",
  );

export const parentNotFound = () =>
  new AwsError(
    'ParentNotFoundException',
    400,
    "We can't find a root or OU with the ParentId that you specified.",
  );

export const childNotFound = () =>
  new AwsError(
    'ChildNotFoundException',
    400,
    "We can't find an organizational unit (OU) or AWS account with the ChildId that you specified.",
  );
