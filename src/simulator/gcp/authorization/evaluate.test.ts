import { describe, expect, test } from 'vitest';
import { bind, createGroup, createRole, createServiceAccount, createUser } from '../seed.ts';
import {
  accountEmail,
  call,
  folder,
  organization,
  type Prepared,
  preparedWorld,
  project,
} from '../testing.ts';
import { isAllowed } from './evaluate.ts';
import { permissions } from './permissions.ts';
import { predefinedRoles } from './predefined-roles.ts';

const node = ({ world }: Prepared) => world.gcp.projects.get('my-project');
const may = (
  subject: Prepared,
  email: string,
  permission: string,
  kind: 'user' | 'serviceAccount' = 'user',
) => isAllowed(subject.world, { email, kind }, permission, { node: node(subject) });
const alice = 'alice@example.com';

describe('a binding grants', () => {
  test.each([
    ['a user', 'user:alice@example.com', true],
    ['a user in other letters', 'user:Alice@Example.com', true],
    ['another user', 'user:bob@example.com', false],
    ['a service account of that address', 'serviceAccount:alice@example.com', false],
    ['their domain', 'domain:example.com', true],
    ['another domain', 'domain:example.org', false],
    ['a group that holds them', 'group:team@example.com', true],
    ['a group in a group', 'group:all@example.com', true],
    ['a group without them', 'group:others@example.com', false],
    ['everybody', 'allUsers', true],
    ['everybody signed in', 'allAuthenticatedUsers', true],
    ['a deleted user of that address', 'deleted:user:alice@example.com?uid=1', false],
    ['a workforce pool', 'principalSet://iam.googleapis.com/x', false],
  ])('%s', (_, member, expected) => {
    const subject = preparedWorld();
    createGroup(subject.world, 'team@example.com', ['user:alice@example.com']);
    createGroup(subject.world, 'all@example.com', [
      'group:team@example.com',
      'group:all@example.com',
    ]);
    createGroup(subject.world, 'others@example.com', ['user:bob@example.com']);
    bind(subject.world, project, 'roles/compute.viewer', member);
    expect(may(subject, alice, 'compute.zones.list')).toBe(expected);
  });
});

test.each([project, folder, organization])(
  'what is granted on %s reaches the project',
  (resource) => {
    const subject = preparedWorld();
    bind(subject.world, resource, 'roles/compute.viewer', `user:${alice}`);
    expect(may(subject, alice, 'compute.zones.list')).toBe(true);
    expect(may(subject, alice, 'compute.instances.delete')).toBe(false);
  },
);

test('a grant on a service account reaches that one alone', () => {
  const subject = preparedWorld();
  const other = createServiceAccount(subject.world, {
    projectId: 'my-project',
    accountId: 'another-one',
  });
  bind(subject.world, accountEmail, 'roles/iam.serviceAccountKeyAdmin', `user:${alice}`);
  const on = (serviceAccount: typeof other) =>
    isAllowed(subject.world, { email: alice, kind: 'user' }, 'iam.serviceAccountKeys.create', {
      node: node(subject),
      serviceAccount,
    });
  expect([
    on(subject.account),
    on(other),
    may(subject, alice, 'iam.serviceAccountKeys.create'),
  ]).toEqual([true, false, false]);
});

test('a custom role grants until it is disabled or deleted', () => {
  const subject = preparedWorld();
  const name = createRole(subject.world, project, {
    roleId: 'mine',
    includedPermissions: ['compute.zones.list'],
  });
  bind(subject.world, project, name, `user:${alice}`);
  const role = node(subject)?.roles.get('mine');
  if (!role) throw new Error('The role is gone.');
  expect(may(subject, alice, 'compute.zones.list')).toBe(true);
  role.stage = 'DISABLED';
  expect(may(subject, alice, 'compute.zones.list')).toBe(false);
  role.stage = 'GA';
  role.deletedAt = 1;
  expect(may(subject, alice, 'compute.zones.list')).toBe(false);
});

test('a condition decides at the time of the call, and one that is not understood grants nothing', () => {
  const subject = preparedWorld();
  const end = new Date(subject.world.clock.now() + 60_000).toISOString();
  bind(subject.world, project, 'roles/compute.viewer', `user:${alice}`, {
    title: 'soon over',
    expression: `request.time < timestamp("${end}")`,
  });
  bind(subject.world, project, 'roles/compute.admin', `user:${alice}`, {
    title: 'tag',
    expression: 'resource.matchTag("a", "b")',
  });
  expect([
    may(subject, alice, 'compute.zones.list'),
    may(subject, alice, 'compute.instances.delete'),
  ]).toEqual([true, false]);
  subject.world.clock.advance(60_000);
  expect(may(subject, alice, 'compute.zones.list')).toBe(false);
});

test('grants take the time that the world says, and so does taking them away', async () => {
  const subject = preparedWorld();
  const { world, admin } = subject;
  createUser(world, { email: alice });
  world.gcp.propagation.grants = 60;
  const before = node(subject)?.policy.policy.bindings ?? [];
  const set = (bindings: object[]) =>
    call(
      world,
      admin.accessToken,
      'POST',
      `cloudresourcemanager.googleapis.com/v1/${project}:setIamPolicy`,
      { policy: { bindings } },
    );
  await set([...before, { role: 'roles/compute.viewer', members: [`user:${alice}`] }]);
  expect(may(subject, alice, 'compute.zones.list')).toBe(false);
  world.clock.advance(61_000);
  expect(may(subject, alice, 'compute.zones.list')).toBe(true);
  await set(before);
  expect(may(subject, alice, 'compute.zones.list')).toBe(true);
  world.clock.advance(61_000);
  expect(may(subject, alice, 'compute.zones.list')).toBe(false);
});

test('a service account that is made again does not inherit', async () => {
  const subject = preparedWorld();
  const { world, admin } = subject;
  bind(world, project, 'roles/editor', `serviceAccount:${accountEmail}`);
  await call(
    world,
    admin.accessToken,
    'DELETE',
    `iam.googleapis.com/v1/${project}/serviceAccounts/${accountEmail}`,
  );
  expect(node(subject)?.policy.policy.bindings.at(-1)?.members).toEqual([
    `deleted:serviceAccount:${accountEmail}?uid=${subject.account.uniqueId}`,
  ]);
  await call(world, admin.accessToken, 'POST', `iam.googleapis.com/v1/${project}/serviceAccounts`, {
    accountId: 'spot-role-act-1',
  });
  expect(may(subject, accountEmail, 'compute.zones.list', 'serviceAccount')).toBe(false);
});

test('an undeleted service account has its roles again', async () => {
  const subject = preparedWorld();
  const { world, admin, account } = subject;
  bind(world, project, 'roles/editor', `serviceAccount:${accountEmail}`);
  const path = `iam.googleapis.com/v1/${project}/serviceAccounts`;
  await call(world, admin.accessToken, 'DELETE', `${path}/${accountEmail}`);
  const { body } = await call(
    world,
    admin.accessToken,
    'POST',
    `${path}/${account.uniqueId}:undelete`,
    {},
  );
  expect(body).toMatchObject({ restoredAccount: { email: accountEmail } });
  expect(may(subject, accountEmail, 'compute.zones.list', 'serviceAccount')).toBe(true);
});

test('every predefined role grants permissions that exist, and basic roles keep to their rank', () => {
  for (const [name, role] of predefinedRoles) {
    expect(role.permissions.size, name).toBeGreaterThan(0);
    for (const permission of role.permissions)
      expect(permissions, `${name} ${permission}`).toContain(permission);
  }
  const of = (name: string) => predefinedRoles.get(name)?.permissions ?? new Set();
  expect(
    [...of('roles/editor')].filter((permission) => !of('roles/owner').has(permission)),
  ).toEqual([]);
  expect(
    [...of('roles/viewer')].filter((permission) => !of('roles/editor').has(permission)),
  ).toEqual([]);
  for (const permission of [
    'iam.serviceAccounts.create',
    'iam.serviceAccountKeys.create',
    'iam.serviceAccounts.actAs',
    'serviceusage.services.enable',
    'orgpolicy.policy.get',
  ]) {
    expect(of('roles/editor')).toContain(permission);
  }
  for (const permission of [
    'resourcemanager.projects.setIamPolicy',
    'iam.roles.create',
    'container.clusterRoles.bind',
    'bigquery.jobs.listAll',
  ]) {
    expect(of('roles/editor')).not.toContain(permission);
    expect(of('roles/owner')).toContain(permission);
  }
  expect(of('roles/owner')).not.toContain('orgpolicy.policy.set');
});
