import {
  SimulatePrincipalPolicyCommand,
  type SimulatePrincipalPolicyCommandInput,
} from '@aws-sdk/client-iam';
import { expect, test, vi } from 'vitest';
import { createOrganization, createRole } from '../seed.ts';
import type { IamRole, PolicyDocument } from '../state.ts';
import {
  allow,
  deny,
  iamFor,
  other,
  own,
  policy,
  refusal,
  simulate,
  trusts,
  twoAccounts,
  userWith,
} from '../testing.ts';

const simulator = simulate();
const roleArn = `arn:aws:iam::${own}:role/Spot`;

/** A role with these statements, and the answer of IAM's simulator to its administrator. */
function begin(
  statements: Record<string, unknown>[],
  scps: PolicyDocument[] | undefined = undefined,
) {
  const scene = twoAccounts(simulator);
  const inlinePolicies = new Map([['own', policy(...statements)]]);
  const role: IamRole = createRole(scene.world, own, {
    name: 'Spot',
    trustPolicy: policy(trusts({ AWS: own })),
    inlinePolicies,
  });
  if (scps) {
    const serviceControlPolicies = {
      [own]: scps.map((document, index) => ({ name: `scp-${index}`, document })),
    };
    createOrganization(scene.world, {
      managementAccountId: other,
      memberAccountIds: [own],
      serviceControlPolicies,
    });
  }
  const ask = async (
    ActionNames: string[],
    rest: Partial<SimulatePrincipalPolicyCommandInput> = {},
    credentials = scene.administrator,
  ) => {
    const answer = await iamFor(credentials).send(
      new SimulatePrincipalPolicyCommand({ PolicySourceArn: roleArn, ActionNames, ...rest }),
    );
    return answer.EvaluationResults ?? [];
  };
  return { ...scene, role, ask };
}

test('every action is decided for every resource', async () => {
  const { ask } = begin([
    allow('s3:List*', 'arn:aws:s3:::bucket'),
    deny('s3:GetObject', 'arn:aws:s3:::bucket/secret/*'),
  ]);
  const results = await ask(['s3:ListBucket', 's3:GetObject'], {
    ResourceArns: ['arn:aws:s3:::bucket', 'arn:aws:s3:::bucket/secret/*'],
  });
  expect(
    results.map(({ EvalActionName, EvalResourceName, EvalDecision }) => [
      EvalActionName,
      EvalResourceName,
      EvalDecision,
    ]),
  ).toEqual([
    ['s3:ListBucket', 'arn:aws:s3:::bucket', 'allowed'],
    ['s3:ListBucket', 'arn:aws:s3:::bucket/secret/*', 'implicitDeny'],
    ['s3:GetObject', 'arn:aws:s3:::bucket', 'implicitDeny'],
    ['s3:GetObject', 'arn:aws:s3:::bucket/secret/*', 'explicitDeny'],
  ]);
  expect(results[0]?.MatchedStatements?.map(({ SourcePolicyId }) => SourcePolicyId)).toEqual([
    'own',
  ]);
  expect(results[0]).not.toHaveProperty('OrganizationsDecisionDetail');
  expect(results[0]).not.toHaveProperty('PermissionsBoundaryDecisionDetail');
});

test('without resources the resource is *', async () => {
  const { ask } = begin([allow('cur:*')]);
  expect(await ask(['cur:DescribeReportDefinitions'])).toMatchObject([
    { EvalResourceName: '*', EvalDecision: 'allowed', MissingContextValues: [] },
  ]);
});

test('a boundary has its say', async () => {
  const { ask, role } = begin([allow('*')]);
  role.permissionsBoundary = 'arn:aws:iam::aws:policy/SecurityAudit';
  const results = await ask(['ce:GetCostAndUsage', 'ec2:DescribeReservedInstances']);
  expect(results.map(({ EvalDecision }) => EvalDecision)).toEqual(['implicitDeny', 'allowed']);
  expect(
    results.map(
      ({ PermissionsBoundaryDecisionDetail: detail }) => detail?.AllowedByPermissionsBoundary,
    ),
  ).toEqual([false, true]);
});

test('service control policies have their say, unless they have global conditions', async () => {
  const conditional = policy(
    deny('cur:*', '*', { Condition: { StringNotEquals: { 'aws:ResourceOrgID': 'o-1' } } }),
  );
  const { ask } = begin([allow('*')], [policy(deny('ce:*')), conditional]);
  const results = await ask(['ce:GetCostAndUsage', 'cur:DescribeReportDefinitions']);
  expect(results.map(({ EvalDecision }) => EvalDecision)).toEqual(['implicitDeny', 'allowed']);
  expect(
    results.map(({ OrganizationsDecisionDetail: detail }) => detail?.AllowedByOrganizations),
  ).toEqual([false, true]);
});

test('a service control policy for regions refuses what was asked for none, and says nothing', async () => {
  const regions = policy({
    Effect: 'Deny',
    NotAction: ['iam:*', 'ce:*'],
    Resource: '*',
    Condition: { StringNotEquals: { 'aws:RequestedRegion': ['eu-west-1'] } },
  });
  const { ask } = begin([allow('*')], [regions]);
  const decide = async (ContextKeyValues?: string[]) =>
    (
      await ask(['ec2:RunInstances', 'iam:PassRole'], {
        ContextEntries: ContextKeyValues && [
          { ContextKeyName: 'aws:RequestedRegion', ContextKeyType: 'string', ContextKeyValues },
        ],
      })
    ).map(({ EvalDecision, OrganizationsDecisionDetail, MissingContextValues }) => [
      EvalDecision,
      OrganizationsDecisionDetail?.AllowedByOrganizations,
      MissingContextValues,
    ]);
  const allowed = ['allowed', true, []];
  expect(await decide()).toEqual([['implicitDeny', false, []], allowed]);
  expect(await decide(['us-east-1'])).toEqual([['implicitDeny', false, []], allowed]);
  expect(await decide(['eu-west-1'])).toEqual([allowed, allowed]);
});

test('context is what the caller gives; the rest is missing', async () => {
  const condition = { Condition: { IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } } };
  const { ask } = begin([allow('ce:*', '*', condition)]);
  expect(await ask(['ce:GetCostAndUsage'])).toMatchObject([
    { EvalDecision: 'implicitDeny', MissingContextValues: ['aws:SourceIp'] },
  ]);
  const ContextEntries = [
    {
      ContextKeyName: 'AWS:SourceIp',
      ContextKeyType: 'ip' as const,
      ContextKeyValues: ['203.0.113.9'],
    },
  ];
  expect(await ask(['ce:GetCostAndUsage'], { ContextEntries })).toMatchObject([
    { EvalDecision: 'allowed', MissingContextValues: [] },
  ]);
});

test('further policies can be tried', async () => {
  const { ask } = begin([allow('ce:*')]);
  const PolicyInputList = [JSON.stringify(policy(allow('cur:*'), deny('ce:*')))];
  const results = await ask(['cur:GetUsageReport', 'ce:GetCostAndUsage'], { PolicyInputList });
  expect(results.map(({ EvalDecision }) => EvalDecision)).toEqual(['allowed', 'explicitDeny']);
});

test('users can be asked about', async () => {
  const { ask } = begin([]);
  const [result] = await ask(['iam:CreateRole'], {
    PolicySourceArn: `arn:aws:iam::${own}:user/administrator`,
  });
  expect(result).toMatchObject({
    EvalDecision: 'allowed',
    MatchedStatements: [{ SourcePolicyId: 'AdministratorAccess' }],
  });
});

test.each([
  ['a role that does not exist', { PolicySourceArn: `${roleArn}2` }, 'NoSuchEntity', 404],
  [
    'a role at another path',
    { PolicySourceArn: roleArn.replace('role/', 'role/path/') },
    'NoSuchEntity',
    404,
  ],
  [
    'a user that does not exist',
    { PolicySourceArn: `arn:aws:iam::${own}:user/none` },
    'NoSuchEntity',
    404,
  ],
  ['another account', { PolicySourceArn: roleArn.replace(own, other) }, 'InvalidInput', 400],
  [
    'the ARN of a policy',
    { PolicySourceArn: `arn:aws:iam::${own}:policy/Spot` },
    'InvalidInput',
    400,
  ],
  ['an action without service', { ActionNames: ['GetObject'] }, 'InvalidInput', 400],
])('%s is refused', async (_title, input, code, status) => {
  expect(await refusal(begin([]).ask(['s3:GetObject'], input))).toMatchObject({ code, status });
});

test('it takes a permission', async () => {
  const { ask, world } = begin([]);
  const alice = userWith(world, own, 'alice', allow('iam:Get*'));
  expect(await refusal(ask(['s3:GetObject'], {}, alice))).toMatchObject({
    code: 'AccessDenied',
    message: expect.stringContaining(`iam:SimulatePrincipalPolicy on resource: ${roleArn}`),
  });
});

test('what it does not simulate is loud', async () => {
  const shout = vi.spyOn(console, 'error').mockImplementation(() => {});
  const answer = await refusal(
    begin([]).ask(['s3:GetObject'], { CallerArn: `arn:aws:iam::${own}:user/administrator` }),
  );
  expect(answer).toMatchObject({
    code: 'SimulatorFailure',
    status: 501,
    message: expect.stringContaining('CallerArn'),
  });
  expect(shout).toHaveBeenCalled();
  vi.restoreAllMocks();
});
