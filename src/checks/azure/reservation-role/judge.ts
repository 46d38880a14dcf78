import { reservationScope } from '../../../evidence/azure/reservation-assignments.ts';
import { savingsPlanScope } from '../../../evidence/azure/reservation-savings-plan-assignments.ts';
import tenantCustomRoles from '../../../evidence/azure/tenant-custom-roles.ts';
import type { Judge } from '../../define-check.ts';
import { isWorking, type JudgedAssignment } from '../_billing/cost-roles.ts';
import { placeOf } from '../_rbac/scopes.ts';
import type diagnoses from './diagnoses.ts';
import type { Who } from './fixes.ts';

type Verdict = Judge<typeof diagnoses>;

export const describeNone = ({ servicePrincipalId }: Who) => `no role for ${servicePrincipalId}`;

/** Judges the roles on savings plans. */
export function judgePlans(roles: readonly JudgedAssignment[], who: Who, judge: Verdict) {
  const whole = roles.filter((one) => isWorking(one) && isAtOrAbove(one.scope, savingsPlanScope));
  // One at / was named with the reservations already.
  const powers = roles.filter(({ changes, scope }) => changes && scope !== '/');
  if (whole.length > 0 && powers.length > 0)
    judge.found('tooMuchOfPlans', {
      ...who,
      roles: powers,
      hasReader: whole.some(({ changes }) => !changes),
    });
  if (whole.length > 0) return sayUnknown(roles, judge);
  if (roles.some(({ worth }) => worth === 'unknown'))
    return judge.cannotTell(
      'The service principal has a custom role on savings plans whose content could not be seen.',
      [tenantCustomRoles],
    );
  judge.found('savingsPlans', { ...who, seen: describeNone(who) });
}

/** Says which roles nobody here knows the content of. */
function sayUnknown(roles: readonly JudgedAssignment[], judge: Verdict) {
  const names = roles.filter(({ worth }) => worth === 'unknown').map(({ roleName }) => roleName);
  if (names.length > 0)
    judge.cannotTell(
      `The service principal also has ${[...new Set(names)].join(', ')}, and what that allows could not be seen.`,
      [tenantCustomRoles],
    );
}

/** Judges the roles on reservations. */
export function judgeReservations(roles: readonly JudgedAssignment[], who: Who, judge: Verdict) {
  const working = roles.filter(isWorking);
  const whole = working.filter(({ scope }) => isAtOrAbove(scope, reservationScope));
  const powers = roles.filter(({ changes }) => changes);
  const hasReader = whole.some(({ changes }) => !changes);
  if (whole.length > 0 && powers.length > 0)
    judge.found('tooMuch', { ...who, roles: powers, hasReader });
  if (whole.length > 0) return sayUnknown(roles, judge);
  if (roles.some(({ worth }) => worth === 'unknown'))
    return judge.cannotTell(
      'The service principal has a custom role on reservations whose content could not be seen.',
      [tenantCustomRoles],
    );
  if (working.length > 0)
    return judge.found('oneOrder', { ...who, scopes: working.map(({ scope }) => scope) });
  if (roles.length > 0)
    return judge.found('otherRole', { ...who, roles: roles.map(({ roleName }) => roleName) });
  judge.found('missing', { ...who, seen: describeNone(who) });
}

/** Management groups are above subscriptions, not above what lies directly below the directory. */
const isAtOrAbove = (scope: string, place: string) =>
  !/managementGroups\//i.test(scope) && ['at', 'above'].includes(placeOf(scope, place));
