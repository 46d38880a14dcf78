import costAssignments from '../../../evidence/azure/cost-assignments.ts';
import tenantCustomRoles from '../../../evidence/azure/tenant-custom-roles.ts';
import type { EvidenceKind } from '../../../evidence/define-evidence.ts';
import type { Judge } from '../../define-check.ts';
import { rootGroupScope } from '../_billing/commands.ts';
import {
  costRoles,
  isWorking,
  type JudgedAssignment,
  judgeAssignment,
  rowsOf,
} from '../_billing/cost-roles.ts';
import type { Definition } from '../_rbac/evaluate.ts';
import { isAboveSubscriptions, normalScope } from '../_rbac/scopes.ts';
import type diagnoses from './diagnoses.ts';
import type { Where } from './fixes.ts';

type Verdict = Judge<typeof diagnoses>;
type CostScopes = (typeof costAssignments extends EvidenceKind<infer T> ? T : never)['costScopes'];

const actions = ['Microsoft.CostManagement/query/read'];

/** The roles that hold at the scopes that costs are asked at. */
export interface ScopedRoles {
  seen: readonly { scope: string; roles: readonly JudgedAssignment[] }[];
  /**
   * How many subscriptions did not show their roles. Nothing may be green for them, and nothing
   * missing.
   */
  unseen: number;
}

/** Judges what each assignment is worth. `custom`: undefined where they could not be seen. */
export function judgeScopes(
  costScopes: CostScopes,
  custom: readonly Definition[] | undefined,
  servicePrincipalId: string,
): ScopedRoles {
  return {
    seen: costScopes.flatMap(({ scope, assignments }) =>
      assignments === null
        ? []
        : [
            {
              scope,
              roles: rowsOf(assignments, servicePrincipalId).map((one) =>
                judgeAssignment(one, costRoles, actions, custom),
              ),
            },
          ],
    ),
    unseen: costScopes.filter(
      ({ scope, assignments }) => assignments === null && !isAboveSubscriptions(scope),
    ).length,
  };
}

/** Whether a role holds at the whole of a scope that costs are asked at. */
const holdsAt = (scope: string) => (role: JudgedAssignment) =>
  isAboveSubscriptions(role.scope) || normalScope(role.scope) === normalScope(scope);

/** The roles among those of a scope that let it show its costs. */
function coveringRoles({ scope, roles }: ScopedRoles['seen'][number]): JudgedAssignment[] {
  return roles.filter(isWorking).filter(holdsAt(scope));
}

/** Whether a scope may show its costs by a role of which nobody here knows what it allows. */
const mayBeCovered = ({ scope, roles }: ScopedRoles['seen'][number]): boolean =>
  roles.filter(({ worth }) => worth === 'unknown').some(holdsAt(scope));

/** `noRoot`: the directory has no management groups yet. */
export function judgeAssignments(
  { seen, unseen }: ScopedRoles,
  where: Where,
  noRoot: boolean,
  judge: Verdict,
) {
  const { agreement, tenantId } = where;
  const subscriptions = seen.filter(({ scope }) => scope.startsWith('/subscriptions/'));
  const all = [...new Map(seen.flatMap(({ roles }) => roles).map((one) => [one.id, one])).values()];
  const working = all.filter(isWorking);
  const powers = all.filter(({ changes }) => changes);
  if (powers.length > 0)
    judge.found('tooMuch', {
      ...where,
      roles: powers,
      hasReader: seen
        .filter((one) => coveringRoles(one).length > 0)
        .every((one) => coveringRoles(one).some(({ changes }) => !changes)),
    });
  if (working.length > 0) sayUnknown(all, judge);
  if (agreement !== 'mca' && noRoot) return judge.found('noManagementGroups', where);

  const high = working.map(({ scope }) => scope).filter(isAboveSubscriptions);
  const rootScope = normalScope(rootGroupScope(tenantId));
  const atTop = high.some((scope) => scope === '/' || normalScope(scope) === rootScope);
  if (atTop && agreement !== 'mca') return;
  const covered = subscriptions.filter((one) => coveringRoles(one).length > 0);
  if (covered.length === 0 && !atTop)
    return judgeUncovered(all, subscriptions.length === 0, unseen, where, judge);
  // With a Microsoft Customer Agreement costs are asked for at subscriptions, which inherit the role
  // of a management group: what counts is whether one shows it.
  if (covered.length === 0)
    return judge.cannotTell(
      'The role is on a management group, and no subscription showed you that it inherits it. Check as Spot.',
      [costAssignments],
    );
  const uncovered = subscriptions
    .filter((one) => !covered.includes(one) && !mayBeCovered(one))
    .map(({ scope }) => scope.split('/')[2] ?? scope);
  if (uncovered.length > 0 || agreement === 'mosp')
    judge.found('partly', { ...where, covered: covered.length, uncovered });
  if (unseen > 0)
    judge.cannotTell(
      `${unseen} of your subscriptions did not show their roles to you. Take elevated access, or check as Spot.`,
    );
}

/** Says which roles nobody here knows the content of. */
function sayUnknown(all: readonly JudgedAssignment[], judge: Verdict) {
  const names = all.filter(({ worth }) => worth === 'unknown').map(({ roleName }) => roleName);
  if (names.length > 0)
    judge.cannotTell(
      `The service principal also has ${[...new Set(names)].join(', ')}, and what that allows could not be seen.`,
      [tenantCustomRoles],
    );
}

/** No role lets any subscription show its costs: why? */
function judgeUncovered(
  all: readonly JudgedAssignment[],
  noneSeen: boolean,
  unseen: number,
  where: Where,
  judge: Verdict,
) {
  if (all.some(({ worth }) => worth === 'unknown'))
    return judge.cannotTell(
      'The service principal has a custom role whose content could not be seen.',
      [tenantCustomRoles],
    );
  const scopes = all.filter(isWorking).map(({ scope }) => scope);
  if (scopes.length > 0) return judge.found('tooLow', { ...where, scopes });
  if (all.length > 0)
    return judge.found('otherRole', { ...where, roles: all.map(({ roleName }) => roleName) });
  if (noneSeen && (where.agreement === 'mca' || unseen > 0))
    return judge.cannotTell(
      'No subscription showed its roles to you. Take elevated access, or check as Spot.',
    );
  judge.found('missing', { ...where, seen: `no role for ${where.servicePrincipalId}` });
}
