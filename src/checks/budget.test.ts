import { describe, expect, it } from 'vitest';
import type { EvidenceKind } from '../evidence/define-evidence.ts';
import { countComparisons, spend, TooMuchToCompare, withBudget } from './budget.ts';
import { type Check, defineCheck, diagnosis, type Judge } from './define-check.ts';
import { runCheck, runChecks } from './run-checks.ts';

describe('withBudget', () => {
  it('lets as many comparisons through as it says, and not one more', () => {
    expect(withBudget(3, () => [spend(2), spend(1), 'done'].at(-1))).toBe('done');
    expect(() => withBudget(3, () => spend(4))).toThrow(TooMuchToCompare);
  });
  it('begins anew, also after something was too much', () => {
    expect(() => withBudget(1, () => spend(2))).toThrow(TooMuchToCompare);
    expect(() => withBudget(1, () => spend(1))).not.toThrow();
  });
  it('bounds nothing outside', () => {
    expect(() => spend(1e12)).not.toThrow();
  });
  it('is counted by whoever is outside', () => {
    const inside = () => withBudget(10, () => spend(4));
    expect(countComparisons(() => [inside(), inside()])).toBe(8);
  });
});

const roles = {
  id: 'aws/roles',
  title: 'the roles',
  command: 'aws iam list-roles --output json',
} as EvidenceKind<string[]>;

const wrong = diagnosis<{ name: string }>({
  code: 'TEST-001',
  severity: 'fail',
  title: 'It is wrong',
  explain: ({ name }) => `Because of ${name}.`,
  observed: ({ name }) => name,
  expected: () => 'right',
  fix: ({ name }) => ({ summary: 'Do.', commands: [`echo ${name}`], console: [] }),
});

const checkThat = (assess: (names: string[], judge: Judge<{ wrong: typeof wrong }>) => void) =>
  defineCheck({
    id: 'aws/roles',
    title: 'The roles are right',
    needs: { roles },
    inputs: [],
    diagnoses: { wrong },
    assess: ({ roles: names }, _, judge) => assess(names ?? [], judge),
  }) as unknown as Check;

const run = (check: Check, value: string[]) =>
  runCheck(check, {
    inputs: {},
    evidence: { 'aws/roles': { status: 'found', value } },
    now: new Date(0),
  });

describe('a check that has more to compare than it may', () => {
  const result = run(
    checkThat((names, judge) => {
      judge.found('wrong', { name: 'the first' });
      for (const _ of names) for (const __ of names) spend(1);
    }),
    Array(2_000).fill('role'),
  );
  it('is neither right nor wrong', () => {
    expect(result).toMatchObject({ status: 'undetermined', findings: [] });
  });
  it('says what is too much, and what to paste', () => {
    expect(result.unseen).toEqual([
      {
        evidence: 'aws/roles',
        title: 'The roles are right',
        reason: 'cannotTell',
        message: expect.stringMatching(
          /^What was seen holds more than is compared at once, most of all the roles, with 2000 values, so nothing is said about it\./,
        ),
        command: 'aws iam list-roles --output json',
      },
    ]);
  });
});

describe('what a check says', () => {
  it('names twenty of a kind, and counts the others', () => {
    const all = checkThat((names, judge) => {
      for (const name of names) judge.found('wrong', { name });
    });
    const { findings, status } = run(
      all,
      Array.from({ length: 5_000 }, (_, index) => `role-${index}`),
    );
    expect(status).toBe('fail');
    expect(findings).toHaveLength(20);
    expect(findings.at(-1)?.explanation).toBe('Because of role-19. There are 4980 more like this.');
    expect(run(all, ['a', 'b']).findings.map(({ explanation }) => explanation)).toEqual([
      'Because of a.',
      'Because of b.',
    ]);
  });
  it('does so with what it cannot tell', () => {
    const { unseen } = run(
      checkThat((names, judge) => {
        for (const name of names) judge.cannotTell(`Nobody knows ${name}.`);
      }),
      Array.from({ length: 100 }, (_, index) => `${index}`),
    );
    expect(unseen).toHaveLength(20);
    expect(unseen.at(-1)?.message).toBe('Nobody knows 19. There are 80 more like this.');
  });
  it('quotes the beginning of what is long, and never a part of a command', () => {
    const { findings } = run(
      checkThat(([name = ''], judge) => judge.found('wrong', { name })),
      ['x'.repeat(200_000)],
    );
    expect(JSON.stringify(findings).length).toBeLessThan(25_000);
    expect(findings[0]?.observed).toMatch(/x… \(and 194000 characters more\)$/);
    expect(findings[0]?.fix.commands).toEqual([]);
    expect(findings[0]?.fix.summary).toMatch(/^Do\. \(The commands for it are left out: /);
  });
});

it('many checks that wait for one have it judged once', () => {
  let judged = 0;
  const first = { ...checkThat(() => void judged++), id: 'aws/first' };
  const others = ['aws/second', 'aws/third'].map((id) => ({
    ...checkThat(() => undefined),
    id,
    after: ['aws/first'],
  }));
  const options = {
    inputs: {},
    evidence: { 'aws/roles': { status: 'found' as const, value: [] } },
    now: new Date(0),
    known: new Map(),
  };
  for (const check of others)
    expect(runChecks([first, check], options).map(({ status }) => status)).toEqual([
      'pass',
      'pass',
    ]);
  expect(judged).toBe(1);
});
