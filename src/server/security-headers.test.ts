import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { serve, wanted } from './testing.ts';

const folder = mkdtempSync(join(tmpdir(), 'spot-headers-'));
writeFileSync(join(folder, 'index.html'), '<html><script>1</script></html>');
writeFileSync(join(folder, '404.html'), '<html></html>');
afterAll(() => rmSync(folder, { recursive: true }));

const { app, post, lines } = serve({ siteDir: folder, allowedHosts: ['localhost'] });
app.get('/demo/throws', () => {
  throw new Error('unexpected');
});

const answers: [string, () => Response | Promise<Response>][] = [
  ['the API', () => app.request('/v1/status')],
  ['a stream of events', () => post('/v1/verifications', wanted, { accept: 'text/event-stream' })],
  ['a refused body', () => post('/v1/verifications', '{')],
  ['another method', () => app.request('/v1/status', { method: 'DELETE' })],
  ['an unknown path of the API', () => app.request('/v1/nothing')],
  ['an unexpected error', () => app.request('/demo/throws')],
  ['another host', () => app.request('/v1/status', { headers: { host: 'evil.example' } })],
  ['a page', () => app.request('/')],
  ['a page that is not there', () => app.request('/nothing')],
];

describe.each(answers)('%s', (name, ask) => {
  test('has every header that keeps others out, as strict as ever', async () => {
    const { headers } = await ask();
    expect(Object.fromEntries(headers)).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'strict-origin-when-cross-origin',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=()',
      'x-request-id': expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
    const policy = headers.get('content-security-policy') ?? '';
    if (name.startsWith('a page')) {
      expect(policy).toContain("default-src 'self'; script-src 'self'");
      expect(policy).toContain("frame-ancestors 'none'");
    } else expect(policy).toBe("default-src 'none'; frame-ancestors 'none'");
  });
});

test('a request has our name, in its answer and in the log, whatever a client calls it', async () => {
  const before = lines.length;
  const { headers } = await app.request('/v1/status', {
    headers: { 'x-request-id': 'my-secret-token' },
  });
  expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  const logged = lines.slice(before).map((line) => JSON.parse(line));
  expect(logged).toMatchObject([{ requestId: headers.get('x-request-id'), path: '/v1/status' }]);
  expect(lines.join()).not.toContain('my-secret-token');
});
