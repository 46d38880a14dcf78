import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createGate } from './create-gate.ts';
import { takeTurn } from './take-turn.ts';

test('a thousand who want to go on at once do so in parts, in the order in which they came', async () => {
  const went: number[] = [];
  const all = Promise.all(
    Array.from({ length: 1_000 }, async (_, number) => {
      await takeTurn();
      went.push(number);
    }),
  );
  let before = 0;
  let most = 0;
  while (went.length < 1_000) {
    await nextTurn();
    most = Math.max(most, went.length - before);
    before = went.length;
  }
  await all;
  expect(most).toBeLessThanOrEqual(16);
  expect(went).toEqual([...went].sort((a, b) => a - b));
});

test('whoever is alone waits for nobody', async () => {
  await nextTurn();
  await nextTurn();
  let isOn = false;
  void takeTurn().then(() => {
    isOn = true;
  });
  await Promise.resolve();
  expect(isOn).toBe(true);
});

test('a gate lets no more in than it has room for, and who gives up takes none', async () => {
  const gate = createGate(2);
  let inside = 0;
  let most = 0;
  const work = async () => {
    const leave = await gate.enter();
    most = Math.max(most, ++inside);
    await nextTurn();
    inside--;
    leave();
    // Once too often makes no room.
    leave();
  };
  const first = Array.from({ length: 10 }, work);
  const leaving = new AbortController();
  const gaveUp = gate.enter(leaving.signal);
  leaving.abort(new Error('The client left.'));
  await expect(gaveUp).rejects.toThrow('The client left.');
  await Promise.all([...first, ...Array.from({ length: 10 }, work)]);
  expect(most).toBe(2);
  expect(inside).toBe(0);
});
