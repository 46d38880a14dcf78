import { expect, test, vi } from 'vitest';
import type { GatherContext, SignInRequest, SignInRun } from '../define-collector.ts';
import { createSharedSignIns } from './shared-sign-ins.ts';

type Session = 'opened' | 'failed' | 'lost' | 'throttled' | `spent: ${number}`;
const cost = 7;

/** Sign-ins that end when the test says so, in a time that it moves. */
function start(
  perClient = { burst: 60, perSecond: 1 },
  perInstance = { burst: 90, perSecond: 60 },
  perSite = perInstance,
) {
  let time = 0;
  const shared = createSharedSignIns({ perClient, perSite, perInstance, now: () => time });
  const runs: (SignInRun & { end: (session: Session) => void })[] = [];
  const open = (
    client: string,
    {
      subject = 'role',
      shape = 'policy',
      place = 'here',
      site,
      context = {},
    }: {
      subject?: string;
      shape?: string;
      place?: string;
      site?: string;
      context?: Partial<GatherContext>;
    } = {},
  ) => {
    const request: SignInRequest<Session> = {
      context: {
        signal: new AbortController().signal,
        waiting: () => undefined,
        ...context,
      } as GatherContext,
      subject: [subject],
      shape,
      place,
      countCalls: (failedSecondsAgo) => (failedSecondsAgo === undefined ? cost : 4),
      signIn: (run) =>
        new Promise((end) => {
          runs.push({ ...run, end });
          run.context.signal.addEventListener('abort', () => end('lost'));
        }),
      outcomeOf: (session) => session as Exclude<Session, `spent: ${number}`>,
      tellSpent: (seconds) => `spent: ${seconds}`,
    };
    return shared.of(client, site).open(request);
  };
  /** Opens one that makes so many calls and comes to this end. */
  const through = async (client: string, subject: string, end: Session, calls = cost) => {
    const count = runs.length;
    const session = open(client, { subject });
    await vi.waitFor(() => expect(runs).toHaveLength(count + 1));
    const run = runs[count] as (typeof runs)[number];
    for (let call = 0; call < calls; call++) run.onCall();
    run.end(end);
    expect(await session).toBe(end);
    return run;
  };
  const pass = (milliseconds: number) => {
    time += milliseconds;
  };
  return { open, through, runs, pass };
}

test('those who ask alike at the same time share one sign-in, and it costs once', async () => {
  const { open, runs } = start();
  const sessions = Array.from({ length: 33 }, () => open('a'));
  await vi.waitFor(() => expect(runs).toHaveLength(1));
  runs[0]?.end('failed');
  expect(await Promise.all(sessions)).toEqual(Array(33).fill('failed'));
  expect(runs).toHaveLength(1);
});

test('another role, another ID or another policy is another sign-in, and so is a later one', async () => {
  const { open, runs } = start();
  const sessions = [open('a'), open('a', { subject: 'other' }), open('a', { shape: 'other' })];
  await vi.waitFor(() => expect(runs).toHaveLength(3));
  for (const run of runs) run.end('opened');
  await Promise.all(sessions);
  void open('a');
  await vi.waitFor(() => expect(runs).toHaveLength(4));
});

test('everybody who waits is told, and who comes later too, with what is left', async () => {
  const { open, runs, pass } = start();
  const told: string[] = [];
  const listen = (name: string) => ({
    context: {
      waiting: (message: string, untilMs: number) =>
        void told.push(`${name} ${message} ${untilMs}`),
    },
  });
  void open('a', listen('first'));
  void open('a', listen('second'));
  await vi.waitFor(() => expect(runs).toHaveLength(1));
  runs[0]?.context.waiting('again', 9_000);
  pass(4_000);
  void open('a', listen('third'));
  expect(told).toEqual(['first again 9000', 'second again 9000', 'third again 5000']);
});

test('who leaves takes nothing from the others; when all have left it stops, and the rest is given back', async () => {
  const { open, runs, through } = start({ burst: cost, perSecond: 1 });
  const leaving = [new AbortController(), new AbortController()] as const;
  const sessions = leaving.map(({ signal }) => open('a', { context: { signal } }));
  await vi.waitFor(() => expect(runs).toHaveLength(1));
  leaving[0].abort();
  expect(runs[0]?.context.signal.aborted).toBe(false);
  leaving[1].abort();
  expect(runs[0]?.context.signal.aborted).toBe(true);
  expect(await Promise.all(sessions)).toEqual(['lost', 'lost']);
  // It had made no call, and nobody knows whether the role fails.
  expect((await through('a', 'role', 'opened')).failedSecondsAgo).toBeUndefined();
});

test('what failed is tried less often for two minutes, until it opens; what was lost is not', async () => {
  const { through, pass } = start();
  expect((await through('a', 'role', 'lost')).failedSecondsAgo).toBeUndefined();
  expect((await through('a', 'role', 'failed')).failedSecondsAgo).toBeUndefined();
  pass(40_000);
  expect((await through('a', 'other', 'failed')).failedSecondsAgo).toBeUndefined();
  expect((await through('a', 'role', 'opened', 4)).failedSecondsAgo).toBe(40);
  expect((await through('a', 'role', 'failed')).failedSecondsAgo).toBeUndefined();
  pass(121_000);
  expect((await through('a', 'role', 'failed')).failedSecondsAgo).toBeUndefined();
});

test('a client has a budget; where it is spent nobody is asked, and the time to come back holds', async () => {
  const { open, through, runs, pass } = start({ burst: 20, perSecond: 1 });
  await through('a', 'one', 'failed');
  await through('a', 'two', 'failed');
  expect(await open('a', { subject: 'three' })).toBe('spent: 1');
  expect(runs).toHaveLength(2);
  await through('b', 'three', 'opened', 3);
  pass(1_000);
  await through('a', 'three', 'failed');
});

test('what opens costs only what it took; who needs more than foreseen owes it', async () => {
  const { open, through } = start({ burst: 14, perSecond: 1 });
  for (const name of ['one', 'two', 'three']) await through('a', name, 'opened', 2);
  await through('a', 'four', 'opened', 10);
  expect(await open('a', { subject: 'five' })).toBe('spent: 9');
});

test('the instance has a budget for all clients together', async () => {
  const { open, through, pass } = start({ burst: 60, perSecond: 1 }, { burst: 70, perSecond: 2 });
  for (let client = 0; client < 10; client++) await through(`c${client}`, `r${client}`, 'failed');
  expect(await open('another')).toBe('spent: 4');
  pass(4_000);
  await through('another', 'role', 'opened');
});

const plenty = { burst: 1_000_000, perSecond: 1_000_000 };

test('32 wait for their first answer at the same time; who got one keeps nobody from asking', async () => {
  const { open, runs } = start(plenty, plenty);
  for (let count = 0; count < 40; count++) void open('a', { subject: `role ${count}` });
  await vi.waitFor(() => expect(runs).toHaveLength(32));
  runs[0]?.onFirstAnswer();
  await vi.waitFor(() => expect(runs).toHaveLength(33));
  // It ends later, and gives its place back once.
  runs[0]?.end('failed');
  await new Promise((done) => setImmediate(done));
  expect(runs).toHaveLength(33);
  for (const { end } of runs) end('failed');
  await vi.waitFor(() => expect(runs).toHaveLength(40));
});

test('when no more calls are taken, those who have not asked are told so, and ask again later', async () => {
  const { open, runs, pass } = start(plenty, plenty);
  const sessions = Array.from({ length: 1_000 }, (_, count) =>
    open('a', { subject: `role ${count}` }),
  );
  await vi.waitFor(() => expect(runs).toHaveLength(32));
  for (const { end } of runs) end('throttled');
  expect(new Set(await Promise.all(sessions))).toEqual(new Set(['throttled']));
  expect(runs).toHaveLength(32);
  expect(await open('b', { subject: 'another' })).toBe('throttled');
  expect(runs).toHaveLength(32);
  // Elsewhere nobody said so.
  void open('b', { subject: 'another', place: 'elsewhere' });
  await vi.waitFor(() => expect(runs).toHaveLength(33));
  pass(2_000);
  void open('b', { subject: 'another' });
  await vi.waitFor(() => expect(runs).toHaveLength(34));
});

test('who leaves before there is room asks nothing', async () => {
  const { open, runs } = start(plenty, plenty);
  const leaving = new AbortController();
  for (let count = 0; count < 32; count++) void open('a', { subject: `role ${count}` });
  const left = open('a', { subject: 'left', context: { signal: leaving.signal } });
  await vi.waitFor(() => expect(runs).toHaveLength(32));
  leaving.abort(new DOMException('The client left.', 'AbortError'));
  await expect(left).rejects.toThrow('The client left.');
  for (const { end } of runs) end('opened');
  await new Promise((done) => setImmediate(done));
  expect(runs).toHaveLength(32);
});

test('many clients of one site have one budget together, and leave the rest to others', async () => {
  const size = (burst: number) => ({ burst, perSecond: 1 });
  const { open, runs } = start(size(60), size(90), size(15));
  const ask = (client: string, site?: string) => open(client, { subject: client, site });
  void ask('a', 'site');
  void ask('b', 'site');
  expect(await ask('c', 'site')).toBe('spent: 6');
  void ask('d', 'other site');
  void ask('e');
  await vi.waitFor(() => expect(runs).toHaveLength(4));
});
