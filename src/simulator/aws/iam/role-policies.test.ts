import {
  AttachRolePolicyCommand,
  CreatePolicyCommand,
  DeleteRoleCommand,
  DeleteRolePolicyCommand,
  DetachRolePolicyCommand,
  GetRolePolicyCommand,
  ListAttachedRolePoliciesCommand,
  ListRolePoliciesCommand,
  PutRolePolicyCommand,
} from '@aws-sdk/client-iam';
import { expect, test, vi } from 'vitest';
import { allow, iamFor, own, policy, refusal, simulate, userWith } from '../testing.ts';
import { adminArn, begin, create } from './testing.ts';

const simulator = simulate();
test('inline ones are written, read, listed and deleted', async () => {
  const { iam } = begin(simulator);
  await create(iam);
  const PolicyDocument = JSON.stringify(policy(allow('cur:DescribeReportDefinitions')));
  await iam.send(new PutRolePolicyCommand({ RoleName: 'Some', PolicyName: 'own', PolicyDocument }));
  expect((await iam.send(new ListRolePoliciesCommand({ RoleName: 'Some' }))).PolicyNames).toEqual([
    'own',
  ]);
  const read = await iam.send(new GetRolePolicyCommand({ RoleName: 'Some', PolicyName: 'own' }));
  expect(decodeURIComponent(read.PolicyDocument ?? '')).toBe(PolicyDocument);
  expect(await refusal(iam.send(new DeleteRoleCommand({ RoleName: 'Some' })))).toEqual({
    code: 'DeleteConflict',
    status: 409,
    message: 'Cannot delete entity, must delete policies first.',
  });
  await iam.send(new DeleteRolePolicyCommand({ RoleName: 'Some', PolicyName: 'own' }));
  const gone = { code: 'NoSuchEntity', message: 'The role policy with name own cannot be found.' };
  expect(
    await refusal(iam.send(new GetRolePolicyCommand({ RoleName: 'Some', PolicyName: 'own' }))),
  ).toMatchObject(gone);
  expect(
    await refusal(iam.send(new DeleteRolePolicyCommand({ RoleName: 'Some', PolicyName: 'own' }))),
  ).toMatchObject(gone);
});

test('inline ones have one size limit together', async () => {
  const { iam } = begin(simulator);
  await create(iam);
  const sized = (length: number) =>
    JSON.stringify(policy(allow('s3:GetObject', `arn:aws:s3:::${'x'.repeat(length)}`)));
  await iam.send(
    new PutRolePolicyCommand({ RoleName: 'Some', PolicyName: 'one', PolicyDocument: sized(9000) }),
  );
  const answer = await refusal(
    iam.send(
      new PutRolePolicyCommand({
        RoleName: 'Some',
        PolicyName: 'two',
        PolicyDocument: sized(1200),
      }),
    ),
  );
  expect(answer).toEqual({
    code: 'LimitExceeded',
    status: 409,
    message: 'Maximum policy size of 10240 bytes exceeded for role Some',
  });
  await iam.send(
    new PutRolePolicyCommand({ RoleName: 'Some', PolicyName: 'one', PolicyDocument: sized(9900) }),
  );
});

test('managed ones are attached, listed and detached', async () => {
  const { iam } = begin(simulator);
  await create(iam);
  const attach = new AttachRolePolicyCommand({ RoleName: 'Some', PolicyArn: adminArn });
  await iam.send(attach);
  await iam.send(attach);
  const list = () => iam.send(new ListAttachedRolePoliciesCommand({ RoleName: 'Some' }));
  expect((await list()).AttachedPolicies).toEqual([
    { PolicyName: 'AdministratorAccess', PolicyArn: adminArn },
  ]);
  expect(await refusal(iam.send(new DeleteRoleCommand({ RoleName: 'Some' })))).toMatchObject({
    message: 'Cannot delete entity, must detach all policies first.',
  });
  const detach = new DetachRolePolicyCommand({ RoleName: 'Some', PolicyArn: adminArn });
  await iam.send(detach);
  expect((await list()).AttachedPolicies).toEqual([]);
  expect(await refusal(iam.send(detach))).toMatchObject({ code: 'NoSuchEntity', status: 404 });
});

test('ten managed ones are the most', async () => {
  const { iam } = begin(simulator);
  await create(iam);
  const attach = async (index: number) => {
    const input = {
      PolicyName: `p${index}`,
      PolicyDocument: JSON.stringify(policy(allow('s3:GetObject'))),
    };
    const { Policy } = await iam.send(new CreatePolicyCommand(input));
    return iam.send(new AttachRolePolicyCommand({ RoleName: 'Some', PolicyArn: Policy?.Arn }));
  };
  for (let index = 0; index < 10; index++) await attach(index);
  expect(await refusal(attach(10))).toEqual({
    code: 'LimitExceeded',
    status: 409,
    message: 'Cannot exceed quota for PoliciesPerRole: 10',
  });
});

test('a policy that does not exist cannot be attached', async () => {
  const shout = vi.spyOn(console, 'error').mockImplementation(() => {});
  const { iam } = begin(simulator);
  await create(iam);
  for (const PolicyArn of [`arn:aws:iam::${own}:policy/None`, 'arn:aws:iam::aws:policy/None']) {
    const answer = await refusal(
      iam.send(new AttachRolePolicyCommand({ RoleName: 'Some', PolicyArn })),
    );
    expect(answer).toEqual({
      code: 'NoSuchEntity',
      status: 404,
      message: `Policy ${PolicyArn} does not exist or is not attachable.`,
    });
  }
  expect(shout).toHaveBeenCalledOnce();
  vi.restoreAllMocks();
});

test('attaching may be limited to one policy', async () => {
  const { world, iam } = begin(simulator);
  await create(iam);
  const Condition = { ArnEquals: { 'iam:PolicyARN': 'arn:aws:iam::aws:policy/SecurityAudit' } };
  const alice = iamFor(
    userWith(world, own, 'alice', allow('iam:AttachRolePolicy', '*', { Condition })),
  );
  const attach = (name: string) =>
    alice.send(
      new AttachRolePolicyCommand({
        RoleName: 'Some',
        PolicyArn: `arn:aws:iam::aws:policy/${name}`,
      }),
    );
  expect(await refusal(attach('AdministratorAccess'))).toMatchObject({ code: 'AccessDenied' });
  await attach('SecurityAudit');
});
