import { type Refusal, type Row, refuses } from '../row.ts';
import { memberId } from '../world.ts';

const notInUse = (input: object = {}) =>
  refuses(
    'an account without an organization',
    'AWSOrganizationsNotInUseException',
    400,
    () => input,
    { as: 'stranger' },
  );
const managementOnly = (input: object = {}) =>
  refuses('a member asks', 'AccessDeniedException', 400, () => input, { as: 'member' });

const row = (input: object, ...refusals: Refusal[]): Row => ({
  input: () => input,
  refusals: [notInUse(input), ...refusals],
});

const forTarget = { TargetId: memberId, Filter: 'SERVICE_CONTROL_POLICY' };
const policyId = { PolicyId: 'p-FullAWSAccess' };

export const organizations: Record<string, Row> = {
  DescribeOrganization: row({}),
  ListAccounts: row({}, managementOnly()),
  ListRoots: row({}, managementOnly()),
  ListPoliciesForTarget: row(
    forTarget,
    managementOnly(forTarget),
    refuses('no such account', 'TargetNotFoundException', 400, () => ({
      ...forTarget,
      TargetId: '999999999999',
    })),
    refuses('a target that is none', 'InvalidInputException', 400, () => ({
      ...forTarget,
      TargetId: 'me',
    })),
    refuses('a type that is none', 'InvalidInputException', 400, () => ({
      ...forTarget,
      Filter: 'NICE_POLICY',
    })),
  ),
  DescribePolicy: row(
    policyId,
    managementOnly(policyId),
    refuses('no such policy', 'PolicyNotFoundException', 400, () => ({ PolicyId: 'p-12345678' })),
  ),
};
