import { HttpResponse, http } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { valuesOf } from '../../../runbooks/define-faults.ts';
import { findKey } from '../../../runbooks/gcp/_world/key-file.ts';
import {
  createHealthyWorld,
  findAccount,
  type GcpWorld,
  revokeRole,
} from '../../../runbooks/gcp/_world/world.ts';
import type { Evidence, EvidenceKind } from '../../evidence/define-evidence.ts';
import customRole from '../../evidence/gcp/custom-role.ts';
import keyFileKind from '../../evidence/gcp/key-file.ts';
import projectKind from '../../evidence/gcp/project.ts';
import projectPolicy from '../../evidence/gcp/project-policy.ts';
import readerRights from '../../evidence/gcp/reader-rights.ts';
import serviceAccount from '../../evidence/gcp/service-account.ts';
import serviceAccountKeys from '../../evidence/gcp/service-account-keys.ts';
import services from '../../evidence/gcp/services.ts';
import spotGrants from '../../evidence/gcp/spot-grants.ts';
import spotSignIn from '../../evidence/gcp/spot-sign-in.ts';
import spotZones from '../../evidence/gcp/spot-zones.ts';
import visibleProjects from '../../evidence/gcp/visible-projects.ts';
import type { LookingVantage } from '../../providers/vantages.ts';
import { createAccessToken, createUser, setServices } from '../../simulator/gcp/seed.ts';
import { Simulator } from '../../simulator/index.ts';
import { loadFacts } from '../kernel/load-collectors.ts';
import { requireReading, requireSigningIn } from './_client/guard.ts';
import { gcpCollectors, openGcpCollectors } from './_client/open-collectors.ts';
import { NoGcpToken } from './_client/refusals.ts';

const simulator = new Simulator();
const server = setupServer(
  ...simulator.mswHandlers(),
  http.all('*', ({ request }) =>
    HttpResponse.text(`Nothing but Google Cloud is simulated: ${request.url}`, { status: 599 }),
  ),
);
beforeAll(() => server.listen());
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

const healthy = () => createHealthyWorld(simulator, { roleChoice: 'custom' });

async function gather<T>(
  kind: EvidenceKind<T>,
  subject: GcpWorld,
  options: {
    vantage?: LookingVantage;
    token?: string;
    signal?: AbortSignal;
    requestTimeoutMs?: number;
  } = {},
): Promise<Evidence<T>> {
  const {
    vantage = 'reader',
    token = subject.reader.gcp.accessToken,
    signal = AbortSignal.timeout(10_000),
    requestTimeoutMs = 3_000,
  } = options;
  const collectors = openGcpCollectors({
    vantage,
    requestTimeoutMs,
    tokens: { accessToken: async () => token },
  });
  const need = <U>(other: EvidenceKind<U>): Promise<Evidence<U>> =>
    collectors.collect(other, context) as Promise<Evidence<U>>;
  const context = {
    ...{
      inputs: valuesOf(subject),
      signal,
      need,
      now: () => new Date(subject.world.clock.now()),
      waiting: () => undefined,
    },
    propagation: {
      timeoutMs: 4_000,
      intervalMs: 2_000,
      sleep: async (ms: number) => subject.world.clock.advance(ms),
    },
  };
  const evidence = (await collectors.collect(kind, context)) as Evidence<T>;
  collectors.close();
  return evidence;
}

const all = await loadFacts('gcp');
const ofReader = all.filter(({ vantages }) => vantages?.includes('reader'));
const ofSpot = [spotSignIn, spotGrants, spotZones] as EvidenceKind[];

test('every kind of evidence has one collector', () => {
  expect([...gcpCollectors.keys()].sort()).toEqual(all.map(({ id }) => id).sort());
});

/** A service as its API lists it. */
const on = (name: string) => ({ config: { name: `${name}.googleapis.com` }, state: 'ENABLED' });

test('a list that comes in pages is read to its end', async () => {
  const pages: Record<string, object> = {
    first: { services: [on('compute')], nextPageToken: 'second' },
    second: { services: [on('iam')], nextPageToken: 'third' },
    third: { services: [on('monitoring')] },
  };
  server.use(
    http.get('https://serviceusage.googleapis.com/*', ({ request }) =>
      HttpResponse.json(pages[new URL(request.url).searchParams.get('pageToken') ?? 'first']),
    ),
  );
  const names = ['compute', 'iam', 'monitoring'].map(on);
  expect(await gather(services, healthy())).toMatchObject({ status: 'found', value: names });
});

test.each([
  ['more entries than are read', 1_000, /longer than/],
  ['pages without an end', 0, /longer than/],
])('half a list is not taken for the whole: %s', async (_, entries, message) => {
  let pages = 0;
  server.use(
    http.get('https://serviceusage.googleapis.com/*', () => {
      pages++;
      return HttpResponse.json({
        services: Array.from({ length: entries }, () => on('compute')),
        nextPageToken: 'more',
      });
    }),
  );
  expect(await gather(services, healthy())).toEqual({
    status: 'unreachable',
    message: expect.stringMatching(message),
  });
  expect(pages).toBeLessThanOrEqual(40);
});

test('of the projects that somebody sees, as many are read as the command prints', async () => {
  const projects = Array.from({ length: 501 }, (_, at) => ({
    ...{ projectId: `project-${at}`, projectNumber: `${at}`, lifecycleState: 'ACTIVE' },
  }));
  server.use(
    http.get('https://cloudresourcemanager.googleapis.com/v1/projects', () =>
      HttpResponse.json({ projects, nextPageToken: 'more' }),
    ),
  );
  expect(await gather(visibleProjects, healthy())).toMatchObject({
    value: { length: 500 },
  });
});

describe('found', () => {
  test.each(ofReader.map((kind) => [kind.id, kind] as const))('%s', async (_, kind) => {
    expect(await gather(kind, healthy())).toMatchObject({ status: 'found' });
  });
  test.each(ofSpot.map((kind) => [kind.id, kind] as const))('%s, with the key', async (_, kind) => {
    expect(await gather(kind, healthy(), { vantage: 'spot' })).toMatchObject({ status: 'found' });
  });
  test('conditions of grants are asked for', async () => {
    const subject = healthy();
    subject.project.policy.policy.bindings.push({
      role: 'roles/viewer',
      members: ['user:alice@example.com'],
      condition: { title: 't', expression: 'true' },
    });
    const evidence = await gather(projectPolicy, subject);
    expect(evidence).toMatchObject({
      value: {
        bindings: expect.arrayContaining([
          expect.objectContaining({ role: 'roles/viewer', condition: expect.anything() }),
        ]),
      },
    });
  });
  test('no key leaves the machine, and none is in the evidence', async () => {
    const subject = healthy();
    const bodies: string[] = [];
    const listen = ({ request }: { request: Request }) => {
      const copy = request.clone();
      void copy.text().then((text) => bodies.push(`${copy.url} ${text} ${[...copy.headers]}`));
    };
    server.events.on('request:start', listen);
    const seen = [
      await gather(keyFileKind, subject),
      ...(await Promise.all(ofSpot.map((kind) => gather(kind, subject, { vantage: 'spot' })))),
    ];
    server.events.removeListener('request:start', listen);
    const { private_key: secret } = JSON.parse(subject.inputs.keyFile as string) as {
      private_key: string;
    };
    const middle = secret.split('\n')[5] as string;
    expect(bodies.length).toBeGreaterThan(3);
    expect(`${bodies}${JSON.stringify(seen)}`).not.toContain(middle);
    expect(seen[0]).toMatchObject({
      value: { type: 'service_account', private_key: secret.length },
    });
  });
});

describe('none', () => {
  test('service account, keys and custom role', async () => {
    const subject = healthy();
    subject.world.gcp.serviceAccounts.delete(findAccount(subject).uniqueId);
    subject.project.roles.clear();
    expect(await gather(serviceAccount, subject)).toEqual({ status: 'found', value: [] });
    expect(await gather(serviceAccountKeys, subject)).toMatchObject({
      status: 'absent',
      code: 'NOT_FOUND',
    });
    expect(await gather(customRole, subject)).toMatchObject({
      status: 'absent',
      code: 'NOT_FOUND',
    });
  });
});

describe('denied', () => {
  const open = new Set(['gcp/visible-projects', 'gcp/billing-accounts', 'gcp/reader-rights']);
  test.each(ofReader.filter(({ id }) => !open.has(id)).map((kind) => [kind.id, kind] as const))(
    '%s, for a stranger',
    async (_, kind) => {
      const subject = healthy();
      const { accessToken: token } = createUser(subject.world, { email: 'eve@example.com' });
      expect(await gather(kind, subject, { token })).toMatchObject({
        status: 'denied',
        code: 'PERMISSION_DENIED',
      });
    },
  );
  test('a stranger sees no project, and has no rights', async () => {
    const subject = healthy();
    const { accessToken: token } = createUser(subject.world, { email: 'eve@example.com' });
    expect(await gather(visibleProjects, subject, { token })).toEqual({
      status: 'found',
      value: [],
    });
    expect(await gather(readerRights, subject, { token })).toEqual({
      status: 'found',
      value: {},
    });
  });
  test('an expired sign-in, and none', async () => {
    const subject = healthy();
    const { accessToken: token } = createAccessToken(
      subject.world,
      'alice@example.com',
      subject.world.clock.now() - 1,
    );
    expect(await gather(projectKind, subject, { token })).toMatchObject({
      status: 'denied',
      code: 'ACCESS_TOKEN_EXPIRED',
    });
    const collectors = openGcpCollectors({
      vantage: 'reader',
      tokens: { accessToken: () => Promise.reject(new NoGcpToken('no ADC')) },
    });
    const context = {
      inputs: valuesOf(subject),
      signal: AbortSignal.timeout(1000),
      now: () => new Date(),
      need: async () => ({ status: 'notCollected' as const, message: '' }),
      waiting: () => undefined,
    };
    expect(await collectors.collect(projectKind, context)).toMatchObject({
      status: 'denied',
      code: 'NO_CREDENTIALS',
    });
  });
  test('an API that is off is told from a missing right', async () => {
    const subject = healthy();
    setServices(subject.world, subject.project.projectId, { off: ['iam', 'compute'] });
    expect(await gather(serviceAccount, subject)).toMatchObject({
      status: 'denied',
      code: 'SERVICE_DISABLED',
    });
    expect(await gather(spotZones, subject, { vantage: 'spot' })).toMatchObject({
      status: 'denied',
      code: 'SERVICE_DISABLED',
    });
  });
  test('application default credentials of a person are counted for the project', async () => {
    const subject = healthy();
    const token = subject.world.gcp.accessTokens.get(subject.reader.gcp.accessToken);
    if (token) token.client = 'adc';
    expect(await gather(projectKind, subject)).toMatchObject({ status: 'found' });
  });
});

describe('signing in as Spot', () => {
  test.each([
    [
      'a deleted key',
      (subject: GcpWorld) => findAccount(subject).keys.clear(),
      'Invalid JWT Signature.',
    ],
    [
      'a disabled key',
      (subject: GcpWorld) => void Object.assign(findKey(subject), { disabled: true }),
      'Invalid JWT Signature.',
    ],
    [
      'a disabled account',
      (subject: GcpWorld) => void Object.assign(findAccount(subject), { disabled: true }),
      expect.stringMatching(/account/),
    ],
  ])('%s', async (_, breaks, description) => {
    const subject = healthy();
    breaks(subject);
    expect(await gather(spotSignIn, subject, { vantage: 'spot' })).toEqual({
      status: 'found',
      value: { signedIn: false, error: 'invalid_grant', description },
    });
    expect(await gather(spotGrants, subject, { vantage: 'spot' })).toMatchObject({
      status: 'notCollected',
    });
  });
  test.each([
    ['no JSON', 'nonsense'],
    ['another kind of file', '{"type": "authorized_user"}'],
    [
      'a damaged private key',
      JSON.stringify({
        type: 'service_account',
        client_email: 'a@b',
        private_key_id: '1',
        private_key: '-----BEGIN PRIVATE KEY-----\nMII\n-----END PRIVATE KEY-----\n',
      }),
    ],
  ])('%s is not tried', async (_, keyFile) => {
    const subject = healthy();
    subject.inputs.keyFile = keyFile;
    expect(await gather(spotSignIn, subject, { vantage: 'spot' })).toMatchObject({
      status: 'notCollected',
    });
    expect(subject.world.calls).toEqual([]);
  });
  test('the token endpoint of the file is ignored: Google’s is asked', async () => {
    const subject = healthy();
    subject.inputs.keyFile = JSON.stringify({
      ...JSON.parse(subject.inputs.keyFile as string),
      token_uri: 'https://evil.example/token',
    });
    expect(await gather(spotSignIn, subject, { vantage: 'spot' })).toEqual({
      status: 'found',
      value: { signedIn: true },
    });
  });
  test('grants are asked for again for a while', async () => {
    const subject = healthy();
    revokeRole(subject);
    expect(await gather(spotGrants, subject, { vantage: 'spot' })).toMatchObject({
      status: 'found',
      value: { permissions: [] },
    });
    expect(
      subject.world.calls.filter(({ operation }) => operation.endsWith('testIamPermissions'))
        .length,
    ).toBeGreaterThan(1);
  });
  test('from Spot’s eyes the reader’s token is not used', async () => {
    const subject = healthy();
    await gather(spotZones, subject, { vantage: 'spot' });
    expect(new Set(subject.world.calls.map(({ principal }) => principal))).toEqual(
      new Set([findAccount(subject).email]),
    );
  });
});

describe('unreachable, never absent', () => {
  const answers: [string, () => Response | Promise<Response>][] = [
    ['a web page', () => HttpResponse.html('<html>Sign in to the network</html>')],
    ['a web page with 404', () => HttpResponse.html('<html>not found</html>', { status: 404 })],
    [
      'JSON of somebody else with 404',
      () => HttpResponse.json({ message: 'not found' }, { status: 404 }),
    ],
    [
      'half an answer',
      () => new HttpResponse('{"name": "x', { headers: { 'content-type': 'application/json' } }),
    ],
    ['nothing', () => new HttpResponse(null, { status: 200 })],
    ['a redirect', () => HttpResponse.redirect('https://proxy.example/')],
    ['no network', () => HttpResponse.error()],
    [
      'a problem of Google’s',
      () =>
        HttpResponse.json(
          { error: { code: 503, message: 'm', status: 'UNAVAILABLE' } },
          { status: 503 },
        ),
    ],
    [
      'too many requests',
      () =>
        HttpResponse.json(
          { error: { code: 429, message: 'm', status: 'RESOURCE_EXHAUSTED' } },
          { status: 429 },
        ),
    ],
  ];
  test.each(answers)('%s', async (_, answer) => {
    server.use(http.all('https://iam.googleapis.com/*', answer));
    expect(await gather(customRole, healthy())).toMatchObject({ status: 'unreachable' });
  });
  test('a web page instead of the token endpoint', async () => {
    server.use(
      http.all('https://oauth2.googleapis.com/*', () => HttpResponse.html('<html></html>')),
    );
    expect(await gather(spotSignIn, healthy(), { vantage: 'spot' })).toMatchObject({
      status: 'unreachable',
    });
  });
  test('silence, and a reader who leaves', async () => {
    server.use(
      http.all('https://iam.googleapis.com/*', () => new Promise<Response>(() => undefined)),
    );
    expect(await gather(customRole, healthy(), { requestTimeoutMs: 50 })).toMatchObject({
      status: 'unreachable',
      message: expect.stringContaining('in time'),
    });
    expect(await gather(customRole, healthy(), { signal: AbortSignal.abort() })).toMatchObject({
      status: 'unreachable',
    });
  });
});

describe('the read-only list', () => {
  const allowed = (method: string, url: string, toSignIn = false) => {
    try {
      (toSignIn ? requireSigningIn : requireReading)(method, new URL(url));
      return true;
    } catch {
      return false;
    }
  };
  const project = 'https://cloudresourcemanager.googleapis.com/v1/projects/shop-prod';
  test.each([
    ['POST', `${project}:setIamPolicy`],
    ['DELETE', project],
    ['PUT', project],
    [
      'POST',
      'https://iam.googleapis.com/v1/projects/shop-prod/serviceAccounts/a1@shop-prod.iam.gserviceaccount.com/keys',
    ],
    [
      'GET',
      'https://iam.googleapis.com/v1/projects/shop-prod/serviceAccounts/a1@shop-prod.iam.gserviceaccount.com/../../x',
    ],
    ['POST', 'https://serviceusage.googleapis.com/v1/projects/shop-prod/services:batchEnable'],
    ['POST', 'https://oauth2.googleapis.com/token'],
    ['GET', 'http://cloudresourcemanager.googleapis.com/v1/projects/shop-prod'],
    ['GET', 'https://cloudresourcemanager.googleapis.com.evil.example/v1/projects/shop-prod'],
    ['GET', 'https://cloudresourcemanager.googleapis.com:8443/v1/projects/shop-prod'],
    ['GET', 'https://user@cloudresourcemanager.googleapis.com/v1/projects/shop-prod'],
  ])('refuses %s %s', (method, url) => expect(allowed(method, url)).toBe(false));
  test('lets reading through, and the token endpoint only to sign in', () => {
    expect(allowed('GET', project)).toBe(true);
    expect(allowed('POST', `${project}:testIamPermissions`)).toBe(true);
    expect(allowed('POST', 'https://oauth2.googleapis.com/token', true)).toBe(true);
    expect(allowed('GET', project, true)).toBe(false);
  });
});
