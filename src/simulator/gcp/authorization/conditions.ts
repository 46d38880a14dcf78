import { Environment } from '@marcbachmann/cel-js';

/** What a condition may ask about. */
export interface ConditionContext {
  /** Epoch ms. */
  now: number;
  resource: { name: string; type: string; service: string };
}

/**
 * The attributes of IAM's conditions that every resource has; the language has its functions of
 * texts and moments itself. Tags (`resource.matchTag`) and request attributes of single services
 * are not here. https://cloud.google.com/iam/docs/conditions-attribute-reference
 */
const language = new Environment()
  .registerVariable({ name: 'request', schema: { time: 'google.protobuf.Timestamp' } })
  .registerVariable({
    name: 'resource',
    schema: { name: 'string', type: 'string', service: 'string' },
  });

/**
 * Whether an IAM condition (CEL) holds; `undefined` when it is no expression, asks for attributes
 * that are unknown here, or has another type than a truth value.
 */
export function evaluateCondition(
  expression: string,
  { now, resource }: ConditionContext,
): boolean | undefined {
  try {
    const condition = language.parse(expression);
    const { valid, type } = condition.check();
    if (!valid || type !== 'bool') return undefined;
    return condition({ request: { time: new Date(now) }, resource }) === true;
  } catch {
    return undefined;
  }
}

/**
 * Whether the text is an expression at all; its meaning may still be beyond {@link
 * evaluateCondition}.
 */
export function isExpression(expression: string): boolean {
  try {
    language.parse(expression);
    return true;
  } catch {
    return false;
  }
}
