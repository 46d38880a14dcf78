import {
  CreateRoleCommand,
  GetRoleCommand,
  ListRolesCommand,
  UpdateAssumeRolePolicyCommand,
} from '@aws-sdk/client-iam';
import {
  AssumeRoleCommand,
  type AssumeRoleCommandInput,
  GetCallerIdentityCommand,
} from '@aws-sdk/client-sts';
import { describe, expect, test } from 'vitest';
import { roleSpreadsIn, trustPolicySpreadsIn } from '../iam/state.ts';
import { createAccessKey, createOrganization, createRole, createSpot } from '../seed.ts';
import type { AwsCredentials, PolicyDocument } from '../state.ts';
import {
  allow,
  deny,
  iamFor,
  other,
  own,
  policy,
  refusal,
  roleWith,
  simulate,
  stsFor,
  trusts,
  twoAccounts,
  userWith,
} from '../testing.ts';

const simulator = simulate();
const roleArn = `arn:aws:iam::${own}:role/Spot`;
const externalId = 'spot-external-id-1234';
const withId = { StringEquals: { 'sts:ExternalId': externalId } };
const spotRoot = { AWS: ['arn:aws:iam::884866656237:root', 'arn:aws:iam::627743545735:root'] };

/** A customer's role with this trust policy, and Spot. */
function connect(trustPolicy: PolicyDocument = policy(trusts(spotRoot, withId))) {
  const scene = twoAccounts(simulator);
  const role = createRole(scene.world, own, {
    name: 'Spot',
    trustPolicy,
    inlinePolicies: new Map([['read', policy(allow(['iam:GetRole', 'iam:ListRoles']))]]),
  });
  return { ...scene, role, spot: createSpot(scene.world) };
}

const assume = (credentials: AwsCredentials, input: Partial<AssumeRoleCommandInput> = {}) =>
  stsFor(credentials).send(
    new AssumeRoleCommand({
      RoleArn: roleArn,
      RoleSessionName: 'spot',
      ExternalId: externalId,
      ...input,
    }),
  );

const sessionOf = (answer: Awaited<ReturnType<typeof assume>>) => ({
  accessKeyId: answer.Credentials?.AccessKeyId ?? '',
  secretAccessKey: answer.Credentials?.SecretAccessKey ?? '',
  sessionToken: answer.Credentials?.SessionToken ?? '',
  accountId: own,
  principal: { type: 'root' as const },
});

const refused = {
  code: 'AccessDenied',
  status: 403,
  message: `User: arn:aws:sts::884866656237:assumed-role/eco-base-cdk-stack-globalclientassumerole/spot-eco is not authorized to perform: sts:AssumeRole on resource: ${roleArn}`,
};

describe('GetCallerIdentity', () => {
  test('is never denied', async () => {
    const { world } = twoAccounts(simulator);
    const alice = userWith(world, own, 'alice', deny('*'));
    expect(await stsFor(alice).send(new GetCallerIdentityCommand({}))).toMatchObject({
      Account: own,
      UserId: 'AIDAALICE',
    });
  });
});

describe('AssumeRole', () => {
  test('gives a session that acts as the role', async () => {
    const { spot, role, world } = connect();
    const answer = await assume(spot);
    expect(answer.AssumedRoleUser).toEqual({
      AssumedRoleId: `${role.id}:spot`,
      Arn: `arn:aws:sts::${own}:assumed-role/Spot/spot`,
    });
    expect(
      Math.abs((answer.Credentials?.Expiration?.getTime() ?? 0) - world.clock.now() - 3_600_000),
    ).toBeLessThan(2_000);
    const session = sessionOf(answer);
    expect((await stsFor(session).send(new GetCallerIdentityCommand({}))).Arn).toBe(
      `arn:aws:sts::${own}:assumed-role/Spot/spot`,
    );
    const seen = await iamFor(session).send(new GetRoleCommand({ RoleName: 'Spot' }));
    expect(seen.Role?.RoleLastUsed?.Region).toBe('us-east-1');
  });

  test('the session ends with its time, by the world clock', async () => {
    const { spot, world } = connect();
    const session = sessionOf(await assume(spot, { DurationSeconds: 900 }));
    world.clock.advance(890_000);
    await stsFor(session).send(new GetCallerIdentityCommand({}));
    world.clock.advance(11_000);
    expect(await refusal(stsFor(session).send(new GetCallerIdentityCommand({})))).toMatchObject({
      code: 'ExpiredToken',
      status: 403,
    });
  });

  test('a resource control policy over the role refuses whoever is not of the organization', async () => {
    const { spot, world } = connect();
    const organization = createOrganization(world, {
      managementAccountId: '999988887777',
      memberAccountIds: [own],
    });
    const document = policy({ ...deny('sts:AssumeRole'), Principal: '*' });
    organization.resourceControlPolicies = new Map([[own, [{ name: 'perimeter', document }]]]);
    expect(await refusal(assume(spot))).toEqual({
      ...refused,
      message: `${refused.message} with an explicit deny in a resource control policy`,
    });
    organization.resourceControlPolicies.clear();
    await assume(spot);
  });

  test('an inline session policy narrows the session', async () => {
    const { spot } = connect();
    const answer = await assume(spot, { Policy: JSON.stringify(policy(allow('iam:GetRole'))) });
    expect(answer.PackedPolicySize).toBeGreaterThan(0);
    const client = iamFor(sessionOf(answer));
    await client.send(new GetRoleCommand({ RoleName: 'Spot' }));
    const { code, message } = await refusal(client.send(new ListRolesCommand({})));
    expect([code, message]).toEqual([
      'AccessDenied',
      expect.stringContaining('because no session policy allows the iam:ListRoles action'),
    ]);
  });

  /** STS never tells why. */
  const opaque: [
    title: string,
    scene: () => ReturnType<typeof connect>,
    input?: Partial<AssumeRoleCommandInput>,
  ][] = [
    ['a missing role', () => connect(), { RoleArn: `${roleArn}X` }],
    ['a role name in another case', () => connect(), { RoleArn: roleArn.replace('Spot', 'spot') }],
    ['a missing account', () => connect(), { RoleArn: roleArn.replace(own, '999900001111') }],
    [
      'a role at another path',
      () => connect(),
      { RoleArn: roleArn.replace('role/', 'role/path/') },
    ],
    ['the ARN of a policy', () => connect(), { RoleArn: roleArn.replace('role/', 'policy/') }],
    ['a wrong external ID', () => connect(), { ExternalId: `${externalId}x` }],
    ['an external ID in another case', () => connect(), { ExternalId: externalId.toUpperCase() }],
    ['no external ID', () => connect(), { ExternalId: undefined }],
    [
      'another trusted account',
      () => connect(policy(trusts({ AWS: 'arn:aws:iam::922761411349:root' }, withId))),
    ],
    [
      'another trusted role',
      () => connect(policy(trusts({ AWS: 'arn:aws:iam::884866656237:role/Admin' }, withId))),
    ],
    ['a trusted service', () => connect(policy(trusts({ Service: 'ec2.amazonaws.com' }, withId)))],
    [
      'a denying trust policy',
      () => connect(policy(trusts(spotRoot, withId), { ...trusts({ AWS: '*' }), Effect: 'Deny' })),
    ],
    [
      'another action in the trust policy',
      () => connect(policy({ ...trusts(spotRoot, withId), Action: 'sts:TagSession' })),
    ],
  ];
  test.each(opaque)('%s is refused opaquely', async (_title, scene, input = {}) => {
    const target = input.RoleArn ?? roleArn;
    expect(await refusal(assume(scene().spot, input))).toEqual({
      ...refused,
      message: refused.message.replace(roleArn, target),
    });
  });

  test.each([
    ['both accounts', spotRoot],
    ['the account id', { AWS: '884866656237' }],
    [
      'the role that calls',
      { AWS: 'arn:aws:iam::884866656237:role/eco-base-cdk-stack-globalclientassumerole' },
    ],
    [
      'the very session',
      {
        AWS: 'arn:aws:sts::884866656237:assumed-role/eco-base-cdk-stack-globalclientassumerole/spot-eco',
      },
    ],
    ['everybody', { AWS: '*' }],
    ['everybody, written short', '*'],
  ])('trusting %s works', async (_title, principal) => {
    expect(
      (await assume(connect(policy(trusts(principal, withId))).spot)).Credentials?.AccessKeyId,
    ).toMatch(/^ASIA[A-Z2-7]{16}$/);
  });

  test('a trust policy without external ID lets in with any and without', async () => {
    const { spot } = connect(policy(trusts(spotRoot)));
    await assume(spot, { ExternalId: undefined });
    await assume(spot, { ExternalId: 'anything' });
  });

  test('sts:TagSession beside sts:AssumeRole does no harm', async () => {
    await assume(
      connect(policy({ ...trusts(spotRoot, withId), Action: ['sts:AssumeRole', 'sts:TagSession'] }))
        .spot,
    );
  });

  test('an own SCP of the caller forbids it too', async () => {
    const { spot, world } = connect();
    world.aws.organizations.push({
      id: 'o-spotspot00',
      managementAccountId: '922761411349',
      featureSet: 'ALL',
      memberAccountIds: ['884866656237'],
      serviceControlPolicies: new Map([
        ['884866656237', [{ name: 'no-sts', document: policy(deny('sts:AssumeRole')) }]],
      ]),
    });
    expect(await refusal(assume(spot))).toEqual(refused);
  });

  test('within an account, trusting the account needs the caller’s own permission', async () => {
    const { world, administrator } = connect(policy(trusts({ AWS: own })));
    expect(await refusal(assume(userWith(world, own, 'alice')))).toMatchObject({
      code: 'AccessDenied',
    });
    await assume(userWith(world, own, 'bob', allow('sts:AssumeRole', roleArn)));
    await assume(administrator);
  });

  test('within an account, trusting the user itself is enough', async () => {
    const { world } = connect(policy(trusts({ AWS: `arn:aws:iam::${own}:user/alice` })));
    await assume(userWith(world, own, 'alice'));
    expect(await refusal(assume(userWith(world, own, 'bob', allow('*'))))).toMatchObject({
      code: 'AccessDenied',
    });
  });

  test('across accounts, the caller needs a permission for this role', async () => {
    const { world } = connect(policy(trusts({ AWS: other })));
    expect(await refusal(assume(userWith(world, other, 'alice')))).toMatchObject({
      code: 'AccessDenied',
    });
    expect(
      await refusal(assume(userWith(world, other, 'bob', allow('sts:AssumeRole', `${roleArn}2`)))),
    ).toMatchObject({
      code: 'AccessDenied',
    });
    await assume(userWith(world, other, 'carol', allow('sts:AssumeRole', roleArn)));
  });

  test('root may not', async () => {
    const { world } = connect(policy(trusts({ AWS: own })));
    const root = createAccessKey(world, own, { type: 'root' });
    expect(await refusal(assume(root))).toMatchObject({
      code: 'AccessDenied',
      message: 'Roles may not be assumed by root accounts.',
    });
  });

  test('a new role, and a new trust policy, take seconds to spread', async () => {
    const { world, administrator } = twoAccounts(simulator);
    const spot = createSpot(world);
    const trust = (document: PolicyDocument) => JSON.stringify(document);
    const iam = iamFor(administrator);
    await iam.send(
      new CreateRoleCommand({
        RoleName: 'Spot',
        AssumeRolePolicyDocument: trust(policy(trusts(spotRoot, withId))),
      }),
    );
    expect(await refusal(assume(spot))).toEqual(refused);
    world.clock.advance(roleSpreadsIn);
    await assume(spot);
    const PolicyDocument = trust(
      policy(trusts(spotRoot, { StringEquals: { 'sts:ExternalId': 'another-id' } })),
    );
    await iam.send(new UpdateAssumeRolePolicyCommand({ RoleName: 'Spot', PolicyDocument }));
    expect(await refusal(assume(spot, { ExternalId: 'another-id' }))).toEqual(refused);
    world.clock.advance(trustPolicySpreadsIn);
    await assume(spot, { ExternalId: 'another-id' });
    expect(await refusal(assume(spot))).toEqual(refused);
  });

  test.each([
    [
      'no ARN at all',
      { RoleArn: 'SpotByNetApp_Finops_ReadOnly' },
      'SpotByNetApp_Finops_ReadOnly is invalid',
    ],
    [
      'a short text',
      { RoleArn: 'role/Spot' },
      "Value 'role/Spot' at 'roleArn' failed to satisfy constraint: Member must have length greater than or equal to 20",
    ],
    [
      'an ARN without account',
      { RoleArn: 'arn:aws:iam:::role/SpotRole' },
      'arn:aws:iam:::role/SpotRole is invalid',
    ],
    [
      'an external ID of one character',
      { ExternalId: 'x' },
      "'externalId' failed to satisfy constraint",
    ],
    [
      'an external ID with a blank',
      { ExternalId: `${externalId} ` },
      "'externalId' failed to satisfy constraint",
    ],
    ['an external ID too long', { ExternalId: 'x'.repeat(1225) }, 'less than or equal to 1224'],
    [
      'a session name with a slash',
      { RoleSessionName: 'a/b' },
      "'roleSessionName' failed to satisfy constraint",
    ],
    ['a session too short', { DurationSeconds: 899 }, 'greater than or equal to 900'],
    ['a session too long for anybody', { DurationSeconds: 43_201 }, 'less than or equal to 43200'],
    [
      'a session too long for the role',
      { DurationSeconds: 3601 },
      'exceeds the MaxSessionDuration set for this role',
    ],
  ])('%s is no valid request', async (_title, input, message) => {
    expect(await refusal(assume(connect().spot, input))).toMatchObject({
      code: 'ValidationError',
      status: 400,
      message: expect.stringContaining(message),
    });
  });

  test('a chained session lasts an hour at most', async () => {
    const { spot, role } = connect();
    role.maxSessionDuration = 43_200;
    expect(await refusal(assume(spot, { DurationSeconds: 7200 }))).toMatchObject({
      code: 'ValidationError',
      message: expect.stringContaining('role chaining'),
    });
  });

  test('a malformed session policy is refused', async () => {
    const { spot } = connect();
    expect(await refusal(assume(spot, { Policy: '{' }))).toMatchObject({
      code: 'MalformedPolicyDocument',
      status: 400,
    });
  });

  test('a session dies with its role', async () => {
    const { spot, account } = connect();
    const session = sessionOf(await assume(spot));
    account.roles.delete('Spot');
    expect(await refusal(stsFor(session).send(new GetCallerIdentityCommand({})))).toMatchObject({
      code: 'InvalidClientTokenId',
    });
  });

  test('a role at a path is found by its full ARN, and its session has no path', async () => {
    const { world, spot } = connect();
    createRole(world, own, {
      name: 'Deep',
      path: '/a/b/',
      trustPolicy: policy(trusts(spotRoot, withId)),
    });
    const answer = await assume(spot, { RoleArn: `arn:aws:iam::${own}:role/a/b/Deep` });
    expect(answer.AssumedRoleUser?.Arn).toBe(`arn:aws:sts::${own}:assumed-role/Deep/spot`);
    expect(await refusal(assume(spot, { RoleArn: `arn:aws:iam::${own}:role/Deep` }))).toMatchObject(
      { code: 'AccessDenied' },
    );
  });

  test('a session may assume a further role', async () => {
    const { world } = connect(policy(trusts({ AWS: `arn:aws:iam::${other}:role/Middle` })));
    await assume(roleWith(world, other, 'Middle', allow('sts:AssumeRole')));
  });
});
