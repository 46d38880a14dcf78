import { expect, test } from 'vitest';
import { createBudget } from './budget.ts';

function start(burst: number, perSecond: number) {
  let time = 0;
  const budget = createBudget({ burst, perSecond }, () => time);
  const pass = (milliseconds: number) => {
    time += milliseconds;
  };
  return { ...budget, pass };
}

test('is full at first, and says how long until so much is there', () => {
  const { wait, spend, pass } = start(10, 2);
  expect(wait(10)).toBe(0);
  spend(9);
  expect([wait(1), wait(3)]).toEqual([0, 1_000]);
  pass(999);
  expect(wait(3)).toBeGreaterThan(0);
  pass(1);
  expect(wait(3)).toBe(0);
});

test('grows no further than its burst, and what is given back neither', () => {
  const { wait, spend, pass } = start(5, 1);
  pass(3_600_000);
  spend(-100);
  spend(5);
  expect(wait(1)).toBe(1_000);
});

test('what was spent beyond it is owed', () => {
  const { wait, spend, pass } = start(5, 1);
  spend(7);
  expect(wait(1)).toBe(3_000);
  spend(-2);
  expect(wait(1)).toBe(1_000);
  pass(1_000);
  expect(wait(1)).toBe(0);
});

test('more than it can ever hold is there when it is full', () => {
  const { wait, spend } = start(5, 1);
  expect(wait(6)).toBe(0);
  spend(5);
  expect(wait(6)).toBe(5_000);
});
