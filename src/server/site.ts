import { createHash } from 'node:crypto';
import { readFile, realpath, stat } from 'node:fs/promises';
import { extname, join, resolve, sep } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { etagOf, isKnown } from './answer-alike.ts';

const types: Readonly<Record<string, string>> = {
  '.cdx.json': 'application/vnd.cyclonedx+json; version=1.6',
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
  '.xml': 'application/xml; charset=utf-8',
  '.yaml': 'text/yaml; charset=utf-8',
};

interface Page {
  mtimeMs: number;
  body: Buffer;
  zipped?: Buffer;
  headers: Record<string, string>;
}

const compress = promisify(gzip);

/**
 * Serves the built site. Pages get a content security policy that names the hashes of their own
 * inline scripts, so no other inline script runs. Files below `/assets/` carry a hash in their name
 * and never change.
 */
export function createSite(folder: string): (request: Request) => Promise<Response> {
  const directory = resolve(folder);
  const cache = new Map<string, Page>();

  const load = async (file: string): Promise<Page | undefined> => {
    const info = await stat(file).catch(() => undefined);
    if (!info?.isFile()) return undefined;
    const known = cache.get(file);
    if (known?.mtimeMs === info.mtimeMs) return known;
    const body = await readFile(file);
    const type =
      types[/\.cdx\.json$/.exec(file)?.[0] ?? extname(file)] ?? 'application/octet-stream';
    const page: Page = {
      mtimeMs: info.mtimeMs,
      body,
      headers: {
        'content-type': type,
        etag: etagOf(body),
        'cache-control': isHashed(file) ? 'public, max-age=31536000, immutable' : 'no-cache',
        'content-security-policy': contentSecurityPolicy(
          type.startsWith('text/html') ? body.toString('utf8') : '',
        ),
      },
    };
    if (
      /^(text|application\/(json|xml|manifest|vnd\.cyclonedx))|svg/.test(type) &&
      body.length > 1_000
    )
      page.zipped = await compress(body);
    cache.set(file, page);
    return page;
  };

  let root: string | undefined;
  const isHashed = (file: string) => file.startsWith(join(root ?? directory, 'assets') + sep);

  /**
   * The file of a path: itself, its index page or its page without the ending; never outside the
   * directory.
   */
  const find = async (path: string): Promise<Page | undefined> => {
    root = await realpath(directory).catch(() => directory);
    for (const candidate of [path, `${path.replace(/\/$/, '')}.html`, join(path, 'index.html')]) {
      const file = await realpath(join(root, candidate)).catch(() => undefined);
      if (!file?.startsWith(root + sep)) continue;
      const page = await load(file);
      if (page) return page;
    }
    return undefined;
  };

  return async (request) => {
    const path = decode(new URL(request.url).pathname);
    const page = path === undefined ? undefined : await find(path);
    const answer = page ?? (await load(join(directory, '404.html')));
    if (!answer)
      return new Response('Not found', {
        status: 404,
        headers: { 'content-type': 'text/plain; charset=utf-8' },
      });
    const headers = new Headers({ ...answer.headers, vary: 'accept-encoding' });
    if (!page) headers.set('cache-control', 'no-store');
    else if (isKnown(request.headers.get('if-none-match'), answer.headers.etag ?? ''))
      return new Response(null, { status: 304, headers });
    const zipped = /\bgzip\b/.test(request.headers.get('accept-encoding') ?? '')
      ? answer.zipped
      : undefined;
    if (zipped) headers.set('content-encoding', 'gzip');
    const body = zipped ?? answer.body;
    headers.set('content-length', String(body.length));
    return new Response(request.method === 'HEAD' ? null : new Uint8Array(body), {
      status: page ? 200 : 404,
      headers,
    });
  };
}

/** The path without escapes; undefined when it is not one (broken escapes, NUL). */
function decode(path: string): string | undefined {
  try {
    const plain = decodeURIComponent(path);
    return plain.includes('\0') || plain.split(/[\\/]/).includes('..') ? undefined : plain;
  } catch {
    return undefined;
  }
}

/**
 * Style attributes come from React and the code highlighter, hence `unsafe-inline` for styles only.
 */
export function contentSecurityPolicy(html: string): string {
  const scripts = [...html.matchAll(/<script(?<attributes>[^>]*)>(?<text>[\s\S]*?)<\/script>/gi)]
    .filter(
      ({ groups }) =>
        groups?.text &&
        !/\ssrc\s*=/.test(groups.attributes ?? '') &&
        !/type="?application\//.test(groups.attributes ?? ''),
    )
    .map(
      ({ groups }) =>
        `'sha256-${createHash('sha256')
          .update(groups?.text ?? '')
          .digest('base64')}'`,
    );
  return [
    "default-src 'self'",
    `script-src ${["'self'", ...new Set(scripts)].join(' ')}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self' data:",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
}
