import { matchesPattern } from './match.ts';

/**
 * What is known of a condition key in a call: its values, that it is absent, or that it has some
 * value that is not the reader's (`foreign`: Spot's addresses, networks and organization).
 */
export type KeyValue = readonly string[] | 'absent' | 'foreign';

/** By lower-case key. A key that is missing here is unknown. */
export type RequestContext = Readonly<Record<string, KeyValue>>;

export type Truth = 'yes' | 'no' | 'unknown';

/** One line of a `Condition`: all lines must hold. */
export interface ConditionLine {
  operator: string;
  key: string;
  values: readonly string[];
}

type Conditions = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

export function conditionLines(conditions: Conditions | undefined): ConditionLine[] {
  return Object.entries(conditions ?? {}).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, values]) => ({ operator, key, values })),
  );
}

/** Whether all lines hold, and which do not or may not. */
export function evaluateConditions(conditions: Conditions | undefined, context: RequestContext) {
  const lines = conditionLines(conditions).map((line) => ({
    line,
    truth: evaluateLine(line, context),
  }));
  const failed = lines.filter(({ truth }) => truth === 'no').map(({ line }) => line);
  const unknown = lines.filter(({ truth }) => truth === 'unknown').map(({ line }) => line);
  const truth: Truth = failed.length > 0 ? 'no' : unknown.length > 0 ? 'unknown' : 'yes';
  return { truth, failed, unknown };
}

function findKey(key: string, context: RequestContext): KeyValue | undefined {
  const name = key.toLowerCase();
  // Keys such as aws:PrincipalTag/team are known by their family.
  return context[name] ?? context[`${name.split('/')[0]}/`];
}

/**
 * Whether one line holds. Follows IAM: negated operators, `…IfExists` and `ForAllValues:` hold when
 * the key is absent.
 */
export function evaluateLine(
  { operator, key, values }: ConditionLine,
  context: RequestContext,
): Truth {
  const known = findKey(key, context);
  const [, set, name, ifExists] =
    /^(?:(ForAllValues|ForAnyValue):)?([A-Za-z]+?)(IfExists)?$/.exec(operator) ?? [];
  if (name === undefined) return 'unknown';
  const test = tests[name.toLowerCase()];
  if (name.toLowerCase() === 'null') {
    if (known === undefined) return 'unknown';
    return toTruth(values.some((value) => (value === 'true') === (known === 'absent')));
  }
  if (test === undefined || known === undefined) return 'unknown';
  if (known === 'absent')
    return toTruth(
      set === 'ForAllValues' || ifExists !== undefined || (test.negated && set !== 'ForAnyValue'),
    );
  if (known === 'foreign')
    return toTruth(values.some((value) => coversAll(name, value)) !== test.negated);
  const one = (actual: string): Truth => {
    const results = values.map((value) => test.holds(value, actual));
    if (results.some((result) => result === undefined)) return 'unknown';
    return toTruth(results.some(Boolean) !== test.negated);
  };
  const results = known.map(one);
  if (set === 'ForAllValues')
    return results.includes('no') ? 'no' : results.includes('unknown') ? 'unknown' : 'yes';
  return results.includes('yes') ? 'yes' : results.includes('unknown') ? 'unknown' : 'no';
}

const toTruth = (holds: boolean): Truth => (holds ? 'yes' : 'no');

/** Whether a value covers whatever the key may be. */
function coversAll(operator: string, value: string): boolean {
  return /Like$/.test(operator) || /^Arn/.test(operator)
    ? /^\*+$/.test(value)
    : /IpAddress$/.test(operator) && /^(0\.0\.0\.0|::)\/0$/.test(value);
}

interface Test {
  negated: boolean;
  /** Undefined: cannot be compared here. */
  holds: (expected: string, actual: string) => boolean | undefined;
}

const pair = (name: string, not: string, holds: Test['holds']): [string, Test][] => [
  [name, { negated: false, holds }],
  [not, { negated: true, holds }],
];
const single = (name: string, holds: Test['holds']): [string, Test][] => [
  [name, { negated: false, holds }],
];
const number = (compare: (a: number, b: number) => boolean) => (expected: string, actual: string) =>
  compare(Number(actual), Number(expected));
const date = (compare: (a: number, b: number) => boolean) => (expected: string, actual: string) => {
  const [a, b] = [Date.parse(actual), Date.parse(expected)];
  return Number.isNaN(a) || Number.isNaN(b) ? undefined : compare(a, b);
};

const tests: Readonly<Record<string, Test>> = Object.fromEntries([
  ...pair('stringequals', 'stringnotequals', (expected, actual) => expected === actual),
  ...pair(
    'stringequalsignorecase',
    'stringnotequalsignorecase',
    (expected, actual) => expected.toLowerCase() === actual.toLowerCase(),
  ),
  ...pair('stringlike', 'stringnotlike', matchesPattern),
  // IAM treats the two ARN operators alike: both take wildcards.
  ...pair('arnequals', 'arnnotequals', matchesPattern),
  ...pair('arnlike', 'arnnotlike', matchesPattern),
  // Networks are only judged for callers whose address is unknown; see `foreign`.
  ...pair('ipaddress', 'notipaddress', () => undefined),
  ...single('bool', (expected, actual) => expected.toLowerCase() === actual.toLowerCase()),
  ...pair(
    'numericequals',
    'numericnotequals',
    number((a, b) => a === b),
  ),
  ...single(
    'numericlessthan',
    number((a, b) => a < b),
  ),
  ...single(
    'numericlessthanequals',
    number((a, b) => a <= b),
  ),
  ...single(
    'numericgreaterthan',
    number((a, b) => a > b),
  ),
  ...single(
    'numericgreaterthanequals',
    number((a, b) => a >= b),
  ),
  ...pair(
    'dateequals',
    'datenotequals',
    date((a, b) => a === b),
  ),
  ...single(
    'datelessthan',
    date((a, b) => a < b),
  ),
  ...single(
    'datelessthanequals',
    date((a, b) => a <= b),
  ),
  ...single(
    'dategreaterthan',
    date((a, b) => a > b),
  ),
  ...single(
    'dategreaterthanequals',
    date((a, b) => a >= b),
  ),
]);
