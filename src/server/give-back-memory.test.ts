import { expect, test, vi } from 'vitest';
import { createMemoryWatch } from './give-back-memory.ts';

const megabyte = 1024 * 1024;

function watch(idle = 200) {
  const state = { rss: idle, busy: 0, needed: idle };
  const giveBack = vi.fn(() => {
    state.rss = state.needed;
  });
  const look = createMemoryWatch({
    rss: () => state.rss * megabyte,
    busy: () => state.busy,
    giveBack,
  });
  return { state, giveBack, look };
}

test('what a burst needed is given back once it is quiet, and only once', () => {
  const { state, giveBack, look } = watch();
  look();
  Object.assign(state, { rss: 900, busy: 0.9 });
  look();
  expect(giveBack).not.toHaveBeenCalled();
  state.busy = 0;
  for (let round = 0; round < 5; round++) look();
  expect(giveBack).toHaveBeenCalledTimes(1);
  expect(state.rss).toBe(200);
});

test('what is still needed is not asked for again and again', () => {
  const { state, giveBack, look } = watch();
  Object.assign(state, { rss: 500, needed: 450 });
  for (let round = 0; round < 5; round++) look();
  expect(giveBack).toHaveBeenCalledTimes(1);
  Object.assign(state, { rss: 520 });
  look();
  expect(giveBack).toHaveBeenCalledTimes(2);
});

test('a little growth is nothing', () => {
  const { state, giveBack, look } = watch();
  state.rss = 250;
  look();
  expect(giveBack).not.toHaveBeenCalled();
});
