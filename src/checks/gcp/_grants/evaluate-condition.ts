import { conditionOperators } from '../../../providers/gcp/limits.ts';
import { spend } from '../../budget.ts';

/**
 * When a condition holds: always, never again, not yet, until a moment, at no time at all, or what
 * nobody can tell from here.
 */
export type Holds =
  | { kind: 'always' }
  | { kind: 'until'; end: Date }
  | { kind: 'over'; end: Date }
  | { kind: 'notYet'; start: Date }
  | { kind: 'never' }
  | { kind: 'unknown' };

/** A stretch of time in epoch milliseconds, without its end. */
type Stretch = readonly [from: number, to: number];

/** When something holds for sure, and when it may: what is not understood may hold at any time. */
interface Times {
  surely: readonly Stretch[];
  maybe: readonly Stretch[];
}

/** Four times what Google takes, as it may take more one day. */
const mostOperators = 4 * conditionOperators;

/** Parts of so many operators with a long text each, and as many parentheses around them. */
const longest = 10_000;
const deepest = mostOperators;

const always: readonly Stretch[] = [[-Infinity, Infinity]];
const unknown: Times = { surely: [], maybe: always };

/**
 * Evaluates the conditions that people put on time: comparisons of `request.time` with timestamps,
 * joined by `&&`, `||`, `!` and parentheses. Everything else of the language (resources, tags, hours
 * of the day) may be true or false; where both come to the same, that is the answer.
 *
 * Source: https://cloud.google.com/iam/docs/conditions-overview; the meaning of `&&` and `||` with
 * something unknown: https://github.com/google/cel-spec/blob/master/doc/langdef.md#logical-operators
 */
export default function evaluateCondition(expression: string, now: Date): Holds {
  const { surely, maybe } = readTimes(expression);
  const at = now.getTime();
  const current = surely.find(([from, to]) => from <= at && at < to);
  if (current)
    return current[1] === Infinity
      ? { kind: 'always' }
      : { kind: 'until', end: new Date(current[1]) };
  if (maybe.some(([from, to]) => from <= at && at < to)) return { kind: 'unknown' };
  const next = maybe.find(([from]) => from > at);
  if (next) return { kind: 'notYet', start: new Date(next[0]) };
  const last = maybe.findLast(([, to]) => to <= at);
  return last ? { kind: 'over', end: new Date(last[1]) } : { kind: 'never' };
}

/** When a condition holds; of one that is larger than Google takes, nobody knows. */
function readTimes(expression: string): Times {
  if (expression.length > longest) return unknown;
  const tokens = tokensOf(expression);
  const operators = tokens.filter((one) => /^(?:&&|\|\||!)$/.test(one));
  if (operators.length > mostOperators || depthOf(tokens) > deepest) return unknown;
  return timesOf(tokens);
}

/**
 * A text in quotes (or one whose end is missing), an operator, a parenthesis, or whatever else stands
 * between blanks.
 */
const token =
  /\s+|"(?:[^"\\\n]|\\.)*"?|'(?:[^'\\\n]|\\.)*'?|&&|\|\||[<>=!]=|[<>!()?:,[\]{}]|[\w.]+|[\s\S]/g;

function tokensOf(expression: string): string[] {
  spend(expression.length);
  return (expression.match(token) ?? []).filter((one) => one.trim() !== '');
}

function timesOf(tokens: readonly string[]): Times {
  // `a ? b : c` binds loosest of all.
  if (splitAt('?', tokens).length > 1) return unknown;
  const either = splitAt('||', tokens);
  if (either.length > 1) return either.map(timesOf).reduce((a, b) => combine(a, b, unite));
  const both = splitAt('&&', tokens);
  if (both.length > 1) return both.map(timesOf).reduce((a, b) => combine(a, b, intersect));
  const [first, ...rest] = tokens;
  if (first === 'true' && rest.length === 0) return { surely: always, maybe: always };
  if (first === 'false' && rest.length === 0) return { surely: [], maybe: [] };
  if (first === '!' && /^(true|false)$/.test(rest[0] ?? '') && rest.length === 1) {
    const { surely, maybe } = timesOf(rest);
    return { surely: without(maybe), maybe: without(surely) };
  }
  if (first === '(' && closeOf(tokens) === tokens.length - 1) return timesOf(rest.slice(0, -1));
  if (first === '!' && rest[0] === '(' && closeOf(rest) === rest.length - 1) {
    const { surely, maybe } = timesOf(rest);
    return { surely: without(maybe), maybe: without(surely) };
  }
  return compare(tokens);
}

function depthOf(tokens: readonly string[]): number {
  let [depth, deep] = [0, 0];
  for (const one of tokens) {
    if (one === '(') deep = Math.max(deep, ++depth);
    if (one === ')') depth--;
  }
  return deep;
}

/** The parts between an operator that stands in no parentheses. */
function splitAt(operator: string, tokens: readonly string[]): string[][] {
  const parts: string[][] = [[]];
  let depth = 0;
  for (const one of tokens) {
    if ('([{'.includes(one)) depth++;
    if (')]}'.includes(one)) depth--;
    if (one === operator && depth === 0) parts.push([]);
    else parts.at(-1)?.push(one);
  }
  return parts;
}

/** Where the parenthesis closes with which the tokens begin. */
function closeOf(tokens: readonly string[]): number {
  let depth = 0;
  return tokens.findIndex((one) => {
    if (one === '(') depth++;
    return one === ')' && --depth === 0;
  });
}

const mirrored: Readonly<Record<string, string>> = { '<': '>', '<=': '>=', '>': '<', '>=': '<=' };

/** `request.time < timestamp("…")`, or the other way round. */
function compare(tokens: readonly string[]): Times {
  if (tokens[0] === 'timestamp' && tokens.at(-1) === 'request.time' && tokens.length === 6) {
    const operator = tokens[4] ?? '';
    return compare(['request.time', mirrored[operator] ?? operator, ...tokens.slice(0, 4)]);
  }
  const [subject, operator = '', name, open, text = '', close] = tokens;
  const at = momentOf(text);
  if (
    tokens.length !== 6 ||
    subject !== 'request.time' ||
    name !== 'timestamp' ||
    open !== '(' ||
    close !== ')' ||
    at === undefined
  )
    return unknown;
  const times = stretchesOf(operator, at);
  return times ? { surely: times, maybe: times } : unknown;
}

function stretchesOf(operator: string, at: number): Stretch[] | undefined {
  if (operator === '<') return [[-Infinity, at]];
  if (operator === '<=') return [[-Infinity, at + 1]];
  if (operator === '>') return [[at + 1, Infinity]];
  if (operator === '>=') return [[at, Infinity]];
  if (operator === '==') return [[at, at + 1]];
  if (operator === '!=')
    return [
      [-Infinity, at],
      [at + 1, Infinity],
    ];
  return undefined;
}

/** RFC 3339 in quotes, to the millisecond; nothing finer is put into conditions. */
const moment = /^(["'])(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d))\1$/;

function momentOf(text: string): number | undefined {
  const at = Date.parse(moment.exec(text)?.[2] ?? '');
  return Number.isNaN(at) ? undefined : at;
}

function combine(
  a: Times,
  b: Times,
  join: (a: readonly Stretch[], b: readonly Stretch[]) => readonly Stretch[],
): Times {
  return { surely: join(a.surely, b.surely), maybe: join(a.maybe, b.maybe) };
}

/** In order, with those that touch made one. */
function unite(a: readonly Stretch[], b: readonly Stretch[]): readonly Stretch[] {
  const all: Stretch[] = [];
  for (const one of [...a, ...b].sort((x, y) => x[0] - y[0])) {
    const last = all.at(-1);
    if (last && one[0] <= last[1]) all[all.length - 1] = [last[0], Math.max(last[1], one[1])];
    else all.push(one);
  }
  return all;
}

function without(stretches: readonly Stretch[]): readonly Stretch[] {
  const all: Stretch[] = [];
  let from = -Infinity;
  for (const [start, end] of stretches) {
    if (start > from) all.push([from, start]);
    from = end;
  }
  return from < Infinity ? [...all, [from, Infinity]] : all;
}

const intersect = (a: readonly Stretch[], b: readonly Stretch[]): readonly Stretch[] =>
  without(unite(without(a), without(b)));
