import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import type { Collectors } from '../collectors/define-collector.ts';
import type { Evidence } from '../evidence/define-evidence.ts';
import { simulateAws } from '../verification/testing/aws-world.ts';
import type { ServerOptions } from './options.ts';
import { createSessions } from './sessions.ts';
import { createSite } from './site.ts';
import { problem, startOver, wanted } from './testing.ts';

const { healthy } = simulateAws();
const start = (options: Partial<ServerOptions> = {}) => startOver(healthy(), options);

/** Collectors that answer only when they are stopped. */
const hanging = (close = vi.fn()): Collectors => ({
  collect: (_, { signal }) =>
    new Promise<Evidence>((resolve) =>
      signal.addEventListener('abort', () =>
        resolve({ status: 'unreachable', message: 'stopped' }),
      ),
    ),
  close,
});

describe('a body full of keys', () => {
  const keys = (prefix: string, value: unknown) =>
    Object.fromEntries(Array.from({ length: 30_000 }, (_, at) => [`${prefix}${at}`, value]));
  test.each([
    ['unknown inputs', { ...wanted, inputs: keys('k', 'x') }],
    ['unknown evidence', { ...wanted, evidence: keys('k', 'x') }],
    ['wrong types', { ...wanted, inputs: keys('k', 1) }],
    ['one very long key', { ...wanted, inputs: { ['k'.repeat(400_000)]: 'x' } }],
  ])('%s: the answer stays small', async (_, body) => {
    const answer = await start().post('/v1/verifications', body);
    expect(answer.status).toBe(422);
    const text = await answer.clone().text();
    expect(text.length).toBeLessThan(30_000);
    expect((await problem(answer)).errors?.length).toBeLessThanOrEqual(20);
  });
  test('keys that name what every object has change nothing', async () => {
    const body = JSON.stringify(wanted).replace(
      '"inputs":{',
      '"inputs":{"__proto__":"polluted","accountKind":"x",',
    );
    const { post } = start();
    await post('/v1/verifications', body);
    await post(
      '/v1/verifications',
      '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"inputs":{"constructor":"x"}}',
    );
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    expect((await post('/v1/verifications', wanted)).status).toBe(200);
  });
});

describe('logs', () => {
  test('a value in a path that is not ours is not kept', async () => {
    const { app, lines } = start();
    for (const path of [
      '/v1/verifications/111122223333',
      '/arn:aws:iam::111122223333:role/SpotRole',
      '/111122223333',
    ])
      await app.request(path);
    expect(lines).toHaveLength(3);
    expect(lines.join('')).not.toContain('111122223333');
    await app.request('/healthz');
    expect(lines.at(-1)).toContain('"path":"/healthz"');
  });
  test('an unexpected error is logged in a stream too, without its words', async () => {
    const { post, lines } = start({
      collectorsFor: () => {
        throw new Error('secret value\n    at another secret');
      },
    });
    await (await post('/v1/verifications', wanted, { accept: 'text/event-stream' })).text();
    const line = lines.find((one) => one.includes('unexpected'));
    expect(line).toContain('collectorsFor');
    expect(line).not.toMatch(/secret/);
  });
  test('a client that leaves is no error of ours', async () => {
    const { post, lines } = start({ collectorsFor: () => hanging() });
    const leaving = new AbortController();
    const answer = Promise.resolve(
      post('/v1/verifications', wanted, {}, { signal: leaving.signal }),
    ).catch(() => undefined);
    await new Promise((done) => setTimeout(done, 30));
    leaving.abort();
    await answer;
    expect(lines.join('')).toContain('"status":"aborted"');
    expect(lines.join('')).not.toContain('unexpected');
  });
});

test('a stream that has nothing to tell says that it is alive', async () => {
  let find: (evidence: Evidence) => void = () => {};
  const seen = new Promise<Evidence>((resolve) => {
    find = resolve;
  });
  const { post } = start({
    collectorsFor: () => ({ collect: () => seen, close: () => {} }),
    limits: { heartbeatMs: 20 },
  });
  const { body } = await post('/v1/verifications', wanted, { accept: 'text/event-stream' });
  let text = '';
  // Nothing is found before the third sign of life.
  for await (const chunk of (body as ReadableStream<Uint8Array<ArrayBuffer>>).pipeThrough(
    new TextDecoderStream(),
  )) {
    text += chunk;
    if ((text.match(/^: /gm)?.length ?? 0) > 2) find({ status: 'unreachable', message: 'at last' });
  }
  expect(text).toMatch(/event: report/);
});

test('a client that had left before anything began leaves nothing open', async () => {
  const close = vi.fn();
  const { post, registry } = start({ collectorsFor: () => hanging(close) });
  await Promise.resolve(
    post('/v1/verifications', wanted, {}, { signal: AbortSignal.abort() }),
  ).catch(() => undefined);
  await vi.waitFor(() => expect(close).toHaveBeenCalled());
  expect(await registry.metrics()).toMatch(/verifications_in_flight 0/);
});

test('sessions outlive a change of the key while the earlier one is named; new ones are under the new key', () => {
  const [before, after] = ['a'.repeat(32), 'b'.repeat(32)];
  const old = createSessions(before).issue();
  const rotated = createSessions(after, undefined, [before]);
  expect(rotated.check(old.session)).toMatchObject({ ok: true, externalId: old.externalId });
  const { session } = rotated.issue();
  expect(createSessions(after).check(session).ok).toBe(true);
  expect(createSessions(before).check(session).ok).toBe(false);
  expect(() => createSessions(after, undefined, ['short'])).toThrow(/at least 32 bytes/);
});

test('what has a hash in its name is kept by browsers, however the folder is named', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'spot-site-'));
  mkdirSync(join(folder, 'assets'));
  writeFileSync(join(folder, 'assets', 'a.1a2b.js'), 'export {}');
  const answer = await createSite(relative(process.cwd(), folder))(
    new Request('http://localhost/assets/a.1a2b.js'),
  );
  expect(answer.headers.get('cache-control')).toContain('immutable');
  rmSync(folder, { recursive: true });
});
