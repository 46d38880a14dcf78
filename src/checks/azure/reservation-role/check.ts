import type { ListedAssignment } from '../../../evidence/azure/_shared/roles.ts';
import reservationReads from '../../../evidence/azure/billing-reservation-reads.ts';
import elevatedAccess from '../../../evidence/azure/elevated-access.ts';
import reservationAssignments from '../../../evidence/azure/reservation-assignments.ts';
import savingsPlanAssignments from '../../../evidence/azure/reservation-savings-plan-assignments.ts';
import signedInUser from '../../../evidence/azure/signed-in-user.ts';
import tenantCustomRoles from '../../../evidence/azure/tenant-custom-roles.ts';
import { defineCheck } from '../../define-check.ts';
import {
  judgeAssignment,
  reservationRoles,
  rowsOf,
  savingsPlanRoles,
} from '../_billing/cost-roles.ts';
import { findElevation } from '../_billing/elevated-access.ts';
import findUnknownRefusal from '../_billing/refusals.ts';
import diagnoses from './diagnoses.ts';
import type { Who } from './fixes.ts';
import { describeNone, judgePlans, judgeReservations } from './judge.ts';

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
    const who: Who = { servicePrincipalId, elevation: findElevation(atRoot, user) };
    const custom = customRoles.status === 'found' ? customRoles.value.value : undefined;
    const none = describeNone(who);

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
      judgeReservations(
        rowsOf(assigned.value.value, servicePrincipalId).map(ofReservations),
        who,
        judge,
      );
    } else if (reads.status === 'found') {
      const { outcome, message, assignments } = reads.value.reservations;
      const unknown = findUnknownRefusal(reads.value.reservations);
      const byRule = outcome === 'denied' && judge.refusedBy(message);
      if (unknown && !byRule)
        judge.cannotTell(
          `Azure refused Spot the reservations for another reason than a missing role: ${unknown}`,
        );
      else if (outcome === 'denied' && !byRule)
        judge.found('missing', { ...who, seen: message ?? none });
      else if (assignments)
        judgeReservations(rowsOf(assignments, servicePrincipalId).map(ofReservations), who, judge);
      else if (!byRule) judge.cannotTell(`Azure did not answer usably: ${message ?? 'no details'}`);
    } else {
      judge.cannotTell(
        "The service principal's roles on reservations are only shown with elevated access. Check as Spot, or before you give it back.",
        [reservationAssignments],
      );
    }

    const tried = reads.status === 'found' ? reads.value.savingsPlans : undefined;
    const planRoles = plans.status === 'found' ? plans.value.value : tried?.assignments;
    if (planRoles) judgePlans(rowsOf(planRoles, servicePrincipalId).map(ofPlans), who, judge);
    else if (tried?.outcome === 'denied' && judge.refusedBy(tried.message)) return;
    else if (tried && findUnknownRefusal(tried))
      judge.cannotTell(
        `Azure refused Spot the savings plans for another reason than a missing role: ${findUnknownRefusal(tried)}`,
      );
    else if (tried?.outcome === 'denied')
      judge.found('savingsPlans', { ...who, seen: tried.message ?? none });
    else if (tried || assigned.status === 'found')
      judge.cannotTell('The roles on savings plans could not be seen.', [savingsPlanAssignments]);
  },
});
