import type { Binding } from '../../../evidence/gcp/_shared/allow-policy.ts';

/**
 * Bindings of `deleted:serviceAccount:EMAIL?uid=123`: what is left of a deleted service account.
 */
export function deletedMembers(
  bindings: readonly Binding[],
  email: string,
): { role: string; member: string; uid: string }[] {
  return bindings.flatMap(({ role, members }) =>
    members.flatMap((member) => {
      const [, address = '', uid = ''] =
        /^deleted:serviceAccount:([^?]+)\?uid=(\d+)$/.exec(member) ?? [];
      return address.toLowerCase() === email.toLowerCase() ? [{ role, member, uid }] : [];
    }),
  );
}

/**
 * When a condition holds: always, never again, not yet, until a moment, or what nobody can tell
 * from here.
 */
export type Holds =
  | { kind: 'always' }
  | { kind: 'until'; end: Date }
  | { kind: 'over'; end: Date }
  | { kind: 'notYet'; start: Date }
  | { kind: 'unknown' };

const comparison = /^request\.time\s*(<=?|>=?)\s*timestamp\(\s*(?:"([^"]+)"|'([^']+)')\s*\)$/;

/**
 * Evaluates the conditions that people put on time: comparisons of `request.time` with timestamps,
 * joined by `&&`. Everything else of the language (resources, tags, `||`) is unknown.
 */
export function evaluateCondition(expression: string, now: Date): Holds {
  let start: Date | undefined;
  let end: Date | undefined;
  for (const part of expression.split('&&')) {
    const bare = part
      .trim()
      .replace(/^\((.*)\)$/, '$1')
      .trim();
    const [, operator, double, single] = comparison.exec(bare) ?? [];
    const time = double ?? single;
    const at = time === undefined ? undefined : new Date(time);
    if (operator === undefined || at === undefined || Number.isNaN(at.getTime()))
      return { kind: 'unknown' };
    if (operator.startsWith('<')) end = end && end < at ? end : at;
    else start = start && start > at ? start : at;
  }
  if (end && end <= now) return { kind: 'over', end };
  if (start && start > now) return { kind: 'notYet', start };
  return end ? { kind: 'until', end } : { kind: 'always' };
}

/**
 * Who may stand for the service account without its name: groups and sets, whose members a policy
 * does not show.
 */
export const isCollective = (member: string) => /^(group:|principalSet:)/.test(member);
