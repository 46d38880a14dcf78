import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { z } from 'zod';
import {
  anyJson,
  anyText,
  arbitraryOf,
  changed,
  type Definitions,
  type JsonSchema,
} from './arbitraries.ts';
import type { Attack } from './ask.ts';
import { typed } from './bombs.ts';
import { canary } from './judge-answer.ts';
import type { SetUp } from './set-ups.ts';

/** What of an OpenAPI 3.1 document tells how to ask. */
export interface OpenApi {
  paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  components?: { schemas?: Definitions };
}

interface Operation {
  parameters?: readonly { name: string; in: string; schema: JsonSchema }[];
  requestBody?: { content: Readonly<Record<string, { schema: JsonSchema }>> };
}

interface Known {
  document: OpenApi;
  setUps: readonly SetUp[];
  session: string;
}

/** Requests of all kinds to every route of the document, and to some that are in none. */
export function arbitraryRequests(known: Known): fc.Arbitrary<Attack> {
  const { document } = known;
  const routes = Object.entries(document.paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => ({
      weight: operation.requestBody ? 8 : 1,
      arbitrary: arbitraryRequest(known, { method: method.toUpperCase(), path, operation }),
    })),
  );
  return fc.oneof(
    ...routes,
    { weight: 1, arbitrary: strayRequest(Object.keys(document.paths)) },
    { weight: 1, arbitrary: demoRequest(known) },
  );
}

interface Route {
  method: string;
  path: string;
  operation: Operation;
}

function arbitraryRequest(known: Known, { method, path, operation }: Route): fc.Arbitrary<Attack> {
  const { document, setUps, session } = known;
  const definitions = document.components?.schemas ?? {};
  const queries = fc.record(
    Object.fromEntries(
      (operation.parameters ?? []).map(({ name, schema }) => [
        name,
        fc.oneof(
          fc.constantFrom(...setUps.map(({ runbook }) => runbook.id)),
          arbitraryOf(schema, { definitions }).map(String),
          anyText,
        ),
      ]),
    ),
    { requiredKeys: [] },
  );
  const schema = operation.requestBody?.content['application/json']?.schema;
  const bodies = schema
    ? fc.option(
        fc.oneof(
          { weight: 2, arbitrary: asBytes(arbitraryOf(schema, { definitions })) },
          { weight: 2, arbitrary: asBytes(changed(arbitraryOf(schema, { definitions }))) },
          { weight: 5, arbitrary: asBytes(knownBody(setUps, session)) },
          { weight: 3, arbitrary: asBytes(changed(knownBody(setUps, session))) },
          { weight: 1, arbitrary: asBytes(anyJson) },
          {
            weight: 1,
            arbitrary: fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
          },
        ),
        { freq: 20, nil: undefined },
      )
    : fc.constant(undefined);
  return fc.tuple(queries, bodies, headers).map(([query, body, more]) => {
    const search = Object.entries(query).map(([name, value]) => `${name}=${encode(String(value))}`);
    const attack: Attack = {
      method,
      path: `${path}${search.length > 0 ? `?${search.join('&')}` : ''}`,
      headers: { ...(schema ? { 'content-type': 'application/json' } : {}), ...more },
    };
    if (body === undefined) return attack;
    const isZipped = more['content-encoding'] === 'gzip';
    return { ...attack, body: isZipped ? gzipSync(body) : body };
  });
}

/** A lone half of a surrogate pair has no encoding. */
const encode = (text: string) => encodeURIComponent(text.replace(/\p{Surrogate}/gu, ''));

/** A body that gets far: real names, and evidence of the right kinds, true, changed or made up. */
function knownBody(setUps: readonly SetUp[], session: string): fc.Arbitrary<unknown> {
  return fc.constantFrom(...setUps).chain((setUp) => {
    const { runbook, kinds } = setUp;
    const answer = Object.fromEntries(kinds.map((kind) => [kind.id, answerTo(setUp, kind)]));
    const inputs = Object.fromEntries(
      Object.entries(typed(setUp)).map(([name, value]) => [
        name,
        fc.oneof(
          { weight: 8, arbitrary: fc.constant(value) },
          { weight: 1, arbitrary: anyText.map((text) => `${value}${text}`.slice(0, 8_192)) },
          { weight: 1, arbitrary: anyText },
        ),
      ]),
    );
    const evidence = fc.record(answer, { requiredKeys: [] });
    const step = fc.constantFrom(undefined, ...Object.keys(runbook.steps));
    return fc.oneof(
      fc
        .record({ inputs: fc.record(inputs, { requiredKeys: [] }), evidence, step })
        .map((parts) => ({ runbook: runbook.id, vantage: 'pasted', session, ...parts })),
      fc
        .record({ inputs: fc.record(inputs, { requiredKeys: [] }), evidence, step })
        .map(({ evidence: texts, ...parts }) => ({
          ...{ runbook: runbook.id, session, ...parts },
          text: Object.values(texts).join('\n').slice(0, 262_144),
        })),
      // What the reader's own eyes see: the simulated cloud, asked with inputs that may be anything.
      fc
        .record({ inputs: fc.record(inputs, { requiredKeys: [] }), step })
        .map((parts) => ({ runbook: runbook.id, vantage: 'reader', session, ...parts })),
    );
  });
}

function answerTo({ texts, inputs }: SetUp, kind: SetUp['kinds'][number]): fc.Arbitrary<string> {
  const healthy = texts.healthy[kind.id];
  const own = fc.constantFrom('', ...Object.values(inputs));
  const made = arbitraryOf(schemaOf(kind), { texts: fc.oneof(anyText, own) });
  return fc.oneof(
    { weight: 3, arbitrary: made.map((value) => JSON.stringify(value)) },
    { weight: 1, arbitrary: changed(made).map((value) => JSON.stringify(value)) },
    ...(healthy === undefined
      ? []
      : [
          { weight: 2, arbitrary: fc.constant(healthy) },
          {
            weight: 3,
            arbitrary: changed(fc.constant(JSON.parse(healthy) as unknown)).map((value) =>
              JSON.stringify(value),
            ),
          },
        ]),
    { weight: 1, arbitrary: anyText },
    {
      weight: 1,
      arbitrary: fc.tuple(anyText, anyText).map((parts) => parts.join(healthy ?? '{}')),
    },
  );
}

/** The schema of what a command prints, for arbitraries. */
export const schemaOf = ({ schema }: SetUp['kinds'][number]): JsonSchema =>
  z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as JsonSchema;

const json = (value: unknown) => JSON.stringify(value) ?? 'null';

/** JSON as it is sent: now and then damaged as no library would send it. */
function asBytes(values: fc.Arbitrary<unknown>): fc.Arbitrary<Buffer> {
  const damage = fc.constantFrom<(text: string, at: number) => Buffer>(
    (text) => Buffer.from(`\uFEFF${text}`),
    (text) => Buffer.from(text, 'utf16le'),
    (text) => Buffer.from(text.replace(/^\{/, `{"runbook":"${canary}","__proto__":{"a":1},`)),
    (text) => Buffer.from(text.replace(/\d+/, '1e999')),
    (text) => Buffer.from(text.replace(/"[^"]*"/, () => '"\\ud800"')),
    (text) => Buffer.from(`${text}${text}`),
    (text) => Buffer.from(`${text}\0`),
    (text, at) => Buffer.from(text.slice(0, at % (text.length + 1))),
    (text, at) => {
      const bytes = Buffer.from(text);
      bytes[at % Math.max(1, bytes.length)] = 0xff;
      return bytes;
    },
    (text) => Buffer.from(`${'['.repeat(5_000)}${text}`),
    (text) => Buffer.from(`${'['.repeat(20_000)}${text}${']'.repeat(20_000)}`),
    (text) => Buffer.from(text.replace(/\{/, `{${'"a":{'.repeat(3_000)}}${'}'.repeat(3_000)},`)),
  );
  return fc.oneof(
    { weight: 5, arbitrary: values.map((value) => Buffer.from(json(value))) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(values, damage, fc.nat())
        .map(([value, change, at]) => change(json(value), at)),
    },
  );
}

/** Values of headers that HTTP lets through. */
const headerText = fc
  .oneof(fc.string({ maxLength: 20 }), fc.constantFrom(canary, '*', ',,,', '""', '\u00e9\u00ff'))
  .map((text) => text.replace(/[^\t\x20-\x7e\x80-\xff]/g, ''));

const headers: fc.Arbitrary<Record<string, string>> = fc.oneof(
  { weight: 5, arbitrary: fc.constant({}) },
  {
    weight: 3,
    arbitrary: fc.record(
      {
        'content-type': fc.constantFrom(
          ...['application/json; charset=utf-16', 'application/json;charset="utf-7"'],
          ...['APPLICATION/JSON', 'application/json;', 'application/jsonx', 'text/plain', ''],
          ...['application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'a/b'],
          ...['application/problem+json', 'application/json, text/plain', `text/${canary}`],
        ),
        accept: fc.constantFrom(
          ...['text/event-stream', 'application/json', '*/*', 'text/html', '', 'q=0', ',', canary],
          `${'a/b,'.repeat(1_000)}*/*`,
        ),
        'content-encoding': fc.constantFrom('gzip', 'br', 'identity', 'deflate, gzip', canary),
        'x-forwarded-for': headerText,
        'x-request-id': headerText,
        'x-start-token': headerText,
        origin: fc.constantFrom('null', 'http://evil.example', canary),
        'if-none-match': headerText,
        'accept-encoding': fc.constantFrom('gzip', 'br', '*;q=0', canary),
        'sec-fetch-site': fc.constantFrom('cross-site', 'none', canary),
        host: fc.constantFrom('evil.example', '127.0.0.1:1', '[::1]', 'x'.repeat(500), canary),
        'x-odd': fc.nat({ max: 6_000 }).map((length) => 'y'.repeat(length)),
        cookie: headerText,
        range: fc.constantFrom('bytes=0-0', 'bytes=9-1', 'x=1'),
      },
      { requiredKeys: [] },
    ) as fc.Arbitrary<Record<string, string>>,
  },
);

/** Paths that nothing is at, and methods that nothing knows. */
function strayRequest(paths: readonly string[]): fc.Arbitrary<Attack> {
  const segment = fc.oneof(
    anyText.map(encode),
    fc.constantFrom('..', '%2e%2e', '%2f', '%00', '%ff', '%', '.', '', canary, 'etc', 'passwd'),
  );
  const stray = fc
    .tuple(
      fc.constantFrom('', ...paths, '/v1', '/assets', '/healthz'),
      fc.array(segment, { maxLength: 5 }),
    )
    .map(([start, parts]) => [start, ...parts].join('/').slice(0, 4_000) || '/')
    .map((path) => (path.startsWith('/') ? path : `/${path}`));
  return fc.record({
    method: fc.constantFrom('GET', 'POST', 'PUT', 'DELETE', 'OPTIONS', 'HEAD', 'PATCH', 'PROPFIND'),
    path: stray,
    headers,
  });
}

/** The routes of the demo, which are in no document. */
function demoRequest({ setUps }: Known): fc.Arbitrary<Attack> {
  const runbook = fc.oneof(fc.constantFrom(...setUps.map(({ runbook: { id } }) => id)), anyJson);
  const body = fc.oneof(
    fc.record(
      { runbook, hours: fc.oneof(fc.double(), anyJson), fault: anyJson, externalId: anyJson },
      { requiredKeys: [] },
    ),
    anyJson,
  );
  return fc
    .tuple(fc.constantFrom('advance', 'reset', 'break', 'nothing'), asBytes(body), headers)
    .map(([route, bytes, more]) => ({
      ...{ method: 'POST', path: `/demo/${route}`, body: bytes },
      headers: { 'content-type': 'application/json', ...more },
    }));
}
