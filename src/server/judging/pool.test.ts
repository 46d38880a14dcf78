import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { loadRunbooks } from '../../../runbooks/workflows.ts';
import { reportSchema } from '../../checks/report.ts';
import type { Evidence } from '../../evidence/define-evidence.ts';
import { judgeHere } from '../../verification/judging.ts';
import { problem, serve } from '../testing.ts';
import { type JudgingPool, openJudgingPool } from './pool.ts';
import { deedsRunbook } from './testing/runbooks.ts';

/** Real worker threads, and judging that never ends, or ends the worker. */

const runbooks = new URL('./testing/runbooks.ts', import.meta.url);
const onDefect = vi.fn();
let pool: JudgingPool;
beforeAll(async () => {
  pool = await openJudgingPool({
    runbooks,
    threads: 2,
    deadlineMs: 1_000,
    memoryMb: 64,
    onDefect,
  });
});
afterAll(() => pool.close());
afterEach(() => onDefect.mockClear());

function start(judging = pool) {
  return serve({
    judging,
    runbooks: { [deedsRunbook.id]: deedsRunbook },
    trustedProxies: 1,
    limits: { verificationsPerMinute: 1_000_000 },
    collectorsFor: () => ({
      collect: async (kind): Promise<Evidence> => ({
        status: 'found',
        value: { name: kind.id, ...looked },
      }),
      close: () => undefined,
    }),
  });
}
let looked: Record<string, string> = {};

const from = (client: string) => ({ 'x-forwarded-for': client });
const paste = (evidence: Record<string, object>, step?: string) => ({
  runbook: deedsRunbook.id,
  step,
  vantage: 'pasted',
  inputs: {},
  evidence: Object.fromEntries(
    Object.entries(evidence).map(([name, value]) => [
      `aws/test-${name}`,
      JSON.stringify({ name, ...value }),
    ]),
  ),
});
const look = { runbook: deedsRunbook.id, vantage: 'reader', inputs: {}, step: 'first' };
const fine = paste({ first: {} }, 'first');
const reportOf = async (answer: Response | Promise<Response>) => {
  expect((await answer).status).toBe(200);
  return reportSchema.parse(await (await answer).json());
};
const checksOf = ({ steps }: Awaited<ReturnType<typeof reportOf>>) =>
  steps.flatMap(({ checks }) => checks);

describe.each(['reading', 'judging', 'holding'])('%s that never ends', (where) => {
  test('is stopped, is no verdict, and others are answered meanwhile', async () => {
    const { post } = start();
    const { overruns } = pool.counts();
    let isOver = false;
    const attack = Promise.resolve(
      post('/v1/verifications', paste({ first: { [where]: 'spin' } }, 'first'), from('1.1.1.1')),
    ).finally(() => {
      isOver = true;
    });
    let served = 0;
    while (!isOver) {
      expect(await reportOf(post('/v1/verifications', fine, from('2.2.2.2')))).toMatchObject({
        status: 'pass',
      });
      if (!isOver) served++;
    }
    expect(served).toBeGreaterThan(0);
    expect(await reportOf(attack)).toMatchObject({
      status: 'undetermined',
      steps: [
        {
          checks: [
            {
              findings: [],
              unseen: [
                {
                  message: expect.stringMatching(
                    /took longer than 1 second and was stopped\. It says nothing about your account\. Paste/,
                  ),
                },
              ],
            },
          ],
        },
      ],
    });
    expect(pool.counts().overruns).toBe(overruns + 1);
    expect(onDefect).not.toHaveBeenCalled();
  });
});

test.each(['judging', 'holding'])(
  'what came back from an account is stopped as well: %s',
  async (where) => {
    looked = { [where]: 'spin' };
    const answer = start().post('/v1/verifications', look);
    expect(await reportOf(answer)).toMatchObject({ status: 'undetermined' });
    looked = {};
  },
);

test('a request costs one worker, however much of it never ends; what was judged before counts', async () => {
  const { post } = start();
  const { overruns } = pool.counts();
  const spin = { judging: 'spin' };
  const report = await reportOf(
    post('/v1/verifications', paste({ first: {}, second: spin, third: spin }), from('1.1.1.1')),
  );
  expect(checksOf(report).map(({ status }) => status)).toEqual([
    'pass',
    'undetermined',
    'undetermined',
  ]);
  expect(pool.counts().overruns).toBe(overruns + 1);
});

test('a request in which many things take long costs no more than is allowed for all', async () => {
  const own = await openJudgingPool({
    ...{ runbooks, threads: 1, deadlineMs: 60_000, requestMs: 2_900, onDefect },
  });
  const slow = { judging: 'dawdle' };
  const report = await reportOf(
    start(own).post('/v1/verifications', paste({ first: slow, second: slow, third: {} })),
  );
  expect(checksOf(report).map(({ status }) => status)).toEqual([
    'pass',
    'undetermined',
    'undetermined',
  ]);
  expect(checksOf(report)[1]?.unseen[0]?.message).toContain('longer than 2.9 seconds');
  expect(own.counts().overruns).toBe(1);
  await own.close();
});

test('a place is given back with a worker that works', async () => {
  const { post } = start();
  const { restarts } = pool.counts();
  for (let count = 0; count < 3; count++)
    await reportOf(post('/v1/verifications', paste({ first: { judging: 'spin' } }, 'first')));
  expect(await reportOf(post('/v1/verifications', fine))).toMatchObject({ status: 'pass' });
  await vi.waitFor(() => expect(pool.counts().restarts).toBe(restarts + 3), 10_000);
  expect(pool.counts().waiting).toBe(0);
});

describe('a worker that ends', () => {
  test('for want of memory is replaced, and its check is not green', async () => {
    const own = await openJudgingPool({
      ...{ runbooks, threads: 1, memoryMb: 32, deadlineMs: 60_000, onDefect },
    });
    const { post } = start(own);
    const answer = post('/v1/verifications', paste({ first: { judging: 'hoard' } }, 'first'));
    expect(checksOf(await reportOf(answer))).toMatchObject([
      {
        status: 'undetermined',
        unseen: [{ message: expect.stringMatching(/more memory than there is for it/) }],
      },
    ]);
    expect(onDefect).not.toHaveBeenCalled();
    expect(await reportOf(post('/v1/verifications', fine))).toMatchObject({ status: 'pass' });
    await own.close();
  });
  test('by itself is a defect and replaced, and its check is not green', async () => {
    const { post } = start();
    const answer = post('/v1/verifications', paste({ first: { judging: 'exit' } }, 'first'));
    expect(checksOf(await reportOf(answer))).toMatchObject([
      {
        status: 'undetermined',
        unseen: [{ message: expect.stringMatching(/failed on our side/) }],
      },
    ]);
    expect(onDefect).toHaveBeenCalledTimes(1);
    expect(await reportOf(post('/v1/verifications', fine))).toMatchObject({ status: 'pass' });
  });
  test('beside others takes none of theirs along', async () => {
    const { post } = start();
    const answers = ['hoard', 'nothing', 'exit', 'nothing', 'spin', 'nothing'].map((judging, at) =>
      reportOf(
        post('/v1/verifications', paste({ first: { judging } }, 'first'), from(`3.3.3.${at}`)),
      ),
    );
    expect((await Promise.all(answers)).map(({ status }) => status)).toEqual([
      'undetermined',
      'pass',
      'undetermined',
      'pass',
      'undetermined',
      'pass',
    ]);
  });
});

test('a defect is told to the operator, and nothing of it to the client', async () => {
  looked = { holding: 'throw' };
  const answer = await start().post('/v1/verifications', look);
  looked = {};
  const text = await answer.text();
  expect(JSON.parse(text)).toMatchObject({ status: 'undetermined' });
  expect(text).toContain('failed on our side');
  expect(text).not.toContain('MARKER');
  expect(onDefect).toHaveBeenCalledTimes(1);
});

test('an answer that is too long to be told is none', async () => {
  const { post } = start();
  const text = await (
    await post('/v1/verifications', paste({ first: { judging: 'ramble' } }, 'first'))
  ).text();
  expect(JSON.parse(text)).toMatchObject({ status: 'undetermined' });
  expect(text.length).toBeLessThan(10_000);
});

describe('readings', () => {
  const read = (value: object) => ({
    ...{
      runbook: deedsRunbook.id,
      step: 'first',
      inputs: {},
      text: JSON.stringify({ name: 'x', ...value }),
    },
  });
  test('are read there', async () => {
    expect((await start().post('/v1/readings', read({}))).status).toBe(200);
  });
  test('that never end are refused, and others are read', async () => {
    const { post } = start();
    const attack = post('/v1/readings', read({ reading: 'spin' }), from('1.1.1.1'));
    expect((await post('/v1/readings', read({}), from('2.2.2.2'))).status).toBe(200);
    expect(await problem(attack)).toMatchObject({
      status: 422,
      type: expect.stringMatching(/too-much-to-read$/),
      detail: expect.stringMatching(/was stopped/),
    });
  });
});

test('operators see what happened', async () => {
  const text = await start().registry.metrics();
  const { overruns, restarts } = pool.counts();
  expect(overruns).toBeGreaterThan(0);
  expect(text).toContain(`spot_runbooks_judging_overruns_total ${overruns}\n`);
  expect(text).toContain(`spot_runbooks_judging_restarts_total ${restarts}\n`);
  expect(text).toContain('spot_runbooks_judging_waiting 0\n');
});

describe('starting and stopping', () => {
  test('a server is ready when its workers are', async () => {
    const own = await openJudgingPool({
      runbooks,
      threads: 1,
    });
    const { app } = serve({ judging: own, collectorsFor: () => ({}) as never });
    expect((await app.request('/readyz')).status).toBe(200);
    await own.close();
    const stopped = serve({ judging: own, collectorsFor: () => ({}) as never });
    expect(await problem(stopped.app.request('/readyz'))).toMatchObject({
      status: 503,
      detail: expect.stringMatching(/workers that judge/),
    });
  });
  test('where none can be started in place of one that ended, it is tried until it works', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'judging-'));
    const broken = join(folder, 'broken');
    const loader = join(folder, 'runbooks.mjs');
    writeFileSync(
      loader,
      `import { existsSync } from 'node:fs';
       import { loadRunbooks as load } from '${runbooks.href}';
       export const loadRunbooks = () =>
         existsSync('${broken}') ? Promise.reject(new Error('broken')) : load();`,
    );
    const own = await openJudgingPool({
      ...{ runbooks: pathToFileURL(loader), threads: 1, deadlineMs: 500, onDefect },
    });
    const { app, post } = start(own);
    writeFileSync(broken, '');
    const attack = post('/v1/verifications', paste({ first: { judging: 'spin' } }, 'first'));
    expect(await reportOf(attack)).toMatchObject({ status: 'undetermined' });
    await vi.waitFor(() => expect(own.isReady()).toBe(false), 20_000);
    expect((await app.request('/readyz')).status).toBe(503);
    const waiting = reportOf(post('/v1/verifications', fine));
    rmSync(broken);
    expect(await waiting).toMatchObject({ status: 'pass' });
    expect(own.isReady()).toBe(true);
    await own.close();
    rmSync(folder, { recursive: true });
  });
  test('workers that cannot start are an error', async () => {
    const none = new URL('./testing/nothing.ts', import.meta.url);
    await expect(openJudgingPool({ runbooks: none, threads: 1 })).rejects.toThrow(/nothing/);
  });
  describe('with a worker that is taken', () => {
    const request = (deed: string) => ({
      ...{ runbook: deedsRunbook, inputs: {}, now: new Date(), only: 'first', step: 'first' },
      check: 'test/first',
      evidence: {
        'aws/test-first': { status: 'found' as const, value: { name: 'x', judging: deed } },
      },
    });
    const open = async (threads = 1) => {
      const own = await openJudgingPool({ runbooks, threads, deadlineMs: 60_000 });
      const ask = (deed: string, signal: AbortSignal, client = '1.1.1.1') =>
        own
          .judgeFor(client, signal)
          .judgeCheck(request(deed))
          .catch((error: Error) => error.message);
      return { own, ask };
    };
    const staying = new AbortController().signal;
    const turn = () => new Promise((done) => setImmediate(done));
    test('checks that are ready together, and of which nothing was found, are one task', async () => {
      const { own, ask } = await open();
      const spinning = ask('spin', staying);
      const judge = own.judgeFor('2.2.2.2', staying);
      const together = [1, 2, 3].map(() =>
        judge
          .judgeCheck({ ...request('nothing'), evidence: {} })
          .catch((error: Error) => error.message),
      );
      await turn();
      expect(own.counts().waiting).toBe(1);
      await own.close();
      for (const answer of await Promise.all([spinning, ...together]))
        expect(answer).toMatch(/being stopped/);
    });
    test('one client has all workers but one at most', async () => {
      const { own, ask } = await open(2);
      const spinning = [1, 2, 3].map(() => ask('spin', staying));
      await turn();
      expect(own.counts().waiting).toBe(2);
      expect(await ask('nothing', staying, '2.2.2.2')).toMatchObject({ status: 'pass' });
      await own.close();
      await Promise.all(spinning);
    });
    test('whoever leaves does not wait', async () => {
      const { own, ask } = await open();
      const leaving = new AbortController();
      const spinning = ask('spin', staying);
      const left = [1, 2, 3].map(() => ask('nothing', leaving.signal));
      await turn();
      expect(own.counts().waiting).toBe(3);
      leaving.abort();
      expect(own.counts().waiting).toBe(0);
      for (const answer of await Promise.all(left)) expect(answer).toMatch(/left the queue/);
      await own.close();
      await spinning;
    });
    test('what is judged or waits while it closes has no verdict', async () => {
      const { own, ask } = await open();
      const answers = [ask('spin', staying), ask('nothing', staying)];
      await turn();
      expect(own.counts().waiting).toBe(1);
      // Until a worker has the first of them.
      await new Promise((done) => setTimeout(done, 50));
      await own.close();
      for (const answer of await Promise.all(answers)) expect(answer).toMatch(/being stopped/);
    });
  });
});

test('it judges as this thread does, all checks of all runbooks', async () => {
  const own = await openJudgingPool({ threads: 2 });
  const judge = own.judgeFor('1.1.1.1', new AbortController().signal);
  const now = new Date('2026-11-28T12:00:00Z');
  for (const runbook of Object.values(await loadRunbooks())) {
    for (const [step, { checks }] of Object.entries(runbook.steps)) {
      for (const { id } of checks) {
        const request = {
          ...{ runbook, inputs: {}, now, only: undefined, step, check: id, evidence: {} },
        };
        expect(await judge.judgeCheck(request)).toEqual(await judgeHere.judgeCheck(request));
      }
    }
    const text = { runbook, inputs: {}, now, text: '{"Account": "111122223333"}\nbash: aws: no' };
    expect(await judge.readAnything(text)).toEqual(await judgeHere.readAnything(text));
  }
  await own.close();
});
