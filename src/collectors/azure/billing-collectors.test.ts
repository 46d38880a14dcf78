import { setupServer } from 'msw/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import billingAccountRead from '../../evidence/azure/billing-account-read.ts';
import billingAccounts from '../../evidence/azure/billing-accounts.ts';
import costReads from '../../evidence/azure/billing-cost-reads.ts';
import reservationReads from '../../evidence/azure/billing-reservation-reads.ts';
import costAssignments from '../../evidence/azure/cost-assignments.ts';
import type { Evidence, EvidenceKind } from '../../evidence/define-evidence.ts';
import type { LookingVantage } from '../../providers/vantages.ts';
import { accessTokenFor } from '../../simulator/azure/entra/tokens.ts';
import {
  assignRole,
  createApplication,
  createBillingAccount,
  createSubscription,
  createTenant,
  createUser,
  enableManagementGroups,
} from '../../simulator/azure/seed.ts';
import { assignBillingRole, billingRoles } from '../../simulator/azure/seed-billing.ts';
import { Simulator } from '../../simulator/index.ts';
import { openAzureCollectors } from './_client/open-collectors.ts';

const simulator = new Simulator();
const server = setupServer(...simulator.mswHandlers());
beforeAll(() => server.listen({ onUnhandledFrame: 'error' }));
afterAll(() => server.close());

/** An enrollment with two subscriptions; the reader owns one of them, the app has no role yet. */
function setUp() {
  const world = simulator.createWorld();
  const tenant = createTenant(world);
  enableManagementGroups(tenant);
  const billing = createBillingAccount(world, { tenant, agreementType: 'EnterpriseAgreement' });
  const subscriptions = [1, 2].map(() =>
    createSubscription(world, { tenant, billingAccount: billing.name }),
  );
  const reader = createUser(world, { tenant, upn: 'alex' });
  const scope = `/subscriptions/${subscriptions[0]?.id}`;
  assignRole(world, { tenant, principalId: reader.objectId, role: 'Owner', scope });
  const { application, servicePrincipal, secret } = createApplication(world, { tenant });
  const inputs = {
    ...{
      agreement: 'ea',
      tenantId: tenant.id,
      billingAccountId: billing.name,
      clientId: application.appId,
    },
    ...{ servicePrincipalId: servicePrincipal.id, clientSecret: secret },
  };
  const look = <T>(kind: EvidenceKind<T>, vantage: LookingVantage): Promise<Evidence<T>> => {
    const tokens = {
      accessToken: async (audience: string) => accessTokenFor(world, reader, audience),
    };
    const collectors = openAzureCollectors({ vantage, tokens, client: { maxAttempts: 1 } });
    const need = <U>(other: EvidenceKind<U>): Promise<Evidence<U>> =>
      collectors.collect(other, context) as Promise<Evidence<U>>;
    const context = {
      ...{
        inputs,
        need,
        signal: AbortSignal.timeout(20_000),
        now: () => new Date(world.clock.now()),
        waiting: () => undefined,
      },
      propagation: {
        timeoutMs: 4_000,
        intervalMs: 2_000,
        sleep: async (ms: number) => world.clock.advance(ms),
      },
    };
    return collectors.collect(kind, context) as Promise<Evidence<T>>;
  };
  return {
    world,
    tenant,
    billing,
    subscriptions,
    scope,
    reader,
    principalId: servicePrincipal.id,
    inputs,
    look,
  };
}

describe('azure/cost-assignments', () => {
  it('asks every subscription in sight and the root group, and keeps refusals apart from none', async () => {
    const { world, tenant, scope, principalId, look } = setUp();
    const before = await look(costAssignments, 'reader');
    const root = `/providers/Microsoft.Management/managementGroups/${tenant.id}`;
    expect(before).toMatchObject({
      status: 'found',
      value: {
        costScopes: [
          { scope, assignments: [] },
          { scope: root, assignments: null },
        ],
      },
    });
    assignRole(world, { tenant, principalId, role: 'Cost Management Reader', scope: root });
    const after = await look(costAssignments, 'reader');
    expect(after).toMatchObject({
      value: {
        costScopes: [{ scope, assignments: [{ properties: { scope: root, principalId } }] }, {}],
      },
    });
  });

  it('is unreachable as a whole when one answer is missing', async () => {
    const { world, look } = setUp();
    world.chaos.intercept = ({ operation }) =>
      operation === 'arm:RoleAssignments_ListForScope'
        ? new Response('', { status: 503 })
        : undefined;
    expect(await look(costAssignments, 'reader')).toMatchObject({ status: 'unreachable' });
  });
});

describe('more subscriptions than are asked', () => {
  it('are in sight all the same, as not seen', async () => {
    const { world, tenant, reader, principalId, look } = setUp();
    const scope = `/providers/Microsoft.Management/managementGroups/${tenant.id}`;
    for (let count = 2; count < 102; count++) createSubscription(world, { tenant });
    for (const one of [principalId, reader.objectId])
      assignRole(world, { tenant, principalId: one, role: 'Reader', scope });
    const assigned = await look(costAssignments, 'reader');
    if (assigned.status !== 'found') throw new Error('The subscriptions cannot be seen.');
    const unseen = assigned.value.costScopes.filter(({ assignments }) => assignments === null);
    expect([assigned.value.costScopes.length, unseen.length]).toEqual([103, 2]);
    const reads = await look(costReads, 'spot');
    expect(reads).toMatchObject({ status: 'found', value: { notAsked: 92 } });
  });
});

describe('azure/billing-accounts', () => {
  it('is an empty list, and no refusal, for somebody without a role', async () => {
    expect(await setUp().look(billingAccounts, 'reader')).toMatchObject({
      status: 'found',
      value: { value: [] },
    });
  });
});

describe('what Spot reads with the secret', () => {
  it('is refused without roles, after it was tried for a while', async () => {
    const { world, look } = setUp();
    expect(await look(billingAccountRead, 'spot')).toMatchObject({
      value: { outcome: 'denied', code: 'AuthorizationFailed' },
    });
    expect(world.calls.filter(({ operation }) => operation === 'BillingAccounts_Get')).toHaveLength(
      3,
    );
    expect(await look(costReads, 'spot')).toMatchObject({
      value: { scopes: [{ outcome: 'denied', code: 'RBACAccessDenied' }] },
    });
    expect(await look(reservationReads, 'spot')).toMatchObject({
      value: { reservations: { outcome: 'denied' }, savingsPlans: { outcome: 'denied' } },
    });
  });

  it('is there with the roles of the guide', async () => {
    const { world, tenant, billing, principalId, look } = setUp();
    assignBillingRole(world, billing, { principalId, role: billingRoles.enrollmentReader });
    const give = (role: string, scope: string) =>
      assignRole(world, { tenant, principalId, role, scope });
    give('Cost Management Reader', `/providers/Microsoft.Management/managementGroups/${tenant.id}`);
    give('Reservations Reader', '/providers/Microsoft.Capacity');
    expect(await look(billingAccountRead, 'spot')).toMatchObject({ value: { outcome: 'ok' } });
    const costs = await look(costReads, 'spot');
    expect(costs).toMatchObject({
      value: { scopes: [{ outcome: 'noData' }, { outcome: 'noData' }, { outcome: 'noData' }] },
    });
    const reads = await look(reservationReads, 'spot');
    expect(reads).toMatchObject({
      value: {
        reservations: { outcome: 'ok', assignments: [{ properties: { principalId } }] },
        savingsPlans: { outcome: 'denied' },
      },
    });
  });

  it('tells an account that is not there from a refusal', async () => {
    const { inputs, look } = setUp();
    inputs.billingAccountId = '1';
    expect(await look(billingAccountRead, 'spot')).toMatchObject({
      value: { outcome: 'absent', code: 'NotFound' },
    });
  });

  it('is not looked at when the secret is wrong, nor with the reader’s credentials', async () => {
    const { inputs, look } = setUp();
    inputs.clientSecret = 'abc8Q~0123456789012345678901234567890123';
    for (const kind of [billingAccountRead, costReads, reservationReads] as EvidenceKind[]) {
      expect(await look(kind, 'spot')).toMatchObject({ status: 'notCollected' });
      expect(await look(kind, 'reader')).toMatchObject({ status: 'notCollected' });
    }
  });

  it('is unreachable, not refused, when Azure fails', async () => {
    const { world, look } = setUp();
    world.chaos.intercept = ({ operation }) =>
      operation === 'arm:BillingAccounts_Get' ? new Response('', { status: 503 }) : undefined;
    expect(await look(billingAccountRead, 'spot')).toMatchObject({ status: 'unreachable' });
  });
});
