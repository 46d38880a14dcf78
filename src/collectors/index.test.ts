import { afterEach, expect, test, vi } from 'vitest';
import role from '../evidence/aws/role.ts';
import subscription from '../evidence/azure/subscription.ts';
import type { EvidenceKind } from '../evidence/define-evidence.ts';
import project from '../evidence/gcp/project.ts';
import accounts from '../evidence/spot/accounts.ts';
import type { GatherContext } from './define-collector.ts';
import { type OpenOptions, openCollectors } from './index.ts';

type Opening = { provider: string; options: Record<string, unknown>; close: () => void };
const { opened } = vi.hoisted(() => ({ opened: [] as Opening[] }));

/** Each provider's collectors, which only say whose they are and what they were opened with. */
const fake = vi.hoisted(() => (provider: string) => (options: Record<string, unknown>) => {
  const opening: Opening = { provider, options, close: vi.fn() };
  opened.push(opening);
  return {
    collect: async (kind: { id: string }) => ({
      status: 'found',
      value: `${provider} looked at ${kind.id}`,
    }),
    isChained: (kind: { id: string }) => kind.id.endsWith('spot-access'),
    close: opening.close,
  };
});
vi.mock('./aws/_client/open-collectors.ts', () => ({
  awsCollectors: new Map(),
  openAwsCollectors: fake('aws'),
}));
vi.mock('./gcp/_client/open-collectors.ts', () => ({
  gcpCollectors: new Map(),
  openGcpCollectors: fake('gcp'),
}));
vi.mock('./azure/_client/open-collectors.ts', () => ({
  azureCollectors: new Map(),
  openAzureCollectors: fake('azure'),
}));
vi.mock('./spot/_client/open-collectors.ts', () => ({
  spotCollectors: new Map(),
  openSpotCollectors: fake('spot'),
}));
afterEach(() => void opened.splice(0));

const context = {} as GatherContext;
const tokens = { accessToken: async () => 'token' };
const all: OpenOptions['credentials'] = {
  ...{
    aws: async () => ({ accessKeyId: 'A', secretAccessKey: 's' }),
    gcp: tokens,
    azure: tokens,
    spot: async () => 'token',
  },
};
const kinds: EvidenceKind[] = [role, project, subscription, accounts] as never;
const other = { ...role, id: 'oracle/tenancy' } as EvidenceKind;

test('a kind is looked at by the provider that its id names, which is opened once and when it is first needed', async () => {
  const collectors = openCollectors({ vantage: 'reader', credentials: all });
  expect(opened).toEqual([]);
  for (const kind of [...kinds, ...kinds]) {
    const provider = kind.id.split('/')[0];
    expect(await collectors.collect(kind, context)).toEqual({
      status: 'found',
      value: `${provider} looked at ${kind.id}`,
    });
  }
  expect(opened.map(({ provider }) => provider)).toEqual(['aws', 'gcp', 'azure', 'spot']);
  for (const { provider, options } of opened) {
    if (provider !== 'spot') expect(options.vantage).toBe('reader');
  }
  expect(
    opened.map(({ options }) => options.credentials ?? options.tokens ?? options.token),
  ).toEqual(Object.values(all));
});

test('what there are no credentials for is not looked at, and says what to do', async () => {
  const collectors = openCollectors({ vantage: 'reader', credentials: {} });
  const said = await Promise.all(kinds.map((kind) => collectors.collect(kind, context)));
  expect(said.map((evidence) => evidence.status)).toEqual(Array(4).fill('notCollected'));
  const messages = said.map((evidence) => ('message' in evidence ? evidence.message : ''));
  for (const [index, words] of [
    /AWS.*aws configure/,
    /Google Cloud.*gcloud auth application-default login/,
    /Azure.*az login/,
    /Spot.*SPOT_TOKEN/,
  ].entries())
    expect(messages[index]).toMatch(words);
  expect(opened).toEqual([]);
  expect(collectors.isChained?.(role as EvidenceKind)).toBe(false);
});

test("from Spot's vantage Google Cloud and Azure need no credentials: the key is an input; AWS and Spot itself do", async () => {
  const collectors = openCollectors({ vantage: 'spot', credentials: {} });
  const said = await Promise.all(kinds.map((kind) => collectors.collect(kind, context)));
  expect(said.map(({ status }) => status)).toEqual([
    'notCollected',
    'found',
    'found',
    'notCollected',
  ]);
  expect(opened.map(({ provider, options }) => [provider, options])).toEqual([
    ['gcp', { vantage: 'spot' }],
    ['azure', { vantage: 'spot', client: {} }],
  ]);
});

test("the reader's token at Spot is not used from Spot's vantage", async () => {
  const collectors = openCollectors({ vantage: 'spot', credentials: all });
  expect(await collectors.collect(accounts as EvidenceKind, context)).toMatchObject({
    status: 'notCollected',
  });
});

test('close closes all that were opened, and no other', async () => {
  const collectors = openCollectors({ vantage: 'reader', credentials: all });
  for (const kind of kinds.slice(0, 3)) await collectors.collect(kind, context);
  collectors.close();
  expect(opened).toHaveLength(3);
  for (const { close } of opened) expect(close).toHaveBeenCalledTimes(1);
});

test('a kind of an unknown provider is a mistake in this program, which says so', async () => {
  const collectors = openCollectors({ vantage: 'reader', credentials: all });
  const words =
    /No provider is called oracle \(evidence oracle\/tenancy\)\. Known: aws, gcp, azure, spot/;
  await expect(collectors.collect(other, context)).rejects.toThrow(words);
  expect(() => collectors.isChained?.(other)).toThrow(words);
  await expect(collectors.collect({ ...other, id: 'constructor/x' }, context)).rejects.toThrow(
    /called constructor/,
  );
});
