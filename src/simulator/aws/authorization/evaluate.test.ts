import { expect, test } from 'vitest';
import { World } from '../../world.ts';
import { createAccessKey, createAccount, createOrganization } from '../seed.ts';
import type { AwsCredentials, PolicyDocument } from '../state.ts';
import { allow, deny, other, own, policy, roleWith, userWith } from '../testing.ts';
import { type Decision, evaluate, serviceIsAllowed } from './evaluate.ts';

interface Case {
  title: string;
  /** Statements of the caller's own policy. Default: none. */
  identity?: Record<string, unknown>[];
  kind?: 'user' | 'role' | 'root';
  attached?: string[];
  boundary?: PolicyDocument;
  session?: PolicyDocument;
  scps?: PolicyDocument[];
  /** Attached to the account that owns the resource. */
  rcps?: PolicyDocument[];
  /** The policy of the VPC endpoint that the call leaves through. */
  endpoint?: PolicyDocument;
  /** The caller is in the organization's management account instead of a member. */
  management?: boolean;
  action?: string;
  resource?: string;
  bucketPolicy?: PolicyDocument;
  crossAccount?: boolean;
  context?: Record<string, string>;
  expected:
    | 'allowed'
    | `${'explicitDeny' | 'implicitDeny'} ${'scp' | 'rcp' | 'endpoint' | 'identity' | 'resource' | 'boundary' | 'session'}`;
}

const user = `arn:aws:iam::${own}:user/alice`;
const role = `arn:aws:iam::${own}:role/alice`;
const session = `arn:aws:sts::${own}:assumed-role/alice/test`;
const root = `arn:aws:iam::${own}:root`;
const s3 = (effect: 'Allow' | 'Deny', principal: unknown, rest = {}) => ({
  Effect: effect,
  Principal: principal,
  Action: 's3:GetObject',
  Resource: 'arn:aws:s3:::bucket/*',
  ...rest,
});
const read = allow('s3:GetObject', 'arn:aws:s3:::bucket/*');
const everybody = (statement: Record<string, unknown>) => ({ ...statement, Principal: '*' });
/** A data perimeter, as AWS's own examples of such policies have it. */
const perimeter = everybody(
  deny('s3:*', '*', {
    Condition: { StringNotEqualsIfExists: { 'aws:PrincipalOrgID': 'o-ours' } },
  }),
);

const cases: Case[] = [
  { title: 'nothing allows', expected: 'implicitDeny identity' },
  { title: 'an identity policy allows', identity: [read], expected: 'allowed' },
  {
    title: 'another action is allowed',
    identity: [allow('s3:PutObject')],
    expected: 'implicitDeny identity',
  },
  {
    title: 'another resource is allowed',
    identity: [allow('s3:GetObject', 'arn:aws:s3:::other/*')],
    expected: 'implicitDeny identity',
  },
  {
    title: 'the bucket, not its objects',
    identity: [allow('s3:GetObject', 'arn:aws:s3:::bucket')],
    expected: 'implicitDeny identity',
  },
  { title: 'actions ignore case', identity: [allow('S3:getobject')], expected: 'allowed' },
  {
    title: 'resources respect case',
    identity: [allow('s3:GetObject', 'arn:aws:s3:::BUCKET/*')],
    expected: 'implicitDeny identity',
  },
  { title: 'a wildcard in the action', identity: [allow('s3:Get*')], expected: 'allowed' },
  {
    title: 'a question mark stands for one character',
    identity: [allow('s3:GetObjec?')],
    expected: 'allowed',
  },
  {
    title: 'a question mark does not stand for none',
    identity: [allow('s3:GetObject?')],
    expected: 'implicitDeny identity',
  },
  {
    title: 'a prefix without wildcard is not enough',
    identity: [allow('s3:Get')],
    expected: 'implicitDeny identity',
  },
  {
    title: 'NotAction allows the rest',
    identity: [{ Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }],
    expected: 'allowed',
  },
  {
    title: 'NotAction leaves out',
    identity: [{ Effect: 'Allow', NotAction: 's3:*', Resource: '*' }],
    expected: 'implicitDeny identity',
  },
  {
    title: 'NotResource leaves out',
    identity: [{ Effect: 'Allow', Action: '*', NotResource: 'arn:aws:s3:::bucket/*' }],
    expected: 'implicitDeny identity',
  },
  {
    title: 'a deny wins over an allow',
    identity: [allow('*'), deny('s3:GetObject')],
    expected: 'explicitDeny identity',
  },
  {
    title: 'a deny whose condition does not hold',
    identity: [
      allow('*'),
      deny('*', '*', { Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
    ],
    expected: 'allowed',
  },
  {
    title: 'an allow whose condition does not hold',
    identity: [{ ...read, Condition: { StringEquals: { 'aws:RequestedRegion': 'eu-west-1' } } }],
    expected: 'implicitDeny identity',
  },
  {
    title: 'a policy variable in the resource',
    identity: [allow('s3:GetObject', 'arn:aws:s3:::bucket/$' + '{aws:username}/*')],
    resource: 'arn:aws:s3:::bucket/alice/x',
    expected: 'allowed',
  },
  {
    title: 'a policy variable of somebody else',
    identity: [allow('s3:GetObject', 'arn:aws:s3:::bucket/$' + '{aws:username}/*')],
    resource: 'arn:aws:s3:::bucket/bob/x',
    expected: 'implicitDeny identity',
  },
  {
    title: 'a variable that roles do not have matches nothing',
    kind: 'role',
    identity: [allow('s3:GetObject', 'arn:aws:s3:::bucket/$' + '{aws:username}*')],
    expected: 'implicitDeny identity',
  },
  {
    title: 'an AWS-managed policy',
    attached: ['arn:aws:iam::aws:policy/ReadOnlyAccess'],
    expected: 'allowed',
  },
  {
    title: 'SecurityAudit reads no objects',
    attached: ['arn:aws:iam::aws:policy/SecurityAudit'],
    expected: 'implicitDeny identity',
  },
  {
    title: 'PowerUserAccess without IAM',
    attached: ['arn:aws:iam::aws:policy/PowerUserAccess'],
    action: 'iam:CreateRole',
    resource: role,
    expected: 'implicitDeny identity',
  },
  {
    title: 'an attached policy that is gone',
    attached: [`arn:aws:iam::${own}:policy/Gone`],
    expected: 'implicitDeny identity',
  },

  {
    title: 'a boundary that allows',
    identity: [read],
    boundary: policy(allow('s3:*')),
    expected: 'allowed',
  },
  {
    title: 'a boundary that is silent',
    identity: [read],
    boundary: policy(allow('ec2:*')),
    expected: 'implicitDeny boundary',
  },
  {
    title: 'a boundary that denies',
    identity: [read],
    boundary: policy(allow('*'), deny('s3:*')),
    expected: 'explicitDeny boundary',
  },
  {
    title: 'a boundary grants nothing',
    boundary: policy(allow('*')),
    expected: 'implicitDeny identity',
  },
  {
    title: 'a session policy that allows',
    kind: 'role',
    identity: [read],
    session: policy(allow('s3:GetObject')),
    expected: 'allowed',
  },
  {
    title: 'a session policy that is silent',
    kind: 'role',
    identity: [read],
    session: policy(allow('cur:*')),
    expected: 'implicitDeny session',
  },
  {
    title: 'a session policy that denies',
    kind: 'role',
    identity: [read],
    session: policy(allow('*'), deny('s3:*')),
    expected: 'explicitDeny session',
  },
  {
    title: 'a session policy grants nothing',
    kind: 'role',
    session: policy(allow('*')),
    expected: 'implicitDeny identity',
  },

  {
    title: 'an SCP that denies',
    identity: [read],
    scps: [policy(deny('s3:*'))],
    expected: 'explicitDeny scp',
  },
  {
    title: 'an SCP that denies something else',
    identity: [read],
    scps: [policy(deny('ec2:*'))],
    expected: 'allowed',
  },
  {
    title: 'an SCP allow list without the action',
    identity: [read],
    scps: [policy(allow('ec2:*'))],
    expected: 'implicitDeny scp',
  },
  {
    title: 'an SCP allow list with the action',
    identity: [read],
    scps: [policy(allow('s3:*')), policy(deny('ec2:*'))],
    expected: 'allowed',
  },
  {
    title: 'an SCP binds root',
    kind: 'root',
    scps: [policy(deny('s3:*'))],
    expected: 'explicitDeny scp',
  },
  {
    title: 'an SCP never binds the management account',
    identity: [read],
    scps: [policy(deny('*'))],
    management: true,
    expected: 'allowed',
  },
  {
    title: 'an SCP with a region condition that holds',
    identity: [read],
    scps: [
      policy(
        deny('*', '*', { Condition: { StringNotEquals: { 'aws:RequestedRegion': 'eu-west-1' } } }),
      ),
    ],
    expected: 'explicitDeny scp',
  },

  {
    title: 'an RCP that denies',
    identity: [read],
    rcps: [policy(everybody(deny('s3:*')))],
    expected: 'explicitDeny rcp',
  },
  {
    title: 'an RCP that denies a part of the resources only',
    identity: [read],
    rcps: [policy(everybody(deny('s3:*', 'arn:aws:s3:::other/*')))],
    expected: 'allowed',
  },
  {
    title: 'an RCP binds root',
    kind: 'root',
    rcps: [policy(everybody(deny('s3:*')))],
    expected: 'explicitDeny rcp',
  },
  {
    title: 'an RCP never binds what is in the management account',
    identity: [read],
    rcps: [policy(everybody(deny('*')))],
    management: true,
    expected: 'allowed',
  },
  {
    title: 'an RCP binds no service that has no such policies',
    identity: [allow('iam:CreateRole')],
    action: 'iam:CreateRole',
    resource: role,
    rcps: [policy(everybody(deny('*')))],
    expected: 'allowed',
  },
  {
    title: 'an RCP spares those of the organization, as its perimeter says',
    identity: [read],
    rcps: [policy(perimeter)],
    expected: 'allowed',
  },
  {
    title: 'an RCP binds a stranger whom the bucket policy lets in',
    identity: [read],
    crossAccount: true,
    rcps: [policy(perimeter)],
    bucketPolicy: policy(s3('Allow', { AWS: own })),
    expected: 'explicitDeny rcp',
  },
  {
    title: 'an endpoint policy that allows',
    identity: [read],
    endpoint: policy(everybody(allow('s3:*'))),
    expected: 'allowed',
  },
  {
    title: 'an endpoint policy that is silent',
    identity: [read],
    endpoint: policy(everybody(allow('sts:*'))),
    expected: 'implicitDeny endpoint',
  },
  {
    title: 'an endpoint policy that denies',
    identity: [read],
    endpoint: policy(everybody(allow('*')), everybody(deny('s3:*'))),
    expected: 'explicitDeny endpoint',
  },
  {
    title: 'an endpoint policy for others only',
    identity: [read],
    endpoint: policy({ ...allow('*'), Principal: { AWS: `${user}2` } }),
    expected: 'implicitDeny endpoint',
  },
  {
    title: 'an endpoint policy grants nothing',
    endpoint: policy(everybody(allow('*'))),
    expected: 'implicitDeny identity',
  },
  {
    title: 'a Deny for all that come from elsewhere than the endpoint',
    identity: [read],
    endpoint: policy(everybody(allow('*'))),
    bucketPolicy: policy(
      s3('Deny', '*', { Condition: { StringNotEquals: { 'aws:SourceVpce': 'vpce-1' } } }),
    ),
    expected: 'allowed',
  },
  {
    title: 'a Deny for all that do not come from an address of the company',
    identity: [read],
    endpoint: policy(everybody(allow('*'))),
    bucketPolicy: policy(
      s3('Deny', '*', { Condition: { NotIpAddress: { 'aws:SourceIp': '203.0.113.0/24' } } }),
    ),
    expected: 'explicitDeny resource',
  },

  { title: 'root needs no policy', kind: 'root', expected: 'allowed' },
  {
    title: 'a bucket policy denies root too',
    kind: 'root',
    bucketPolicy: policy(s3('Deny', '*')),
    expected: 'explicitDeny resource',
  },
  {
    title: 'a bucket policy alone, naming the user',
    bucketPolicy: policy(s3('Allow', { AWS: user })),
    expected: 'allowed',
  },
  {
    title: 'a bucket policy alone, naming another user',
    bucketPolicy: policy(s3('Allow', { AWS: `${user}2` })),
    expected: 'implicitDeny identity',
  },
  {
    title: 'a bucket policy alone, for everybody',
    bucketPolicy: policy(s3('Allow', '*')),
    expected: 'allowed',
  },
  {
    title: 'naming the own account delegates and grants nothing itself',
    bucketPolicy: policy(s3('Allow', { AWS: root })),
    expected: 'implicitDeny identity',
  },
  {
    title: 'a bucket policy that denies the account',
    identity: [read],
    bucketPolicy: policy(s3('Deny', { AWS: own })),
    expected: 'explicitDeny resource',
  },
  {
    title: 'a bucket policy that denies all but one',
    identity: [read],
    bucketPolicy: policy({ ...s3('Deny', undefined), NotPrincipal: { AWS: `${user}2` } }),
    expected: 'explicitDeny resource',
  },
  {
    title: 'a bucket policy that spares the caller',
    identity: [read],
    bucketPolicy: policy({ ...s3('Deny', undefined), NotPrincipal: { AWS: [user, root] } }),
    expected: 'allowed',
  },
  {
    title: 'a bucket policy that spares the caller and not the account',
    identity: [read],
    bucketPolicy: policy({ ...s3('Deny', undefined), NotPrincipal: { AWS: user } }),
    expected: 'explicitDeny resource',
  },
  {
    title: 'a bucket policy that spares a role, not its boundary',
    kind: 'role',
    identity: [read],
    boundary: policy(allow('*')),
    bucketPolicy: policy({ ...s3('Deny', undefined), NotPrincipal: { AWS: [role, root] } }),
    expected: 'explicitDeny resource',
  },
  {
    title: 'a bucket policy that spares a role',
    kind: 'role',
    identity: [read],
    bucketPolicy: policy({ ...s3('Deny', undefined), NotPrincipal: { AWS: [role, root] } }),
    expected: 'allowed',
  },
  {
    title: 'a bucket policy for a service',
    bucketPolicy: policy(s3('Allow', { Service: 'billingreports.amazonaws.com' })),
    expected: 'implicitDeny identity',
  },
  {
    title: 'a role named by its ARN stands for its sessions',
    kind: 'role',
    bucketPolicy: policy(s3('Allow', { AWS: role })),
    expected: 'allowed',
  },
  {
    title: 'a role named by its ARN is still bound by its boundary',
    kind: 'role',
    boundary: policy(allow('ec2:*')),
    bucketPolicy: policy(s3('Allow', { AWS: role })),
    expected: 'implicitDeny boundary',
  },
  {
    title: 'a session named by its ARN escapes boundary and session policy',
    kind: 'role',
    boundary: policy(allow('ec2:*')),
    session: policy(allow('ec2:*')),
    bucketPolicy: policy(s3('Allow', { AWS: session })),
    expected: 'allowed',
  },

  {
    title: 'across accounts, identity alone',
    crossAccount: true,
    identity: [read],
    expected: 'implicitDeny resource',
  },
  {
    title: 'across accounts, bucket policy alone',
    crossAccount: true,
    bucketPolicy: policy(s3('Allow', { AWS: root })),
    expected: 'implicitDeny identity',
  },
  {
    title: 'across accounts, both',
    crossAccount: true,
    identity: [read],
    bucketPolicy: policy(s3('Allow', { AWS: root })),
    expected: 'allowed',
  },
  {
    title: 'across accounts, the account id alone names it',
    crossAccount: true,
    identity: [read],
    bucketPolicy: policy(s3('Allow', { AWS: own })),
    expected: 'allowed',
  },
  {
    title: 'across accounts, another account is named',
    crossAccount: true,
    identity: [read],
    bucketPolicy: policy(s3('Allow', { AWS: '999900001111' })),
    expected: 'implicitDeny resource',
  },
  {
    title: 'across accounts, a wildcard inside a principal is no wildcard',
    crossAccount: true,
    identity: [read],
    bucketPolicy: policy(s3('Allow', { AWS: `arn:aws:iam::${own}:user/*` })),
    expected: 'implicitDeny resource',
  },
  {
    title: 'across accounts, the boundary binds even the named user',
    crossAccount: true,
    identity: [read],
    boundary: policy(allow('ec2:*')),
    bucketPolicy: policy(s3('Allow', { AWS: user })),
    expected: 'implicitDeny boundary',
  },
  {
    title: 'a key policy must allow, even within the account',
    identity: [allow('kms:*')],
    action: 'kms:Decrypt',
    resource: `arn:aws:kms:us-east-1:${own}:key/1`,
    bucketPolicy: policy({
      Effect: 'Allow',
      Principal: { AWS: `${user}2` },
      Action: 'kms:*',
      Resource: '*',
    }),
    expected: 'implicitDeny resource',
  },
  {
    title: 'a key policy that delegates to the account',
    identity: [allow('kms:Decrypt')],
    action: 'kms:Decrypt',
    resource: `arn:aws:kms:us-east-1:${own}:key/1`,
    bucketPolicy: policy({
      Effect: 'Allow',
      Principal: { AWS: root },
      Action: 'kms:*',
      Resource: '*',
    }),
    expected: 'allowed',
  },
];

function decide(item: Case): Decision {
  const world = new World();
  createAccount(world, { id: own });
  createAccount(world, { id: other });
  if (item.scps) {
    createOrganization(world, {
      managementAccountId: item.management ? own : other,
      memberAccountIds: [item.management ? other : own],
      serviceControlPolicies: {
        [own]: item.scps.map((document, index) => ({ name: `scp-${index}`, document })),
      },
    });
  }
  if (item.rcps) {
    const owner = item.crossAccount ? other : own;
    const organization = createOrganization(world, {
      managementAccountId: item.management ? own : '999988887777',
      memberAccountIds: item.management ? [] : [owner],
    });
    organization.id = 'o-ours';
    organization.resourceControlPolicies = new Map([
      [owner, item.rcps.map((document, index) => ({ name: `rcp-${index}`, document }))],
    ]);
  }
  const account = world.aws.accounts.get(own);
  if (!account) throw new Error('The account was just made.');
  const make = item.kind === 'role' ? roleWith : userWith;
  let credentials: AwsCredentials = make(world, own, 'alice', ...(item.identity ?? []));
  if (item.kind === 'root') credentials = createAccessKey(world, own, { type: 'root' });
  const entity = item.kind === 'role' ? account.roles.get('alice') : account.users.get('alice');
  if (entity && item.attached) entity.attachedPolicies = item.attached;
  if (entity && item.boundary) {
    const arn = `arn:aws:iam::${own}:policy/Boundary`;
    const versions = new Map([['v1', { document: item.boundary, createdAt: 0 }]]);
    account.policies.set(arn, {
      arn,
      name: 'Boundary',
      id: 'ANPA',
      createdAt: 0,
      defaultVersion: 'v1',
      versions,
    });
    entity.permissionsBoundary = arn;
  }
  if (item.session && credentials.principal.type === 'role')
    credentials.principal.sessionPolicy = item.session;
  if (item.endpoint) credentials.endpoint = { id: 'vpce-1', vpcId: 'vpc-1', policy: item.endpoint };
  return evaluate({
    world,
    caller: { account, credentials },
    permission: {
      action: item.action ?? 's3:GetObject',
      resource: item.resource ?? 'arn:aws:s3:::bucket/file',
      resourceAccount: item.crossAccount ? other : own,
      ...(item.bucketPolicy ? { resourcePolicy: item.bucketPolicy } : {}),
    },
  });
}

test.each(cases)('$title: $expected', (item) => {
  const { outcome, allowed, deniedBy } = decide(item);
  expect([outcome, deniedBy].filter(Boolean).join(' ')).toBe(item.expected);
  expect(allowed).toBe(item.expected === 'allowed');
});

test.each([
  ['implicitDeny identity', 'because no identity-based policy allows the s3:GetObject action'],
  ['implicitDeny resource', 'because no resource-based policy allows the s3:GetObject action'],
  ['implicitDeny boundary', 'because no permissions boundary allows the s3:GetObject action'],
  ['implicitDeny session', 'because no session policy allows the s3:GetObject action'],
  ['implicitDeny scp', 'because no service control policy allows the s3:GetObject action'],
  ['explicitDeny identity', 'with an explicit deny in an identity-based policy'],
  ['explicitDeny resource', 'with an explicit deny in a resource-based policy'],
  ['explicitDeny boundary', 'with an explicit deny in a permissions boundary'],
  ['explicitDeny session', 'with an explicit deny in a session policy'],
  ['explicitDeny scp', 'with an explicit deny in a service control policy'],
  ['explicitDeny rcp', 'with an explicit deny in a resource control policy'],
  ['explicitDeny endpoint', 'with an explicit deny in a VPC endpoint policy'],
  ['implicitDeny endpoint', 'because no VPC endpoint policy allows the s3:GetObject action'],
])('%s is told as AWS tells it', (expected, reason) => {
  const matching = cases.filter((item) => item.expected === expected && !item.action);
  expect(matching.length).toBeGreaterThan(0);
  for (const item of matching) expect(decide(item).reason).toBe(reason);
});

test('limits are reported beside the decision', () => {
  const decision = decide({
    title: '',
    identity: [read],
    boundary: policy(allow('ec2:*')),
    scps: [policy(deny('s3:*'))],
    expected: 'allowed',
  });
  expect(decision).toMatchObject({
    allowedByOrganizations: false,
    allowedByBoundary: false,
    matched: [{ layer: 'scp', id: 'scp-0' }],
  });
  expect(decide({ title: '', identity: [read], expected: 'allowed' })).not.toHaveProperty(
    'allowedByOrganizations',
  );
});

test('a service is refused by a resource control policy as well', () => {
  const request = {
    policy: policy(s3('Allow', { Service: 'billingreports.amazonaws.com' })),
    service: 'billingreports.amazonaws.com',
    action: 's3:GetObject',
    resource: 'arn:aws:s3:::bucket/file',
  };
  const spare = { Condition: { BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' } } };
  expect(serviceIsAllowed(request, {})).toBe(true);
  expect(
    serviceIsAllowed({ ...request, rcps: [policy(everybody(deny('s3:*', '*', spare)))] }, {}),
  ).toBe(true);
  expect(serviceIsAllowed({ ...request, rcps: [policy(everybody(deny('s3:*')))] }, {})).toBe(false);
});

test('an unknown condition operator is loud', () => {
  const broken = { ...read, Condition: { StringEqual: { 'aws:username': 'alice' } } };
  expect(() => decide({ title: '', identity: [broken], expected: 'allowed' })).toThrow(
    '"StringEqual"',
  );
});

test('a service is let in by the resource policy alone, under its conditions', () => {
  const service = 'billingreports.amazonaws.com';
  const statement = s3(
    'Allow',
    { Service: service },
    { Action: 's3:PutObject', Condition: { StringEquals: { 'aws:SourceAccount': own } } },
  );
  const request = {
    policy: policy(statement),
    service,
    action: 's3:PutObject',
    resource: 'arn:aws:s3:::bucket/key',
  };
  expect(serviceIsAllowed(request, { 'aws:SourceAccount': own })).toBe(true);
  expect(serviceIsAllowed(request, { 'aws:SourceAccount': other })).toBe(false);
  expect(serviceIsAllowed(request, {})).toBe(false);
  expect(
    serviceIsAllowed({ ...request, action: 's3:GetBucketAcl' }, { 'aws:SourceAccount': own }),
  ).toBe(false);
  expect(
    serviceIsAllowed(
      { ...request, service: 'bcm-data-exports.amazonaws.com' },
      { 'aws:SourceAccount': own },
    ),
  ).toBe(false);
  expect(serviceIsAllowed({ ...request, policy: undefined }, { 'aws:SourceAccount': own })).toBe(
    false,
  );
  expect(
    serviceIsAllowed(
      { ...request, policy: policy(statement, s3('Deny', '*', { Action: 's3:*' })) },
      { 'aws:SourceAccount': own },
    ),
  ).toBe(false);
});
