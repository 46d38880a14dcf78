import { expect, test } from 'vitest';
import { setOrgPolicy } from '../seed.ts';
import { call, folder, organization, type Prepared, preparedWorld, project } from '../testing.ts';
import { isEnforced } from './evaluate.ts';

const constraint = 'iam.disableServiceAccountKeyCreation';

function enforcedIn({ world }: Prepared): boolean {
  const node = world.gcp.projects.get('my-project');
  if (!node) throw new Error('The project is gone.');
  return isEnforced(world, node, constraint);
}

test('the nearest policy decides', () => {
  const subject = preparedWorld();
  expect(enforcedIn(subject)).toBe(false);
  setOrgPolicy(subject.world, organization, constraint, { enforce: true });
  expect(enforcedIn(subject)).toBe(true);
  setOrgPolicy(subject.world, folder, constraint, { enforce: false });
  expect(enforcedIn(subject)).toBe(false);
  setOrgPolicy(subject.world, project, constraint, { enforce: true });
  expect(enforcedIn(subject)).toBe(true);
});

test('a reset goes back to what Google ships, past what is above', async () => {
  const subject = preparedWorld();
  const { world, admin } = subject;
  setOrgPolicy(world, organization, constraint, { enforce: true });
  const name = `${project}/policies/${constraint}`;
  await call(world, admin.accessToken, 'POST', `orgpolicy.googleapis.com/v2/${project}/policies`, {
    name,
    spec: { reset: true },
  });
  expect(enforcedIn(subject)).toBe(false);
  await call(world, admin.accessToken, 'DELETE', `orgpolicy.googleapis.com/v2/${name}`);
  expect(enforcedIn(subject)).toBe(true);
});

test('the effective policy is told as it is, and a refused key names the constraint and the account', async () => {
  const { world, admin, account, number } = preparedWorld();
  setOrgPolicy(world, organization, constraint, { enforce: true });
  const effective = await call(
    world,
    admin.accessToken,
    'GET',
    `orgpolicy.googleapis.com/v2/${project}/policies/${constraint}:getEffectivePolicy`,
  );
  expect(effective.body).toEqual({
    name: `projects/${number}/policies/${constraint}`,
    spec: { rules: [{ enforce: true }] },
  });
  const { error } = await call(
    world,
    admin.accessToken,
    'POST',
    `iam.googleapis.com/v1/projects/-/serviceAccounts/${account.email}/keys`,
    {},
  );
  expect(error?.details).toEqual([
    {
      '@type': 'type.googleapis.com/google.rpc.PreconditionFailure',
      violations: [
        {
          type: `constraints/${constraint}`,
          subject: `projects/my-project/serviceAccounts/${account.email}?configvalue=${encodeURIComponent(account.email)}`,
          description: 'Key creation is not allowed on this service account.',
        },
      ],
    },
  ]);
});

test('the old and the new interface write the same policies', async () => {
  const subject = preparedWorld();
  const { world, admin } = subject;
  setOrgPolicy(world, organization, constraint, { enforce: true });
  const old = (verb: string, body: object) =>
    call(
      world,
      admin.accessToken,
      'POST',
      `cloudresourcemanager.googleapis.com/v1/${project}:${verb}`,
      body,
    );
  await old('setOrgPolicy', {
    policy: { constraint: `constraints/${constraint}`, booleanPolicy: {} },
  });
  expect(enforcedIn(subject)).toBe(false);
  const { body } = await call(
    world,
    admin.accessToken,
    'GET',
    `orgpolicy.googleapis.com/v2/${project}/policies/${constraint}`,
  );
  expect(body).toMatchObject({ spec: { rules: [{ enforce: false }] } });
  await old('clearOrgPolicy', { constraint: `constraints/${constraint}` });
  expect(
    (await old('getEffectiveOrgPolicy', { constraint: `constraints/${constraint}` })).body,
  ).toMatchObject({
    booleanPolicy: { enforced: true },
  });
});
