import type { AwsWorld, Fault } from '../../../define-faults.ts';
import documents from '../documents.ts';
import { ecoStatement, idCondition, roleOf, type Statement, trust } from './role-set-up.ts';

const [first, second] = ['884866656237', '627743545735'];
const root = (account: string | undefined) => `arn:aws:iam::${account}:root`;
const calling = (account: string | undefined) =>
  `arn:aws:iam::${account}:role/eco-base-cdk-stack-globalclientassumerole`;

/** A wrong trust policy made by changing the guide's only statement. */
function trustFault(
  name: string,
  title: string,
  code: string,
  changes: (healthy: AwsWorld) => Statement | Statement[],
  { catalogue, spot = [] }: { catalogue?: string; spot?: readonly string[] } = {},
): Fault<AwsWorld> {
  return {
    name,
    title,
    ...(catalogue ? { catalogue } : {}),
    breaks: (healthy) =>
      trust(healthy, ...[changes(healthy)].flat().map((change) => ecoStatement(healthy, change))),
    expected: { reader: [code], spot },
  };
}

/**
 * An external ID that differs; AWS refuses and does not say why, so only the reader's eyes see it.
 */
const wrongId = (
  name: string,
  title: string,
  change: (id: string) => string,
  catalogue = 'F-002',
) =>
  trustFault(
    name,
    title,
    'AWS-TRUST-005',
    ({ inputs }) => ({
      Condition: { StringEquals: { 'sts:ExternalId': change(inputs.externalId as string) } },
    }),
    { catalogue },
  );

const otherCase = (id: string) => (id === id.toUpperCase() ? id.toLowerCase() : id.toUpperCase());

const extra = (name: string, title: string, condition: Record<string, Record<string, string>>) =>
  trustFault(name, title, 'AWS-TRUST-009', (healthy) => ({
    Condition: {
      ...condition,
      StringEquals: { ...idCondition(healthy), ...condition.StringEquals },
    },
  }));

export const trustFaults: readonly Fault<AwsWorld>[] = [
  {
    name: 'role-missing',
    title: 'The role was deleted after it was made',
    catalogue: 'F-027',
    breaks: ({ account, inputs }) => void account.roles.delete(inputs.roleName as string),
    expected: { reader: ['AWS-TRUST-001'], spot: [] },
  },
  {
    name: 'role-under-another-name',
    title: 'The role was made under another name than the one on the page',
    catalogue: 'F-006',
    breaks(healthy) {
      const role = roleOf(healthy);
      healthy.account.roles.delete(role.name);
      healthy.account.roles.set('SpotFinOpsRole', { ...role, name: 'SpotFinOpsRole' });
    },
    expected: { reader: ['AWS-TRUST-001'], spot: [] },
  },
  {
    name: 'role-stack-failed',
    title: 'The stack that makes the role failed, and CloudFormation took the role back',
    catalogue: 'F-024',
    breaks(healthy) {
      const { account, world, inputs } = healthy;
      account.roles.delete(inputs.roleName as string);
      addFailedStack(healthy, world.clock.now() - 3_600_000);
    },
    expected: { reader: ['AWS-TRUST-014'], spot: [] },
  },

  trustFault(
    'trusts-linked-accounts-account',
    "The role trusts Spot's account for linked accounts",
    'AWS-TRUST-002',
    () => ({ Principal: { AWS: root('922761411349') } }),
    { catalogue: 'F-064' },
  ),
  trustFault(
    'trusts-first-eco-account-only',
    "The role trusts only the first of Eco's accounts",
    'AWS-TRUST-003',
    () => ({ Principal: { AWS: root(first) } }),
    { catalogue: 'F-064' },
  ),
  trustFault(
    'trusts-second-eco-account-only',
    "The role trusts only the second of Eco's accounts",
    'AWS-TRUST-003',
    () => ({ Principal: { AWS: root(second) } }),
    { catalogue: 'F-064' },
  ),
  trustFault(
    'no-external-id',
    'The trust policy has no condition',
    'AWS-TRUST-004',
    () => ({ Condition: undefined }),
    {
      catalogue: 'F-003',
      spot: ['AWS-TRUST-004'],
    },
  ),
  trustFault(
    'second-statement-without-external-id',
    'A second statement of the trust policy asks for no external ID',
    'AWS-TRUST-004',
    () => [{}, { Sid: 'FirstAttempt', Condition: undefined }],
    { catalogue: 'F-003', spot: ['AWS-TRUST-004'] },
  ),

  wrongId(
    'external-id-with-blank',
    'The external ID was pasted with a blank at the end',
    (id) => `${id} `,
  ),
  wrongId(
    'external-id-in-other-case',
    'The external ID was typed in other upper and lower case',
    otherCase,
  ),
  wrongId(
    'external-id-truncated',
    'The external ID lost its last character when it was selected by double-click',
    (id) => id.slice(0, -1),
  ),
  wrongId(
    'external-id-of-another',
    'The external ID is that of another Spot organization',
    () => 'spotinst:aws:extid:0f9e8d7c6b5a4938',
  ),
  wrongId(
    'external-id-regenerated',
    'The external ID is an earlier one; Spot has issued another since',
    (id) => `${id.slice(0, 6)}${[...id.slice(6)].reverse().join('')}-1`,
    'F-004',
  ),

  trustFault(
    'anyone-with-external-id',
    'Everyone may assume the role who knows the external ID',
    'AWS-TRUST-006',
    () => ({
      Principal: { AWS: '*' },
    }),
  ),
  trustFault(
    'anyone-at-all',
    'Everyone may assume the role',
    'AWS-TRUST-006',
    () => ({ Principal: '*', Condition: undefined }),
    {
      spot: ['AWS-TRUST-004'],
    },
  ),
  trustFault(
    'trusts-own-account',
    "The role trusts the reader's own account",
    'AWS-TRUST-007',
    ({ account }) => ({ Principal: { AWS: root(account.id) } }),
    { catalogue: 'F-001' },
  ),
  trustFault(
    'trusts-another-vendor',
    "The role trusts another vendor's account",
    'AWS-TRUST-007',
    () => ({ Principal: { AWS: root('464622532012') } }),
    { catalogue: 'F-001' },
  ),
  trustFault('trusts-a-service', 'The role was made for the service EC2', 'AWS-TRUST-007', () => ({
    Principal: { Service: 'ec2.amazonaws.com' },
    Condition: undefined,
  })),
  trustFault(
    'allows-another-action',
    'The trust policy allows sts:AssumeRoleWithSAML',
    'AWS-TRUST-008',
    () => ({
      Action: 'sts:AssumeRoleWithSAML',
    }),
  ),
  trustFault(
    'allows-tagging-only',
    'The trust policy allows sts:TagSession only',
    'AWS-TRUST-008',
    () => ({ Action: ['sts:TagSession'] }),
  ),

  extra('condition-on-network', "The trust policy lets in the company's addresses only", {
    IpAddress: { 'aws:SourceIp': '198.51.100.0/24' },
  }),
  extra('condition-on-organization', "The trust policy lets in the reader's organization only", {
    StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' },
  }),
  extra('condition-on-second-factor', 'The trust policy asks for a second factor', {
    Bool: { 'aws:MultiFactorAuthPresent': 'true' },
  }),
  extra('condition-on-endpoint', 'The trust policy lets in one VPC endpoint only', {
    StringEquals: { 'aws:SourceVpce': 'vpce-0a1b2c3d4e5f60718' },
  }),

  trustFault('denied-by-name', "A Deny names one of Eco's accounts", 'AWS-TRUST-010', () => [
    {},
    { Sid: 'Offboarded', Effect: 'Deny', Principal: { AWS: root(first) }, Condition: undefined },
  ]),
  trustFault(
    'denied-outside-network',
    'A Deny hits everyone outside the company network',
    'AWS-TRUST-010',
    () => [
      {},
      {
        Sid: 'CompanyOnly',
        Effect: 'Deny',
        Principal: '*',
        Condition: { NotIpAddress: { 'aws:SourceIp': ['198.51.100.0/24'] } },
      },
    ],
  ),

  trustFault(
    'external-id-any',
    'The external ID may be any',
    'AWS-TRUST-011',
    () => ({ Condition: { StringLike: { 'sts:ExternalId': '*' } } }),
    { spot: ['AWS-TRUST-011'] },
  ),
  trustFault(
    'external-id-not-equals',
    'The condition on the external ID is the wrong way round',
    'AWS-TRUST-011',
    () => ({ Condition: { StringNotEquals: { 'sts:ExternalId': 'none' } } }),
    { spot: ['AWS-TRUST-004'] },
  ),
  trustFault(
    'external-id-for-all-values',
    'The external ID is compared with ForAllValues, which holds when there is none',
    'AWS-TRUST-011',
    (healthy) => ({ Condition: { 'ForAllValues:StringEquals': idCondition(healthy) } }),
    { spot: ['AWS-TRUST-004'] },
  ),
  trustFault(
    'external-id-if-exists',
    'The external ID is compared only if there is one',
    'AWS-TRUST-011',
    (healthy) => ({ Condition: { StringEqualsIfExists: idCondition(healthy) } }),
    { spot: ['AWS-TRUST-004'] },
  ),

  trustFault(
    'narrowed-to-wrong-roles',
    'The trust policy is narrowed to roles that Eco does not call with',
    'AWS-TRUST-012',
    () => ({
      Principal: { AWS: [first, second].map((account) => `arn:aws:iam::${account}:role/Admin`) },
    }),
  ),
  trustFault(
    'narrowed-in-one-account',
    "The trust policy is narrowed to the right role in one of Eco's accounts and forgets the other",
    'AWS-TRUST-012',
    () => ({ Principal: { AWS: calling(first) } }),
  ),
  trustFault(
    'trusts-another-besides',
    'Besides Eco, another vendor may assume the role',
    'AWS-TRUST-013',
    () => ({
      Principal: { AWS: [root(first), root(second), root('464622532012')] },
    }),
  ),
  trustFault(
    'trusts-linked-accounts-account-besides',
    "Besides Eco, Spot's account for linked accounts may assume the role",
    'AWS-TRUST-013',
    () => ({ Principal: { AWS: [root(first), root(second), root('922761411349')] } }),
  ),

  {
    name: 'role-made-seconds-ago',
    title: 'Everything is right, but the role is so new that AWS does not know it everywhere',
    catalogue: 'F-010',
    breaks(healthy) {
      const role = roleOf(healthy);
      role.createdAt = healthy.world.clock.now();
      role.effectiveAt = role.createdAt + 900_000;
    },
    expected: { reader: [], spot: [] },
    expectedStatus: { check: 'aws/eco-role', status: 'undetermined', vantage: 'spot' },
    noCommand: 'Nothing is wrong: it passes once IAM has spread the role.',
  },
  {
    name: 'reader-may-not-look-at-iam',
    title: 'The reader has no right to look at roles, so nothing can be said about this one',
    catalogue: 'F-018',
    breaks({ account, reader }) {
      const name = reader.aws.principal.type === 'user' ? reader.aws.principal.name : '';
      account.users.get(name)?.inlinePolicies.set('no-iam', {
        Version: '2012-10-17',
        Statement: [{ Effect: 'Deny', Action: 'iam:*', Resource: '*' }],
      });
    },
    expected: { reader: [] },
    expectedStatus: { check: 'aws/eco-role', status: 'undetermined' },
    noCommand: 'Only an administrator can give the reader the right to look.',
  },
];

/** A stack in ROLLBACK_COMPLETE, as CloudFormation leaves it when the policy's name was taken. */
function addFailedStack({ account, inputs }: AwsWorld, startedAt: number): void {
  const name = 'spot-eco-role';
  const id = `arn:aws:cloudformation:us-east-1:${account.id}:stack/${name}/7b1f6c30-c7a1-11f0-9d3a-0a58a9feac02`;
  const reason = `Resource handler returned message: "A policy called ${inputs.roleName}_Policy already exists. Duplicate names are not allowed." (RequestToken: 5f0c, HandlerErrorCode: AlreadyExists)`;
  const event = (
    minutes: number,
    logicalId: string,
    type: string,
    status: string,
    why?: string,
  ) => ({
    ...{
      id: `${logicalId}-${status}-${minutes}`,
      logicalId,
      type,
      status,
      at: startedAt + minutes * 60_000,
    },
    physicalId: logicalId === name ? id : '',
    ...(why ? { reason: why } : {}),
  });
  const parameters = {
    BucketName: inputs.bucketName ?? '',
    ExternalId: inputs.externalId ?? '',
    RoleName: inputs.roleName ?? '',
  };
  const stackType = 'AWS::CloudFormation::Stack';
  const policyType = 'AWS::IAM::ManagedPolicy';
  account.stacks.set(`us-east-1/${name}`, {
    ...{
      name,
      id,
      region: 'us-east-1',
      status: 'ROLLBACK_COMPLETE',
      createdAt: startedAt,
      template: documents.roleTemplate({}),
      parameters,
    },
    ...{
      capabilities: ['CAPABILITY_NAMED_IAM'],
      outputs: [],
      resources: [],
      changeSets: new Map(),
    },
    events: [
      event(0, name, stackType, 'CREATE_IN_PROGRESS', 'User Initiated'),
      event(1, 'SpotFinOpsManagedPolicy', policyType, 'CREATE_IN_PROGRESS'),
      event(2, 'SpotFinOpsManagedPolicy', policyType, 'CREATE_FAILED', reason),
      event(
        3,
        name,
        stackType,
        'ROLLBACK_IN_PROGRESS',
        'The following resource(s) failed to create: [SpotFinOpsManagedPolicy]. Rollback requested by user.',
      ),
      event(4, name, stackType, 'ROLLBACK_COMPLETE'),
    ],
  });
}
