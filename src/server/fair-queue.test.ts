import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import {
  createFairQueue,
  type FairQueueOptions,
  type Place,
  QueueFull,
  type Standing,
} from './fair-queue.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A queue, those who joined it by name, and in which order they got their turn or were sent away. */
function open(options: Partial<FairQueueOptions> = {}) {
  const queue = createFairQueue({
    ...{ places: 4, perClient: 2, waiting: 10, waitingPerClient: 6 },
    ...{ patienceMs: 30_000, longestMs: 60_000 },
    ...options,
  });
  const joined = new Map<string, Place>();
  const begun: string[] = [];
  const refused: Record<string, unknown> = {};
  /** Joins as `a` for `a1`, `a2`, … */
  const join = async (...names: string[]) => {
    for (const name of names) {
      const place = queue.join(name.slice(0, 1));
      joined.set(name, place);
      place.turn.then(
        () => begun.push(name),
        (error) => {
          refused[name] = error instanceof QueueFull ? error.share : error.name;
        },
      );
    }
    await vi.advanceTimersByTimeAsync(0);
  };
  const leave = async (name: string) => {
    joined.get(name)?.leave();
    await vi.advanceTimersByTimeAsync(0);
  };
  const standingsOf = (name: string) => {
    const standings: Standing[] = [];
    joined.get(name)?.follow((standing) => standings.push(standing));
    return standings;
  };
  return { queue, join, leave, begun, refused, standingsOf };
}

async function refusalOf(promise: Promise<unknown>): Promise<QueueFull> {
  const error: unknown = await promise.catch((one) => one);
  if (error instanceof QueueFull) return error;
  throw new Error('There was room.', { cause: error });
}

describe('places', () => {
  test('one client has its share at most, and leaves the rest to others', async () => {
    const { join, begun } = open();
    await join('a1', 'a2', 'a3', 'a4');
    expect(begun).toEqual(['a1', 'a2']);
    await join('b1');
    expect(begun).toEqual(['a1', 'a2', 'b1']);
  });
  test('are given back once, and to the next', async () => {
    const { join, leave, begun, queue } = open({ places: 1 });
    await join('a1', 'a2', 'a3');
    await leave('a1');
    await leave('a1');
    expect(begun).toEqual(['a1', 'a2']);
    expect(queue.waiting).toBe(1);
  });
  test('nobody waits beside a place that they may have', async () => {
    const { join, leave, begun, queue } = open();
    await join('a1', 'a2', 'a3', 'b1', 'b2', 'c1');
    expect(begun).toEqual(['a1', 'a2', 'b1', 'b2']);
    await leave('b1');
    expect(begun.at(-1)).toBe('c1');
    await leave('a2');
    expect(begun.at(-1)).toBe('a3');
    expect(queue.waiting).toBe(0);
  });
});

describe('turns', () => {
  test('go round the clients: whoever asks much waits for themselves', async () => {
    const { join, leave, begun } = open({ places: 1 });
    await join('a1', 'a2', 'a3', 'a4', 'b1', 'b2', 'c1');
    for (let turn = 0; turn < 6; turn++) await leave(begun.at(-1) as string);
    expect(begun).toEqual(['a1', 'a2', 'b1', 'c1', 'a3', 'b2', 'a4']);
  });
  test('whoever leaves the queue gets none, and holds up nobody', async () => {
    const { join, leave, begun, refused } = open({ places: 1 });
    await join('a1', 'b1', 'c1');
    await leave('b1');
    await leave('a1');
    expect(begun).toEqual(['a1', 'c1']);
    expect(refused).toEqual({ b1: 'AbortError' });
  });
});

describe('waiting', () => {
  test('is told: how many are before, whose share it is, how long at most; and when that changes', async () => {
    const { join, leave, standingsOf } = open({ places: 2 });
    await join('a1', 'a2', 'a3', 'b1', 'b2');
    const own = standingsOf('a3');
    const other = standingsOf('b2');
    expect(own).toEqual([{ before: 0, isOwnShare: true, untilMs: 30_000 }]);
    expect(other).toEqual([{ before: 2, isOwnShare: false, untilMs: 30_000 }]);
    await vi.advanceTimersByTimeAsync(5_000);
    await leave('b1');
    expect(other.at(-1)).toEqual({ before: 1, isOwnShare: false, untilMs: 25_000 });
    expect(own).toHaveLength(1);
  });
  test('has an end, which is told beforehand', async () => {
    const { join, refused, queue } = open({ places: 1, perClient: 1 });
    await join('a1', 'a2', 'b1');
    await vi.advanceTimersByTimeAsync(29_999);
    expect(refused).toEqual({});
    await vi.advanceTimersByTimeAsync(1);
    expect(refused).toEqual({ a2: 'client', b1: 'all' });
    expect(queue.waiting).toBe(0);
  });
  test('has an end for each client', async () => {
    const { join, queue } = open({ places: 1, waitingPerClient: 2 });
    await join('a1', 'a2', 'a3');
    expect((await refusalOf(join('a4'))).share).toBe('all');
    await join('b1');
    expect(queue.waiting).toBe(3);
  });
  test('where there is no room, whoever has most gives way to others, and never to themselves', async () => {
    const { join, refused, queue } = open({ places: 1, waiting: 4 });
    await join('a1', 'a2', 'a3', 'a4', 'a5');
    await refusalOf(join('a6'));
    expect(refused).toEqual({});
    await join('b1');
    expect(refused).toEqual({ a5: 'all' });
    await join('b2');
    expect(refused).toEqual({ a5: 'all', a4: 'all' });
    await refusalOf(join('b3'));
    expect(queue.waiting).toBe(4);
  });
});

describe('when to try again', () => {
  test('follows from how long others took', async () => {
    const { join, leave } = open({ places: 1, waiting: 1 });
    await join('a1');
    await vi.advanceTimersByTimeAsync(4_000);
    await leave('a1');
    await join('b1', 'b2');
    await vi.advanceTimersByTimeAsync(1_000);
    // One has 3 of 4 seconds left, another waits and will take 4.
    expect((await refusalOf(join('c1'))).retryAfterSeconds).toBe(7);
  });
  test('is not before the deadline of those who take longer', async () => {
    const { join, leave } = open({ places: 1, waiting: 0 });
    await join('a1');
    await vi.advanceTimersByTimeAsync(1_000);
    await leave('a1');
    await join('a2');
    await vi.advanceTimersByTimeAsync(20_000);
    expect((await refusalOf(join('b1'))).retryAfterSeconds).toBe(40);
  });
  test('for whoever has its share it is when one of its own ends', async () => {
    const { join } = open({ waitingPerClient: 0 });
    await join('b1');
    await vi.advanceTimersByTimeAsync(10_000);
    await join('a1', 'a2');
    await vi.advanceTimersByTimeAsync(40_000);
    const refusal = await refusalOf(join('a3'));
    expect(refusal).toMatchObject({ share: 'client', retryAfterSeconds: 20 });
  });
});

describe('clients of one site', () => {
  const siteOf = (client: string) => (/[a-m]/.test(client) ? 'site' : undefined);
  test('have some of the places together, and leave the rest to others', async () => {
    const { join, leave, begun, standingsOf } = open({ siteOf, perSite: 3 });
    await join('a1', 'b1', 'c1', 'd1');
    expect(begun).toEqual(['a1', 'b1', 'c1']);
    expect(standingsOf('d1')).toMatchObject([{ before: 0, isOwnShare: true }]);
    await join('x1');
    expect(begun.at(-1)).toBe('x1');
    await leave('a1');
    expect(begun.at(-1)).toBe('d1');
  });
  test('take turns as one', async () => {
    const { join, leave, begun } = open({ siteOf, perSite: 3, places: 3, perClient: 1 });
    await join('a1', 'b1', 'x1', 'c1', 'd1', 'e1', 'f1', 'y1', 'z1');
    await leave('a1');
    await leave('x1');
    await leave('b1');
    await leave('c1');
    expect(begun).toEqual(['a1', 'b1', 'x1', 'c1', 'y1', 'z1', 'd1']);
  });
  test('give way together to those who have less', async () => {
    const { join, refused, queue } = open({ siteOf, perSite: 2, places: 2, waiting: 4 });
    await join('a1', 'b1', 'c1', 'd1', 'e1', 'f1', 'x1');
    expect(refused).toEqual({ f1: 'client' });
    expect(queue.waiting).toBe(4);
    await expect(join('g1')).rejects.toThrow(QueueFull);
  });
  test('are not told to wait for each other where they have all that is their own', async () => {
    const retryAfter = async (...before: string[]) => {
      const { join } = open({ siteOf, perSite: 6, places: 8, waitingPerClient: 1 });
      await join(...before, 'a1', 'a2', 'a3');
      return (await refusalOf(join('a4'))).retryAfterSeconds;
    };
    expect(await retryAfter('b1', 'b2', 'b3', 'c1')).toBe(await retryAfter());
  });
});
