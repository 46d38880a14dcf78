import type { PolicyStatement } from '../../../evidence/aws/_shared/policy-document.ts';
import { coversText } from '../../wildcard.ts';

/** Whether a pattern with `*` and `?` covers the whole of a text. Case counts. */
export function matchesPattern(pattern: string, text: string): boolean {
  return coversText(pattern, text, '?');
}

/** Whether an action pattern (`s3:Get*`) covers an action. IAM ignores case in actions. */
export function matchesAction(pattern: string, action: string): boolean {
  return matchesPattern(pattern.toLowerCase(), action.toLowerCase());
}

/** Whether a resource pattern covers an ARN. Case counts. */
export function matchesResource(pattern: string, arn: string): boolean {
  return matchesPattern(pattern, arn);
}

/** Whether a statement speaks about an action, by `Action` or by `NotAction`. */
export function coversAction(statement: PolicyStatement, action: string): boolean {
  if (statement.Action) return statement.Action.some((pattern) => matchesAction(pattern, action));
  if (statement.NotAction)
    return !statement.NotAction.some((pattern) => matchesAction(pattern, action));
  return false;
}

/**
 * Whether a statement speaks about a resource. Trust policies name none: they are about their own
 * role.
 */
export function coversResource(statement: PolicyStatement, arn: string): boolean {
  if (statement.Resource)
    return statement.Resource.some((pattern) => matchesResource(pattern, arn));
  if (statement.NotResource)
    return !statement.NotResource.some((pattern) => matchesResource(pattern, arn));
  return true;
}
