import application from '../../../evidence/azure/application.ts';
import billingRoleAssignments from '../../../evidence/azure/billing-role-assignments.ts';
import servicePrincipal from '../../../evidence/azure/service-principal.ts';
import { defineCheck, diagnosis } from '../../define-check.ts';
import {
  administratorOf,
  type BilledAgreement,
  type BillingTarget,
  billingRoles,
  giveBillingRole,
  readerRole,
  takeBillingRole,
} from '../_billing/commands.ts';
import { lastPart } from '../_rbac/scopes.ts';

type Data = BillingTarget & {
  /** Names of assignments to take away first, as one principal has one role on an enrollment. */
  remove: readonly string[];
};

const wanted = ({ agreement, billingAccountId }: BillingTarget) =>
  `${billingRoles[readerRole[agreement]]?.name} on billing account ${billingAccountId}`;

const inConsole = ({ agreement, servicePrincipalId }: BillingTarget): string[] =>
  agreement === 'mca'
    ? [
        'Open Cost Management + Billing > Billing scopes > your billing account > Access control (IAM) > Add.',
        `Role: Billing account reader. Member: the app (its object ID is ${servicePrincipalId}). Choose Add.`,
      ]
    : ['The portal cannot do it: Microsoft offers this role through its REST interface only.'];

const fixOf = (data: Data, why: string) => ({
  summary:
    `${why} ${data.agreement === 'ea' ? 'The command makes a new GUID as the name of the assignment.' : ''}`.trim(),
  commands: [
    ...data.remove.map((name) => takeBillingRole(data.billingAccountId, name)),
    giveBillingRole(data),
  ],
  console: inConsole(data),
  who: administratorOf[data.agreement],
});

export default defineCheck({
  id: 'azure/billing-role',
  title: 'The service principal may read the billing account, and no more',
  needs: { assignments: billingRoleAssignments },
  mayUse: { registration: application, principal: servicePrincipal },
  inputs: ['agreement', 'billingAccountId', 'tenantId', 'clientId', 'servicePrincipalId'],
  after: ['azure/billing-account'],
  diagnoses: {
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
      fix: (data) =>
        fixOf(data, 'Take the useless role away, and give it to the service principal.'),
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
  },
  assess({ assignments, registration, principal }, inputs, judge) {
    const { billingAccountId, tenantId, clientId } = inputs;
    const agreement = inputs.agreement as BilledAgreement;
    const servicePrincipalId = (
      principal.status === 'found' ? principal.value.id : inputs.servicePrincipalId
    ).toLowerCase();
    const all = (assignments?.value ?? []).map(({ name, properties }) => ({
      name,
      role: lastPart(properties.roleDefinitionId),
      principalId: properties.principalId?.toLowerCase() ?? '',
      principalTenantId: properties.principalTenantId?.toLowerCase(),
    }));
    const data = (remove: readonly { name: string }[]): Data => ({
      ...{ agreement, billingAccountId, servicePrincipalId, tenantId },
      remove: remove.map(({ name }) => name),
    });
    const own = all.filter((one) => one.principalId === servicePrincipalId);
    const powers = own.filter(({ role }) => billingRoles[role]?.can === 'write');
    const reader = own.find(({ role }) => role === readerRole[agreement]);
    const names = (some: readonly { role: string }[]) =>
      some.map(({ role }) => billingRoles[role]?.name ?? `the role ${role}`);

    if (powers.length > 0)
      judge.found('tooMuch', {
        ...data(powers),
        roles: names(powers),
        hasReader: reader !== undefined,
      });
    if (reader) {
      if (
        agreement === 'ea' &&
        reader.principalTenantId &&
        reader.principalTenantId !== tenantId.toLowerCase()
      )
        return judge.found('otherTenant', { ...data([reader]), given: reader.principalTenantId });
      if (agreement === 'ea' && billingRoles[reader.name.toLowerCase()])
        judge.found('reusedName', { ...data([reader]), name: reader.name });
      return;
    }
    if (powers.length > 0) return;
    if (own.length > 0)
      return judge.found('otherRole', {
        ...data(agreement === 'ea' ? own : []),
        roles: names(own),
      });
    const strangers = new Map([[clientId.toLowerCase(), 'the application (client) ID']]);
    if (registration.status === 'found')
      strangers.set(registration.value.id.toLowerCase(), 'the object ID of the app registration');
    const misplaced = all.find(({ principalId }) => strangers.has(principalId));
    if (misplaced) {
      const what = strangers.get(misplaced.principalId) ?? '';
      return judge.found('wrongPrincipal', {
        ...data([misplaced]),
        given: misplaced.principalId,
        what,
      });
    }
    judge.found('missing', data([]));
  },
});
