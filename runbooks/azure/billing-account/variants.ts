import {
  assignRole,
  createApplication,
  createBillingAccount,
  createCustomRole,
  createGroup,
  createManagementGroup,
  createSubscription,
  createUser,
} from '../../../src/simulator/azure/seed.ts';
import { assignBillingRole, billingRoles } from '../../../src/simulator/azure/seed-billing.ts';
import type { Variant } from '../../define-faults.ts';
import {
  type BillingOptions,
  type BillingWorld,
  createHealthyWorld,
  principalOf,
  replaceRoles,
} from './healthy.ts';

function variant(
  name: string,
  title: string,
  options: BillingOptions = {},
  change: (subject: BillingWorld) => void = () => undefined,
): Variant<BillingWorld> {
  return {
    name,
    title,
    build(simulator) {
      const subject = createHealthyWorld(simulator, options);
      change(subject);
      return subject;
    },
  };
}

const costs = /managementGroups|^\/subscriptions/;
const role = 'Cost Management Reader';

/** Legitimate variants of the healthy world: nothing may be found in them. */
export const variants: readonly Variant<BillingWorld>[] = [
  variant('billing-ea-as-the-guide', 'An Enterprise Agreement, as the guide makes it'),
  variant('billing-mca-as-the-guide', 'A Microsoft Customer Agreement, as the guide makes it', {
    agreement: 'mca',
  }),
  variant('billing-mosp-as-the-guide', 'Pay-as-you-go, as the guide makes it', {
    agreement: 'mosp',
  }),
  variant(
    'billing-ea-per-subscription',
    'An Enterprise Agreement with the role on every subscription',
    {},
    (subject) =>
      replaceRoles(
        subject,
        costs,
        ...subject.subscriptions.map(({ id }) => ({ role, scope: `/subscriptions/${id}` })),
      ),
  ),
  variant(
    'billing-ea-nested-groups',
    'Subscriptions in management groups of several levels',
    {},
    ({ tenant, subscriptions }) => {
      createManagementGroup(tenant, { id: 'platform', displayName: 'Platform' });
      createManagementGroup(tenant, {
        id: 'production',
        displayName: 'Production',
        parent: 'platform',
        subscriptions: subscriptions.slice(0, 1),
      });
    },
  ),
  variant(
    'billing-several-enrollments',
    'The company has three billing accounts',
    {},
    ({ world, tenant, reader }) => {
      const administrators = [reader.azure.objectId];
      createBillingAccount(world, {
        tenant,
        agreementType: 'EnterpriseAgreement',
        name: '8608481',
        administrators,
      });
      createBillingAccount(world, {
        tenant,
        agreementType: 'MicrosoftCustomerAgreement',
        administrators,
      });
    },
  ),
  variant(
    'billing-read-by-reader-role',
    'Reader on the tenant root management group shows costs too',
    {},
    (subject) =>
      replaceRoles(subject, costs, {
        role: 'Reader',
        scope: `/providers/Microsoft.Management/managementGroups/${subject.tenant.id}`,
      }),
  ),
  variant(
    'billing-roles-through-a-group',
    'The roles on costs and reservations come through a security group',
    {},
    (subject) => {
      const { world, tenant } = subject;
      const group = createGroup(world, {
        tenant,
        displayName: 'Cost tools',
        members: [principalOf(subject).id],
      });
      replaceRoles(subject, /managementGroups|Capacity|BillingBenefits/);
      const give = (name: string, scope: string) =>
        assignRole(world, { tenant, principalId: group.id, role: name, scope });
      give(role, `/providers/Microsoft.Management/managementGroups/${tenant.id}`);
      give('Reservations Reader', '/providers/Microsoft.Capacity');
      give('Savings plan Reader', '/providers/Microsoft.BillingBenefits');
    },
  ),
  variant(
    'billing-custom-cost-role',
    'A custom role of the company that reads costs and nothing else',
    { agreement: 'mca' },
    (subject) => {
      const { world, tenant, subscriptions } = subject;
      const roleName = 'Contoso cost viewer';
      const scopes = subscriptions.map(({ id }) => `/subscriptions/${id}`);
      createCustomRole(world, {
        tenant,
        roleName,
        assignableScopes: scopes,
        actions: ['Microsoft.CostManagement/*/read'],
      });
      replaceRoles(subject, costs, ...scopes.map((scope) => ({ role: roleName, scope })));
    },
  ),
  variant(
    'billing-disabled-subscription',
    'One subscription is disabled and has no role',
    { agreement: 'mca' },
    ({ world, tenant, billing, reader }) => {
      const old = createSubscription(world, {
        tenant,
        displayName: 'Old',
        state: 'Disabled',
        quotaId: 'PayAsYouGo_2014-09-01',
        billingAccount: billing.name,
      });
      assignRole(world, {
        tenant,
        principalId: reader.azure.objectId,
        role: 'Owner',
        scope: `/subscriptions/${old.id}`,
      });
    },
  ),
  variant(
    'billing-mosp-without-billing-account',
    'Pay-as-you-go, and the account administrator is somebody else',
    { agreement: 'mosp' },
    ({ billing }) => billing.roleAssignments.clear(),
  ),
  variant(
    'billing-others-have-roles-too',
    'Other people and apps have roles on the billing account and on costs',
    {},
    ({ world, tenant, billing }) => {
      const { servicePrincipal } = createApplication(world, { tenant, displayName: 'Invoices' });
      const department = createUser(world, { tenant, upn: 'dana' });
      assignBillingRole(world, billing, {
        principalId: servicePrincipal.id,
        role: billingRoles.enrollmentReader,
      });
      assignBillingRole(world, billing, {
        principalId: department.objectId,
        role: billingRoles.departmentReader,
      });
      assignRole(world, {
        tenant,
        principalId: servicePrincipal.id,
        role,
        scope: `/providers/Microsoft.Management/managementGroups/${tenant.id}`,
      });
    },
  ),
  variant('billing-second-administrator', 'Another administrator checks', {}, (subject) => {
    const { world, tenant, billing, subscriptions } = subject;
    const second = createUser(world, {
      tenant,
      upn: 'kim',
      directoryRoles: ['Global Administrator'],
    });
    for (const { id } of subscriptions)
      assignRole(world, {
        tenant,
        principalId: second.objectId,
        role: 'Reader',
        scope: `/subscriptions/${id}`,
      });
    assignBillingRole(world, billing, {
      principalId: second.objectId,
      role: billingRoles.enrollmentAdministrator,
    });
    subject.reader = { azure: second };
  }),
  variant(
    'billing-reader-without-subscriptions',
    'The reader has no role on any subscription: costs are left to Spot’s eyes',
    {
      withoutSubscriptions: true,
    },
  ),
];
