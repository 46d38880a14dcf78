import { expect, test } from 'vitest';
import linkedPolicy from '../../evidence/aws/linked-policy.ts';
import linkedRoleAccess, {
  excessActions,
  linkedActions,
} from '../../evidence/aws/linked-role-access.ts';
import linkedStack from '../../evidence/aws/linked-stack.ts';
import linkedStackEvents from '../../evidence/aws/linked-stack-events.ts';
import { defineReaderAccess } from '../../evidence/aws/reader-access.ts';
import rolePolicies from '../../evidence/aws/role-policies.ts';
import spotServiceLinkedRole from '../../evidence/aws/spot-service-linked-role.ts';
import type { Evidence, EvidenceKind } from '../../evidence/define-evidence.ts';
import { addServiceLinkedRole } from '../../simulator/aws/iam/service-linked-roles.ts';
import {
  createAccessKey,
  createAccount,
  createAdministrator,
  createRole,
} from '../../simulator/aws/seed.ts';
import type { AwsCredentials } from '../../simulator/aws/state.ts';
import { simulate } from '../../simulator/aws/testing.ts';
import { openAwsCollectors } from './_client/open-collectors.ts';

const simulator = simulate();
const accountId = '111122223333';
const document = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 'ec2:RunInstances', Resource: '*' }],
};
const arn = `arn:aws:iam::${accountId}:policy/SpotRole_Policy`;

function prepare() {
  const world = simulator.createWorld();
  const account = createAccount(world, { id: accountId });
  return { world, account, reader: createAdministrator(world, accountId) };
}

function gatherer(credentials: AwsCredentials) {
  const collectors = openAwsCollectors({ vantage: 'reader', credentials: async () => credentials });
  const context = {
    ...{
      inputs: { accountId, roleName: 'SpotRole' },
      signal: new AbortController().signal,
      now: () => new Date(),
      waiting: () => undefined,
    },
    need: <T>(kind: EvidenceKind<T>) =>
      collectors.collect(kind as EvidenceKind, context as never) as Promise<Evidence<T>>,
  };
  return <T>(kind: EvidenceKind<T>) => context.need(kind);
}

const newKinds = [
  linkedPolicy,
  linkedRoleAccess,
  linkedStack,
  linkedStackEvents,
  rolePolicies,
  spotServiceLinkedRole,
];

test.each(newKinds as EvidenceKind[])(
  '$id: nothing there is absent, no right to look is denied',
  async (kind) => {
    const { world, account, reader } = prepare();
    expect(await gatherer(reader)(kind)).toMatchObject({ status: 'absent' });
    account.users.set('nobody', {
      name: 'nobody',
      id: 'AIDANOBODY',
      createdAt: 0,
      inlinePolicies: new Map(),
      attachedPolicies: [],
    });
    const nobody = createAccessKey(world, accountId, { type: 'user', name: 'nobody' });
    expect(await gatherer(nobody)(kind)).toMatchObject({
      status: 'denied',
      code: expect.stringMatching(/^AccessDenied/),
    });
  },
);

test('the policy is read in the version that counts', async () => {
  const { account, reader } = prepare();
  account.policies.set(arn, {
    ...{ arn, name: 'SpotRole_Policy', id: 'ANPA', createdAt: 0, defaultVersion: 'v2' },
    versions: new Map([
      ['v1', { document: { Version: '2012-10-17', Statement: [] }, createdAt: 0 }],
      ['v2', { document, createdAt: 1000 }],
    ]),
  });
  const evidence = await gatherer(reader)(linkedPolicy);
  expect(evidence).toMatchObject({
    status: 'found',
    value: {
      PolicyVersion: {
        VersionId: 'v2',
        Document: { Statement: [{ Action: ['ec2:RunInstances'] }] },
      },
    },
  });
});

test('the role is asked about every action, below its path', async () => {
  const { world, reader } = prepare();
  createRole(world, accountId, {
    ...{
      name: 'SpotRole',
      path: '/vendors/',
      trustPolicy: { Version: '2012-10-17', Statement: [] },
    },
    inlinePolicies: new Map([['own', document]]),
  });
  const evidence = await gatherer(reader)(linkedRoleAccess);
  const results = evidence.status === 'found' ? evidence.value.EvaluationResults : [];
  expect(results).toHaveLength(linkedActions.length + excessActions.length);
  expect(
    results
      .filter(({ EvalDecision }) => EvalDecision === 'allowed')
      .map(({ EvalActionName }) => EvalActionName),
  ).toEqual(['ec2:RunInstances']);
});

test("EC2's own role is found by its name", async () => {
  const { account, reader } = prepare();
  addServiceLinkedRole(account, 'spot.amazonaws.com', 0);
  expect(await gatherer(reader)(spotServiceLinkedRole)).toMatchObject({ status: 'found' });
});

test('the caller is asked about: a user by its ARN, a session by its role with the path, root not at all', async () => {
  const { world, reader } = prepare();
  const readerAccess = defineReaderAccess(['iam:CreateRole', 's3:CreateBucket']);
  const allowed = (evidence: Evidence<{ EvaluationResults: { EvalDecision: string }[] }>) =>
    evidence.status === 'found' &&
    evidence.value.EvaluationResults.every(({ EvalDecision }) => EvalDecision === 'allowed');
  expect(allowed(await gatherer(reader)(readerAccess))).toBe(true);
  createRole(world, accountId, {
    ...{
      name: 'AWSReservedSSO_Admin',
      path: '/aws-reserved/sso.amazonaws.com/',
      trustPolicy: { Version: '2012-10-17', Statement: [] },
    },
    attachedPolicies: ['arn:aws:iam::aws:policy/AdministratorAccess'],
  });
  const session = createAccessKey(world, accountId, {
    type: 'role',
    name: 'AWSReservedSSO_Admin',
    sessionName: 'alice@example.com',
  });
  expect(allowed(await gatherer(session)(readerAccess))).toBe(true);
  const root = createAccessKey(world, accountId, { type: 'root' });
  expect(await gatherer(root)(readerAccess)).toMatchObject({
    status: 'absent',
    code: expect.stringMatching(/^InvalidInput/),
  });
});

test('reads the texts of all policies of a role, of the version that counts', async () => {
  const { world, account, reader } = prepare();
  const [Statement] = document.Statement;
  const other = { ...document, Statement: [{ ...Statement, Action: 'ec2:StopInstances' }] };
  account.policies.set(arn, {
    ...{ arn, name: 'SpotRole_Policy', id: 'ANPAEXAMPLE', createdAt: 0, defaultVersion: 'v2' },
    versions: new Map([
      ['v1', { document, createdAt: 0 }],
      ['v2', { document: other, createdAt: 1 }],
    ]),
  });
  createRole(world, accountId, {
    name: 'SpotRole',
    trustPolicy: document,
    attachedPolicies: [arn],
    inlinePolicies: new Map([['its-own', document]]),
  });
  expect(await gatherer(reader)(rolePolicies)).toMatchObject({
    status: 'found',
    value: {
      RolePolicies: [
        {
          PolicyName: 'its-own',
          PolicyDocument: { Statement: [{ Action: ['ec2:RunInstances'] }] },
        },
        {
          PolicyArn: arn,
          Text: {
            PolicyVersion: {
              VersionId: 'v2',
              Document: { Statement: [{ Action: ['ec2:StopInstances'] }] },
            },
          },
        },
      ],
    },
  });
});
