import { setupServer } from 'msw/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createHealthyWorld as createBillingWorld } from '../../../runbooks/azure/billing-account/worlds.ts';
import { createHealthyWorld } from '../../../runbooks/azure/subscription/worlds.ts';
import { type AnyWorld, valuesOf } from '../../../runbooks/define-faults.ts';
import billingAccountRead from '../../evidence/azure/billing-account-read.ts';
import costReads from '../../evidence/azure/billing-cost-reads.ts';
import reservationReads from '../../evidence/azure/billing-reservation-reads.ts';
import spotReads from '../../evidence/azure/spot-reads.ts';
import spotSignIn from '../../evidence/azure/spot-sign-in.ts';
import type { Evidence, EvidenceKind } from '../../evidence/define-evidence.ts';
import { Simulator } from '../../simulator/index.ts';
import type { GatherContext } from '../define-collector.ts';
import { openAzureCollectors } from './_client/open-collectors.ts';

const simulator = new Simulator();
const server = setupServer(...simulator.mswHandlers());
beforeAll(() => server.listen({ onUnhandledFrame: 'error' }));
afterAll(() => server.close());

const named = { 'x-ms-request-id': 'r-1' };

/** Gathers a kind as Spot where one operation is answered with this, and all others rightly. */
async function gather(
  subject: AnyWorld,
  kind: EvidenceKind,
  operation: string,
  answer: () => Response,
): Promise<Evidence> {
  subject.world.chaos.intercept = (call) => (call.operation === operation ? answer() : undefined);
  const collectors = openAzureCollectors({ vantage: 'spot' });
  const need = (wanted: EvidenceKind): Promise<Evidence> => collectors.collect(wanted, context);
  const context: GatherContext = {
    ...{ inputs: valuesOf(subject), signal: AbortSignal.timeout(20_000) },
    now: () => new Date(subject.world.clock.now()),
    need: need as GatherContext['need'],
    waiting: () => undefined,
    propagation: { timeoutMs: 0, intervalMs: 1, sleep: async () => undefined },
  };
  return need(kind);
}

const nothing = () => new Response(null, { status: 204, headers: named });
const json = (value: object) => () => Response.json(value, { headers: named });
const billing = () => createBillingWorld(simulator, { agreement: 'ea' });

describe('a list of which nothing came', () => {
  it.each([
    ['no content', nothing],
    ['an object without a list', json({})],
  ])('%s is not “Spot may read it”', async (_, answer) => {
    const operation = 'arm:ResourceGroups_List';
    expect(await gather(createHealthyWorld(simulator), spotReads, operation, answer)).toMatchObject(
      {
        status: 'found',
        value: { resourceGroups: { outcome: 'unknown' }, networks: { outcome: 'ok' } },
      },
    );
  });
  it.each([
    ['no content', nothing],
    ['an object without a list', json({})],
  ])('%s is no list of subscriptions, nor of roles', async (_, answer) => {
    expect(await gather(billing(), costReads, 'arm:Subscriptions_List', answer)).toMatchObject({
      status: 'unreachable',
    });
    const roles = 'arm:RoleAssignments_ListForScope';
    expect(await gather(billing(), reservationReads, roles, answer)).toMatchObject({
      status: 'unreachable',
    });
  });
});

describe('a refusal that names no request is none of Azure', () => {
  it.each([400, 401, 403, 404, 407])('HTTP %i', async (status) => {
    const answer = () =>
      Response.json({ error: { code: 'Forbidden', message: 'Blocked.' } }, { status });
    const operation = 'arm:ResourceGroups_List';
    expect(await gather(createHealthyWorld(simulator), spotReads, operation, answer)).toMatchObject(
      {
        status: 'found',
        value: { resourceGroups: { outcome: 'unknown' }, networks: { outcome: 'ok' } },
      },
    );
  });
});

describe('costs', () => {
  const operation = 'arm:Query_Usage';
  it('are none when Azure says so, with 204', async () => {
    const evidence = await gather(billing(), costReads, operation, nothing);
    expect(evidence).toMatchObject({ status: 'found' });
    const { scopes } = (evidence as { value: { scopes: { outcome: string }[] } }).value;
    expect(new Set(scopes.map(({ outcome }) => outcome))).toEqual(new Set(['noData']));
  });
  it.each([
    ['{}', {}],
    ['an answer without rows', { properties: { columns: [] } }],
  ])('are not read where %s came', async (_, value) => {
    expect(await gather(billing(), costReads, operation, json(value))).toMatchObject({
      status: 'unreachable',
    });
  });
});

it.each([
  ['no content', nothing],
  ['{}', json({})],
  ['another account', json({ name: '1234567', properties: { agreementType: 'Other' } })],
])('%s is not the billing account', async (_, answer) => {
  const operation = 'arm:BillingAccounts_Get';
  expect(await gather(billing(), billingAccountRead, operation, answer)).toMatchObject({
    status: 'unreachable',
  });
});

it('a token of another application is no sign-in', async () => {
  const claims = { appid: '0f0f0f0f-1111-4222-8333-444444444444', oid: 'x' };
  const token = `h.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.s`;
  const subject = billing();
  const { http, HttpResponse } = await import('msw');
  server.use(
    http.post('https://login.microsoftonline.com/*/oauth2/v2.0/token', () =>
      HttpResponse.json({ token_type: 'Bearer', expires_in: 3599, access_token: token }),
    ),
  );
  const evidence = await gather(subject, spotSignIn, 'none', nothing);
  server.resetHandlers();
  expect(evidence).toMatchObject({
    status: 'unreachable',
    message: expect.stringContaining(claims.appid),
  });
});
