import { attachedScps, fullAwsAccess, parentOf, rootId } from '../organization.ts';
import { globalHost } from '../partitions.ts';
import type { AwsService, Call, Operation } from '../service.ts';
import type { AwsOrganization, OrganizationalUnit } from '../state.ts';
import {
  accountNotFound,
  childNotFound,
  invalidInput,
  parentNotFound,
  policyNotFound,
  targetNotFound,
  unitNotFound,
} from './errors.ts';
import {
  accountIdsOf,
  allScps,
  findUnit,
  holds,
  kindOf,
  organizationArn,
  requireManagement,
  requireOrganization,
  scpArn,
  scpId,
} from './state.ts';

interface Paged {
  MaxResults?: number;
  NextToken?: string;
}

const anywhere = (action: string) => () => [{ action, resource: '*' }];

/** Permission on the account, unit or root that the input names. */
const onNamed =
  (action: string, idOf: (input: Record<string, string>) => string | undefined) =>
  (input: Record<string, string>, call: Call) => {
    const id = idOf(input) ?? '*';
    const organization = requireOrganization(call);
    return [{ action, resource: organizationArn(call, organization, kindOf(id) ?? 'account', id) }];
  };

const policyTypes = (organization: AwsOrganization) =>
  organization.featureSet === 'ALL' ? [{ Type: 'SERVICE_CONTROL_POLICY', Status: 'ENABLED' }] : [];

/**
 * One page of a list: at most 20 of them, as of ListAccounts.
 * https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListAccounts.html
 */
function pageOf<Item>(items: Item[], { MaxResults = 20, NextToken }: Paged) {
  if (!(MaxResults >= 1 && MaxResults <= 20))
    throw invalidInput(
      MaxResults < 1 ? 'MIN_VALUE_EXCEEDED' : 'MAX_VALUE_EXCEEDED',
      'You specified an invalid value for MaxResults.',
    );
  const start = NextToken === undefined ? 0 : Number(NextToken);
  if (!(Number.isInteger(start) && start > 0) && NextToken !== undefined)
    throw invalidInput('INVALID_NEXT_TOKEN', 'You provided a NextToken that is not valid.');
  const end = start + MaxResults;
  return {
    page: items.slice(start, end),
    NextToken: end < items.length ? String(end) : undefined,
  };
}

/** Every member may ask. */
const describeOrganization: Operation = {
  permissions: anywhere('organizations:DescribeOrganization'),
  run(_input, call) {
    const organization = requireOrganization(call);
    const { managementAccountId } = organization;
    return {
      Organization: {
        Id: organization.id,
        Arn: organizationArn(call, organization, 'organization'),
        FeatureSet: organization.featureSet,
        MasterAccountArn: organizationArn(call, organization, 'account', managementAccountId),
        MasterAccountId: managementAccountId,
        MasterAccountEmail: call.world.aws.accounts.get(managementAccountId)?.email,
        AvailablePolicyTypes: policyTypes(organization),
      },
    };
  },
};

function accountView(call: Call, organization: AwsOrganization, id: string) {
  const account = call.world.aws.accounts.get(id);
  return {
    Id: id,
    Arn: organizationArn(call, organization, 'account', id),
    Email: account?.email,
    Name: account?.name,
    Status: 'ACTIVE',
    State: 'ACTIVE',
    JoinedMethod: id === organization.managementAccountId ? 'INVITED' : 'CREATED',
  };
}

function unitView(call: Call, organization: AwsOrganization, { id, name }: OrganizationalUnit) {
  return { Id: id, Arn: organizationArn(call, organization, 'ou', id), Name: name };
}

const listAccounts: Operation = {
  permissions: anywhere('organizations:ListAccounts'),
  run(input: Paged, call) {
    const organization = requireManagement(call);
    const { page, NextToken } = pageOf(accountIdsOf(organization), input);
    return { Accounts: page.map((id) => accountView(call, organization, id)), NextToken };
  },
};

const describeAccount: Operation = {
  permissions: onNamed('organizations:DescribeAccount', ({ AccountId }) => AccountId),
  run({ AccountId = '' }: { AccountId?: string }, call) {
    const organization = requireManagement(call);
    requireForm(AccountId, ['account'], 'INVALID_PATTERN');
    if (!accountIdsOf(organization).includes(AccountId)) throw accountNotFound();
    return { Account: accountView(call, organization, AccountId) };
  },
};

const listRoots: Operation = {
  permissions: anywhere('organizations:ListRoots'),
  run(input: Paged, call) {
    const organization = requireManagement(call);
    const id = rootId(organization);
    const Arn = organizationArn(call, organization, 'root', id);
    const root = { Id: id, Arn, Name: 'Root', PolicyTypes: policyTypes(organization) };
    const { page, NextToken } = pageOf([root], input);
    return { Roots: page, NextToken };
  },
};

const describeOrganizationalUnit: Operation = {
  permissions: onNamed(
    'organizations:DescribeOrganizationalUnit',
    ({ OrganizationalUnitId }) => OrganizationalUnitId,
  ),
  run({ OrganizationalUnitId = '' }: { OrganizationalUnitId?: string }, call) {
    const organization = requireManagement(call);
    requireForm(OrganizationalUnitId, ['ou'], 'INVALID_PATTERN');
    const unit = findUnit(organization, OrganizationalUnitId);
    if (!unit) throw unitNotFound();
    return { OrganizationalUnit: unitView(call, organization, unit) };
  },
};

type OfParent = Paged & { ParentId?: string };

/** The management account's organization and the unit or root of it that is asked about. */
function requireParent(call: Call, { ParentId = '' }: OfParent) {
  const organization = requireManagement(call);
  requireForm(ParentId, ['root', 'ou'], 'INVALID_PATTERN');
  if (!holds(organization, ParentId)) throw parentNotFound();
  return { organization, parentId: ParentId };
}

const listOrganizationalUnitsForParent: Operation = {
  permissions: onNamed(
    'organizations:ListOrganizationalUnitsForParent',
    ({ ParentId }) => ParentId,
  ),
  run(input: OfParent, call) {
    const { organization, parentId } = requireParent(call, input);
    const units = (organization.units ?? []).filter((unit) => unit.parentId === parentId);
    const { page, NextToken } = pageOf(units, input);
    return {
      OrganizationalUnits: page.map((unit) => unitView(call, organization, unit)),
      NextToken,
    };
  },
};

const listAccountsForParent: Operation = {
  permissions: onNamed('organizations:ListAccountsForParent', ({ ParentId }) => ParentId),
  run(input: OfParent, call) {
    const { organization, parentId } = requireParent(call, input);
    const ids = accountIdsOf(organization).filter((id) => parentOf(organization, id) === parentId);
    const { page, NextToken } = pageOf(ids, input);
    return { Accounts: page.map((id) => accountView(call, organization, id)), NextToken };
  },
};

const listParents: Operation = {
  permissions: onNamed('organizations:ListParents', ({ ChildId }) => ChildId),
  run(input: Paged & { ChildId?: string }, call) {
    const { ChildId = '' } = input;
    const organization = requireManagement(call);
    requireForm(ChildId, ['account', 'ou'], 'INVALID_PATTERN');
    if (!holds(organization, ChildId)) throw childNotFound();
    const Id = parentOf(organization, ChildId);
    const Type = kindOf(Id) === 'root' ? 'ROOT' : 'ORGANIZATIONAL_UNIT';
    const { page, NextToken } = pageOf([{ Id, Type }], input);
    return { Parents: page, NextToken };
  },
};

function requireForm(id: string, kinds: readonly string[], reason: string): void {
  if (!kinds.includes(kindOf(id) ?? ''))
    throw invalidInput(reason, 'You provided a value that does not match the required pattern.');
}

function summaryOf(call: Call, organization: AwsOrganization, name: string) {
  return {
    Id: scpId(name),
    Arn: scpArn(call, organization, name),
    Name: name,
    Type: 'SERVICE_CONTROL_POLICY',
    AwsManaged: name === fullAwsAccess.name,
  };
}

/** https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListPoliciesForTarget.html */
const otherPolicyTypes: ReadonlySet<string> = new Set([
  'RESOURCE_CONTROL_POLICY',
  'TAG_POLICY',
  'BACKUP_POLICY',
  'AISERVICES_OPT_OUT_POLICY',
  'CHATBOT_POLICY',
  'DECLARATIVE_POLICY_EC2',
]);

const listPoliciesForTarget: Operation = {
  permissions: onNamed('organizations:ListPoliciesForTarget', ({ TargetId }) => TargetId),
  run(input: Paged & { TargetId?: string; Filter?: string }, call) {
    const organization = requireManagement(call);
    const target = input.TargetId ?? '';
    requireForm(target, ['root', 'ou', 'account'], 'INVALID_PATTERN_TARGET_ID');
    if (otherPolicyTypes.has(input.Filter ?? ''))
      throw new Error(
        `The simulated organizations:ListPoliciesForTarget lists no ${input.Filter}. Add it to src/simulator/aws/organizations/handlers.ts.`,
      );
    if (input.Filter !== 'SERVICE_CONTROL_POLICY') {
      throw invalidInput(
        'INVALID_ENUM_POLICY_TYPE',
        'You specified an invalid policy type string.',
      );
    }
    if (!holds(organization, target)) throw targetNotFound();
    const attached = organization.featureSet === 'ALL' ? attachedScps(organization, target) : [];
    const { page, NextToken } = pageOf(attached, input);
    return { Policies: page.map(({ name }) => summaryOf(call, organization, name)), NextToken };
  },
};

const describePolicy: Operation = {
  permissions: anywhere('organizations:DescribePolicy'),
  run(input: { PolicyId?: string }, call) {
    const organization = requireManagement(call);
    const policies = allScps(organization).set(scpId(fullAwsAccess.name), fullAwsAccess);
    const policy = policies.get(input.PolicyId ?? '');
    if (!policy) throw policyNotFound();
    return {
      Policy: {
        PolicySummary: summaryOf(call, organization, policy.name),
        Content: JSON.stringify(policy.document),
      },
    };
  },
};

/** AWS Organizations: one endpoint per partition. */
export const organizations: AwsService = {
  name: 'organizations',
  protocol: 'json',
  model: 'AWSOrganizationsV20161128',
  regionOf: (url) => globalHost('organizations', url),
  operations: {
    DescribeOrganization: describeOrganization,
    ListAccounts: listAccounts,
    DescribeAccount: describeAccount,
    ListRoots: listRoots,
    DescribeOrganizationalUnit: describeOrganizationalUnit,
    ListOrganizationalUnitsForParent: listOrganizationalUnitsForParent,
    ListAccountsForParent: listAccountsForParent,
    ListParents: listParents,
    ListPoliciesForTarget: listPoliciesForTarget,
    DescribePolicy: describePolicy,
  },
};
