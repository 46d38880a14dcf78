import { BlockList } from 'node:net';
import type { RequestContext } from './context.ts';
import { expandVariables, like, splitArn } from './match.ts';
import type { Statement } from './statements.ts';

type Comparison = (actual: string, wanted: string, context: RequestContext | undefined) => boolean;

/**
 * Variables stand in comparisons of strings and ARNs only.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#policy-vars-wheretouse
 */
const plain =
  (compare: (actual: string, wanted: string) => boolean): Comparison =>
  (actual, wanted, context) => {
    const expanded = context ? expandVariables(wanted, context) : wanted;
    return expanded !== undefined && compare(actual, expanded);
  };
const literal =
  (compare: (actual: string, wanted: string) => boolean): Comparison =>
  (actual, wanted) =>
    compare(actual, wanted);
const numeric = (compare: (a: number, b: number) => boolean) =>
  literal((actual, wanted) => compare(Number(actual), Number(wanted)));
const date = (compare: (a: number, b: number) => boolean) =>
  literal((actual, wanted) => compare(timeOf(actual), timeOf(wanted)));

const comparisons: Readonly<Record<string, Comparison>> = {
  StringEquals: plain((actual, wanted) => actual === wanted),
  StringEqualsIgnoreCase: plain((actual, wanted) => actual.toLowerCase() === wanted.toLowerCase()),
  StringLike: (actual, wanted, context) => like(wanted, actual, context),
  ArnEquals: likeArn,
  ArnLike: likeArn,
  BinaryEquals: literal((actual, wanted) => actual === wanted),
  Bool: literal((actual, wanted) => actual.toLowerCase() === wanted.toLowerCase()),
  NumericEquals: numeric((a, b) => a === b),
  NumericLessThan: numeric((a, b) => a < b),
  NumericLessThanEquals: numeric((a, b) => a <= b),
  NumericGreaterThan: numeric((a, b) => a > b),
  NumericGreaterThanEquals: numeric((a, b) => a >= b),
  DateEquals: date((a, b) => a === b),
  DateLessThan: date((a, b) => a < b),
  DateLessThanEquals: date((a, b) => a <= b),
  DateGreaterThan: date((a, b) => a > b),
  DateGreaterThanEquals: date((a, b) => a >= b),
  IpAddress: literal(inNetwork),
};

/**
 * Operators that are true when none of the wanted values matches, and also when the key is missing.
 */
const negations: Readonly<Record<string, string>> = {
  StringNotEquals: 'StringEquals',
  StringNotEqualsIgnoreCase: 'StringEqualsIgnoreCase',
  StringNotLike: 'StringLike',
  ArnNotEquals: 'ArnEquals',
  ArnNotLike: 'ArnLike',
  NumericNotEquals: 'NumericEquals',
  DateNotEquals: 'DateEquals',
  NotIpAddress: 'IpAddress',
};

/**
 * Splits `ForAnyValue:StringLikeIfExists` into its parts; undefined when AWS has no such operator.
 */
export function parseOperator(text: string) {
  const match = /^(?:(ForAllValues|ForAnyValue):)?(\w+?)(IfExists)?$/.exec(text);
  const name = match?.[2] ?? '';
  const negated = Object.hasOwn(negations, name);
  const base = (negated && negations[name]) || name;
  if (!match) return undefined;
  // Null asks whether there is a key; neither a set nor IfExists goes with it.
  const known = base === 'Null' ? !match[1] && !match[3] : Object.hasOwn(comparisons, base);
  if (!known) return undefined;
  return {
    set: match[1] as 'ForAllValues' | 'ForAnyValue' | undefined,
    base,
    negated,
    ifExists: Boolean(match[3]),
  };
}

/** Whether all conditions of a statement hold. Throws on an operator that AWS does not have. */
export function conditionsHold(statement: Statement, context: RequestContext): boolean {
  return statement.conditions.every(({ operator, key, values }) => {
    const parsed = parseOperator(operator);
    if (!parsed)
      throw new Error(
        `The simulated AWS cannot evaluate the condition operator "${operator}" in a policy. Check its spelling.`,
      );
    return holds(
      parsed,
      context.get(key.toLowerCase()),
      values,
      statement.variables ? context : undefined,
    );
  });
}

function holds(
  { set, base, negated, ifExists }: NonNullable<ReturnType<typeof parseOperator>>,
  actual: readonly string[] | undefined,
  wanted: string[],
  variables: RequestContext | undefined,
): boolean {
  if (base === 'Null')
    return wanted.some((value) => (value.toLowerCase() === 'true') === (actual === undefined));
  if (actual === undefined)
    return set === 'ForAllValues' || ifExists || (negated && set === undefined);
  const compare = comparisons[base] as Comparison;
  const matches = (value: string) =>
    wanted.some((candidate) => compare(value, candidate, variables)) !== negated;
  // A key with several values needs a set operator; without one AWS is lenient, and a negation must
  // hold for all of them.
  return set === 'ForAllValues' || (set === undefined && negated)
    ? actual.every(matches)
    : actual.some(matches);
}

/** ARNs are compared part by part: a wildcard does not reach across the first five colons. */
function likeArn(actual: string, wanted: string, context: RequestContext | undefined): boolean {
  const actualParts = splitArn(actual);
  const wantedParts = wanted === '*' ? Array<string>(6).fill('*') : splitArn(wanted);
  if (!actualParts || !wantedParts) return false;
  return wantedParts.every((part, index) => like(part, actualParts[index] ?? '', context));
}

function timeOf(text: string): number {
  return /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text);
}

function inNetwork(address: string, network: string): boolean {
  const family = (text: string) => (text.includes(':') ? 'ipv6' : 'ipv4');
  const [base = '', prefix] = network.split('/');
  if (family(base) !== family(address)) return false;
  const list = new BlockList();
  list.addSubnet(
    base,
    prefix === undefined ? (family(base) === 'ipv6' ? 128 : 32) : Number(prefix),
    family(base),
  );
  return list.check(address, family(address));
}
