import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, test, vi } from 'vitest';
import type { Report } from '../../src/checks/report.ts';
import { arbitraryOf } from './arbitraries.ts';
import { Attacker } from './attacker.ts';
import type { Untrue } from './false-greens.ts';
import { findBelievers } from './false-greens.ts';
import { Findings } from './findings.ts';
import { makeFull, placesToFill } from './full-values.ts';
import { canary } from './judge-answer.ts';
import { startTarget, type Target } from './start-target.ts';
import { say, statusesIn, talk } from './talk.ts';

const planted = new URL('testing/planted-server.ts', import.meta.url);
const get = (path: string) => ({ method: 'GET', path, headers: {} });

describe('what the fuzzer finds in a server that was made wrong', () => {
  let target: Target;
  let attacker: Attacker;
  const said: string[] = [];
  beforeAll(async () => {
    target = await startTarget(planted);
    attacker = new Attacker(target, new Findings((line) => said.push(line)));
  }, 60_000);
  afterAll(() => target[Symbol.asyncDispose]());

  const flawsOf = async (path: string) =>
    (await attacker.send(get(path))).flaws.map(({ flaw }) => flaw);

  it.each([
    ['/healthz', []],
    ['/right', []],
    ['/busy', []],
    ['/500', ['5xx']],
    ['/plain', ['form']],
    ['/other-status', ['form']],
    ['/huge', ['size']],
    ['/block', ['over 250 ms']],
    ['/unhandled', ['crash']],
    ['/hang-up', ['crash']],
    [`/log?${canary}`, ['log']],
  ])('%s: %j', async (path, flaws) => {
    // What its process does while it starts is over.
    await attacker.look();
    expect(await flawsOf(path)).toEqual(flaws);
  });

  it('counts apart who says when to come back', () => {
    expect(attacker.findings.busy).toBe(1);
  });

  it('shrinks what fails, says how to see it again, and goes on', async () => {
    const { findings } = attacker;
    await attacker.tryMany('paths', {
      arbitrary: fc.constantFrom('/healthz', '/500', '/plain'),
      ...{ count: 40, seed: 1 },
      describe: (path) => `GET ${path}`,
      tryOne: async (path) => (await attacker.send(get(path))).flaws,
    });
    expect(findings.inputs).toBe(40);
    expect(findings.all.map(({ flaw }) => flaw).sort()).toEqual(['5xx', 'form']);
    expect(said.join('\n')).toContain('with GET /500');
  });

  it('knows one answer from the next on one connection', async () => {
    await using client = await talk(target.port, say('GET', '/right') + say('GET', '/healthz'));
    await client.until(() => statusesIn(client.heard()).length === 2);
    expect(statusesIn(client.heard())).toEqual([404, 200]);
  });

  it('sees a server that ends', async () => {
    expect(await flawsOf('/crash')).toContain('crash');
    // The connection breaks before the process is gone.
    await vi.waitFor(() => expect(target.ended()).toBe('exit 7'));
  });
});

describe('evidence that is not true', () => {
  /** A server whose check is green whenever one kind was pasted, or always, or never. */
  const serverThat = (isGreen: (evidence: Record<string, string>) => boolean) => ({
    session: '',
    judge: async ({ body }: { body?: Buffer }): Promise<Report> => {
      const { evidence } = JSON.parse(String(body)) as { evidence: Record<string, string> };
      const status: Report['status'] = isGreen(evidence) ? 'pass' : 'undetermined';
      const check = { id: 'aws/role', title: '', status, findings: [], unseen: [] };
      return {
        ...{ runbook: 'a', vantage: 'pasted', status, startedAt: '', durationMs: 0 },
        steps: [{ id: 'role', title: '', status, checks: [check] }],
      };
    },
  });
  const untrue = (way: Untrue['way']): Untrue => ({
    ...{ way, step: undefined, untrue: ['aws/role'] },
    texts: { 'aws/role': '{"changed":1}' },
    setUp: {
      ...{ runbook: { id: 'a', inputs: {} }, inputs: {} },
      texts: { healthy: { 'aws/role': '{}' } },
    } as unknown as Untrue['setUp'],
  });

  test.each(['made up', "somebody else's", 'cut', 'half a list', 'damaged'] as const)(
    '%s: a check that is green because of it is found',
    async (way) => {
      const gullible = serverThat((evidence) => 'aws/role' in evidence);
      expect(await findBelievers(untrue(way), gullible)).toEqual(['role aws/role']);
    },
  );

  test('a check that is green without it, or not green, believes nothing', async () => {
    for (const server of [serverThat(() => true), serverThat(() => false)])
      expect(await findBelievers(untrue('cut'), server)).toEqual([]);
    const reader = serverThat((evidence) => evidence['aws/role'] === '{}');
    expect(await findBelievers(untrue('damaged'), reader)).toEqual([]);
  });
});

describe('what inputs are made of', () => {
  const schema = {
    type: 'object',
    properties: {
      roles: {
        type: 'array',
        items: {
          type: 'object',
          properties: {
            name: { type: 'string' },
            notActions: { type: 'array', items: { type: 'string' } },
          },
          required: ['name'],
        },
      },
      tags: { type: 'object', additionalProperties: { type: 'string' } },
    },
    required: ['roles'],
  } as const;

  it('fills every list, map and text, to the length that there is', () => {
    const places = placesToFill(schema);
    expect(places.map(({ name }) => name)).toEqual([
      ...['everywhere', 'roles[]', 'roles[0].name', 'roles[0].notActions[]'],
      ...['roles[0].notActions[0]', 'tags.*', 'tags.x'],
    ]);
    for (const place of places) {
      const text = makeFull(place, {
        ...{ base: { roles: [{ name: 'mine' }] }, fill: (index) => `*${index}*`, longest: 9_000 },
      });
      expect(text.length, place.name).toBeLessThanOrEqual(9_000);
      expect(text.length, place.name).toBeGreaterThan(7_000);
      if (place.kind === 'list') expect(text).toContain('"mine"');
    }
  });

  it('makes what a schema lets through', () => {
    fc.assert(
      fc.property(arbitraryOf(schema), (value) => {
        const { roles, tags = {} } = value as { roles: { name: unknown }[]; tags?: object };
        expect(roles.every(({ name }) => typeof name === 'string')).toBe(true);
        expect(Object.values(tags).every((tag) => typeof tag === 'string')).toBe(true);
      }),
    );
  });
});
