import { describe, expect, test } from 'vitest';
import type { EvidenceKind } from '../../define-evidence.ts';
import { parsePasted } from '../../parse-pasted.ts';
import attachedPolicies from '../attached-policies.ts';
import beanstalkBucketAccess from '../beanstalk-bucket-access.ts';
import billingStackEvents from '../billing-stack-events.ts';
import bucketLocation from '../bucket-location.ts';
import bucketPolicy from '../bucket-policy.ts';
import linkedPolicy from '../linked-policy.ts';
import linkedStack from '../linked-stack.ts';
import ownedBuckets from '../owned-buckets.ts';
import reportObjects from '../report-objects.ts';
import role from '../role.ts';
import roleCopyAccess from '../role-copy-access.ts';
import roleDecryptAccess from '../role-decrypt-access.ts';
import spotServiceLinkedRole from '../spot-service-linked-role.ts';

const inputs = {
  accountId: '210987654321',
  roleName: 'AcmeSpot',
  bucketName: 'acme-costs',
  reportPrefix: 'cur',
  region: 'us-east-1',
};

const paste = (kind: EvidenceKind, text: string) => parsePasted(kind, text, inputs);
const about = (kind: EvidenceKind, value: unknown) =>
  kind.findOtherSubject?.(kind.schema.parse(value), inputs);

const roleOf = (account: string, resource: string, RoleName = 'AcmeSpot') => ({
  Role: {
    RoleName,
    Arn: `arn:aws:iam::${account}:role/${resource}`,
    CreateDate: '2026-11-01T00:00:00+00:00',
    AssumeRolePolicyDocument: { Statement: [] },
  },
});
const stackOf = (account: string, region: string, StackName = 'spot-linked-account') => ({
  StackName,
  StackId: `arn:aws:cloudformation:${region}:${account}:stack/${StackName}/3f1c`,
});
const linked = (stack: object) => ({ Stacks: [{ ...stack, StackStatus: 'CREATE_COMPLETE' }] });
const events = (stack: object) => ({
  StackEvents: [
    {
      ...stack,
      LogicalResourceId: 'Bucket',
      ResourceStatus: 'CREATE_COMPLETE',
      Timestamp: '2026-11-01T00:00:00Z',
    },
  ],
});
const decided = (EvalResourceName: string) => ({
  EvaluationResults: [
    { EvalActionName: 's3:PutObject', EvalResourceName, EvalDecision: 'allowed' },
  ],
});
const policyOn = (...Resource: string[]) => ({
  Policy: JSON.stringify({ Statement: [{ Effect: 'Allow', Action: 's3:*', Resource }] }),
});
const file = (Key: string) => ({ Key, LastModified: '2026-11-01T00:00:00Z', Size: 1 });
const attachedOf = (account: string) => ({
  AttachedPolicies: [
    { PolicyName: 'SecurityAudit', PolicyArn: 'arn:aws:iam::aws:policy/SecurityAudit' },
    { PolicyName: 'Own', PolicyArn: `arn:aws:iam::${account}:policy/Own` },
  ],
});
const version = (IsDefaultVersion: boolean) => ({
  PolicyVersion: { Document: { Statement: [] }, VersionId: 'v3', IsDefaultVersion },
});
const own = inputs.accountId;
const other = '999988887777';

describe('what an answer is about', () => {
  test.each<[string, EvidenceKind, unknown]>([
    ['the role', role, roleOf(own, 'AcmeSpot')],
    ['a role below a path', role, roleOf(own, 'vendors/AcmeSpot')],
    ['a stack', linkedStack, linked(stackOf(own, 'us-east-1'))],
    ['a stack without its ID', linkedStack, linked({ StackName: 'spot-linked-account' })],
    ['events', billingStackEvents, events(stackOf(own, 'us-east-1', 'spot-eco-billing'))],
    ['what was simulated', roleCopyAccess, decided('arn:aws:s3:::sc-customer-example/*')],
    ['the bucket', bucketPolicy, policyOn('arn:aws:s3:::acme-costs', 'arn:aws:s3:::acme-costs/*')],
    ['the bucket by a pattern', bucketPolicy, policyOn('arn:aws:s3:::acme-*')],
    ['its files', reportObjects, { Contents: [file('cur/daily/a.parquet')] }],
    ['policies of the account and of AWS', attachedPolicies, attachedOf(own)],
    ['the version that counts', linkedPolicy, version(true)],
  ])('%s', (_, kind, value) => expect(about(kind, value)).toBeUndefined());

  test.each<[string, EvidenceKind, unknown, string]>([
    ['account of a role', role, roleOf(other, 'AcmeSpot'), `AcmeSpot in account ${other}`],
    ['role', role, roleOf(own, 'Other', 'Other'), 'the role Other'],
    ['name in the ARN', role, roleOf(own, 'Other'), 'the role Other'],
    [
      'account of the role of EC2',
      spotServiceLinkedRole,
      roleOf(other, 'AWSServiceRoleForEC2Spot', 'AWSServiceRoleForEC2Spot'),
      other,
    ],
    ['account of a stack', linkedStack, linked(stackOf(other, 'us-east-1')), other],
    ['region of a stack', linkedStack, linked(stackOf(own, 'eu-west-1')), 'eu-west-1'],
    ['stack', linkedStack, linked(stackOf(own, 'us-east-1', 'mine')), 'the stack mine'],
    [
      'account of events',
      billingStackEvents,
      events(stackOf(other, 'us-east-1', 'spot-eco-billing')),
      other,
    ],
    ['target of the copy', roleCopyAccess, decided('arn:aws:s3:::backups/*'), 'backups'],
    ['bucket of Beanstalk', beanstalkBucketAccess, decided('arn:aws:s3:::b/app.zip'), 's3:::b'],
    ['bucket in a policy', bucketPolicy, policyOn('arn:aws:s3:::finance/*'), 'the bucket finance'],
    ['folder', reportObjects, { Contents: [file('logs/a.parquet')] }, 'logs/a.parquet'],
    ['bucket of files', reportObjects, { Name: 'finance', Contents: [] }, 'the bucket finance'],
    ['account of a policy', attachedPolicies, attachedOf(other), other],
    ['version of a policy', linkedPolicy, version(false), 'version v3'],
  ])('another %s', (_, kind, value, words) => expect(about(kind, value)).toContain(words));
});

const cli = (code: string, operation: string, message: string) =>
  `\nAn error occurred (${code}) when calling the ${operation} operation: ${message}\n`;

describe('an absence is that of what was asked about', () => {
  const missingRole = (name: string) => `The role with name ${name} cannot be found.`;
  test.each<[EvidenceKind, string, string, string]>([
    [role, 'NoSuchEntity', 'GetRole', missingRole('AcmeSpot')],
    [attachedPolicies, 'NoSuchEntity', 'ListAttachedRolePolicies', missingRole('AcmeSpot')],
    [
      linkedPolicy,
      'NoSuchEntity',
      'GetPolicy',
      'Policy arn:aws:iam::210987654321:policy/AcmeSpot_Policy was not found.',
    ],
    [
      linkedStack,
      'ValidationError',
      'DescribeStacks',
      'Stack with id spot-linked-account does not exist',
    ],
    [
      roleDecryptAccess,
      'InvalidInput',
      'SimulatePrincipalPolicy',
      'ResourceNames are not in a valid ARN format: None.',
    ],
  ])('%# is absent', (kind, code, operation, message) =>
    expect(paste(kind, cli(code, operation, message))).toMatchObject({
      evidence: { status: 'absent' },
    }),
  );
  test.each<[EvidenceKind, string, string, string]>([
    [role, 'NoSuchEntity', 'GetRole', missingRole('AcmeSpot2')],
    [role, 'NoSuchEntity', 'GetRole', missingRole('Acme')],
    [attachedPolicies, 'NoSuchEntity', 'ListAttachedRolePolicies', missingRole('Other')],
    [
      linkedPolicy,
      'NoSuchEntity',
      'GetPolicy',
      'Policy arn:aws:iam::999988887777:policy/AcmeSpot_Policy was not found.',
    ],
    [
      linkedPolicy,
      'NoSuchEntity',
      'GetPolicy',
      'Policy arn:aws:iam::210987654321:policy/Other_Policy was not found.',
    ],
    [linkedPolicy, 'Throttling', 'GetPolicy', 'Rate exceeded: None'],
    [
      linkedStack,
      'ValidationError',
      'DescribeStacks',
      'Stack with id spot-linked-account-2 does not exist',
    ],
    [linkedStack, 'ValidationError', 'DescribeStacks', 'Role arn:x does not exist'],
    [
      billingStackEvents,
      'ValidationError',
      'DescribeStackEvents',
      'Stack [spot-eco-role] does not exist',
    ],
    [roleDecryptAccess, 'AccessDenied', 'SimulatePrincipalPolicy', 'not authorized on None'],
    [roleDecryptAccess, 'Throttling', 'GetBucketEncryption', 'None'],
    [roleDecryptAccess, 'InvalidInput', 'SimulatePrincipalPolicy', 'Invalid Action: None'],
  ])('%# is not', (kind, code, operation, message) => {
    const result = paste(kind, cli(code, operation, message));
    expect(result.ok && result.evidence.status).not.toBe('absent');
  });
});

test.each<[EvidenceKind, unknown]>([
  [bucketLocation, {}],
  [ownedBuckets, {}],
  [ownedBuckets, { Buckets: null }],
  [linkedStack, { Stacks: [] }],
  [billingStackEvents, { StackEvents: [] }],
])('%# an answer without what it should hold is none', (kind, value) =>
  expect(kind.schema.safeParse(value).success).toBe(false),
);
