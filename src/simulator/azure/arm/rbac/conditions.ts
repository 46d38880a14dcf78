import { matchesAction } from './actions.ts';

/**
 * What a condition can ask about: attributes by their source and name, e.g.
 * `@Request[Microsoft.Authorization/roleAssignments:PrincipalId]`.
 */
export interface ConditionContext {
  action: string;
  /** Values by `Request` or `Resource` and the attribute's full name in lower case. */
  attributes: Readonly<Record<string, readonly string[]>>;
}

/**
 * Judges a condition of a role assignment (Azure ABAC, version 2.0): `AND`, `OR`, `!`, parentheses,
 * `ActionMatches{'…'}` and comparisons of an attribute with GUIDs or text. Throws SyntaxError for
 * what it cannot read: whoever asks must then refuse, as a condition only ever narrows.
 * https://learn.microsoft.com/en-us/azure/role-based-access-control/conditions-format
 */
export function judgeCondition(condition: string, context: ConditionContext): boolean {
  const tokens = tokenize(condition);
  let position = 0;
  const peek = () => tokens[position];
  const take = (expected?: string): string => {
    const token = tokens[position];
    if (
      token === undefined ||
      (expected !== undefined && token.toLowerCase() !== expected.toLowerCase())
    ) {
      throw new SyntaxError(
        `The condition has ${token ?? 'its end'} where ${expected ?? 'more'} was expected.`,
      );
    }
    position += 1;
    return token;
  };
  const word = (name: string, alias: string) => peek()?.toUpperCase() === name || peek() === alias;

  const either = (): boolean => {
    let result = both();
    while (word('OR', '||')) {
      take();
      const right = both();
      result = result || right;
    }
    return result;
  };
  const both = (): boolean => {
    let result = unary();
    while (word('AND', '&&')) {
      take();
      const right = unary();
      result = result && right;
    }
    return result;
  };
  const unary = (): boolean => {
    if (word('NOT', '!')) {
      take();
      return !unary();
    }
    if (peek() === '(') {
      take();
      const result = either();
      take(')');
      return result;
    }
    return term();
  };
  const term = (): boolean => {
    const head = take();
    if (/^ActionMatches$/i.test(head))
      return values().some((pattern) => matchesAction(pattern, context.action));
    if (/^SubOperationMatches$/i.test(head)) {
      values();
      return false;
    }
    const attribute = /^@(Request|Resource|Principal|Environment)\[(.+)\]$/i.exec(head);
    if (!attribute) throw new SyntaxError(`The condition has ${head}, which is no term.`);
    return compare(
      context.attributes[`${attribute[1]}:${attribute[2]}`.toLowerCase()] ?? [],
      take(),
      values(),
    );
  };
  const values = (): string[] => {
    if (peek() !== '{') return [unquote(take())];
    take();
    const found: string[] = [];
    while (peek() !== '}') {
      found.push(unquote(take()));
      if (peek() === ',') take();
    }
    take('}');
    return found;
  };

  const result = either();
  if (position !== tokens.length)
    throw new SyntaxError(
      `The condition goes on after its end: ${tokens.slice(position).join(' ')}.`,
    );
  return result;
}

function tokenize(condition: string): string[] {
  const pattern = /\s+|(@\w+\[[^\]]+\])|(&&|\|\||[(){}!,])|('[^']*')|([\w.:/*-]+)/gy;
  const tokens: string[] = [];
  let end = 0;
  for (let match = pattern.exec(condition); match; match = pattern.exec(condition)) {
    end = pattern.lastIndex;
    const token = match[1] ?? match[2] ?? match[3] ?? match[4];
    if (token !== undefined) tokens.push(token);
  }
  if (end !== condition.length)
    throw new SyntaxError(`The condition cannot be read from: ${condition.slice(end, end + 20)}`);
  return tokens;
}

const unquote = (text: string): string => text.replace(/^'(.*)'$/s, '$1');

function compare(
  actual: readonly string[],
  operator: string,
  expected: readonly string[],
): boolean {
  const parts =
    /^(?:(ForAnyOfAnyValues|ForAllOfAnyValues|ForAnyOfAllValues|ForAllOfAllValues):)?(\w+)$/i.exec(
      operator,
    );
  const single = parts?.[2] === undefined ? undefined : comparisons[parts[2].toLowerCase()];
  if (!single)
    throw new SyntaxError(
      `The condition compares with ${operator}, which this simulator does not know.`,
    );
  const [anyActual, anyExpected] = quantifiers[
    parts?.[1]?.toLowerCase() ?? 'foranyofanyvalues'
  ] ?? [true, true];
  const inner = (value: string) =>
    anyExpected
      ? expected.some((other) => single(value, other))
      : expected.every((other) => single(value, other));
  return anyActual ? actual.some(inner) : actual.length > 0 && actual.every(inner);
}

const quantifiers: Readonly<Record<string, readonly [boolean, boolean]>> = {
  foranyofanyvalues: [true, true],
  forallofanyvalues: [false, true],
  foranyofallvalues: [true, false],
  forallofallvalues: [false, false],
};

const same = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();
const comparisons: Readonly<Record<string, (actual: string, expected: string) => boolean>> = {
  guidequals: same,
  guidnotequals: (actual, expected) => !same(actual, expected),
  stringequals: (actual, expected) => actual === expected,
  stringnotequals: (actual, expected) => actual !== expected,
  stringequalsignorecase: same,
  stringnotequalsignorecase: (actual, expected) => !same(actual, expected),
};
