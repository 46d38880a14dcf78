/** What a condition may ask about. */
export interface ConditionContext {
  /** Epoch ms. */
  now: number;
  resource: { name: string; type: string; service: string };
}

class Unsupported extends Error {}

type Value = string | number | boolean | Date | Value[];

const token =
  /\s*(&&|\|\||==|!=|<=|>=|[<>!()[\],.]|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\d+(?:\.\d+)?|[A-Za-z_]\w*)/y;

/**
 * Whether an IAM condition (CEL) holds; `undefined` when it uses more of the language than is
 * understood here: comparisons, `&&`, `||`, `!`, `in`, `startsWith`, `endsWith`, `contains`,
 * `matches`, `timestamp()`, `request.time` and `resource.name`, `.type`, `.service`.
 */
export function evaluateCondition(
  expression: string,
  context: ConditionContext,
): boolean | undefined {
  try {
    const parser = parserOf(expression, context);
    const value = parser.disjunction();
    return parser.atEnd() && typeof value === 'boolean' ? value : undefined;
  } catch (error) {
    if (error instanceof Unsupported) return undefined;
    throw error;
  }
}

/**
 * Whether the text is an expression at all; its meaning may still be beyond {@link
 * evaluateCondition}.
 */
export function isExpression(expression: string): boolean {
  let depth = 0;
  for (const one of tokenize(expression) ?? ['(']) {
    if (one === '(' || one === '[') depth += 1;
    if (one === ')' || one === ']') depth -= 1;
    if (depth < 0) return false;
  }
  return depth === 0 && expression.trim() !== '';
}

function tokenize(expression: string): string[] | undefined {
  const tokens: string[] = [];
  const text = expression.trimEnd();
  token.lastIndex = 0;
  while (token.lastIndex < text.length) {
    const match = token.exec(text);
    if (!match?.[1]) return undefined;
    tokens.push(match[1]);
  }
  return tokens;
}

function parserOf(expression: string, context: ConditionContext) {
  const tokens = tokenize(expression);
  if (!tokens) throw new Unsupported();
  let index = 0;
  const take = (wanted: string): boolean => {
    if (tokens[index] !== wanted) return false;
    index += 1;
    return true;
  };
  const expect = (wanted: string) => {
    if (!take(wanted)) throw new Unsupported();
  };
  const truth = (value: Value): boolean => {
    if (typeof value !== 'boolean') throw new Unsupported();
    return value;
  };
  const disjunction = (): Value => {
    let left = conjunction();
    while (take('||')) {
      const right = conjunction();
      left = truth(left) || truth(right);
    }
    return left;
  };
  const conjunction = (): Value => {
    let left = relation();
    while (take('&&')) {
      const right = relation();
      left = truth(left) && truth(right);
    }
    return left;
  };
  const relation = (): Value => {
    const left = unary();
    const operator = ['==', '!=', '<', '<=', '>', '>=', 'in'].find((one) => take(one));
    return operator ? compare(operator, left, unary()) : left;
  };
  const unary = (): Value => (take('!') ? !truth(unary()) : member());
  const list = (end: string): Value[] => {
    const values: Value[] = [];
    while (!take(end)) {
      values.push(disjunction());
      if (tokens[index] !== end) expect(',');
    }
    return values;
  };
  const member = (): Value => {
    let value = primary();
    while (take('.')) {
      const method = tokens[index] ?? '';
      index += 1;
      expect('(');
      value = call(value, method, list(')'));
    }
    return value;
  };
  const primary = (): Value => {
    const next = tokens[index] ?? '';
    index += 1;
    if (next === '(') {
      const inner = disjunction();
      expect(')');
      return inner;
    }
    if (next === '[') return list(']');
    if (/^["']/.test(next)) return next.slice(1, -1).replace(/\\(.)/g, '$1');
    if (/^\d/.test(next)) return Number(next);
    if (next === 'true' || next === 'false') return next === 'true';
    if (next === 'timestamp') {
      expect('(');
      return moment(list(')')[0]);
    }
    return attribute(next);
  };
  const attribute = (root: string): Value => {
    expect('.');
    const name = tokens[index] ?? '';
    index += 1;
    if (root === 'request' && name === 'time') return new Date(context.now);
    if (root === 'resource' && (name === 'name' || name === 'type' || name === 'service'))
      return context.resource[name];
    throw new Unsupported();
  };
  return { disjunction, atEnd: () => index === tokens.length };
}

function moment(value: Value | undefined): Date {
  const at = new Date(String(value));
  if (Number.isNaN(at.getTime())) throw new Unsupported();
  return at;
}

function compare(operator: string, left: Value, right: Value): boolean {
  if (operator === 'in') {
    if (!Array.isArray(right)) throw new Unsupported();
    return right.some((one) => one === left);
  }
  const [a, b] = [left, right].map((one) => (one instanceof Date ? one.getTime() : one));
  if (
    typeof a !== typeof b ||
    (typeof a !== 'string' && typeof a !== 'number' && typeof a !== 'boolean')
  )
    throw new Unsupported();
  const [x, y] = [a, b as typeof a];
  if (operator === '==') return x === y;
  if (operator === '!=') return x !== y;
  if (operator === '<') return x < y;
  if (operator === '<=') return x <= y;
  return operator === '>' ? x > y : x >= y;
}

function call(subject: Value, method: string, [argument]: Value[]): boolean {
  if (typeof subject !== 'string' || typeof argument !== 'string') throw new Unsupported();
  if (method === 'startsWith') return subject.startsWith(argument);
  if (method === 'endsWith') return subject.endsWith(argument);
  if (method === 'contains') return subject.includes(argument);
  if (method === 'matches') return new RegExp(argument).test(subject);
  throw new Unsupported();
}
