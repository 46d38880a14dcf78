import { diagnosis } from '../../define-check.ts';
import { type Data, fixOf, wanted } from './fixes.ts';

/** The ways in which `azure/billing-role` fails, and their words. */
const diagnoses = {
  missing: diagnosis<Data>({
    code: 'AZB-ROLE-001',
    severity: 'fail',
    title: 'The service principal has no role on the billing account',
    explain: () =>
      'Without it Eco sees neither your agreement nor its charges. Roles on subscriptions and on reservations do not count here: billing has roles of its own.',
    observed: ({ servicePrincipalId }) => `no role for ${servicePrincipalId}`,
    expected: wanted,
    fix: (data) => fixOf(data, 'Give it the role.'),
  }),
  wrongPrincipal: diagnosis<Data & { given: string; what: string }>({
    code: 'AZB-ROLE-002',
    severity: 'fail',
    title: 'The role was given to another ID of the app',
    explain: ({ what }) =>
      `The billing service takes any ID and does not look whether somebody can sign in with it. This role is held by ${what}, with which nobody can sign in, so it gives Spot nothing.`,
    observed: ({ given, what }) => `${given}, ${what}`,
    expected: ({ servicePrincipalId }) =>
      `${servicePrincipalId}, the object ID of the service principal`,
    fix: (data) => fixOf(data, 'Take the useless role away, and give it to the service principal.'),
  }),
  mistyped: diagnosis<Data & { given: string }>({
    code: 'AZB-ROLE-007',
    severity: 'fail',
    title: 'The role was given to an ID that differs in a character or two',
    explain: ({ given, servicePrincipalId }) =>
      `The billing service takes any ID and does not look whether somebody has it. This role is held by ${given}, and the service principal is ${servicePrincipalId}: so it gives Spot nothing.`,
    observed: ({ given }) => given,
    expected: ({ servicePrincipalId }) =>
      `${servicePrincipalId}, the object ID of the service principal`,
    fix: (data) => fixOf(data, 'Take the useless role away, and give it to the service principal.'),
  }),
  otherRole: diagnosis<Data & { roles: readonly string[] }>({
    code: 'AZB-ROLE-003',
    severity: 'fail',
    title: 'The service principal has a role that shows too little',
    explain: ({ roles, agreement }) =>
      `${roles.join(' and ')} does not show the charges of the whole billing account.${agreement === 'ea' ? ' On an enrollment a service principal has one role at a time, so the old one has to go first.' : ''}`,
    observed: ({ roles }) => roles.join(', '),
    expected: wanted,
    fix: (data) => fixOf(data, 'Give it the role that reads the whole billing account.'),
  }),
  tooMuch: diagnosis<Data & { roles: readonly string[]; hasReader: boolean }>({
    code: 'AZB-ROLE-004',
    severity: 'warning',
    title: 'The service principal may change your billing account',
    explain: ({ roles }) =>
      `As ${roles.join(' and ')} it could buy, or change who has access. Eco only has to read. Whoever gets hold of the secret could do the same.`,
    observed: ({ roles }) => roles.join(', '),
    expected: wanted,
    fix: (data) => {
      const full = fixOf(data, 'Take the role away, and give the one that only reads.');
      return data.hasReader
        ? {
            ...full,
            summary: 'Take the role away. The one that only reads is there already.',
            commands: full.commands.slice(0, -1),
          }
        : full;
    },
  }),
  otherTenant: diagnosis<Data & { given: string }>({
    code: 'AZB-ROLE-005',
    severity: 'fail',
    title: 'The role names another directory',
    explain: () =>
      'An assignment says in which directory its principal lives (principalTenantId). With another one, the service principal that signs in is not the one that has the role.',
    observed: ({ given }) => given,
    expected: ({ tenantId }) => tenantId,
    fix: (data) => fixOf(data, 'Take the role away, and give it again with the right directory.'),
  }),
  reusedName: diagnosis<Data & { name: string }>({
    code: 'AZB-ROLE-006',
    severity: 'warning',
    title: 'The assignment is named after the role',
    explain: () =>
      'The GUID of a role was used as the name of the assignment, as some instructions show. It works, but the next application that is set up by the same instructions meets a name that is taken: it is refused, or it replaces this one.',
    observed: ({ name }) => `an assignment named ${name}`,
    expected: () => 'a new GUID as its name',
    fix: (data) =>
      fixOf(
        data,
        'Take it away, and give the role again under a new name. Spot cannot read the billing account for those seconds.',
      ),
  }),
};

export default diagnoses;
