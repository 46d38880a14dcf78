import {
  AttachRolePolicyCommand,
  CreatePolicyCommand,
  CreatePolicyVersionCommand,
  DeletePolicyCommand,
  DeletePolicyVersionCommand,
  GetPolicyCommand,
  GetPolicyVersionCommand,
  type IAMClient,
  ListEntitiesForPolicyCommand,
  ListPoliciesCommand,
  ListPolicyVersionsCommand,
  SetDefaultPolicyVersionCommand,
} from '@aws-sdk/client-iam';
import { expect, test } from 'vitest';
import { createRole } from '../seed.ts';
import {
  allow,
  iamFor,
  own,
  policy,
  refusal,
  simulate,
  trusts,
  twoAccounts,
  userWith,
} from '../testing.ts';

const simulator = simulate();
const document = (resource = 'arn:aws:s3:::bucket') =>
  JSON.stringify(policy(allow('s3:ListBucket', resource)), null, 4);
const arn = `arn:aws:iam::${own}:policy/Spot`;

function begin() {
  const scene = twoAccounts(simulator);
  createRole(scene.world, own, { name: 'Some', trustPolicy: policy(trusts({ AWS: own })) });
  return { ...scene, iam: iamFor(scene.administrator) };
}

const create = (iam: IAMClient, PolicyDocument = document(), PolicyName = 'Spot') =>
  iam.send(new CreatePolicyCommand({ PolicyName, PolicyDocument }));
const addVersion = (iam: IAMClient, SetAsDefault: boolean) =>
  iam.send(
    new CreatePolicyVersionCommand({
      PolicyArn: arn,
      PolicyDocument: document('arn:aws:s3:::other'),
      SetAsDefault,
    }),
  );
const versionIds = async (iam: IAMClient) =>
  (await iam.send(new ListPolicyVersionsCommand({ PolicyArn: arn }))).Versions?.map(
    ({ VersionId, IsDefaultVersion }) => `${VersionId}${IsDefaultVersion ? '*' : ''}`,
  );

test('policies are created, read, attached, listed and deleted', async () => {
  const { iam } = begin();
  expect((await create(iam)).Policy).toMatchObject({
    Arn: arn,
    DefaultVersionId: 'v1',
    AttachmentCount: 0,
    Path: '/',
  });
  await iam.send(new AttachRolePolicyCommand({ RoleName: 'Some', PolicyArn: arn }));
  expect((await iam.send(new GetPolicyCommand({ PolicyArn: arn }))).Policy).toMatchObject({
    PolicyName: 'Spot',
    AttachmentCount: 1,
  });
  expect(
    (await iam.send(new ListEntitiesForPolicyCommand({ PolicyArn: arn }))).PolicyRoles?.map(
      ({ RoleName }) => RoleName,
    ),
  ).toEqual(['Some']);
  expect(
    (await iam.send(new ListPoliciesCommand({ Scope: 'Local' }))).Policies?.map(({ Arn }) => Arn),
  ).toEqual([arn]);
  const attached = (await iam.send(new ListPoliciesCommand({ OnlyAttached: true }))).Policies?.map(
    ({ PolicyName }) => PolicyName,
  );
  expect(attached).toEqual(['Spot', 'AdministratorAccess']);
  expect(await refusal(iam.send(new DeletePolicyCommand({ PolicyArn: arn })))).toEqual({
    code: 'DeleteConflict',
    status: 409,
    message: 'Cannot delete a policy attached to entities.',
  });
});

test('an AWS-managed policy is read like any other, and never changed', async () => {
  const { iam } = begin();
  const PolicyArn = 'arn:aws:iam::aws:policy/job-function/Billing';
  expect((await iam.send(new GetPolicyCommand({ PolicyArn }))).Policy).toMatchObject({
    PolicyName: 'Billing',
    Path: '/job-function/',
  });
  const { PolicyVersion } = await iam.send(
    new GetPolicyVersionCommand({ PolicyArn, VersionId: 'v1' }),
  );
  expect(decodeURIComponent(PolicyVersion?.Document ?? '')).toContain(
    'cur:DescribeReportDefinitions',
  );
  expect(await refusal(iam.send(new DeletePolicyCommand({ PolicyArn })))).toMatchObject({
    code: 'InvalidInput',
    status: 400,
  });
});

test('versions are added, made default, and deleted; their numbers never come back', async () => {
  const { iam } = begin();
  await create(iam);
  await addVersion(iam, false);
  expect(await versionIds(iam)).toEqual(['v2', 'v1*']);
  const read = await iam.send(new GetPolicyVersionCommand({ PolicyArn: arn, VersionId: 'v2' }));
  expect(JSON.parse(decodeURIComponent(read.PolicyVersion?.Document ?? ''))).toEqual(
    JSON.parse(document('arn:aws:s3:::other')),
  );
  await iam.send(new DeletePolicyVersionCommand({ PolicyArn: arn, VersionId: 'v2' }));
  await addVersion(iam, true);
  expect(await versionIds(iam)).toEqual(['v3*', 'v1']);
  await iam.send(new SetDefaultPolicyVersionCommand({ PolicyArn: arn, VersionId: 'v1' }));
  expect(await versionIds(iam)).toEqual(['v3', 'v1*']);
  const last = await refusal(
    iam.send(new DeletePolicyVersionCommand({ PolicyArn: arn, VersionId: 'v1' })),
  );
  expect(last).toMatchObject({
    code: 'DeleteConflict',
    message: 'Cannot delete the default version of a policy.',
  });
  expect(await refusal(iam.send(new DeletePolicyCommand({ PolicyArn: arn })))).toMatchObject({
    code: 'DeleteConflict',
    message: expect.stringContaining('more than one version'),
  });
  expect(
    await refusal(iam.send(new GetPolicyVersionCommand({ PolicyArn: arn, VersionId: 'v2' }))),
  ).toMatchObject({ code: 'NoSuchEntity' });
});

test('five versions are the most', async () => {
  const { iam } = begin();
  await create(iam);
  for (let index = 0; index < 4; index++) await addVersion(iam, true);
  expect(await refusal(addVersion(iam, true))).toMatchObject({
    code: 'LimitExceeded',
    status: 409,
    message: expect.stringContaining('up to 5 versions'),
  });
});

test('size counts without white space', async () => {
  const { iam } = begin();
  const sized = (size: number) => {
    const rest = JSON.stringify(policy(allow('s3:ListBucket', 'arn:aws:s3:::'))).length;
    return `\n   ${document(`arn:aws:s3:::${'x'.repeat(size - rest)}`)}\n\n`;
  };
  await create(iam, sized(6144));
  expect(await refusal(create(iam, sized(6145), 'Big'))).toEqual({
    code: 'LimitExceeded',
    status: 409,
    message: 'Cannot exceed quota for PolicySize: 6144',
  });
});

test.each([
  ['no JSON', document().slice(1), 'Syntax errors in policy.'],
  [
    'a principal',
    JSON.stringify(policy({ ...allow('s3:*'), Principal: '*' })),
    'Policy document should not specify a principal.',
  ],
  [
    'no resource',
    JSON.stringify(policy(allow('s3:*', undefined, { Resource: undefined }))),
    'Policy statement must contain resources.',
  ],
  [
    'no action',
    JSON.stringify(policy({ Effect: 'Allow', Resource: '*' })),
    'Policy statement must contain actions.',
  ],
  [
    'an action without service',
    JSON.stringify(policy(allow('GetObject'))),
    'must be prefaced by a vendor',
  ],
  [
    'a resource that is no ARN',
    document('my-bucket'),
    'Resource my-bucket must be in ARN format or "*".',
  ],
  [
    'one Sid twice',
    JSON.stringify(policy({ ...allow('s3:*'), Sid: 'A' }, { ...allow('s3:*'), Sid: 'A' })),
    'must be unique',
  ],
  [
    'a Sid with a blank',
    JSON.stringify(policy({ ...allow('s3:*'), Sid: 'A b' })),
    'must be alpha-numeric',
  ],
  [
    'a lower-case effect',
    JSON.stringify(policy({ ...allow('s3:*'), Effect: 'allow' })),
    'Syntax errors in policy.',
  ],
])('a policy with %s is malformed', async (_title, text, message) => {
  const { iam } = begin();
  expect(await refusal(create(iam, text))).toMatchObject({
    code: 'MalformedPolicyDocument',
    status: 400,
    message: expect.stringContaining(message),
  });
});

test('names, ARNs and duplicates are refused', async () => {
  const { iam } = begin();
  await create(iam);
  const taken = 'A policy called spot already exists. Duplicate names are not allowed.';
  expect(await refusal(create(iam, document(), 'spot'))).toEqual({
    code: 'EntityAlreadyExists',
    status: 409,
    message: taken,
  });
  expect(await refusal(create(iam, document(), 'a b'))).toMatchObject({
    code: 'ValidationError',
    status: 400,
  });
  const missing = `arn:aws:iam::${own}:policy/None`;
  expect(await refusal(iam.send(new GetPolicyCommand({ PolicyArn: missing })))).toEqual({
    code: 'NoSuchEntity',
    status: 404,
    message: `Policy ${missing} was not found.`,
  });
  expect(
    await refusal(iam.send(new GetPolicyCommand({ PolicyArn: `arn:aws:iam::${own}:role/Some` }))),
  ).toMatchObject({
    code: 'ValidationError',
  });
});

test('every operation on a policy refuses without permission, by name of its action', async () => {
  const { world, iam } = begin();
  await create(iam);
  const nobody = iamFor(userWith(world, own, 'nobody'));
  const commands = {
    CreatePolicy: new CreatePolicyCommand({ PolicyName: 'New', PolicyDocument: document() }),
    GetPolicy: new GetPolicyCommand({ PolicyArn: arn }),
    DeletePolicy: new DeletePolicyCommand({ PolicyArn: arn }),
    ListPolicies: new ListPoliciesCommand({}),
    CreatePolicyVersion: new CreatePolicyVersionCommand({
      PolicyArn: arn,
      PolicyDocument: document(),
    }),
    GetPolicyVersion: new GetPolicyVersionCommand({ PolicyArn: arn, VersionId: 'v1' }),
    ListPolicyVersions: new ListPolicyVersionsCommand({ PolicyArn: arn }),
    DeletePolicyVersion: new DeletePolicyVersionCommand({ PolicyArn: arn, VersionId: 'v1' }),
    SetDefaultPolicyVersion: new SetDefaultPolicyVersionCommand({
      PolicyArn: arn,
      VersionId: 'v1',
    }),
    ListEntitiesForPolicy: new ListEntitiesForPolicyCommand({ PolicyArn: arn }),
  };
  for (const [name, command] of Object.entries(commands)) {
    const { code, message } = await refusal(nobody.send(command as never));
    expect([name, code, message]).toEqual([
      name,
      'AccessDenied',
      expect.stringContaining(`perform: iam:${name} on resource: `),
    ]);
  }
});
