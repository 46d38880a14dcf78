import { describe, expect, test, vi } from 'vitest';
import { reportSchema } from '../checks/report.ts';
import { accountId, inputs, simulateAws } from '../verification/testing/aws-world.ts';
import { createMetricsApp } from './metrics.ts';
import type { ServerOptions } from './options.ts';
import { eventsOf, problem, startOver, typed, wanted } from './testing.ts';

const { healthy } = simulateAws();
const start = (options: Partial<ServerOptions> = {}) => startOver(healthy(), options);

describe('verifications', () => {
  test('one JSON report', async () => {
    const answer = await start().post('/v1/verifications', wanted);
    expect(answer.status).toBe(200);
    expect(reportSchema.parse(await answer.json())).toMatchObject({
      status: 'pass',
      vantage: 'reader',
      steps: [{ id: 'bucket' }],
    });
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });
  test('events while it works', async () => {
    const answer = await start().post('/v1/verifications', wanted, { accept: 'text/event-stream' });
    expect(answer.headers.get('content-type')).toMatch(/^text\/event-stream/);
    const events = await eventsOf(answer);
    expect(events.map(({ type }) => type)).toEqual([
      'plan',
      'evidence',
      'evidence',
      'check',
      'report',
    ]);
  });
  test('pasted evidence is judged without any call', async () => {
    const { post, world } = start();
    const evidence = {
      'aws/bucket-location':
        '\nAn error occurred (NoSuchBucket) when calling the GetBucketLocation operation: The specified bucket does not exist\n',
      'aws/owned-buckets': '{"Buckets":[]}',
    };
    const report = reportSchema.parse(
      await (await post('/v1/verifications', { ...wanted, vantage: 'pasted', evidence })).json(),
    );
    expect(report).toMatchObject({ status: 'fail', vantage: 'pasted' });
    const broken = await post('/v1/verifications', {
      ...wanted,
      vantage: 'pasted',
      evidence: { 'aws/bucket-location': '<html>' },
    });
    expect(reportSchema.parse(await broken.json()).status).toBe('undetermined');
    expect(world.calls).toEqual([]);
  });
  test('values are cleaned as on the page', async () => {
    const answer = await start().post('/v1/verifications', {
      ...wanted,
      inputs: { ...typed, bucketName: ` s3://${inputs.bucketName}/ ` },
    });
    expect(await answer.json()).toMatchObject({ status: 'pass' });
  });
});

describe('the external ID', () => {
  const connect = { ...wanted, step: 'connect', vantage: 'spot' };
  test('comes from the session, and never from the request', async () => {
    const { post, role } = start();
    const { session, externalId } = await (await post('/v1/sessions', '')).json();
    const trust = role.trustPolicy as {
      Statement: { Condition: { StringEquals: Record<string, string> } }[];
    };
    const refused = await post('/v1/verifications', { ...connect, session, inputs });
    expect(await refused.json()).toMatchObject({
      status: 'fail',
      steps: [{ checks: [{ findings: [{ code: 'TEST-ACCESS-002' }] }] }],
    });
    for (const statement of trust.Statement)
      statement.Condition.StringEquals['sts:ExternalId'] = externalId;
    const granted = await post('/v1/verifications', { ...connect, session, inputs });
    expect(await granted.json()).toMatchObject({ status: 'pass' });
  });
  test('looking as Spot takes a session that is valid and not expired', async () => {
    const { post, world } = start();
    expect(await problem(post('/v1/verifications', connect))).toMatchObject({
      status: 422,
      detail: expect.stringMatching(/POST \/v1\/sessions/),
    });
    const forged = await problem(post('/v1/verifications', { ...connect, session: 'x.y' }));
    expect(forged).toMatchObject({
      status: 422,
      type: expect.stringMatching(/session-invalid$/),
      errors: [{ pointer: '/session' }],
    });
    const { session } = await (await post('/v1/sessions', '')).json();
    vi.useFakeTimers({ now: Date.now() + 8 * 86_400_000, toFake: ['Date'] });
    expect(await problem(post('/v1/verifications', { ...connect, session }))).toMatchObject({
      status: 422,
      type: expect.stringMatching(/session-expired$/),
    });
    vi.useRealTimers();
    expect(world.calls).toEqual([]);
  });
  test('is refused with a session that was revoked, and the log names which one it was', async () => {
    const revoked = new Set<string>();
    const { post, world, lines } = start({ revokedSessions: revoked });
    const { session } = await (await post('/v1/sessions', '')).json();
    await (await post('/v1/verifications', { ...connect, session })).text();
    const named = lines
      .map((line) => JSON.parse(line))
      .filter(({ msg }) => msg === 'session' || msg === 'verification')
      .map((line) => line.session);
    expect(named).toEqual([expect.stringMatching(/^[0-9a-f]{16}$/), named[0]]);
    const calls = world.calls.length;
    revoked.add(named[0]);
    expect(await problem(post('/v1/verifications', { ...connect, session }))).toMatchObject({
      status: 422,
      type: expect.stringMatching(/session-revoked$/),
      detail: expect.stringMatching(/has revoked this session.*POST \/v1\/sessions/),
    });
    expect(world.calls).toHaveLength(calls);
  });
  test('that is typed counts for nothing, even where it is only compared', async () => {
    const answer = await start().post('/v1/verifications', {
      ...connect,
      vantage: 'reader',
      inputs,
    });
    expect(reportSchema.parse(await answer.json()).steps[0]?.checks[0]?.unseen).toContainEqual(
      expect.objectContaining({ message: 'Fill in “external-id” first.' }),
    );
  });
  test('waiting for AWS is told', async () => {
    const { post } = start();
    const { session } = await (await post('/v1/sessions', '')).json();
    const events = await eventsOf(
      await post('/v1/verifications', { ...connect, session }, { accept: 'text/event-stream' }),
    );
    expect(events.filter(({ type }) => type === 'waiting')).toHaveLength(2);
  });
  test('in local mode it is an input, and no session is issued', async () => {
    const local = start({ mode: 'local', allowedHosts: ['localhost'], startToken: 't' });
    expect(await problem(local.post('/v1/sessions', '', { 'x-start-token': 't' }))).toMatchObject({
      status: 409,
    });
  });
});

describe('modes', () => {
  test.each([
    ['demo', ['reader', 'spot', 'pasted'], true],
    ['hosted', ['spot', 'pasted'], true],
    ['local', ['reader', 'pasted'], false],
  ] as const)('%s has %j', async (mode, vantages, issuesExternalIds) => {
    const { app, post } = start({
      mode,
      allowedHosts: ['localhost'],
      ...(mode === 'local' ? { startToken: 't' } : {}),
    });
    const headers = { 'x-start-token': 't' };
    expect(await (await app.request('/v1/status', { headers })).json()).toMatchObject({
      mode,
      vantages,
      issuesExternalIds,
    });
    for (const vantage of ['reader', 'spot'].filter(
      (one) => !(vantages as readonly string[]).includes(one),
    )) {
      const answer = await problem(post('/v1/verifications', { ...wanted, vantage }, headers));
      expect(answer).toMatchObject({
        status: 422,
        detail: expect.stringContaining(`It has: ${vantages.join(', ')}.`),
      });
    }
  });
  test('hosted mode does not start without a key that is long enough', () => {
    expect(() => start({ mode: 'hosted', sessionKey: undefined })).toThrow(
      /needs SESSION_KEY.*openssl rand/,
    );
    expect(() => start({ mode: 'hosted', sessionKey: 'short' })).toThrow(/at least 32 bytes/);
  });
  test('local mode does not start without its guards', () => {
    expect(() => start({ mode: 'local', startToken: 't' })).toThrow(/allowedHosts/);
    expect(() => start({ mode: 'local', allowedHosts: ['localhost'] })).toThrow(/startToken/);
  });
  test('local mode answers only its own page, at its own name, with its token', async () => {
    const { app } = start({
      mode: 'local',
      allowedHosts: ['127.0.0.1:4173'],
      startToken: 'secret',
    });
    const ask = (headers: Record<string, string>) =>
      app.request('http://127.0.0.1:4173/v1/status', { headers });
    expect((await ask({ host: '127.0.0.1:4173', 'x-start-token': 'secret' })).status).toBe(200);
    expect(
      (
        await ask({
          host: '127.0.0.1:4173',
          origin: 'http://127.0.0.1:4173',
          'x-start-token': 'secret',
        })
      ).status,
    ).toBe(200);
    expect(await problem(ask({ host: '127.0.0.1:4173' }))).toMatchObject({ status: 401 });
    expect(
      await problem(ask({ host: '127.0.0.1:4173', 'x-start-token': 'secret2' })),
    ).toMatchObject({ status: 401 });
    expect(
      await problem(ask({ host: 'rebound.example:4173', 'x-start-token': 'secret' })),
    ).toMatchObject({ status: 421 });
    expect(
      await problem(
        ask({ host: '127.0.0.1:4173', origin: 'https://evil.example', 'x-start-token': 'secret' }),
      ),
    ).toMatchObject({
      status: 403,
    });
    expect(
      await problem(ask({ host: '127.0.0.1:4173', origin: 'null', 'x-start-token': 'secret' })),
    ).toMatchObject({ status: 403 });
  });
});

describe('everything else it serves', () => {
  test('runbooks', async () => {
    const { runbooks } = await (await start().app.request('/v1/runbooks')).json();
    expect(runbooks).toMatchObject([
      {
        id: 'test/runbook',
        inputs: { externalId: { source: 'session' } },
        steps: expect.arrayContaining([expect.objectContaining({ id: 'undo', phase: 'undo' })]),
      },
    ]);
  });
  test('an OpenAPI 3.1 document of every route, with both forms and the problems', async () => {
    const document = await (await start().app.request('/v1/openapi.json')).json();
    expect(document.openapi).toBe('3.1.0');
    expect(Object.keys(document.paths).sort()).toEqual([
      '/v1/readings',
      '/v1/runbooks',
      '/v1/sessions',
      '/v1/status',
      '/v1/verifications',
    ]);
    const { responses, requestBody } = document.paths['/v1/verifications'].post;
    expect(Object.keys(responses[200].content)).toEqual(['application/json', 'text/event-stream']);
    expect(Object.keys(responses)).toEqual(
      expect.arrayContaining(['400', '404', '413', '415', '422', '429', '503']),
    );
    expect(requestBody.content['application/json'].schema.$ref).toBe(
      '#/components/schemas/VerificationRequest',
    );
    expect(document.components.schemas.Report.properties.status.enum).toContain('undetermined');
    expect(
      document.components.schemas.VerificationEvent.oneOf ??
        document.components.schemas.VerificationEvent.anyOf,
    ).toHaveLength(6);
  });
  test('what is the same for everybody is made once, and sent once to each', async () => {
    const { app } = start();
    for (const path of ['/v1/openapi.json', '/v1/runbooks']) {
      const first = await app.request(path);
      const etag = first.headers.get('etag') ?? '';
      expect(etag).toMatch(/^"[\w-]{24}"$/);
      expect(first.headers.get('cache-control')).toBe('no-cache');
      const stringify = vi.spyOn(JSON, 'stringify');
      for (const known of [etag, `W/${etag}`, `"other", ${etag}`]) {
        const again = await app.request(path, { headers: { 'if-none-match': known } });
        expect([again.status, await again.text()]).toEqual([304, '']);
      }
      expect(await (await app.request(path)).text()).toBe(await first.text());
      expect(stringify).not.toHaveBeenCalled();
      stringify.mockRestore();
    }
  });
  test('metrics are not for strangers: they are another server', async () => {
    const { app, registry } = start();
    expect(await problem(app.request('/metrics'))).toMatchObject({ status: 404 });
    const numbers = await createMetricsApp(registry).request('/metrics');
    expect(numbers.headers.get('content-type')).toMatch(/^text\/plain; version=/);
    expect(await numbers.text()).toContain('spot_runbooks_verifications_in_flight 0');
  });
  test('health, readiness and metrics', async () => {
    const { app, post, registry } = start();
    expect((await app.request('/healthz')).status).toBe(200);
    expect((await app.request('/readyz')).status).toBe(200);
    const broken = start({
      credentials: { reader: { aws: async () => Promise.reject(new Error('none')) } },
      siteDir: '/nowhere',
    });
    expect(await problem(broken.app.request('/readyz'))).toMatchObject({
      status: 503,
      detail: expect.stringMatching(/site is not built.*reader.*spot/),
    });
    await post('/v1/verifications', wanted);
    const text = await registry.metrics();
    expect(text).toContain(
      'spot_runbooks_verifications_total{runbook="test/runbook",vantage="reader",status="pass"} 1',
    );
    expect(text).toContain(
      'spot_runbooks_evidence_total{kind="aws/bucket-location",status="found"} 1',
    );
    expect(text).toMatch(
      /verification_duration_seconds_count\{runbook="test\/runbook",vantage="reader"\} 1/,
    );
  });
  test('security headers on every answer', async () => {
    const { app } = start();
    for (const path of ['/healthz', '/v1/nothing', '/nothing']) {
      const { headers } = await app.request(path);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
      expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    }
  });
  test('routes that are added later', async () => {
    const { app } = start();
    app.get('/demo', (c) => c.json({ faults: [] }));
    expect((await app.request('/demo')).status).toBe(200);
  });
});

test('an unexpected error tells nothing of the inside', async () => {
  const { post, lines } = start({
    collectorsFor: () => {
      throw new Error(`secret ${inputs.bucketName}`);
    },
  });
  expect(await problem(post('/v1/verifications', wanted))).toMatchObject({
    status: 500,
    detail: expect.stringMatching(/nothing about your account/),
  });
  const events = await eventsOf(
    await post('/v1/verifications', wanted, { accept: 'text/event-stream' }),
  );
  expect(events).toMatchObject([{ type: 'problem', status: 500 }]);
  expect(lines.join('')).toContain('unexpected');
  expect(lines.join('')).not.toContain(inputs.bucketName);
});

test('logs are structured and hold no value, paste, external ID, session or credential', async () => {
  const { post, app, lines, reader, spot } = start();
  const { session, externalId } = await (await post('/v1/sessions', '')).json();
  const pasted = '{"Policy": "PASTED-TEXT"}';
  for (const vantage of ['reader', 'spot', 'pasted']) {
    for (const accept of ['application/json', 'text/event-stream']) {
      await (
        await post(
          '/v1/verifications',
          {
            ...wanted,
            step: undefined,
            vantage,
            session,
            evidence: { 'aws/bucket-policy': pasted },
          },
          { accept },
        )
      ).text();
    }
  }
  await post('/v1/verifications', { ...wanted, inputs: { accountId: 'typed-nonsense' } });
  await app.request(`/v1/runbooks?token=${session}`);
  const log = lines.join('');
  for (const line of lines)
    expect(JSON.parse(line)).toMatchObject({ requestId: expect.stringMatching(/^[0-9a-f-]{36}$/) });
  expect(lines.filter((line) => line.includes('"msg":"verification"'))).toHaveLength(6);
  expect(log).toContain('"aws/bucket-policy":"found"');
  const secrets = [
    accountId,
    ...Object.values(inputs),
    externalId,
    session,
    'PASTED-TEXT',
    'typed-nonsense',
    reader.accessKeyId,
    reader.secretAccessKey,
    spot.sessionToken ?? 'missing',
  ];
  for (const secret of secrets) expect(log).not.toContain(secret);
});
