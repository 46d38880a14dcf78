import { expect, test } from 'vitest';
import countClients from './count-clients.ts';

test('counts each client in a window of its own', () => {
  let now = 0;
  const counts = countClients(100, 10, () => now);
  const hits = (client: string) => counts.increment(client) as { totalHits: number };
  expect([hits('a'), hits('a'), hits('b')].map(({ totalHits }) => totalHits)).toEqual([2, 2, 1]);
  now = 60;
  expect(hits('c').totalHits).toBe(1);
  now = 100;
  expect(hits('a').totalHits).toBe(1);
  expect(hits('c').totalHits).toBe(2);
});

test('a million networks are never more than it may keep, and those of now are counted on', () => {
  const counts = countClients(60_000, 1_000, () => 0);
  for (let network = 0; network < 1_000_000; network++) counts.increment(`client ${network}`);
  const kept = (from: number, to: number) =>
    Array.from({ length: to - from }, (_, at) => counts.get(`client ${from + at}`)).filter(Boolean);
  expect(kept(999_000, 1_000_000)).toHaveLength(1_000);
  expect(kept(0, 999_000)).toHaveLength(0);
});

test('who is forgotten first is who came first, not who is counted', () => {
  const counts = countClients(60_000, 3, () => 0);
  for (const client of ['a', 'b', 'c', 'c', 'd', 'c']) counts.increment(client);
  expect(counts.get('a')).toBeUndefined();
  expect(counts.get('c')).toMatchObject({ totalHits: 3 });
});
