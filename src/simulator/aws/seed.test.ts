import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { expect, test } from 'vitest';
import { ecoAccounts, ecoRoleNames, linkedAccountsAccount } from '../../spot.ts';
import { organizationOf } from './organization.ts';
import {
  createAccessKey,
  createAccount,
  createAdministrator,
  createOrganization,
  createSpot,
} from './seed.ts';
import { own, simulate, stsFor } from './testing.ts';

const simulator = simulate();

test('Spot calls as its Eco role, and never expires', async () => {
  const world = simulator.createWorld();
  const spot = createSpot(world);
  world.clock.advance(365 * 24 * 3_600_000);
  const { Arn } = await stsFor(spot).send(new GetCallerIdentityCommand({}));
  expect(Arn).toBe(`arn:aws:sts::${ecoAccounts[0]}:assumed-role/${ecoRoleNames[0]}/spot-eco`);
});

test('the simulated Spot has the accounts and roles that the product names', () => {
  const world = simulator.createWorld();
  createSpot(world);
  for (const id of [...ecoAccounts, linkedAccountsAccount])
    expect(world.aws.accounts.has(id)).toBe(true);
  for (const name of ecoRoleNames)
    expect(world.aws.accounts.get(ecoAccounts[0])?.roles.has(name)).toBe(true);
});

test('an account begins healthy and empty', () => {
  const account = createAccount(simulator.createWorld(), { id: own });
  expect(account).toMatchObject({
    partition: 'aws',
    billingAccessForIam: true,
    costExplorer: 'ready',
  });
  expect(
    [
      account.users,
      account.roles,
      account.policies,
      account.reports,
      account.stacks,
      account.keys,
    ].every(({ size }) => size === 0),
  ).toBe(true);
});

test('an organization creates the accounts it lacks', () => {
  const world = simulator.createWorld();
  createAccount(world, { id: own, name: 'payer' });
  const organization = createOrganization(world, {
    managementAccountId: own,
    memberAccountIds: ['222233334444'],
  });
  expect(world.aws.accounts.get(own)?.name).toBe('payer');
  expect(organizationOf(world.aws, '222233334444')).toBe(organization);
  expect(organization.id).toMatch(/^o-[a-z0-9]{10,32}$/);
});

test('mistakes of tests are loud', () => {
  const world = simulator.createWorld();
  createAccount(world, { id: own });
  expect(() => createAccount(world, { id: own })).toThrow('already');
  expect(() => createAccount(world, { id: '123' })).toThrow('12 digits');
  expect(() => createAdministrator(world, '999900001111')).toThrow('no account 999900001111');
});

test('users have long-lived keys, roles have sessions', () => {
  const world = simulator.createWorld();
  createAccount(world, { id: own });
  expect(createAccessKey(world, own, { type: 'root' })).toMatchObject({
    accessKeyId: expect.stringMatching(/^AKIA/),
  });
  const session = createAccessKey(world, own, { type: 'role', name: 'Some', sessionName: 'x' });
  expect(session).toMatchObject({
    accessKeyId: expect.stringMatching(/^ASIA/),
    sessionToken: expect.any(String),
  });
});
