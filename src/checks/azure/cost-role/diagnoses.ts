import { diagnosis } from '../../define-check.ts';
import { removeAssignments } from '../_billing/commands.ts';
import type { JudgedAssignment } from '../_billing/cost-roles.ts';
import { elevateFirst, elevateInConsole } from '../_billing/elevated-access.ts';
import { expectedPlace, fixOf, role, type Where } from './fixes.ts';

const several = (names: readonly string[]) =>
  names.length > 4
    ? `${names.slice(0, 3).join(', ')} and ${names.length - 3} more`
    : names.join(', ');

/** The ways in which `azure/cost-role` fails, and their words. */
const diagnoses = {
  missing: diagnosis<Where & { seen: string }>({
    code: 'AZB-COST-001',
    severity: 'fail',
    title: 'The service principal may not read your costs',
    explain: () =>
      'Eco compares what you use with what you committed to, and reads the use from Cost Management. If you gave the role within the last ten minutes, wait and check again: new roles take that long to work.',
    observed: ({ seen }) => seen,
    expected: expectedPlace,
    fix: (where) => fixOf(where, 'Give it the role.'),
  }),
  partly: diagnosis<Where & { covered: number; uncovered: readonly string[] }>({
    code: 'AZB-COST-002',
    severity: 'warning',
    title: 'Spot sees the costs of some subscriptions only',
    explain: ({ uncovered, agreement }) =>
      `${uncovered.length > 0 ? `Eco would leave out ${several(uncovered)}, and` : 'Eco would leave out subscriptions that are made later, and'} recommend less than you could save.${agreement === 'mca' ? '' : ' On the tenant root management group the role holds for all subscriptions, later ones too.'} If you left them out on purpose, ignore this.`,
    observed: ({ covered, uncovered }) =>
      uncovered.length > 0
        ? `${covered} of ${covered + uncovered.length} subscriptions`
        : 'single subscriptions',
    expected: expectedPlace,
    fix: (where) => fixOf(where, 'Give the role for the others too.'),
  }),
  tooLow: diagnosis<Where & { scopes: readonly string[] }>({
    code: 'AZB-COST-003',
    severity: 'fail',
    title: 'The role is on a part of a subscription only',
    explain: () =>
      'Eco asks for the costs of whole subscriptions. A role on a resource group or a single resource does not answer that.',
    observed: ({ scopes }) => several(scopes),
    expected: expectedPlace,
    fix: (where) => fixOf(where, 'Give the role further up.'),
  }),
  tooMuch: diagnosis<Where & { roles: readonly JudgedAssignment[]; hasReader: boolean }>({
    code: 'AZB-COST-005',
    severity: 'warning',
    title: 'The service principal may do more than read costs',
    explain: ({ roles }) =>
      `${several([...new Set(roles.map(({ roleName }) => roleName))])} allows changes. Eco only reads, and whoever gets hold of the secret could do what the role allows.`,
    observed: ({ roles }) => several(roles.map(({ roleName, scope }) => `${roleName} on ${scope}`)),
    expected: expectedPlace,
    fix: (where) => {
      const ids = where.roles.map(({ id }) => id);
      if (!where.hasReader) return fixOf(where, `Give ${role} instead.`, ids);
      const why =
        'If no other product of Spot needs the role, take it away. What only reads is there already.';
      return {
        ...fixOf(where, why),
        commands: elevateFirst(where.elevation, removeAssignments(...ids)),
      };
    },
  }),
  otherRole: diagnosis<Where & { roles: readonly string[] }>({
    code: 'AZB-COST-006',
    severity: 'fail',
    title: 'The service principal has roles, but none that shows costs',
    explain: ({ roles }) =>
      `${several(roles)} does not allow the question for costs. The name of the role that does is “${role}”.`,
    observed: ({ roles }) => several(roles),
    expected: expectedPlace,
    fix: (where) => fixOf(where, 'Give it the role.'),
  }),
  noManagementGroups: diagnosis<Where>({
    code: 'AZB-COST-007',
    severity: 'fail',
    title: 'Your directory has no management groups yet',
    explain: () =>
      'The tenant root management group comes into being when somebody opens management groups for the first time. Until then a role on it reaches no subscription.',
    observed: ({ tenantId }) => `no management group ${tenantId}`,
    expected: () => 'a tenant root management group with your subscriptions in it',
    fix: () => ({
      summary:
        'Open management groups once. It takes up to 15 minutes until all subscriptions are in the root group; then check again.',
      commands: [],
      console: [
        ...elevateInConsole,
        'Open Management groups, and choose “Start using management groups” if the page offers it.',
      ],
      who: 'a Global Administrator with elevated access',
    }),
  }),
};

export default diagnoses;
