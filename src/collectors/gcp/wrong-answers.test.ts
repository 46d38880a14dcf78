import { HttpResponse, http } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { valuesOf } from '../../../runbooks/define-faults.ts';
import { createHealthyWorld } from '../../../runbooks/gcp/_world/world.ts';
import type { Evidence, EvidenceKind } from '../../evidence/define-evidence.ts';
import ancestorPolicies from '../../evidence/gcp/ancestor-policies.ts';
import customRoles from '../../evidence/gcp/custom-roles.ts';
import projectPolicy from '../../evidence/gcp/project-policy.ts';
import readerRights from '../../evidence/gcp/reader-rights.ts';
import services from '../../evidence/gcp/services.ts';
import spotSignIn from '../../evidence/gcp/spot-sign-in.ts';
import spotZones from '../../evidence/gcp/spot-zones.ts';
import type { LookingVantage } from '../../providers/vantages.ts';
import { Simulator } from '../../simulator/index.ts';
import type { GatherContext } from '../define-collector.ts';
import { openGcpCollectors } from './_client/open-collectors.ts';

const simulator = new Simulator();
const server = setupServer(...simulator.mswHandlers());
beforeAll(() => server.listen({ onUnhandledFrame: 'error' }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

/** Gathers a kind where one address is answered with this, and all others rightly. */
async function gather(
  kind: EvidenceKind,
  address: string | RegExp,
  answer: () => Response,
  vantage: LookingVantage = 'reader',
): Promise<Evidence> {
  const subject = createHealthyWorld(simulator, { roleChoice: 'custom' });
  server.use(http.all(address, answer));
  const { accessToken } = subject.reader.gcp;
  const collectors = openGcpCollectors({
    vantage,
    tokens: { accessToken: async () => accessToken },
  });
  const need = (wanted: EvidenceKind): Promise<Evidence> => collectors.collect(wanted, context);
  const context: GatherContext = {
    ...{ inputs: valuesOf(subject), signal: AbortSignal.timeout(10_000) },
    now: () => new Date(subject.world.clock.now()),
    need: need as GatherContext['need'],
    waiting: () => undefined,
    propagation: { timeoutMs: 0, intervalMs: 1, sleep: async () => undefined },
  };
  return need(kind);
}

describe('an allow policy', () => {
  const address = /projects\/[\w-]+:getIamPolicy$/;
  test('without bindings is a policy', async () => {
    const empty = () => HttpResponse.json({ etag: 'ACAB' });
    expect(await gather(projectPolicy, address, empty)).toMatchObject({ status: 'found' });
  });
  test.each([
    ['{}', {}],
    ['null', null],
    ['a list', []],
  ])('%s is none', async (_, value) => {
    expect(await gather(projectPolicy, address, () => HttpResponse.json(value))).toMatchObject({
      status: 'unreachable',
    });
  });
});

describe('a refusal in another form than Google’s', () => {
  test.each([
    ['a word', 401, { error: 'invalid_token', error_description: 'Blocked.' }],
    ['a status alone', 403, { error: { code: 403, message: 'Blocked.' } }],
    [
      'a status of another answer',
      407,
      { error: { code: 403, status: 'PERMISSION_DENIED', message: 'Blocked.' } },
    ],
  ])('%s says nothing', async (_, status, value) => {
    const answer = () => HttpResponse.json(value, { status });
    expect(await gather(projectPolicy, /projects\/[\w-]+:getIamPolicy$/, answer)).toMatchObject({
      status: 'unreachable',
    });
  });
});

test.each([
  ['nobody', {}],
  ['an empty list', { ancestor: [] }],
  ['another project', { ancestor: [{ resourceId: { type: 'project', id: 'somebody-elses' } }] }],
])('the ancestors of %s are not those of the project', async (_, value) => {
  const address = /:getAncestry$/;
  expect(await gather(ancestorPolicies, address, () => HttpResponse.json(value))).toMatchObject({
    status: 'unreachable',
  });
});

describe('an object of somebody else, with status 200', () => {
  const portal = () => HttpResponse.json({ status: 'sign-in required', location: '/login' });
  test.each([
    ['a list', services, /serviceusage\.googleapis\.com/],
    ['rights', readerRights, /:testIamPermissions$/],
    ['roles', customRoles, /\/roles$/],
  ] as [string, EvidenceKind, RegExp][])('is not %s without entries', async (_, kind, address) => {
    expect(await gather(kind, address, portal)).toMatchObject({ status: 'unreachable' });
  });
  test('what is empty may be', async () => {
    const empty = () => HttpResponse.json({});
    expect(await gather(services, /serviceusage\.googleapis\.com/, empty)).toMatchObject({
      status: 'found',
    });
  });
});

test('what should be a list and is none', async () => {
  const answer = () => HttpResponse.json({ services: { 0: 'x' } });
  expect(await gather(services, /serviceusage\.googleapis\.com/, answer)).toMatchObject({
    status: 'unreachable',
  });
});

test('no zones at all is no answer of Compute Engine', async () => {
  const answer = () => HttpResponse.json({ kind: 'compute#zoneList' });
  expect(await gather(spotZones, /\/zones$/, answer, 'spot')).toMatchObject({
    status: 'unreachable',
  });
});

test('the assertion of a key follows no redirect', async () => {
  let followed = false;
  server.use(
    http.all('https://sign-in.proxy.example/*', () => {
      followed = true;
      return HttpResponse.html('<html>Sign in</html>');
    }),
  );
  const redirect = () => HttpResponse.redirect('https://sign-in.proxy.example/login', 307);
  const address = 'https://oauth2.googleapis.com/token';
  expect(await gather(spotSignIn, address, redirect, 'spot')).toMatchObject({
    status: 'unreachable',
    message: expect.stringContaining('something in between'),
  });
  expect(followed).toBe(false);
});
