import { availableParallelism } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import { deserialize } from 'node:v8';
import { Piscina } from 'piscina';
import type { CheckResult } from '../../checks/report.ts';
import { type Judging, JudgingStopped } from '../../verification/judging.ts';
import { siteOf } from '../client-address.ts';
import { createFairQueue, QueueFull } from '../fair-queue.ts';
import {
  type CrossedRequest,
  type PackedEvidence,
  packEvidence,
  type Task,
  unpackEvidence,
  type WorkerData,
} from './crossing.ts';

export interface JudgingPoolOptions {
  /** Module whose `loadRunbooks()` brings the runbooks. Default: all that there are. */
  runbooks?: URL;
  /** Default: one for each processor, at least 2, at most 4. */
  threads?: number;
  /** Milliseconds that one reading, or one check, may take. Default: 2,000. */
  deadlineMs?: number;
  /** Milliseconds that all of one request may take together. Default: 10,000. */
  requestMs?: number;
  /** Milliseconds that one may wait for a worker. Default: 20,000. */
  patienceMs?: number;
  /** Megabytes of memory that one worker may have. Default: 160. */
  memoryMb?: number;
  /** Told of defects: what a worker threw, and that it ended. Not of what was stopped. */
  onDefect?: (error: unknown) => void;
}

/** What operators want to know of it. */
export interface JudgingCounts {
  /** Tasks that wait for a worker. */
  waiting: number;
  /** Workers that were replaced, whatever they ended of. */
  restarts: number;
  /** Tasks that took longer than they may. */
  overruns: number;
}

/** Workers that read and judge what strangers send. */
export interface JudgingPool {
  /**
   * The judge for one request of a client, until it leaves. Whatever was sent with a request in which
   * one thing took too much is not judged further: each would cost a worker.
   */
  judgeFor(client: string, signal: AbortSignal): Judging;
  /** Whether there are workers. */
  isReady(): boolean;
  counts(): JudgingCounts;
  /** Ends the workers, whatever they do. */
  close(): Promise<void>;
}

/** A request from outside, of which many things may be asked. */
interface Request {
  client: string;
  /** Aborts when nobody waits for the answer any more. */
  signal: AbortSignal;
  /** Milliseconds that workers had with it by now. */
  spentMs: number;
  /** Why no more of it is judged. */
  stopped?: JudgingStopped;
}

/**
 * Starts the workers, and waits until they have loaded the runbooks. Throws when they cannot.
 *
 * One that takes longer than the deadline or more memory than it may have is ended and replaced;
 * its task rejects with {@link JudgingStopped}. One client, or all of one site, has all workers but one
 * at most, and the clients take turns.
 */
export async function openJudgingPool(options: JudgingPoolOptions = {}): Promise<JudgingPool> {
  const {
    runbooks = new URL('../../../runbooks/workflows.ts', import.meta.url),
    threads = Math.min(4, Math.max(2, availableParallelism())),
    deadlineMs = 2_000,
    requestMs = 10_000,
    patienceMs = 20_000,
    memoryMb = 160,
    onDefect = () => undefined,
  } = options;
  const queue = createFairQueue({
    places: threads,
    perClient: Math.max(1, threads - 1),
    siteOf,
    perSite: Math.max(1, threads - 1),
    // The requests themselves are counted where they come in.
    waiting: Number.POSITIVE_INFINITY,
    waitingPerClient: Number.POSITIVE_INFINITY,
    patienceMs,
    longestMs: deadlineMs,
  });
  let restarts = 0;
  let overruns = 0;
  let isClosed = false;
  let isReady = false;
  /** Workers that ended, and whose task has not ended yet. */
  let lost = 0;
  /** Places of workers that ended: given back once there is another worker. */
  const empty: (() => void)[] = [];

  const workerData: WorkerData = { runbooks: runbooks.href, answerBytes: 4 * 1024 * 1024 };
  const start = async (): Promise<Piscina> => {
    const workers = new Piscina({
      filename: new URL('./worker.ts', import.meta.url).href,
      minThreads: threads,
      maxThreads: threads,
      workerData,
      // What is read in a worker needs nothing of the environment, where the keys are.
      env: {},
      execArgv: [],
      recordTiming: false,
      resourceLimits: { maxOldGenerationSizeMb: memoryMb, maxYoungGenerationSizeMb: 16 },
    });
    workers.on('workerDestroy', () => lost++);
    // A worker ended without a task, or before it was ready. Of the latter, no more are started.
    workers.on('error', (error) => {
      onDefect(error);
      if (isReady && workers.threads.length < threads) running = restart(workers);
    });
    try {
      await Promise.all(
        // A task that may be stopped has a worker for itself: each of them is asked.
        Array.from({ length: threads }, () =>
          workers.run(undefined, { signal: new AbortController().signal }),
        ),
      );
    } catch (error) {
      await workers.destroy();
      throw error;
    }
    workers.on('workerCreate', () => {
      restarts++;
      empty.shift()?.();
    });
    isReady = true;
    return workers;
  };
  const restart = async (before: Piscina): Promise<Piscina> => {
    isReady = false;
    await before.destroy();
    for (;;) {
      try {
        const workers = await start();
        restarts += threads;
        lost = 0;
        for (const leave of empty.splice(0)) leave();
        return workers;
      } catch (error) {
        onDefect(error);
        await delay(1_000, undefined, { ref: false });
        if (isClosed) return before;
      }
    }
  };
  let running: Promise<Piscina> = start();
  await running;

  const run = async (request: Request, task: Task): Promise<Uint8Array> => {
    const leave = await waitForTurn(request);
    const overrun = new AbortController();
    const leftMs = Math.max(0, requestMs - request.spentMs);
    let timer: NodeJS.Timeout | undefined;
    let startedAt: number | undefined;
    try {
      const workers = await running;
      const reason = whyNot(request);
      if (reason) throw reason;
      // Where this thread itself was held up, the answer may be there: it is taken first.
      timer = setTimeout(() => setImmediate(() => overrun.abort()), Math.min(deadlineMs, leftMs));
      startedAt = performance.now();
      return await workers.run(task, { signal: overrun.signal });
    } catch (error) {
      if (overrun.signal.aborted) {
        overruns++;
        request.stopped = tookTooLong(leftMs < deadlineMs ? requestMs : deadlineMs);
      }
      throw explain(error, request);
    } finally {
      clearTimeout(timer);
      if (startedAt !== undefined) request.spentMs += performance.now() - startedAt;
      if (lost > 0 && !isClosed) {
        lost--;
        empty.push(leave);
      } else {
        leave();
      }
    }
  };
  const waitForTurn = async ({ client, signal }: Request): Promise<() => void> => {
    const { turn, leave } = queue.join(client);
    signal.addEventListener('abort', leave, { once: true });
    if (signal.aborted) leave();
    try {
      await turn;
      return leave;
    } catch (error) {
      throw error instanceof QueueFull ? tooBusy(patienceMs, error) : error;
    } finally {
      signal.removeEventListener('abort', leave);
    }
  };
  /** Why nothing of a request is judged any more; else undefined. */
  const whyNot = ({ signal, stopped }: Request): unknown => {
    if (signal.aborted) return signal.reason;
    return isClosed ? closing() : stopped;
  };
  const explain = (error: unknown, request: Request): unknown => {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY')
      request.stopped ??= tookTooMuch();
    const reason = whyNot(request);
    if (reason) return reason;
    onDefect(error);
    return failed();
  };

  return {
    judgeFor(client, signal) {
      const from: Request = { client, signal, spentMs: 0 };
      const ask = async <T>(task: Task) => deserialize(await run(from, task)) as T;
      const judgeAll = (request: readonly CrossedRequest<'judgeCheck'>[]) =>
        ask<CheckResult[]>({ what: 'judgeChecks', request });
      const together = createBatch(judgeAll);
      return {
        async readText({ runbook: { id }, kind, ...request }) {
          const packed = await ask<PackedEvidence | undefined>({
            what: 'readText',
            request: { ...request, runbook: id, kind: kind.id },
          });
          return packed && unpackEvidence(packed);
        },
        findOtherSubject: ({ runbook: { id }, kind, evidence, ...request }) =>
          ask({
            what: 'findOtherSubject',
            request: {
              ...request,
              runbook: id,
              kind: kind.id,
              evidence: packEvidence(evidence),
            },
          }),
        async judgeCheck({ runbook: { id }, evidence, ...request }) {
          const crossed = {
            ...request,
            runbook: id,
            evidence: Object.fromEntries(
              Object.entries(evidence).map(([kind, one]) => [kind, packEvidence(one)]),
            ),
          };
          const holdsNothing = Object.values(evidence).every(({ status }) => status !== 'found');
          if (holdsNothing) return together.add(crossed);
          const [result] = await judgeAll([crossed]);
          return result as CheckResult;
        },
        readAnything: ({ runbook: { id }, ...request }) =>
          ask({ what: 'readAnything', request: { ...request, runbook: id } }),
      };
    },
    isReady: () => isReady,
    counts: () => ({ waiting: queue.waiting, restarts, overruns }),
    async close() {
      isClosed = true;
      isReady = false;
      for (const leave of empty.splice(0)) leave();
      await (await running).destroy();
    },
  };
}

/**
 * Asks together what is asked in the same turn of the event loop: each message to a worker costs more
 * than a check of which nothing was found. One that holds something is asked alone: it may be the one
 * that never ends, and what was judged before it counts. When asking fails, each fails so.
 */
function createBatch<Request, Answer>(
  askAll: (requests: readonly Request[]) => Promise<readonly Answer[]>,
): { add(request: Request): Promise<Answer> } {
  interface Asked {
    request: Request;
    resolve(answer: Answer): void;
    reject(error: unknown): void;
  }
  let asked: Asked[] = [];
  const send = async () => {
    const all = asked;
    asked = [];
    try {
      const answers = await askAll(all.map(({ request }) => request));
      for (const [index, { resolve }] of all.entries()) resolve(answers[index] as Answer);
    } catch (error) {
      for (const { reject } of all) reject(error);
    }
  };
  return {
    add: (request) =>
      new Promise((resolve, reject) => {
        if (asked.length === 0) setImmediate(() => void send());
        asked.push({ request, resolve, reject });
      }),
  };
}

const oneAtATime = 'Paste the output of one command at a time, or check one step at a time.';
const inSeconds = (milliseconds: number) =>
  milliseconds === 1_000 ? '1 second' : `${milliseconds / 1_000} seconds`;
const tookTooLong = (milliseconds: number) =>
  new JudgingStopped(
    'too-much',
    `Judging took longer than ${inSeconds(milliseconds)} and was stopped.`,
    oneAtATime,
  );
const tookTooMuch = () =>
  new JudgingStopped(
    'too-much',
    'Judging took more memory than there is for it and was stopped.',
    oneAtATime,
  );
const tooBusy = (milliseconds: number, { retryAfterSeconds: seconds }: QueueFull) =>
  new JudgingStopped(
    'busy',
    `Judging did not get its turn within ${inSeconds(milliseconds)}.`,
    `Try again in ${inSeconds(seconds * 1_000)}.`,
    seconds,
  );
const closing = () => new JudgingStopped('busy', 'This server is being stopped.', 'Try again.');
const failed = () =>
  new JudgingStopped('failed', 'Judging failed on our side.', 'Try again; if it stays, report it.');
