import { describe, expect, test, vi } from 'vitest';
import type { Collectors } from '../collectors/define-collector.ts';
import type { Evidence } from '../evidence/define-evidence.ts';
import { simulateAws } from '../verification/testing/aws-world.ts';
import type { ServerOptions } from './options.ts';
import { problem, startOver, wanted } from './testing.ts';

const { healthy } = simulateAws();
const start = (options: Partial<ServerOptions> = {}) => startOver(healthy(), options);

describe('bad input', () => {
  const big = JSON.stringify({
    ...wanted,
    evidence: { 'aws/bucket-policy': 'x'.repeat(10_000_000) },
  });
  const cases: [string, unknown, number, RegExp][] = [
    ['malformed JSON', '{"runbook": ', 400, /could not be parsed/],
    ['no body', '', 400, /could not be parsed/],
    ['an unknown runbook', { ...wanted, runbook: 'aws/nothing' }, 404, /Known: test\/runbook/],
    ['a runbook named like a property', { ...wanted, runbook: '__proto__' }, 404, /Known/],
    ['an unknown step', { ...wanted, step: 'nothing' }, 404, /Known: account, bucket/],
    ['a step named like a property', { ...wanted, step: 'constructor' }, 404, /Known/],
    ['wrong types', { ...wanted, runbook: 7, inputs: [] }, 422, /\/runbook.*\/inputs/],
    ['a list', [], 422, /\S/],
    [
      'a number as a value',
      { ...wanted, inputs: { accountId: 111122223333 } },
      422,
      /\/inputs\/accountId/,
    ],
    ['an unknown vantage', { ...wanted, vantage: 'root' }, 422, /\/vantage/],
    [
      'a value that is too long',
      { ...wanted, inputs: { bucketName: 'x'.repeat(2049) } },
      422,
      /^“s3-bucket-name”: /,
    ],
    [
      'an unknown input',
      { ...wanted, inputs: { bucket: 'x' } },
      422,
      /\/inputs\/bucket: .*Known: accountId/,
    ],
    [
      'values that cannot be right',
      { ...wanted, inputs: { accountId: '1234', roleArn: 'arn:aws:iam::111122223333:policy/P' } },
      422,
      /^“aws-account-id”: .*“iam-role-arn”: /,
    ],
    [
      'thousands of names',
      { ...wanted, inputs: Object.fromEntries(Array.from({ length: 5_000 }, (_, at) => [at, 1])) },
      422,
      /^\/inputs: Too many: at most 100 are read$/,
    ],
    ['unknown evidence', { ...wanted, evidence: { 'aws/nothing': '{}' } }, 422, /Known: aws\//],
    ['a body of 10 MB', big, 413, /At most 524288 bytes/],
  ];
  test.each(cases)('%s', async (_name, body, status, detail) => {
    const { post, world } = start();
    const answer = await problem(post('/v1/verifications', body));
    expect(answer.status).toBe(status);
    expect(answer.detail).toMatch(detail);
    expect(world.calls).toEqual([]);
  });
  test('values that cannot be right are named for people by label, for programs by place', async () => {
    const body = { ...wanted, inputs: { accountId: '1234' } };
    expect(await problem(start().post('/v1/verifications', body))).toMatchObject({
      detail: expect.stringMatching(/^“aws-account-id”: This has 4 digits/),
      errors: [{ pointer: '/inputs/accountId', detail: expect.stringMatching(/^This has 4/) }],
    });
  });
  test('a body without end is not read to its end', async () => {
    let sent = 0;
    const body = new ReadableStream({
      pull(controller) {
        sent += 65_536;
        controller.enqueue(new Uint8Array(65_536).fill(32));
      },
    });
    expect(
      await problem(
        start().post('/v1/verifications', '', {}, { body, duplex: 'half' } as RequestInit),
      ),
    ).toMatchObject({
      status: 413,
    });
    expect(sent).toBeLessThan(2_000_000);
  });
  test('another media type, another method, another path, another form', async () => {
    const { app, post } = start();
    expect(
      await problem(
        post('/v1/verifications', 'a=b', { 'content-type': 'application/x-www-form-urlencoded' }),
      ),
    ).toMatchObject({
      status: 415,
    });
    const wrongMethod = await app.request('/v1/verifications', { method: 'PUT' });
    expect(wrongMethod.headers.get('allow')).toBe('POST');
    expect(await problem(wrongMethod)).toMatchObject({ status: 405 });
    expect(await problem(app.request('/v1/nothing'))).toMatchObject({ status: 404 });
    expect(
      await problem(post('/v1/verifications', wanted, { accept: 'application/xml' })),
    ).toMatchObject({ status: 406 });
  });
});

describe('limits', () => {
  test('too many requests of one client', async () => {
    const { post } = start({ limits: { verificationsPerMinute: 2 } });
    for (let count = 0; count < 2; count++)
      expect((await post('/v1/verifications', wanted)).status).toBe(200);
    const answer = await post('/v1/verifications', wanted);
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await problem(answer)).toMatchObject({
      status: 429,
      detail: expect.stringMatching(/At most 2 a minute/),
    });
  });
  test('clients behind a trusted proxy have limits of their own; without one the header is not believed', async () => {
    const trusting = start({ limits: { verificationsPerMinute: 1 }, trustedProxies: 1 });
    for (const client of ['1.1.1.1', '2.2.2.2']) {
      expect(
        (
          await trusting.post('/v1/verifications', wanted, {
            'x-forwarded-for': `9.9.9.9, ${client}`,
          })
        ).status,
      ).toBe(200);
    }
    const wary = start({ limits: { verificationsPerMinute: 1 } });
    const statuses = [];
    for (const client of ['1.1.1.1', '2.2.2.2'])
      statuses.push(
        (await wary.post('/v1/verifications', wanted, { 'x-forwarded-for': client })).status,
      );
    expect(statuses).toEqual([200, 429]);
  });
  test('a cloud that hangs ends with the deadline, never green', async () => {
    const { post, world } = start({ limits: { deadlineMs: 200 } });
    world.chaos = { intercept: () => new Promise<Response>(() => undefined) };
    expect(await (await post('/v1/verifications', wanted)).json()).toMatchObject({
      status: 'undetermined',
    });
  });
});

describe('a client that leaves', () => {
  /** Collectors that never answer, and tell when they are told to stop. */
  function hanging() {
    const open = new Set<string>();
    const collectors: Collectors = {
      collect: (kind, { signal }) =>
        new Promise<Evidence>((resolve) => {
          open.add(kind.id);
          signal.addEventListener('abort', () => {
            open.delete(kind.id);
            resolve({ status: 'unreachable', message: 'stopped' });
          });
        }),
      close: () => open.add('closed'),
    };
    return { open, collectors };
  }
  test('mid-stream leaves no open call', async () => {
    const { open, collectors } = hanging();
    const { post, registry } = start({ collectorsFor: () => collectors });
    const answer = await post('/v1/verifications', wanted, { accept: 'text/event-stream' });
    const stream = answer.body?.getReader();
    await stream?.read();
    expect(open.size).toBe(2);
    await stream?.cancel();
    await vi.waitFor(() => expect([...open]).toEqual(['closed']));
    await vi.waitFor(async () =>
      expect(await registry.metrics()).toMatch(/verifications_in_flight 0/),
    );
    expect(await registry.metrics()).toMatch(
      /verifications_total\{runbook="test\/runbook",vantage="reader",status="aborted"\} 1/,
    );
  });
  test('before the JSON answer leaves no open call', async () => {
    const { open, collectors } = hanging();
    const { post } = start({ collectorsFor: () => collectors });
    const leaving = new AbortController();
    const answer = Promise.resolve(
      post('/v1/verifications', wanted, {}, { signal: leaving.signal }),
    ).catch(() => undefined);
    await vi.waitFor(() => expect(open.size).toBe(2));
    leaving.abort();
    await answer;
    expect([...open]).toEqual(['closed']);
  });
  test('no call of the real SDKs stays open', async () => {
    const { post, world } = start();
    let asked = 0;
    let stopped = 0;
    world.chaos = {
      intercept: ({ request }) => {
        asked++;
        request.signal.addEventListener('abort', () => stopped++);
        return new Promise<Response>(() => undefined);
      },
    };
    const answer = await post('/v1/verifications', wanted, { accept: 'text/event-stream' });
    const stream = answer.body?.getReader();
    await stream?.read();
    await vi.waitFor(() => expect(asked).toBe(2));
    await stream?.cancel();
    await vi.waitFor(() => expect(stopped).toBe(2));
  });
});
