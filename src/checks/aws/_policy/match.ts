import type { PolicyStatement } from '../../../evidence/aws/_shared/policy-document.ts';
import { coverWhole, readPatterns } from '../../patterns.ts';
import { coversText } from '../../wildcard.ts';
import { type Actual, type Reach, reachOf } from './arn-patterns.ts';
import type { RequestContext } from './context.ts';
import { not, some, type Truth } from './truth.ts';
import type { Language } from './variables.ts';

/** Whether an action pattern (`s3:Get*`) covers an action. IAM ignores case in actions. */
export function matchesAction(pattern: string, action: string): boolean {
  return coversText(pattern.toLowerCase(), action.toLowerCase(), '?');
}

/** Whether a statement speaks about an action, by `Action` or by `NotAction`. */
export function coversAction(statement: PolicyStatement, action: string): boolean {
  const { Action, NotAction } = statement;
  if (Action) return coverWhole(readPatterns(Action, '?'), action);
  return NotAction !== undefined && !coverWhole(readPatterns(NotAction, '?'), action);
}

/**
 * How much of a resource, or of a pattern of resources, a statement speaks about, by `Resource` or
 * by `NotResource`; of nothing, when it has neither.
 */
export function coversResource(
  statement: PolicyStatement,
  asked: Actual,
  context: RequestContext,
  language: Language,
): Reach {
  const { Resource, NotResource } = statement;
  const patterns = Resource ?? NotResource ?? [];
  const missing: Truth = NotResource ? 'unknown' : 'no';
  const reaches = patterns
    .map((pattern) => reachOf(pattern, asked, context, language))
    .map((reach) => (reach === 'valueMissing' ? { all: missing, some: missing } : reach));
  const reach = {
    all: some(reaches.map(({ all }) => all)),
    some: some(reaches.map((one) => one.some)),
  };
  return NotResource ? { all: not(reach.some), some: not(reach.all) } : reach;
}
