import type { ListedAssignment } from '../../../evidence/azure/_shared/roles.ts';
import reservationReads from '../../../evidence/azure/billing-reservation-reads.ts';
import elevatedAccess from '../../../evidence/azure/elevated-access.ts';
import reservationAssignments, {
  reservationScope,
} from '../../../evidence/azure/reservation-assignments.ts';
import savingsPlanAssignments, {
  savingsPlanScope,
} from '../../../evidence/azure/reservation-savings-plan-assignments.ts';
import signedInUser from '../../../evidence/azure/signed-in-user.ts';
import tenantCustomRoles from '../../../evidence/azure/tenant-custom-roles.ts';
import { defineCheck, diagnosis } from '../../define-check.ts';
import { assignRole, removeAssignments } from '../_billing/commands.ts';
import {
  isWorking,
  type JudgedAssignment,
  judged,
  reservationRoles,
  savingsPlanRoles,
} from '../_billing/cost-roles.ts';
import {
  type Elevation,
  elevatedFirst,
  elevateInConsole,
  elevationOf,
  elevationWords,
} from '../_billing/elevated-access.ts';
import { placeOf } from '../_rbac/scopes.ts';

interface Who {
  servicePrincipalId: string;
  elevation: Elevation;
}

const role = 'Reservations Reader';
const planRole = 'Savings plan Reader';
const expected = () => `${role} at ${reservationScope}`;

const fixOf = (
  { servicePrincipalId, elevation }: Who,
  why: string,
  remove: readonly string[] = [],
) => ({
  summary: `${why} ${elevationWords(elevation)}`,
  commands: elevatedFirst(
    elevation,
    assignRole(servicePrincipalId, role, reservationScope),
    ...(remove.length > 0 ? [removeAssignments(...remove)] : []),
  ),
  console: [
    ...elevateInConsole,
    'Open Reservations > Role assignment > Add > Add role assignment.',
    `Role: ${role}. Members: the app, by its name (its object ID is ${servicePrincipalId}). Choose Review + assign.`,
  ],
});

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
  diagnoses: {
    missing: diagnosis<Who & { seen: string }>({
      code: 'AZB-RESERVATION-001',
      severity: 'fail',
      title: 'The service principal may not read your reservations',
      explain: () =>
        `Eco plans reservations, so it must see those you have. The role is “${role}”, with an s: Azure knows no “Reservation Reader”. It is given at ${reservationScope} only, and no role on subscriptions replaces it. New roles take up to ten minutes to work.`,
      observed: ({ seen }) => seen,
      expected,
      fix: (who) => fixOf(who, 'Give it the role.'),
    }),
    oneOrder: diagnosis<Who & { scopes: readonly string[] }>({
      code: 'AZB-RESERVATION-002',
      severity: 'fail',
      title: 'The role is on single reservations only',
      explain: () =>
        'Then Eco sees these and no other, and would recommend to buy what you already have.',
      observed: ({ scopes }) => scopes.join(', '),
      expected,
      fix: (who) => fixOf(who, 'Give the role for all reservations.'),
    }),
    otherRole: diagnosis<Who & { roles: readonly string[] }>({
      code: 'AZB-RESERVATION-003',
      severity: 'fail',
      title: 'The service principal has a role on reservations that does not show them',
      explain: ({ roles }) =>
        `${roles.join(', ')} does not allow reading reservations. “${role}” does.`,
      observed: ({ roles }) => roles.join(', '),
      expected,
      fix: (who) => fixOf(who, 'Give it the role that reads.'),
    }),
    tooMuch: diagnosis<Who & { roles: readonly JudgedAssignment[]; hasReader: boolean }>({
      code: 'AZB-RESERVATION-004',
      severity: 'warning',
      title: 'The service principal may change your reservations',
      explain: ({ roles }) =>
        `${roles.map(({ roleName }) => roleName).join(', ')} allows to exchange or cancel reservations. For the analysis Eco only reads. Spot asks for more once you have signed a contract for full management; then ignore this.`,
      observed: ({ roles }) =>
        roles.map(({ roleName, scope }) => `${roleName} at ${scope}`).join(', '),
      expected,
      fix: (who) => {
        const ids = who.roles.map(({ id }) => id);
        if (!who.hasReader) return fixOf(who, 'Give the role that only reads instead.', ids);
        return {
          ...fixOf(who, 'Take the role away. The one that only reads is there already.'),
          commands: elevatedFirst(who.elevation, removeAssignments(...ids)),
        };
      },
    }),
    savingsPlans: diagnosis<Who & { seen: string }>({
      code: 'AZB-RESERVATION-005',
      severity: 'warning',
      title: 'The service principal may not read your savings plans',
      explain: () =>
        'Eco then does not know which savings plans you have, and its recommendations count them as uncovered use. If you have none and buy none, this can wait.',
      observed: ({ seen }) => seen,
      expected: () => `${planRole} at ${savingsPlanScope}`,
      fix: ({ servicePrincipalId, elevation }) => ({
        summary: `Give it the role. ${elevationWords(elevation)}`,
        commands: elevatedFirst(
          elevation,
          assignRole(servicePrincipalId, planRole, savingsPlanScope),
        ),
        console: [
          ...elevateInConsole,
          'Open Savings plans > Role assignment > Add > Add role assignment.',
          `Role: ${planRole}. Members: the app.`,
        ],
      }),
    }),
    tooMuchOfPlans: diagnosis<Who & { roles: readonly JudgedAssignment[]; hasReader: boolean }>({
      code: 'AZB-RESERVATION-006',
      severity: 'warning',
      title: 'The service principal may change your savings plans',
      explain: ({ roles }) =>
        `${roles.map(({ roleName }) => roleName).join(', ')} allows to change savings plans. For the analysis Eco only reads.`,
      observed: ({ roles }) =>
        roles.map(({ roleName, scope }) => `${roleName} at ${scope}`).join(', '),
      expected: () => `${planRole} at ${savingsPlanScope}`,
      fix: ({ servicePrincipalId, elevation, roles, hasReader }) => ({
        summary: `Give the role that only reads instead. ${elevationWords(elevation)}`,
        commands: elevatedFirst(
          elevation,
          ...(hasReader ? [] : [assignRole(servicePrincipalId, planRole, savingsPlanScope)]),
          removeAssignments(...roles.map(({ id }) => id)),
        ),
      }),
    }),
  },
  assess({ assigned, plans, reads, customRoles, atRoot, user }, { servicePrincipalId }, judge) {
    const who: Who = { servicePrincipalId, elevation: elevationOf(atRoot, user) };
    const custom = customRoles.status === 'found' ? customRoles.value.value : undefined;
    const none = `no role for ${servicePrincipalId}`;

    const ofReservations = (one: ListedAssignment) =>
      judged(one, reservationRoles, ['Microsoft.Capacity/reservationOrders/read'], custom);
    const ofPlans = (one: ListedAssignment) =>
      judged(one, savingsPlanRoles, ['Microsoft.BillingBenefits/savingsPlanOrders/read'], custom);

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
