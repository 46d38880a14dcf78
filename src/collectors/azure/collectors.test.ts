import { setupServer } from 'msw/node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findServicePrincipal } from '../../../runbooks/azure/_world/app.ts';
import {
  createHealthyWorld,
  type SubscriptionWorld,
} from '../../../runbooks/azure/subscription/worlds.ts';
import { valuesOf } from '../../../runbooks/define-faults.ts';
import clientSecret from '../../evidence/azure/client-secret.ts';
import customRoles from '../../evidence/azure/custom-roles.ts';
import denyAssignments from '../../evidence/azure/deny-assignments.ts';
import resourceProviders from '../../evidence/azure/resource-providers.ts';
import roleAssignments from '../../evidence/azure/role-assignments.ts';
import spotPermissions from '../../evidence/azure/spot-permissions.ts';
import spotReads from '../../evidence/azure/spot-reads.ts';
import spotSignIn from '../../evidence/azure/spot-sign-in.ts';
import subscriptionKind from '../../evidence/azure/subscription.ts';
import type { Evidence, EvidenceKind } from '../../evidence/define-evidence.ts';
import type { LookingVantage } from '../../providers/vantages.ts';
import { accessTokenFor } from '../../simulator/azure/entra/tokens.ts';
import { assignRole } from '../../simulator/azure/seed.ts';
import { Simulator } from '../../simulator/index.ts';
import type { GatherContext } from '../define-collector.ts';
import { loadFacts } from '../kernel/load-collectors.ts';
import { openAzureCollectors } from './_client/open-collectors.ts';

const simulator = new Simulator();
const server = setupServer(...simulator.mswHandlers());
beforeAll(() => server.listen({ onUnhandledFrame: 'error' }));
afterAll(() => server.close());

function looking(healthy: SubscriptionWorld, vantage: LookingVantage) {
  const tokens = {
    accessToken: async (audience: string) =>
      accessTokenFor(healthy.world, healthy.reader.azure, audience),
  };
  const collectors = openAzureCollectors({ vantage, tokens });
  const waits: string[] = [];
  const gather = (kind: EvidenceKind): Promise<Evidence> => collectors.collect(kind, context);
  const context: GatherContext = {
    inputs: valuesOf(healthy),
    signal: new AbortController().signal,
    now: () => new Date(healthy.world.clock.now()),
    need: gather as GatherContext['need'],
    waiting: (message) => waits.push(message),
    propagation: {
      timeoutMs: 20_000,
      intervalMs: 2_000,
      sleep: async (milliseconds) => healthy.world.clock.advance(milliseconds),
    },
  };
  return { gather, waits };
}

const own = await loadFacts('azure');
const ofReader = own.filter(
  ({ id, vantages }) =>
    vantages?.includes('reader') && !/billing|agreement|reservation|cost-|elevated/.test(id),
);

describe('as the reader', () => {
  test.each(ofReader.map((kind) => [kind.id, kind] as const))(
    '%s is found in the healthy subscription',
    async (_, kind) => {
      const healthy = createHealthyWorld(simulator);
      // Policies of the directory are shown to who has a role in it.
      healthy.tenant.users
        .get(healthy.reader.azure.objectId)
        ?.directoryRoles.push('Cloud Application Administrator');
      const expected = kind.id === 'azure/directory-object' ? 'absent' : 'found';
      expect((await looking(healthy, 'reader').gather(kind)).status).toBe(expected);
      // Reading is all it does.
      expect(
        healthy.world.calls
          .filter(({ service }) => service !== 'entra')
          .every(({ status }) => status === 200 || status === 404),
      ).toBe(true);
    },
  );

  test('of the secret nothing but its beginning becomes evidence', async () => {
    const healthy = createHealthyWorld(simulator);
    const seen = await looking(healthy, 'reader').gather(clientSecret);
    const secret = healthy.inputs.clientSecret as string;
    expect(seen).toEqual({
      status: 'found',
      value: { hint: secret.slice(0, 3), length: secret.length },
    });
  });

  test('somebody without a role is refused, which is not absence', async () => {
    const healthy = createHealthyWorld(simulator);
    healthy.limitReader(['microsoft.directory/applications/createAsOwner']);
    for (const kind of [
      subscriptionKind,
      roleAssignments,
      customRoles,
      denyAssignments,
      resourceProviders,
    ]) {
      expect([kind.id, (await looking(healthy, 'reader').gather(kind)).status]).toEqual([
        kind.id,
        'denied',
      ]);
    }
  });
});

describe('as Spot', () => {
  test('signs in with the secret and no other credentials', async () => {
    const healthy = createHealthyWorld(simulator);
    const { gather } = looking(healthy, 'spot');
    expect(await gather(spotSignIn)).toMatchObject({
      status: 'found',
      value: { outcome: 'ok' },
    });
    expect(await gather(spotReads)).toMatchObject({
      value: { resourceGroups: { outcome: 'ok' }, networks: { outcome: 'ok' } },
    });
    const callers = new Set(healthy.world.calls.map(({ principal }) => principal));
    expect([...callers]).toEqual([healthy.inputs.clientId]);
    expect((await gather(roleAssignments)).status).not.toBe('found');
  });

  test.each([
    ['AADSTS7000215', { clientSecret: 'x'.repeat(40) }],
    ['AADSTS700016', { clientId: crypto.randomUUID() }],
    ['AADSTS90002', { tenantId: crypto.randomUUID() }],
  ])('what Microsoft Entra refuses with %s is knowledge', async (code, inputs) => {
    const healthy = createHealthyWorld(simulator);
    Object.assign(healthy.inputs, inputs);
    const { gather } = looking(healthy, 'spot');
    const seen = await gather(spotSignIn);
    expect(seen).toMatchObject({ status: 'found', value: { outcome: 'refused', code } });
    expect(JSON.stringify(seen)).not.toContain(healthy.inputs.clientSecret);
    expect((await gather(spotReads)).status).toBe('notCollected');
  });

  test('a role that has not spread yet is waited for, with new sign-ins', async () => {
    const healthy = createHealthyWorld(simulator);
    for (const assignment of healthy.tenant.roleAssignments.values())
      assignment.effectiveAt = healthy.world.clock.now() + 7_000;
    const { gather, waits } = looking(healthy, 'spot');
    expect(await gather(spotReads)).toMatchObject({
      value: { virtualMachines: { outcome: 'ok' } },
    });
    expect(waits.length).toBeGreaterThan(1);
    expect(healthy.world.calls.filter(({ service }) => service === 'entra').length).toBeGreaterThan(
      2,
    );
  });

  test('what Azure says that Spot may do is asked for with the secret; the guide’s own role may not ask', async () => {
    const healthy = createHealthyWorld(simulator);
    expect(await looking(healthy, 'spot').gather(spotPermissions)).toMatchObject({
      status: 'denied',
      code: 'AuthorizationFailed',
    });
    const { world, tenant } = healthy;
    assignRole(world, {
      tenant,
      principalId: findServicePrincipal(healthy).id,
      role: 'Reader',
      scope: `/subscriptions/${healthy.inputs.subscriptionId}`,
    });
    const value = {
      value: expect.arrayContaining([expect.objectContaining({ actions: ['*/read'] })]),
    };
    expect(await looking(healthy, 'spot').gather(spotPermissions)).toMatchObject({
      status: 'found',
      value,
    });
    expect((await looking(healthy, 'reader').gather(spotPermissions)).status).toBe('notCollected');
    healthy.inputs.clientSecret = 'x'.repeat(40);
    expect((await looking(healthy, 'spot').gather(spotPermissions)).status).toBe('notCollected');
  });

  test('the wait ends', async () => {
    const healthy = createHealthyWorld(simulator);
    healthy.tenant.roleAssignments.clear();
    const { gather } = looking(healthy, 'spot');
    expect(await gather(spotReads)).toMatchObject({
      value: { virtualMachines: { outcome: 'denied', code: 'AuthorizationFailed' } },
    });
  });
});
