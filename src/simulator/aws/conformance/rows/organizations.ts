import { type Refusal, type Row, refuses } from '../row.ts';
import { memberId, type Subject } from '../world.ts';

const notInUse = (input: Row['input']) =>
  refuses('an account without an organization', 'AWSOrganizationsNotInUseException', 400, input, {
    as: 'stranger',
  });
const managementOnly = (input: Row['input'] = () => ({})) =>
  refuses('a member asks', 'AccessDeniedException', 400, input, { as: 'member' });

const row = (input: object | Row['input'], ...refusals: Refusal[]): Row => {
  const inputOf = typeof input === 'function' ? (input as Row['input']) : () => input;
  return { input: inputOf, refusals: [notInUse(inputOf), ...refusals] };
};

const forTarget = { TargetId: memberId, Filter: 'SERVICE_CONTROL_POLICY' };
const policyId = { PolicyId: 'p-FullAWSAccess' };
const forAccount = { AccountId: memberId };
const forChild = { ChildId: memberId };
const forParent = ({ unitId }: Subject) => ({ ParentId: unitId });
const forUnit = ({ unitId }: Subject) => ({ OrganizationalUnitId: unitId });
const absentUnit = 'ou-zzzz-99999999';

/** What both lists of a unit's content refuse. */
const ofParent = (): Row =>
  row(
    forParent,
    managementOnly(forParent),
    refuses('no such parent', 'ParentNotFoundException', 400, () => ({ ParentId: absentUnit })),
    refuses('a parent that is none', 'InvalidInputException', 400, () => ({ ParentId: memberId })),
    refuses('more than a page', 'InvalidInputException', 400, (subject) => ({
      ...forParent(subject),
      MaxResults: 21,
    })),
  );

export const organizations: Record<string, Row> = {
  DescribeOrganization: row({}),
  ListAccounts: row(
    {},
    managementOnly(),
    refuses('a token of nobody', 'InvalidInputException', 400, () => ({ NextToken: 'x' })),
  ),
  DescribeAccount: row(
    forAccount,
    managementOnly(() => forAccount),
    refuses('no such account', 'AccountNotFoundException', 400, () => ({
      AccountId: '999999999999',
    })),
    refuses('an account that is none', 'InvalidInputException', 400, () => ({ AccountId: 'me' })),
  ),
  ListRoots: row({}, managementOnly()),
  DescribeOrganizationalUnit: row(
    forUnit,
    managementOnly(forUnit),
    refuses('no such unit', 'OrganizationalUnitNotFoundException', 400, () => ({
      OrganizationalUnitId: absentUnit,
    })),
    refuses('a unit that is none', 'InvalidInputException', 400, () => ({
      OrganizationalUnitId: memberId,
    })),
  ),
  ListOrganizationalUnitsForParent: ofParent(),
  ListAccountsForParent: ofParent(),
  ListParents: row(
    forChild,
    managementOnly(() => forChild),
    refuses('no such child', 'ChildNotFoundException', 400, () => ({ ChildId: absentUnit })),
    refuses('a child that is none', 'InvalidInputException', 400, () => ({ ChildId: 'me' })),
  ),
  ListPoliciesForTarget: row(
    forTarget,
    managementOnly(() => forTarget),
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
    managementOnly(() => policyId),
    refuses('no such policy', 'PolicyNotFoundException', 400, () => ({ PolicyId: 'p-12345678' })),
  ),
};
