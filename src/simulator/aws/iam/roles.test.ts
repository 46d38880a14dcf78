import {
  AttachRolePolicyCommand,
  CreatePolicyCommand,
  CreateRoleCommand,
  DeletePolicyCommand,
  DeleteRoleCommand,
  DeleteRolePermissionsBoundaryCommand,
  DeleteRolePolicyCommand,
  DetachRolePolicyCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  GetUserCommand,
  ListAttachedRolePoliciesCommand,
  ListInstanceProfilesForRoleCommand,
  ListRolePoliciesCommand,
  ListRolesCommand,
  ListRoleTagsCommand,
  PutRolePermissionsBoundaryCommand,
  PutRolePolicyCommand,
  TagRoleCommand,
  UntagRoleCommand,
  UpdateAssumeRolePolicyCommand,
  UpdateRoleCommand,
} from '@aws-sdk/client-iam';
import { describe, expect, test } from 'vitest';
import { createAccessKey, createSpot } from '../seed.ts';
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
  trusts,
  userWith,
} from '../testing.ts';
import { adminArn, begin, create, trust } from './testing.ts';

const simulator = simulate();
describe('roles', () => {
  test('are created, read, listed, changed and deleted', async () => {
    const { iam, world } = begin(simulator);
    const { Role } = await create(iam, {
      Path: '/spot/',
      Description: 'a <role>',
      Tags: [{ Key: 'team', Value: 'a&b' }],
      MaxSessionDuration: 7200,
    });
    expect(Role).toMatchObject({
      Arn: `arn:aws:iam::${own}:role/spot/Some`,
      Path: '/spot/',
      RoleId: expect.stringMatching(/^AROA[A-Z2-7]{17}$/),
    });
    const read = (await iam.send(new GetRoleCommand({ RoleName: 'Some' }))).Role;
    expect(read).toMatchObject({
      Description: 'a <role>',
      MaxSessionDuration: 7200,
      Tags: [{ Key: 'team', Value: 'a&b' }],
    });
    expect(read?.RoleLastUsed).toEqual({});
    expect(read?.CreateDate?.getTime()).toBe(
      Math.floor((world.aws.accounts.get(own)?.roles.get('Some')?.createdAt ?? 0) / 1000) * 1000,
    );
    await create(iam, { RoleName: 'Another' });
    expect(
      (await iam.send(new ListRolesCommand({}))).Roles?.map(({ RoleName }) => RoleName),
    ).toEqual(['Another', 'Some']);
    expect((await iam.send(new ListRolesCommand({ PathPrefix: '/spot/' }))).Roles).toHaveLength(1);
    await iam.send(
      new UpdateRoleCommand({ RoleName: 'Some', Description: 'changed', MaxSessionDuration: 3600 }),
    );
    expect((await iam.send(new GetRoleCommand({ RoleName: 'Some' }))).Role).toMatchObject({
      Description: 'changed',
      MaxSessionDuration: 3600,
    });
    await iam.send(new DeleteRoleCommand({ RoleName: 'Some' }));
    expect(await refusal(iam.send(new GetRoleCommand({ RoleName: 'Some' })))).toEqual({
      code: 'NoSuchEntity',
      status: 404,
      message: 'The role with name Some cannot be found.',
    });
  });

  test('the trust policy is percent-encoded by RFC 3986', async () => {
    const { iam } = begin(simulator);
    const encoded = (await create(iam)).Role?.AssumeRolePolicyDocument ?? '';
    expect(encoded).toMatch(/^[A-Za-z0-9._~%-]+$/);
    expect(JSON.parse(decodeURIComponent(encoded))).toEqual(JSON.parse(trust));
  });

  test('names are taken without regard to case', async () => {
    const { iam } = begin(simulator);
    await create(iam);
    const taken = {
      code: 'EntityAlreadyExists',
      status: 409,
      message: 'Role with name SOME already exists.',
    };
    expect(await refusal(create(iam, { RoleName: 'SOME' }))).toEqual(taken);
  });

  test.each([
    ['a name with a blank', { RoleName: 'So me' }, 'ValidationError', 'roleName is invalid'],
    ['a long name', { RoleName: 'x'.repeat(65) }, 'ValidationError', 'less than or equal to 64'],
    ['a bad path', { Path: 'spot' }, 'ValidationError', 'path is invalid'],
    [
      'a short session',
      { MaxSessionDuration: 60 },
      'ValidationError',
      'greater than or equal to 3600',
    ],
    [
      'a boundary that does not exist',
      { PermissionsBoundary: `arn:aws:iam::${own}:policy/None` },
      'NoSuchEntity',
      'does not exist or is not attachable',
    ],
    [
      'a trust policy too long',
      { AssumeRolePolicyDocument: trust.replace("it's", 'x'.repeat(2048)) },
      'LimitExceeded',
      'ACLSizePerRole: 2048',
    ],
  ])('%s is refused', async (_title, input, code, message) => {
    const { iam } = begin(simulator);
    expect(await refusal(create(iam, input))).toMatchObject({
      code,
      message: expect.stringContaining(message),
    });
  });

  test('tags come and go', async () => {
    const { iam } = begin(simulator);
    await create(iam);
    await iam.send(
      new TagRoleCommand({
        RoleName: 'Some',
        Tags: [
          { Key: 'a', Value: '1' },
          { Key: 'b', Value: '2' },
        ],
      }),
    );
    await iam.send(new UntagRoleCommand({ RoleName: 'Some', TagKeys: ['a'] }));
    expect((await iam.send(new ListRoleTagsCommand({ RoleName: 'Some' }))).Tags).toEqual([
      { Key: 'b', Value: '2' },
    ]);
    expect(
      (await iam.send(new ListInstanceProfilesForRoleCommand({ RoleName: 'Some' })))
        .InstanceProfiles,
    ).toEqual([]);
  });

  test('creating one with tags or a boundary is judged as such', async () => {
    const { world } = begin(simulator);
    const untagged = iamFor(userWith(world, own, 'alice', allow('iam:CreateRole')));
    const answer = await refusal(create(untagged, { Tags: [{ Key: 'a', Value: 'b' }] }));
    expect(answer).toMatchObject({
      code: 'AccessDenied',
      message: expect.stringContaining('iam:TagRole'),
    });
    const Condition = { StringEquals: { 'iam:PermissionsBoundary': adminArn } };
    const bounded = iamFor(
      userWith(world, own, 'bob', allow('iam:CreateRole', '*', { Condition })),
    );
    expect(await refusal(create(bounded))).toMatchObject({ code: 'AccessDenied' });
    expect(
      (await create(bounded, { PermissionsBoundary: adminArn })).Role?.PermissionsBoundary
        ?.PermissionsBoundaryArn,
    ).toBe(adminArn);
  });
});

describe('trust policies', () => {
  const statement = (change: Record<string, unknown>) =>
    JSON.stringify(policy({ ...trusts({ AWS: own }), ...change }));
  test.each([
    ['no JSON', '{"Version":', 'Syntax errors in policy.'],
    ['smart quotes', trust.replaceAll('"', '\u201c'), 'Syntax errors in policy.'],
    ['a list', '[]', 'Syntax errors in policy.'],
    ['an unknown version', trust.replace('2012-10-17', '2024-01-01'), 'Syntax errors in policy.'],
    ['a misspelt member', trust.replace('"Effect"', '"Efect"'), 'Syntax errors in policy.'],
    ['no statement', '{"Version":"2012-10-17"}', 'Missing required field Statement'],
    ['no principal', statement({ Principal: undefined }), 'Missing required field Principal'],
    ['no effect', statement({ Effect: undefined }), 'Missing required field Effect'],
    ['a resource', statement({ Resource: '*' }), 'Has prohibited field Resource'],
    [
      'another service’s action',
      statement({ Action: 's3:GetObject' }),
      'AssumeRole policy may only specify STS AssumeRole actions.',
    ],
    [
      'an unknown operator',
      statement({ Condition: { StringEqual: { 'sts:ExternalId': 'x' } } }),
      'Invalid Condition type : StringEqual.',
    ],
    [
      'a key without service',
      statement({ Condition: { StringEquals: { ExternalId: 'x' } } }),
      'must be prefaced by a vendor',
    ],
    [
      'a misspelt account',
      statement({ Principal: { AWS: '12345' } }),
      'Invalid principal in policy: "AWS":"12345"',
    ],
    [
      'another partition',
      statement({ Principal: { AWS: 'arn:aws-cn:iam::884866656237:root' } }),
      'Invalid principal in policy: "AWS":"arn:aws-cn:iam::884866656237:root"',
    ],
    [
      'a role that does not exist',
      statement({ Principal: { AWS: `arn:aws:iam::${other}:role/None` } }),
      `Invalid principal in policy: "AWS":"arn:aws:iam::${other}:role/None"`,
    ],
    [
      'a user that does not exist',
      statement({ Principal: { AWS: `arn:aws:iam::${own}:user/none` } }),
      `Invalid principal in policy: "AWS":"arn:aws:iam::${own}:user/none"`,
    ],
    [
      'a wildcard in a principal',
      statement({ Principal: { AWS: `arn:aws:iam::${own}:role/*` } }),
      'Invalid principal in policy',
    ],
    [
      'a placeholder',
      statement({ Principal: { AWS: 'arn:aws:iam::ACCOUNT_ID:root' } }),
      'Invalid principal in policy',
    ],
    [
      'a service that is none',
      statement({ Principal: { Service: 'billing' } }),
      'Invalid principal in policy: "SERVICE":"billing"',
    ],
  ])('with %s are malformed', async (_title, document, message) => {
    const { iam } = begin(simulator);
    await create(iam);
    const refused = {
      code: 'MalformedPolicyDocument',
      status: 400,
      message: expect.stringContaining(message),
    };
    expect(
      await refusal(
        iam.send(new UpdateAssumeRolePolicyCommand({ RoleName: 'Some', PolicyDocument: document })),
      ),
    ).toEqual(refused);
    expect(
      await refusal(create(iam, { RoleName: 'New', AssumeRolePolicyDocument: document })),
    ).toEqual(refused);
  });

  test('may name Spot’s roles, users and roles that exist, and accounts outside this world', async () => {
    const { iam, world } = begin(simulator);
    createSpot(world);
    roleWith(world, other, 'Reader');
    const named = [
      'arn:aws:iam::884866656237:role/eco-base-cdk-stack-globalclientassumerole',
      'arn:aws:iam::627743545735:role/Admin',
      `arn:aws:iam::${other}:role/Reader`,
      `arn:aws:iam::${own}:user/administrator`,
      'arn:aws:iam::999900001111:root',
      '999900001111',
    ];
    const AssumeRolePolicyDocument = JSON.stringify(policy(trusts({ AWS: named })));
    expect((await create(iam, { AssumeRolePolicyDocument })).Role?.RoleName).toBe('Some');
  });
});

describe('boundaries', () => {
  test('are set, shown, keep their policy from deletion, and removed', async () => {
    const { iam } = begin(simulator);
    await create(iam);
    const PolicyDocument = JSON.stringify(policy(allow('s3:*')));
    const arn = (
      await iam.send(new CreatePolicyCommand({ PolicyName: 'Boundary', PolicyDocument }))
    ).Policy?.Arn;
    await iam.send(
      new PutRolePermissionsBoundaryCommand({ RoleName: 'Some', PermissionsBoundary: arn }),
    );
    const boundary = async () =>
      (await iam.send(new GetRoleCommand({ RoleName: 'Some' }))).Role?.PermissionsBoundary;
    expect(await boundary()).toEqual({
      PermissionsBoundaryType: 'Policy',
      PermissionsBoundaryArn: arn,
    });
    expect(await refusal(iam.send(new DeletePolicyCommand({ PolicyArn: arn })))).toMatchObject({
      code: 'DeleteConflict',
    });
    await iam.send(new DeleteRolePermissionsBoundaryCommand({ RoleName: 'Some' }));
    expect(await boundary()).toBeUndefined();
    await iam.send(new DeletePolicyCommand({ PolicyArn: arn }));
  });

  test('a missing policy is no boundary', async () => {
    const { iam } = begin(simulator);
    await create(iam);
    const put = new PutRolePermissionsBoundaryCommand({
      RoleName: 'Some',
      PermissionsBoundary: `arn:aws:iam::${own}:policy/None`,
    });
    expect(await refusal(iam.send(put))).toMatchObject({ code: 'NoSuchEntity', status: 404 });
  });
});

describe('users', () => {
  test('see themselves, by name or without', async () => {
    const { iam, world } = begin(simulator);
    const arn = `arn:aws:iam::${own}:user/administrator`;
    expect((await iam.send(new GetUserCommand({}))).User?.Arn).toBe(arn);
    expect((await iam.send(new GetUserCommand({ UserName: 'administrator' }))).User).toMatchObject({
      Arn: arn,
      Path: '/',
    });
    expect(await refusal(iam.send(new GetUserCommand({ UserName: 'none' })))).toMatchObject({
      code: 'NoSuchEntity',
      message: 'The user with name none cannot be found.',
    });
    const session = roleWith(world, own, 'Reader', allow('*'));
    expect(await refusal(iamFor(session).send(new GetUserCommand({})))).toMatchObject({
      code: 'ValidationError',
    });
    const root = createAccessKey(world, own, { type: 'root' });
    expect((await iamFor(root).send(new GetUserCommand({}))).User?.Arn).toBe(
      `arn:aws:iam::${own}:root`,
    );
  });
});

test('every operation on a role refuses without permission, by name of its action', async () => {
  const { world, iam } = begin(simulator);
  await create(iam);
  const nobody = iamFor(userWith(world, own, 'nobody', deny('s3:*')));
  const RoleName = 'Some';
  const commands = {
    CreateRole: new CreateRoleCommand({ RoleName: 'New', AssumeRolePolicyDocument: trust }),
    GetRole: new GetRoleCommand({ RoleName }),
    ListRoles: new ListRolesCommand({}),
    DeleteRole: new DeleteRoleCommand({ RoleName }),
    UpdateRole: new UpdateRoleCommand({ RoleName }),
    UpdateAssumeRolePolicy: new UpdateAssumeRolePolicyCommand({ RoleName, PolicyDocument: trust }),
    AttachRolePolicy: new AttachRolePolicyCommand({ RoleName, PolicyArn: adminArn }),
    DetachRolePolicy: new DetachRolePolicyCommand({ RoleName, PolicyArn: adminArn }),
    ListAttachedRolePolicies: new ListAttachedRolePoliciesCommand({ RoleName }),
    PutRolePolicy: new PutRolePolicyCommand({ RoleName, PolicyName: 'x', PolicyDocument: '{}' }),
    GetRolePolicy: new GetRolePolicyCommand({ RoleName, PolicyName: 'x' }),
    DeleteRolePolicy: new DeleteRolePolicyCommand({ RoleName, PolicyName: 'x' }),
    ListRolePolicies: new ListRolePoliciesCommand({ RoleName }),
    PutRolePermissionsBoundary: new PutRolePermissionsBoundaryCommand({
      RoleName,
      PermissionsBoundary: adminArn,
    }),
    DeleteRolePermissionsBoundary: new DeleteRolePermissionsBoundaryCommand({ RoleName }),
    TagRole: new TagRoleCommand({ RoleName, Tags: [{ Key: 'a', Value: 'b' }] }),
    UntagRole: new UntagRoleCommand({ RoleName, TagKeys: ['a'] }),
    ListRoleTags: new ListRoleTagsCommand({ RoleName }),
    ListInstanceProfilesForRole: new ListInstanceProfilesForRoleCommand({ RoleName }),
  };
  for (const [name, command] of Object.entries(commands)) {
    const { code, message } = await refusal(nobody.send(command as never));
    expect([name, code, message]).toEqual([
      name,
      'AccessDenied',
      expect.stringMatching(
        new RegExp(`perform: iam:${name} on resource: arn:aws:iam::${own}:role/`),
      ),
    ]);
  }
});
