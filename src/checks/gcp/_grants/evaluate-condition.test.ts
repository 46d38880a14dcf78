import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluateCondition as evaluateInCloud } from '../../../simulator/gcp/authorization/conditions.ts';
import { now } from '../testing.ts';
import evaluateCondition from './evaluate-condition.ts';

describe('evaluateCondition', () => {
  it.each([
    ["request.time > timestamp('2026-01-01T00:00:00Z')", 'always'],
    [
      '(request.time > timestamp("2026-01-01T00:00:00Z")) && (request.time < timestamp("2027-01-01T00:00:00Z"))',
      'until',
    ],
    [
      'request.time < timestamp("2027-01-01T00:00:00Z") && request.time < timestamp("2026-06-01T00:00:00Z")',
      'over',
    ],
    ['request.time >= timestamp("2027-01-01T00:00:00Z")', 'notYet'],
    [
      'request.time > timestamp("2027-01-01T00:00:00Z") && request.time < timestamp("2026-01-01T00:00:00Z")',
      'never',
    ],
    ['timestamp("2027-01-01T00:00:00+02:00") > request.time', 'until'],
    ['!(request.time < timestamp("2026-01-01T00:00:00Z"))', 'always'],
    ['request.time < timestamp("2026-01-01T00:00:00Z") && resource.type == "x"', 'over'],
    ['request.time > timestamp("2026-01-01T00:00:00Z") || resource.type == "x"', 'always'],
    ['!(resource.type == "x") && request.time < timestamp("2026-01-01T00:00:00Z")', 'over'],
    ['request.time < timestamp("nonsense")', 'unknown'],
    ['request.time < timestamp("2027-01-01")', 'unknown'],
    ['request.time < timestamp("2026-13-01T00:00:00Z")', 'unknown'],
    ['request.time < "2027-01-01T00:00:00Z"', 'unknown'],
    ['request.time.getHours("Europe/Berlin") < 18', 'unknown'],
    ['request.time < timestamp("2027-01-01T00:00:00Z") && resource.type == "x"', 'unknown'],
    ['resource.name == "a && request.time < timestamp(\\"2020-01-01T00:00:00Z\\")"', 'unknown'],
    ['true ? false : request.time > timestamp("2026-01-01T00:00:00Z")', 'unknown'],
    ['(request.time > timestamp("2026-01-01T00:00:00Z")) == false', 'unknown'],
    ['!request.time > timestamp("2026-01-01T00:00:00Z")', 'unknown'],
    ['', 'unknown'],
    ['true', 'always'],
    ['!(false)', 'always'],
    ['false || resource.type == "x"', 'unknown'],
    ['false && resource.type == "x"', 'never'],
    ['request.time < timestamp("2027-01-01T00:00:00.123456Z")', 'until'],
  ])('%s: %s', (expression, kind) => expect(evaluateCondition(expression, now).kind).toBe(kind));

  it.each([
    'request.time < timestamp("2026-06-01T00:00:00Z")',
    "request.time<timestamp('2026-06-01T00:00:00Z')",
    'timestamp("2026-06-01T00:00:00Z") > request.time',
    '!(request.time >= timestamp("2026-06-01T00:00:00Z"))',
    '(request.time < timestamp("2026-06-01T02:00:00+02:00"))',
    'true && request.time < timestamp("2026-06-01T00:00:00.000000Z")',
    'false || request.time < timestamp("2026-06-01T00:00:00Z")',
    'request.time <\n  timestamp("2026-06-01T00:00:00Z")',
  ])('is the same in each notation: %s', (expression) =>
    expect(evaluateCondition(expression, now).kind).toBe('over'),
  );

  it('says when it ends, begins and ended', () => {
    const year = (one: number) => `timestamp("${one}-01-01T00:00:00Z")`;
    expect(
      evaluateCondition(
        `request.time < ${year(2027)} && request.time != ${year(2020)} || request.time > ${year(2030)}`,
        now,
      ),
    ).toEqual({ kind: 'until', end: new Date('2027-01-01') });
    expect(
      evaluateCondition(`request.time < ${year(2020)} || request.time >= ${year(2030)}`, now),
    ).toEqual({ kind: 'notYet', start: new Date('2030-01-01') });
    expect(evaluateCondition(`request.time < ${year(2020)}`, now)).toEqual({
      kind: 'over',
      end: new Date('2020-01-01'),
    });
  });
});

/** Moments around now, close enough to meet each other. */
const moments = fc
  .integer({ min: -3, max: 3 })
  .map((step) => new Date(now.getTime() + step * 1_000));
const operators = fc.constantFrom('<', '<=', '>', '>=', '==', '!=');
const quoted = fc
  .tuple(moments, fc.constantFrom('"', "'"), fc.boolean())
  .map(([at, quote, short]) => {
    const text = at.toISOString();
    return `timestamp(${quote}${short ? text.replace('.000', '') : text}${quote})`;
  });
const comparison = fc
  .tuple(quoted, operators, fc.boolean(), fc.constantFrom('', ' '))
  .map(([moment, operator, first, blank]) =>
    first
      ? `${moment}${blank}${operator}${blank}request.time`
      : `request.time${blank}${operator}${blank}${moment}`,
  );
/** What this program does not understand, and the cloud does. */
const ofResources = fc.constantFrom(
  'resource.type == "a && b"',
  'resource.name.startsWith("projects/")',
  "resource.service != ')'",
  '"x" in ["x", "||"]',
);

const expressionsOf = (atoms: fc.Arbitrary<string>) =>
  fc.letrec<{ any: string }>((tie) => ({
    any: fc.oneof(
      { maxDepth: 4 },
      atoms,
      fc
        .tuple(tie('any'), fc.constantFrom('&&', '||'), tie('any'))
        .map(([a, operator, b]) => `${a} ${operator} ${b}`),
      tie('any').map((one) => `(${one})`),
      tie('any').map((one) => `!(${one})`),
    ),
  })).any;

const resource = { name: 'projects/p', type: 'a', service: 's' };
type Evaluate = typeof evaluateCondition;

/** Compares with the cloud's own language; returns how many were decided. */
function compare(atoms: fc.Arbitrary<string>, evaluate: Evaluate, mayNotTell: boolean): number {
  let decided = 0;
  fc.assert(
    fc.property(expressionsOf(atoms), moments, (expression, at) => {
      const { kind } = evaluate(expression, at);
      if (kind === 'unknown') {
        expect(mayNotTell).toBe(true);
        return;
      }
      decided++;
      expect(kind === 'always' || kind === 'until').toBe(
        evaluateInCloud(expression, { now: at.getTime(), resource }),
      );
    }),
    { numRuns: 4_000, seed: 20_261_128 },
  );
  return decided;
}

describe('conditions, compared with the language that the simulated cloud reads', {
  timeout: 60_000,
}, () => {
  it('decides every condition on time as the cloud does', () => {
    const decided = compare(comparison, evaluateCondition, false);
    console.log(`conditions on time: ${decided} decided, 0 not told`);
    expect(decided).toBe(4_000);
  });

  it('decides nothing otherwise than the cloud where other things are asked for too', () => {
    const decided = compare(fc.oneof(comparison, ofResources), evaluateCondition, true);
    console.log(`conditions on time and resources: ${decided} of 4000 decided`);
    expect(decided).toBeGreaterThan(1_000);
  });

  it.each<[string, Evaluate]>([
    ['<= read as <', (expression, at) => evaluateCondition(expression.replace(/<=/g, '<'), at)],
    ['|| read as &&', (expression, at) => evaluateCondition(expression.replace('||', '&&'), at)],
    ['! overlooked', (expression, at) => evaluateCondition(expression.replace(/!\(/g, '('), at)],
    [
      'what is to come taken for what is',
      (expression, at) => {
        const holds = evaluateCondition(expression, at);
        return holds.kind === 'notYet' ? { kind: 'always' } : holds;
      },
    ],
  ])('finds an error that is planted: %s', (_, wrong) => {
    expect(() => compare(comparison, wrong, false)).toThrow(/Property failed/);
  });
});
