import { attachedScps, fullAwsAccess } from '../authorization/index.ts';
import type { AwsService, Call, Operation } from '../service.ts';
import type { AwsOrganization } from '../state.ts';
import { invalidInput, policyNotFound, targetNotFound } from './errors.ts';
import {
  allScps,
  organizationArn,
  requireManagement,
  requireOrganization,
  rootId,
  scpId,
} from './state.ts';

const anywhere = (action: string) => () => [{ action, resource: '*' }];

const policyTypes = (organization: AwsOrganization) =>
  organization.featureSet === 'ALL' ? [{ Type: 'SERVICE_CONTROL_POLICY', Status: 'ENABLED' }] : [];

/** Every member may ask. */
const describeOrganization: Operation = {
  permissions: anywhere('organizations:DescribeOrganization'),
  run(_input, call) {
    const organization = requireOrganization(call);
    const management = call.world.aws.accounts.get(organization.managementAccountId);
    return {
      Organization: {
        Id: organization.id,
        Arn: organizationArn(call, organization, `organization/${organization.id}`),
        FeatureSet: organization.featureSet,
        MasterAccountArn: organizationArn(
          call,
          organization,
          `account/${organization.id}/${organization.managementAccountId}`,
        ),
        MasterAccountId: organization.managementAccountId,
        MasterAccountEmail: management?.email,
        AvailablePolicyTypes: policyTypes(organization),
      },
    };
  },
};

const listAccounts: Operation = {
  permissions: anywhere('organizations:ListAccounts'),
  run(_input, call) {
    const organization = requireManagement(call);
    const accounts = [organization.managementAccountId, ...organization.memberAccountIds].map(
      (id) => {
        const account = call.world.aws.accounts.get(id);
        const joined = id === organization.managementAccountId ? 'INVITED' : 'CREATED';
        const arn = organizationArn(call, organization, `account/${organization.id}/${id}`);
        return {
          Id: id,
          Arn: arn,
          Email: account?.email,
          Name: account?.name,
          Status: 'ACTIVE',
          State: 'ACTIVE',
          JoinedMethod: joined,
        };
      },
    );
    return { Accounts: accounts };
  },
};

const listRoots: Operation = {
  permissions: anywhere('organizations:ListRoots'),
  run(_input, call) {
    const organization = requireManagement(call);
    const id = rootId(organization);
    const arn = organizationArn(call, organization, `root/${organization.id}/${id}`);
    return { Roots: [{ Id: id, Arn: arn, Name: 'Root', PolicyTypes: policyTypes(organization) }] };
  },
};

function summaryOf(call: Call, organization: AwsOrganization, name: string) {
  const id = scpId(name);
  const aws = name === fullAwsAccess.name;
  return {
    Id: id,
    Arn: aws
      ? `arn:${call.account.partition}:organizations::aws:policy/service_control_policy/${id}`
      : organizationArn(
          call,
          organization,
          `policy/${organization.id}/service_control_policy/${id}`,
        ),
    Name: name,
    Type: 'SERVICE_CONTROL_POLICY',
    AwsManaged: aws,
  };
}

const listPoliciesForTarget: Operation = {
  permissions(input: { TargetId?: string }, call) {
    const organization = requireOrganization(call);
    return [
      {
        action: 'organizations:ListPoliciesForTarget',
        resource: organizationArn(
          call,
          organization,
          `account/${organization.id}/${input.TargetId ?? '*'}`,
        ),
      },
    ];
  },
  run(input: { TargetId?: string; Filter?: string }, call) {
    const organization = requireManagement(call);
    const target = input.TargetId ?? '';
    if (!/^(r-[0-9a-z]{4,32}|\d{12}|ou-[0-9a-z]{4,32}-[a-z0-9]{8,32})$/.test(target)) {
      throw invalidInput(
        'INVALID_PATTERN_TARGET_ID',
        'You provided a value that does not match the required pattern.',
      );
    }
    if (input.Filter !== 'SERVICE_CONTROL_POLICY') {
      throw invalidInput(
        'INVALID_ENUM_POLICY_TYPE',
        'You specified an invalid policy type string.',
      );
    }
    const known = [
      rootId(organization),
      organization.managementAccountId,
      ...organization.memberAccountIds,
    ];
    if (!known.includes(target)) throw targetNotFound();
    const attached = organization.memberAccountIds.includes(target)
      ? attachedScps(organization, target)
      : [fullAwsAccess];
    return {
      Policies:
        organization.featureSet === 'ALL'
          ? attached.map(({ name }) => summaryOf(call, organization, name))
          : [],
    };
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

const regionByHost: Readonly<Record<string, string>> = {
  'organizations.us-east-1.amazonaws.com': 'us-east-1',
  'organizations.us-gov-west-1.amazonaws.com': 'us-gov-west-1',
  'organizations.cn-northwest-1.amazonaws.com.cn': 'cn-northwest-1',
};

/** AWS Organizations: one endpoint per partition. */
export const organizations: AwsService = {
  name: 'organizations',
  protocol: 'json',
  model: 'AWSOrganizationsV20161128',
  regionOf: (url) => regionByHost[url.hostname],
  operations: {
    ...{
      DescribeOrganization: describeOrganization,
      ListAccounts: listAccounts,
      ListRoots: listRoots,
    },
    ...{ ListPoliciesForTarget: listPoliciesForTarget, DescribePolicy: describePolicy },
  },
};
