import {
  elevatedAccess,
  reservationAssignments,
  reservationReads,
  savingsPlanAssignments,
  signedInUser,
  tenantCustomRoles,
} from '../../../evidence/azure/index.ts';
import {
  reservationScope,
  savingsPlanScope,
} from '../../../evidence/azure/reservation-assignments.ts';
import type { ListedAssignment } from '../../../evidence/azure/roles.ts';
import { defineCheck } from '../../define-check.ts';
import {
  isWorking,
  type JudgedAssignment,
  judgeAssignment,
  reservationRoles,
  savingsPlanRoles,
} from '../_billing/cost-roles.ts';
import { elevationOf } from '../_billing/elevated-access.ts';
import { placeOf } from '../_rbac/scopes.ts';
import diagnoses from './diagnoses.ts';
import type { Who } from './fixes.ts';

export default defineCheck({
  id: 'azure/reservation-role',
  title: 'The service principal may read all reservations and savings plans',
  needs: {},
  mayUse: {
    assigned: reservationAssignments,
    plans: savingsPlanAssignments,
    reads: reservationReads,
    customRoles: tenantCustomRoles,
    atRoot: elevatedAccess,
    user: signedInUser,
  },
  inputs: ['servicePrincipalId'],
  after: ['azure/billing-principal'],
  diagnoses,
  assess({ assigned, plans, reads, customRoles, atRoot, user }, { servicePrincipalId }, judge) {
    const who: Who = { servicePrincipalId, elevation: elevationOf(atRoot, user) };
    const custom = customRoles.status === 'found' ? customRoles.value.value : undefined;
    const none = `no role for ${servicePrincipalId}`;

    const ofReservations = (one: ListedAssignment) =>
      judgeAssignment(one, reservationRoles, ['Microsoft.Capacity/reservationOrders/read'], custom);
    const ofPlans = (one: ListedAssignment) =>
      judgeAssignment(
        one,
        savingsPlanRoles,
        ['Microsoft.BillingBenefits/savingsPlanOrders/read'],
        custom,
      );

    if (assigned.status === 'found') {
      judgeReservations(assigned.value.value.map(ofReservations));
    } else if (reads.status === 'found') {
      const { outcome, message, assignments } = reads.value.reservations;
      if (outcome === 'denied') judge.found('missing', { ...who, seen: message ?? none });
      else if (assignments) judgeReservations(assignments.map(ofReservations));
      else judge.cannotTell(`Azure did not answer usably: ${message ?? 'no details'}`);
    } else {
      judge.cannotTell(
        "The service principal's roles on reservations are only shown with elevated access. Check as Spot, or before you give it back.",
        [reservationAssignments],
      );
    }

    const tried = reads.status === 'found' ? reads.value.savingsPlans : undefined;
    const planRoles = plans.status === 'found' ? plans.value.value : tried?.assignments;
    if (planRoles) judgePlans(planRoles.map(ofPlans));
    else if (tried?.outcome === 'denied')
      judge.found('savingsPlans', { ...who, seen: tried.message ?? none });
    else if (tried || assigned.status === 'found')
      judge.cannotTell('The roles on savings plans could not be seen.', [savingsPlanAssignments]);

    function judgePlans(roles: readonly JudgedAssignment[]) {
      const whole = roles.filter(
        (one) => isWorking(one) && isAtOrAbove(one.scope, savingsPlanScope),
      );
      // One at / was named with the reservations already.
      const powers = whole.filter(({ worth, scope }) => worth === 'more' && scope !== '/');
      if (powers.length > 0)
        judge.found('tooMuchOfPlans', {
          ...who,
          roles: powers,
          hasReader: whole.length > powers.length,
        });
      if (whole.length > 0) return;
      if (roles.some(({ worth }) => worth === 'unknown'))
        return judge.cannotTell(
          'The service principal has a custom role on savings plans whose content could not be seen.',
          [tenantCustomRoles],
        );
      judge.found('savingsPlans', { ...who, seen: none });
    }

    function judgeReservations(roles: readonly JudgedAssignment[]) {
      const working = roles.filter(isWorking);
      const whole = working.filter(({ scope }) => isAtOrAbove(scope, reservationScope));
      const powers = whole.filter(({ worth }) => worth === 'more');
      if (powers.length > 0)
        judge.found('tooMuch', { ...who, roles: powers, hasReader: whole.length > powers.length });
      if (whole.length > 0) return;
      if (roles.some(({ worth }) => worth === 'unknown'))
        return judge.cannotTell(
          'The service principal has a custom role on reservations whose content could not be seen.',
          [tenantCustomRoles],
        );
      if (working.length > 0)
        return judge.found('oneOrder', { ...who, scopes: working.map(({ scope }) => scope) });
      if (roles.length > 0)
        return judge.found('otherRole', { ...who, roles: roles.map(({ roleName }) => roleName) });
      judge.found('missing', { ...who, seen: none });
    }
  },
});

/** Management groups are above subscriptions, not above what lies directly below the directory. */
const isAtOrAbove = (scope: string, place: string) =>
  !/managementGroups\//i.test(scope) && ['at', 'above'].includes(placeOf(scope, place));
