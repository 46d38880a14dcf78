import { expect, test } from 'vitest';
import { World } from '../world.ts';
import * as seed from './seed.ts';
import { call, organization, preparedWorld, project } from './testing.ts';

test('a fresh project has the APIs of the console, and neither iam nor compute nor Resource Manager', () => {
  const { services } = seed.createProject(new World(), { projectId: 'fresh-project' });
  for (const name of [
    'bigquery',
    'storage',
    'logging',
    'monitoring',
    'serviceusage',
    'servicemanagement',
  ])
    expect(services.has(`${name}.googleapis.com`)).toBe(true);
  for (const name of ['iam', 'compute', 'cloudresourcemanager', 'cloudbilling', 'orgpolicy'])
    expect(services.has(`${name}.googleapis.com`)).toBe(false);
});

test('a limited person has exactly the given rights, wherever the earlier ones came from', async () => {
  const { world } = preparedWorld();
  const reader = seed.createUser(world, {
    email: 'reader@example.com',
    roles: {
      [project]: ['roles/owner'],
      [organization]: ['roles/resourcemanager.organizationAdmin'],
    },
  });
  seed.createGroup(world, 'admins@example.com', ['user:reader@example.com']);
  seed.bind(world, project, 'roles/editor', 'group:admins@example.com');
  const asked = [
    'resourcemanager.projects.get',
    'resourcemanager.projects.getIamPolicy',
    'resourcemanager.projects.setIamPolicy',
    'compute.zones.list',
  ];
  const test = async () =>
    (
      await call(
        world,
        reader.accessToken,
        'POST',
        `cloudresourcemanager.googleapis.com/v1/${project}:testIamPermissions`,
        {
          permissions: asked,
        },
      )
    ).body;
  expect(await test()).toEqual({ permissions: asked });
  seed.limitUser(world, reader, 'my-project', ['resourcemanager.projects.get']);
  expect(await test()).toEqual({ permissions: ['resourcemanager.projects.get'] });
  seed.limitUser(world, reader, 'my-project', [
    'resourcemanager.projects.get',
    'compute.zones.list',
  ]);
  expect(await test()).toEqual({
    permissions: ['resourcemanager.projects.get', 'compute.zones.list'],
  });
});

test('two keys of a world never share a key pair', () => {
  const { world, account, key } = preparedWorld();
  const other = JSON.parse(seed.createServiceAccountKey(world, account.email)) as typeof key;
  expect(other.private_key).not.toBe(key.private_key);
  expect(other.private_key_id).not.toBe(key.private_key_id);
});

test('what a seed refers to must exist, and the error says what to do', () => {
  const world = new World();
  expect(() => seed.createProject(world, { projectId: 'Bad' })).toThrow(/6 to 30 lower-case/);
  expect(() =>
    seed.createProject(world, { projectId: 'my-project', parent: 'organizations/1' }),
  ).toThrow(/has no organizations\/1/);
  expect(() => seed.createProject(world, { projectId: 'my-project', billingAccount: 'x' })).toThrow(
    /createBillingAccount/,
  );
  expect(() =>
    seed.createServiceAccount(world, { projectId: 'my-project', accountId: 'x' }),
  ).toThrow(/createProject/);
  expect(() => seed.createServiceAccountKey(world, 'x@y.iam.gserviceaccount.com')).toThrow(
    /createServiceAccount/,
  );
  expect(() => seed.createAccessToken(world, 'x@example.com')).toThrow(
    /neither a user nor a service account/,
  );
});
