import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { contentSecurityPolicy, createSite } from './site.ts';

const inline = 'document.documentElement.dataset.theme = "dark"';
const page = `<html><head><script>${inline}</script><script type="application/ld+json">{"a":1}</script><script src="/assets/js/main.1a2b.js"></script></head>${'<p>text</p>'.repeat(200)}</html>`;
let folder: string;
let site: ReturnType<typeof createSite>;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'spot-site-'));
  const root = join(folder, 'build');
  mkdirSync(join(root, 'assets', 'js'), { recursive: true });
  mkdirSync(join(root, 'guides'), { recursive: true });
  for (const [name, text] of [
    ['index.html', page],
    ['404.html', '<html>nothing here</html>'],
    ['guides/index.html', 'guides'],
    ['about.html', 'about'],
    ['assets/js/main.1a2b.js', 'export {}'],
    ['licences.txt', 'MIT'],
    ['sbom.cdx.json', '{}'],
  ] as const) {
    writeFileSync(join(root, name), text);
  }
  writeFileSync(join(folder, 'secret.txt'), 'secret');
  symlinkSync(join(folder, 'secret.txt'), join(root, 'link.txt'));
  site = createSite(root);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const get = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
  site(new Request(`http://localhost${path}`, { headers, method }));

describe('content security policy', () => {
  test("allows a page's own inline scripts by their hashes, and no others", () => {
    const policy = contentSecurityPolicy(page);
    const hash = createHash('sha256').update(inline).digest('base64');
    expect(policy).toContain(`script-src 'self' 'sha256-${hash}';`);
    expect(policy.match(/script-src[^;]*/)?.[0]).not.toContain('unsafe');
    expect(policy).toContain("frame-ancestors 'none'");
  });
  test('is on every page', async () => {
    for (const path of ['/', '/guides', '/nowhere'])
      expect((await get(path)).headers.get('content-security-policy')).toContain(
        "default-src 'self'",
      );
  });
});

describe('files', () => {
  test.each([
    ['/licences.txt', 'text/plain; charset=utf-8'],
    ['/sbom.cdx.json', 'application/vnd.cyclonedx+json; version=1.6'],
  ])('%s is %s', async (path, type) => {
    expect((await get(path)).headers.get('content-type')).toBe(type);
  });
  test.each([
    ['/', 200, /dark/],
    ['/guides/', 200, /guides/],
    ['/guides', 200, /guides/],
    ['/about', 200, /about/],
    ['/about/', 200, /about/],
    ['/nowhere', 404, /nothing here/],
    ['/../secret.txt', 404, /nothing here/],
    ['/%2e%2e/secret.txt', 404, /nothing here/],
    ['/..%2fsecret.txt', 404, /nothing here/],
    ['/..%5csecret.txt', 404, /nothing here/],
    ['/link.txt', 404, /nothing here/],
    ['/%00', 404, /nothing here/],
    ['/%E0%A4%A', 404, /nothing here/],
  ])('%s answers %i', async (path, status, body) => {
    const answer = await get(path);
    expect(answer.status).toBe(status);
    expect(await answer.text()).toMatch(body);
  });
  test('what has a hash in its name is kept, pages are asked for again', async () => {
    expect((await get('/assets/js/main.1a2b.js')).headers.get('cache-control')).toBe(
      'public, max-age=31536000, immutable',
    );
    const first = await get('/');
    expect(first.headers.get('cache-control')).toBe('no-cache');
    const again = await get('/', { 'if-none-match': first.headers.get('etag') ?? '' });
    expect(again.status).toBe(304);
    expect(await again.text()).toBe('');
    expect((await get('/nowhere')).headers.get('cache-control')).toBe('no-store');
  });
  test('text is compressed for whom that helps', async () => {
    const answer = await get('/', { 'accept-encoding': 'gzip, br' });
    expect(answer.headers.get('content-encoding')).toBe('gzip');
    expect(gunzipSync(Buffer.from(await answer.arrayBuffer())).toString()).toBe(page);
    expect((await get('/')).headers.get('content-encoding')).toBeNull();
  });
  test('HEAD has the headers alone', async () => {
    const answer = await get('/', {}, 'HEAD');
    expect(answer.headers.get('content-length')).toBe(String(page.length));
    expect(await answer.text()).toBe('');
  });
});
