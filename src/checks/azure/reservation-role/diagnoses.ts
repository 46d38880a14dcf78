import { reservationScope } from '../../../evidence/azure/reservation-assignments.ts';
import { savingsPlanScope } from '../../../evidence/azure/reservation-savings-plan-assignments.ts';
import { diagnosis } from '../../define-check.ts';
import { assignRole, removeAssignments } from '../_billing/commands.ts';
import type { JudgedAssignment } from '../_billing/cost-roles.ts';
import { describeElevation, elevateFirst, elevateInConsole } from '../_billing/elevated-access.ts';
import { expected, fixOf, planRole, role, type Who } from './fixes.ts';

/** The ways in which `azure/reservation-role` fails, and their words. */
const diagnoses = {
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
        commands: elevateFirst(who.elevation, removeAssignments(...ids)),
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
      summary: `Give it the role. ${describeElevation(elevation)}`,
      commands: elevateFirst(elevation, assignRole(servicePrincipalId, planRole, savingsPlanScope)),
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
      summary: `Give the role that only reads instead. ${describeElevation(elevation)}`,
      commands: elevateFirst(
        elevation,
        ...(hasReader ? [] : [assignRole(servicePrincipalId, planRole, savingsPlanScope)]),
        removeAssignments(...roles.map(({ id }) => id)),
      ),
    }),
  }),
};

export default diagnoses;
