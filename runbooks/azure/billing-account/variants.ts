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
import { defineVariants, type Variant } from '../../define-faults.ts';
import { findServicePrincipal } from '../_world/app.ts';
import { replaceRoles } from '../_world/billing.ts';
import { formatRootGroupScope, formatSubscriptionScope } from '../_world/world.ts';
import { type BillingWorld, createHealthyWorld } from './worlds.ts';

const variant = defineVariants(createHealthyWorld);

const costs = /managementGroups|^\/subscriptions/;
const role = 'Cost Management Reader';

/** Legitimate variants of the healthy world: nothing may be found in them. */
export const variants: readonly Variant<BillingWorld>[] = [
  variant('billing-ea-as-the-guide', 'An Enterprise Agreement, as the guide makes it', {}),
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
        ...subject.subscriptions.map((one) => ({ role, scope: formatSubscriptionScope(one) })),
      ),
  ),
  variant(
    'billing-mca-on-the-root-group',
    'A Microsoft Customer Agreement with the role on the tenant root management group, which every subscription inherits',
    { agreement: 'mca' },
    (subject) => replaceRoles(subject, costs, { role, scope: formatRootGroupScope(subject) }),
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
        scope: formatRootGroupScope(subject),
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
        members: [findServicePrincipal(subject).id],
      });
      replaceRoles(subject, /managementGroups|Capacity|BillingBenefits/);
      const give = (name: string, scope: string) =>
        assignRole(world, { tenant, principalId: group.id, role: name, scope });
      give(role, formatRootGroupScope(subject));
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
      const scopes = subscriptions.map(formatSubscriptionScope);
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
        scope: formatSubscriptionScope(old),
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
    (subject) => {
      const { world, tenant, billing } = subject;
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
        scope: formatRootGroupScope(subject),
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
    for (const subscription of subscriptions)
      assignRole(world, {
        tenant,
        principalId: second.objectId,
        role: 'Reader',
        scope: formatSubscriptionScope(subscription),
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
