import { describe, expect, test } from 'vitest';
import { problem, serve } from './testing.ts';

test('a page of another site cannot move the demo, with what a browser sends unasked', async () => {
  const { app } = serve();
  app.post('/demo/reset', (c) => c.text('done'));
  const reset = (site?: string) =>
    app.request('/demo/reset', {
      method: 'POST',
      body: '{}',
      headers: { 'content-type': 'text/plain', ...(site ? { 'sec-fetch-site': site } : {}) },
    });
  expect(await problem(reset('cross-site'))).toMatchObject({
    status: 403,
    type: expect.stringContaining('wrong-origin'),
  });
  // A site with hot reload stands on another port, which is the same site; terminals say nothing of
  // it.
  for (const site of ['same-origin', 'same-site', undefined])
    expect((await reset(site)).status).toBe(200);
});

describe('reading has limits', () => {
  const from = (client: string) => ({ 'x-forwarded-for': client });
  const start = () =>
    serve({ trustedProxies: 1, limits: { readsPerMinute: 3, filesPerMinute: 5 } }).app;
  const statuses = async (ask: () => Response | Promise<Response>, times: number) => {
    const all: number[] = [];
    for (let count = 0; count < times; count++) all.push((await ask()).status);
    return all;
  };
  test('of the API per client, all its paths and methods together', async () => {
    const app = start();
    const paths = ['/v1/status', '/v1/runbooks', '/v1/openapi.json'];
    for (const path of paths)
      expect((await app.request(path, { headers: from('1.1.1.1') })).status).toBe(200);
    const refused = await app.request('/v1/nothing', { headers: from('1.1.1.1:999') });
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await problem(refused)).toMatchObject({
      status: 429,
      detail: expect.stringMatching(/At most 3 a minute.*Try again in \d+ seconds/),
    });
    const put = app.request('/v1/status', { method: 'PUT', headers: from('1.1.1.1') });
    expect((await put).status).toBe(429);
    expect((await app.request('/v1/status', { headers: from('2.2.2.2') })).status).toBe(200);
  });
  test('of files apart, so that a page never keeps its reader from checking', async () => {
    const app = start();
    const file = () => app.request('/assets/main.js', { headers: from('1.1.1.1') });
    expect(await statuses(file, 7)).toEqual([404, 404, 404, 404, 404, 429, 429]);
    expect((await app.request('/v1/status', { headers: from('1.1.1.1') })).status).toBe(200);
  });
  test('never of what asks whether the server is well', async () => {
    const { app } = serve({
      trustedProxies: 1,
      limits: { readsPerMinute: 0, filesPerMinute: 0 },
      // Then it needs no credentials of its own to be ready.
      collectorsFor: () => ({ collect: () => new Promise(() => {}), close: () => {} }),
    });
    for (const path of ['/healthz', '/readyz'])
      expect(await statuses(() => app.request(path, { headers: from('1.1.1.1') }), 30)).toEqual(
        Array(30).fill(200),
      );
  });
  test('of many networks of one site together', async () => {
    const app = start();
    let network = 0;
    const ask = () =>
      app.request('/v1/status', { headers: from(`2001:db8:1:${(network++).toString(16)}::1`) });
    expect(await statuses(ask, 49)).toEqual([...Array(48).fill(200), 429]);
    const other = await app.request('/v1/status', { headers: from('2001:db8:2::1') });
    expect(other.status).toBe(200);
  });
  test('that one network meets alone, and not its neighbours of the same site', async () => {
    const app = start();
    const ask = (client: string) => () => app.request('/v1/status', { headers: from(client) });
    const greedy = await statuses(ask('2001:db8:1:1::1'), 100);
    expect(greedy.filter((status) => status === 200)).toHaveLength(3);
    expect(await statuses(ask('2001:db8:1:2::1'), 1)).toEqual([200]);
  });
  test('that an office of many readers behind one address does not meet', async () => {
    const { app } = serve({ trustedProxies: 1 });
    const office = from('203.0.113.7');
    const file = () => app.request('/assets/main.js', { headers: office });
    const status = () => app.request('/v1/status', { headers: office });
    expect(new Set(await statuses(file, 100 * 60))).toEqual(new Set([404]));
    expect(new Set(await statuses(status, 300))).toEqual(new Set([200]));
  });
});

describe('HTTPS alone', () => {
  const sent = async (
    headers: Record<string, string>,
    options: Parameters<typeof serve>[0] = { mode: 'hosted', trustedProxies: 1 },
  ) => {
    const { app } = serve(options);
    const answer = await app.request('/v1/status', {
      headers: { host: 'guides.example', ...headers },
    });
    return answer.headers.get('strict-transport-security');
  };
  const tls = { 'x-forwarded-proto': 'https' };
  test('is asked for where a trusted proxy says that the reader came so', async () => {
    expect(await sent(tls)).toBe('max-age=31536000');
    expect(await sent({ 'x-forwarded-proto': 'http, https' })).toBe('max-age=31536000');
  });
  test.each<[string, Record<string, string>, Parameters<typeof serve>[0]]>([
    ['plain HTTP', { 'x-forwarded-proto': 'http' }, undefined],
    ['a reader who says so', { 'x-forwarded-proto': 'https, http' }, undefined],
    ['no proxy that says', {}, undefined],
    ['no proxy that is trusted', tls, { mode: 'hosted' }],
    ['the demo', tls, { mode: 'demo', trustedProxies: 1 }],
    ['this machine', { ...tls, host: 'localhost:4173' }, undefined],
    ['this machine by number', { ...tls, host: '127.0.0.1' }, undefined],
    ['this machine in IPv6', { ...tls, host: '[::1]:80' }, undefined],
  ])('is not asked for: %s', async (_, headers, options) => {
    expect(await sent(headers, options)).toBeNull();
  });
});
