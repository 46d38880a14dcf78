import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { AwsEvidenceKind } from '../evidence/aws/_shared/define-aws-evidence.ts';
import type { EvidenceKind } from '../evidence/define-evidence.ts';
import { placeholdersIn } from '../inputs/expand.ts';
import { type Provider, providerIds } from '../providers/index.ts';
import { readingOperations } from './aws/_client/operations.ts';
import { requireReading as azure } from './azure/_client/guard.ts';
import { requireReading as gcp } from './gcp/_client/guard.ts';
import { access } from './index.ts';
import { loadFacts } from './kernel/load-collectors.ts';
import { urlFor } from './kernel/url-for.ts';
import { requireReading as spot } from './spot/_client/guard.ts';

const facts = await Promise.all(
  providerIds.map(async (provider) => ({ provider, kinds: await loadFacts(provider) })),
);

describe.each(facts)('the facts of $provider', ({ provider, kinds }) => {
  test('are one file each, of the name of their id', () => {
    const files = readdirSync(new URL(`../evidence/${provider}`, import.meta.url));
    const ids = files
      .filter((name) => !name.startsWith('_'))
      .map((name) => `${provider}/${name.replace(/\.ts$/, '')}`);
    expect(kinds.map(({ id }) => id).sort()).toEqual(ids.sort());
  });
  test('each have a collector, and no collector is without its fact', () => {
    const { collectors } = access[provider];
    expect([...collectors.keys()].sort()).toEqual(kinds.map(({ id }) => id).sort());
    for (const [id, { kind }] of collectors) expect(kind.id).toBe(id);
  });
});

/** Values in the form that the guards ask for; any will do for the others. */
const inputs: Readonly<Record<string, string>> = {
  projectId: 'shop-prod',
  serviceAccountId: 'spotinst-role',
  customRoleId: 'spotinstCustomRole',
  spotAccountId: 'act-1a2b3c4d',
};
function fill(url: string): URL {
  const others = placeholdersIn(url).map((name) => [name, 'x']);
  return new URL(urlFor(url, { ...Object.fromEntries(others), ...inputs }));
}

const guards: Partial<Record<Provider, (method: string, url: URL) => void>> = { azure, gcp, spot };
const requests = facts.flatMap(({ provider, kinds }) =>
  kinds
    .filter((kind): kind is EvidenceKind & { url: string; body?: object } => 'url' in kind)
    .map(({ id, url, body }) => ({ id, provider, method: body ? 'POST' : 'GET', url })),
);

test('there are facts with an address of three providers', () => {
  expect([...new Set(requests.map(({ provider }) => provider))].sort()).toEqual(
    Object.keys(guards).sort(),
  );
});

test.each(requests)('the address of $id is on the list of what is read', (request) => {
  const { provider, method, url } = request;
  guards[provider]?.(method, fill(url));
});

const calls = facts.flatMap(({ kinds }) =>
  kinds.filter((kind): kind is AwsEvidenceKind => 'call' in kind),
);

test.each(calls)('the call of $id is on the list of what is read', ({ call }) => {
  const services: Readonly<Record<string, readonly [unknown, object]>> = readingOperations;
  expect(Object.keys(services[call.service]?.[1] ?? {})).toContain(call.operation);
});

test('nothing on the list of AWS writes', () => {
  const operations = Object.values(readingOperations).flatMap(([, commands]) =>
    Object.keys(commands),
  );
  expect(operations.filter((name) => !/^(Describe|Get|List|Simulate)/.test(name))).toEqual([]);
});
