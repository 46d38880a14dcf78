import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { environmentFor, runScript } from './command-line.ts';
import { type HttpsProxy, startProxy } from './proxy.ts';

type Seen = { method: string; url: string; headers: Headers; body: Buffer };
let seen: Seen[] = [];
let answer: (request: Request) => Response | Promise<Response>;
let proxy: HttpsProxy;
let home: string;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'proxy-test-'));
  proxy = await startProxy({
    async handle(request) {
      const copy = request.clone();
      seen.push({
        method: copy.method,
        url: copy.url,
        headers: copy.headers,
        body: Buffer.from(await copy.arrayBuffer()),
      });
      return answer(request);
    },
  });
});
afterAll(async () => {
  await proxy.stop();
  await rm(home, { recursive: true });
});
beforeEach(() => {
  seen = [];
  answer = () => new Response('ok');
});

/**
 * Sends raw bytes to a host through the proxy; resolves with all that comes back until the
 * connection ends.
 */
async function raw(host: string, text: string | Buffer): Promise<string> {
  const ca = await readFile(proxy.caPath);
  return new Promise((resolve, reject) => {
    const tunnel = httpRequest({
      host: '127.0.0.1',
      port: proxy.port,
      method: 'CONNECT',
      path: `${host}:443`,
    });
    tunnel.on('error', reject);
    tunnel.on('connect', (_, socket) => {
      const tls = connect({ socket, servername: host, ca }, () => tls.write(text));
      let out = '';
      tls.on('data', (chunk: Buffer) => {
        out += chunk.toString('latin1');
      });
      tls.on('error', reject);
      tls.on('close', () => resolve(out));
    });
    tunnel.end();
  });
}

const credentials = { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'secret' };
const cli = async (script: string) =>
  runScript(script, {
    environment: await environmentFor({ proxy, identities: { aws: credentials }, home }),
    cwd: home,
  });

test('method, URL, headers and raw bytes arrive as they were sent', async () => {
  const body = Buffer.from([0, 255, 13, 10, 128]);
  const head = `PUT /a%20b//c/?x=1%2F2&y HTTP/1.1\r\nHost: bucket.s3.amazonaws.com\r\nX-Amz-Date: now\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n`;
  await raw('bucket.s3.amazonaws.com', Buffer.concat([Buffer.from(head), body]));
  expect(seen).toHaveLength(1);
  expect(seen[0]).toMatchObject({
    method: 'PUT',
    url: 'https://bucket.s3.amazonaws.com/a%20b//c/?x=1%2F2&y',
    body,
  });
  expect(seen[0]?.headers.get('host')).toBe('bucket.s3.amazonaws.com');
  expect(seen[0]?.headers.get('x-amz-date')).toBe('now');
});

test('status, headers and bytes of the answer come back as they were made', async () => {
  answer = () =>
    new Response(Buffer.from([1, 2, 3]), {
      status: 404,
      headers: { 'x-amz-request-id': 'R1', 'content-type': 'text/xml' },
    });
  const out = await raw(
    'iam.amazonaws.com',
    'GET / HTTP/1.1\r\nHost: iam.amazonaws.com\r\nConnection: close\r\n\r\n',
  );
  expect(out).toMatch(/^HTTP\/1\.1 404 /);
  expect(out).toMatch(/\r\nx-amz-request-id: R1\r\n/i);
  expect(out).toMatch(/\r\ncontent-length: 3\r\n/i);
  expect(out.endsWith('\r\n\r\n\x01\x02\x03')).toBe(true);
});

test('an answer to HEAD has headers and no body, and an empty one ends', async () => {
  answer = () => new Response(null, { status: 200, headers: { 'content-length': '12' } });
  const head = await raw(
    'b.s3.amazonaws.com',
    'HEAD / HTTP/1.1\r\nHost: b.s3.amazonaws.com\r\nConnection: close\r\n\r\n',
  );
  expect(head).toMatch(/\r\ncontent-length: 12\r\n/i);
  expect(head.endsWith('\r\n\r\n')).toBe(true);
  answer = () => new Response(null, { status: 204 });
  const none = await raw(
    'b.s3.amazonaws.com',
    'DELETE / HTTP/1.1\r\nHost: b.s3.amazonaws.com\r\nConnection: close\r\n\r\n',
  );
  expect(none).toMatch(/^HTTP\/1\.1 204 /);
});

test('when the cloud does not answer the connection closes without a byte', async () => {
  answer = () => Promise.reject(new Error('nobody here'));
  const out = await raw(
    'iam.amazonaws.com',
    'GET / HTTP/1.1\r\nHost: iam.amazonaws.com\r\n\r\n',
  ).catch(() => '');
  expect(out).toBe('');
});

test('any other host ends here too', async () => {
  await raw('example.com', 'GET / HTTP/1.1\r\nHost: example.com\r\nConnection: close\r\n\r\n');
  expect(seen[0]?.url).toBe('https://example.com/');
});

test('the real CLI uploads with Expect: 100-continue, and nothing of it is lost', {
  timeout: 180_000,
}, async () => {
  const body = Buffer.alloc(1_000_000, 'abc');
  await writeFile(join(home, 'body.bin'), body);
  answer = () => new Response(null, { headers: { etag: '"e1"' } });
  const result = await cli(
    'time aws s3api put-object --bucket my-bucket --key x.bin --body body.bin --output json',
  );
  expect(result.stderr).not.toMatch(/error/i);
  expect(JSON.parse(result.stdout)).toEqual({ ETag: '"e1"' });
  expect(seen).toHaveLength(1);
  expect(seen[0]?.headers.get('expect')).toBe('100-continue');
  expect(seen[0]?.body.equals(body)).toBe(true);
});

test('the real CLI reports a closed connection as such', { timeout: 180_000 }, async () => {
  answer = () => Promise.reject(new Error('nobody here'));
  const result = await cli('aws sts get-caller-identity');
  expect(result.exitCode).toBe(255);
  expect(result.stderr).toMatch(/Connection was closed|Could not connect|Failed to connect/);
});
