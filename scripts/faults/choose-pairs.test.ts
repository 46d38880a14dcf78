import { expect, it } from 'vitest';
import type { Fault } from '../../runbooks/define-faults.ts';
import type { Runbook } from '../../runbooks/define-runbook.ts';
import { choosePairs } from './choose-pairs.ts';

const check = (id: string, ...codes: string[]) => ({
  id,
  diagnoses: Object.fromEntries(codes.map((code) => [code, { code }])),
});
const runbook = {
  id: 'aws/tables',
  steps: {
    table: { checks: [check('aws/table', 'T-1', 'T-2')] },
    role: { checks: [check('aws/role', 'R-1')] },
  },
} as unknown as Runbook;
const fault = (name: string, code: string | undefined, more: Partial<Fault> = {}): Fault => ({
  ...{ name, title: name, breaks: () => undefined },
  expected: { reader: code ? [code] : [] },
  ...more,
});
const namesOf = (faults: readonly Fault[], seed = 1) =>
  choosePairs(runbook, faults, seed).map((pairs) =>
    pairs.map((pair) => pair.map(({ name }) => name).join('+')).sort(),
  );

it('makes a group of the pairs of each two checks', () =>
  expect(
    namesOf([fault('a', 'T-1'), fault('b', 'T-2'), fault('c', 'R-1')])
      .map((group) => group.join())
      .sort(),
  ).toEqual(['a+b', 'a+c,b+c']));

it('pairs neither other steps, nor other paths, nor what the reader does not see', () => {
  const undo = fault('undo', 'R-1', { step: 'undo' });
  const path = fault('path', 'R-1', { inputs: { kind: 'other' } });
  expect(namesOf([fault('a', 'T-1'), undo, path, fault('unseen', undefined)])).toEqual([]);
});

it('draws the same pairs for the same seed, and others for another one', () => {
  const many = Array.from({ length: 30 }, (_, index) => fault(`f${index}`, 'T-1'));
  const firstOf = (seed: number) =>
    choosePairs(runbook, many, seed)[0]
      ?.slice(0, 5)
      .flat()
      .map(({ name }) => name)
      .join();
  expect(firstOf(1)).toBe(firstOf(1));
  expect(firstOf(1)).not.toBe(firstOf(2));
});
