import { createBillingAccount, createTenant } from '../../../../src/simulator/azure/seed.ts';
import { assignBillingRole, billingRoles } from '../../../../src/simulator/azure/seed-billing.ts';
import type { Fault } from '../../../define-faults.ts';
import type { BillingWorld } from '../healthy.ts';
import { ea, mca, mosp } from './paths.ts';

const wrongChoice = 'The choice at the top of the page is wrong, and nothing in Azure.';
const readerId = ({ reader }: BillingWorld) => reader.azure.objectId;

/** Takes every billing role from the reader. */
function takeBillingRoles(subject: BillingWorld): void {
  const { billing } = subject;
  for (const [name, { principalId }] of billing.roleAssignments)
    if (principalId === readerId(subject)) billing.roleAssignments.delete(name);
}

function readerBecomes(subject: BillingWorld, role: keyof typeof billingRoles): void {
  takeBillingRoles(subject);
  assignBillingRole(subject.world, subject.billing, {
    principalId: readerId(subject),
    role: billingRoles[role],
  });
}

const noRoleToGive = 'Only somebody who administers billing can give the reader a role.';

/** The first two steps: who the reader is, which agreement there is, and which billing account. */
export const agreementFaults: readonly Fault<BillingWorld>[] = [
  {
    name: 'billing-chose-ea-has-mca',
    title: 'The reader has a Microsoft Customer Agreement and chose the Enterprise Agreement',
    inputs: mca,
    breaks: ({ inputs }) => void Object.assign(inputs, ea),
    expected: { reader: ['AZB-AGREEMENT-004'] },
    noCommand: wrongChoice,
  },
  {
    name: 'billing-chose-mca-has-ea',
    title: 'The reader has an Enterprise Agreement and chose the Microsoft Customer Agreement',
    breaks: ({ inputs, subscriptions, tenant }) => {
      Object.assign(inputs, mca);
      // With roles on subscriptions nothing else is wrong for either agreement.
      for (const assignment of tenant.roleAssignments.values())
        if (
          assignment.principalId === inputs.servicePrincipalId &&
          /managementGroups/.test(assignment.scope)
        )
          assignment.scope = `/subscriptions/${subscriptions[0]?.id}`;
      tenant.managementGroups.clear();
      subscriptions.splice(1).forEach((subscription) => {
        subscription.state = 'Disabled';
      });
    },
    expected: { reader: ['AZB-AGREEMENT-004'] },
    noCommand: wrongChoice,
  },
  {
    name: 'billing-chose-mosp-has-ea',
    title: 'The reader has an Enterprise Agreement and chose pay-as-you-go',
    breaks: ({ inputs }) => void Object.assign(inputs, mosp),
    expected: { reader: ['AZB-AGREEMENT-004'] },
    noCommand: wrongChoice,
  },
  {
    name: 'billing-chose-mosp-sees-ea-subscriptions',
    title:
      'The reader chose pay-as-you-go, sees no billing account, and their subscriptions were sold under an Enterprise Agreement',
    breaks: (subject) => {
      takeBillingRoles(subject);
      Object.assign(subject.inputs, mosp);
    },
    expected: { reader: ['AZB-AGREEMENT-004'] },
    noCommand: wrongChoice,
  },
  {
    name: 'billing-partner-agreement',
    title: 'The billing account is one of a Microsoft Partner Agreement',
    breaks: ({ billing }) =>
      void Object.assign(billing, { agreementType: 'MicrosoftPartnerAgreement' }),
    expected: { reader: ['AZB-AGREEMENT-003'] },
    noCommand: 'Customers of a reseller are connected by Spot Support.',
  },
  {
    name: 'billing-sold-by-csp',
    title: 'The reader sees no billing account, and a CSP sold the subscriptions',
    inputs: mosp,
    breaks(subject) {
      takeBillingRoles(subject);
      for (const subscription of subject.subscriptions) subscription.quotaId = 'CSP_2015-05-01';
    },
    expected: { reader: ['AZB-AGREEMENT-003'] },
    noCommand: 'Customers of a reseller are connected by Spot Support.',
  },
  {
    name: 'billing-no-role-ea',
    title: 'The reader has no role on the enrollment',
    catalogue: 'F-133',
    breaks: takeBillingRoles,
    expected: { reader: ['AZB-AGREEMENT-005'] },
    noCommand: noRoleToGive,
  },
  {
    name: 'billing-no-role-mca',
    title: 'The reader has no role on the billing account of the Microsoft Customer Agreement',
    inputs: mca,
    breaks: takeBillingRoles,
    expected: { reader: ['AZB-AGREEMENT-005'] },
    noCommand: noRoleToGive,
  },
  {
    name: 'billing-guest',
    title: 'The reader is a guest of the directory',
    catalogue: 'F-142',
    breaks(subject) {
      const user = subject.tenant.users.get(readerId(subject));
      if (user) user.userType = 'Guest';
    },
    expected: { reader: ['AZB-AGREEMENT-002'] },
    noCommand: 'A member of the directory has to do it.',
  },
  {
    name: 'billing-other-directory',
    title: 'The page holds the ID of another directory than the one the reader is signed in to',
    catalogue: 'F-142',
    breaks: ({ world, inputs }) =>
      void Object.assign(inputs, { tenantId: createTenant(world, { displayName: 'Fabrikam' }).id }),
    expected: { reader: ['AZB-AGREEMENT-001'], spot: ['AZ-SIGNIN-003'] },
    noCommand: 'The reader signs in to the right directory, or corrects the field.',
  },
  {
    name: 'billing-reader-is-no-global-administrator',
    title: 'The reader may register apps and administers billing, and is no Global Administrator',
    catalogue: 'F-132',
    breaks(subject) {
      const user = subject.tenant.users.get(readerId(subject));
      if (user) user.directoryRoles = ['Application Administrator'];
    },
    expected: { reader: ['AZB-READER-001'] },
    noCommand: 'Only an administrator of the directory can give the role.',
  },
  {
    name: 'billing-reader-only-reads-ea',
    title: 'The reader is an Enterprise Administrator who may only read',
    catalogue: 'F-133',
    breaks: (subject) => readerBecomes(subject, 'enrollmentReader'),
    expected: { reader: ['AZB-READER-002'] },
    noCommand: noRoleToGive,
  },
  {
    name: 'billing-reader-only-reads-mca',
    title: 'The reader is a billing account reader',
    inputs: mca,
    breaks: (subject) => readerBecomes(subject, 'billingAccountReader'),
    expected: { reader: ['AZB-READER-002'] },
    noCommand: noRoleToGive,
  },
  {
    name: 'billing-reader-is-department-reader',
    title: 'The reader sees one department, and may not list the roles of the enrollment',
    breaks: (subject) => readerBecomes(subject, 'departmentReader'),
    expected: { reader: ['AZB-READER-002'] },
    noCommand: noRoleToGive,
  },

  {
    name: 'billing-account-is-a-subscription',
    title: 'The ID of a subscription was pasted as billing account ID',
    catalogue: 'F-136',
    inputs: mca,
    breaks: ({ inputs, subscriptions }) =>
      void Object.assign(inputs, { billingAccountId: subscriptions[0]?.id }),
    expected: { reader: ['AZB-ACCOUNT-001'], spot: ['AZB-ACCESS-002'] },
    noCommand: 'The field has to be corrected, and nothing in Azure.',
  },
  {
    name: 'billing-account-of-other-agreement',
    title:
      'The reader has two billing accounts, and pasted the ID of the one with the other agreement',
    catalogue: 'F-136',
    breaks(subject) {
      const { world, tenant, inputs } = subject;
      const account = createBillingAccount(world, {
        tenant,
        agreementType: 'MicrosoftCustomerAgreement',
        administrators: [readerId(subject)],
      });
      inputs.billingAccountId = account.name;
    },
    expected: { reader: ['AZB-ACCOUNT-002'], spot: ['AZB-ACCESS-001'] },
    noCommand: 'The field has to be corrected, and nothing in Azure.',
  },
  {
    name: 'billing-enrollment-number-mistyped',
    title: 'Two digits of the enrollment number are swapped',
    catalogue: 'F-136',
    breaks: ({ inputs }) => void Object.assign(inputs, { billingAccountId: '8604880' }),
    expected: { reader: ['AZB-ACCOUNT-003'], spot: ['AZB-ACCESS-002'] },
    noCommand: 'The field has to be corrected, and nothing in Azure.',
  },
  {
    name: 'billing-enrollment-expired',
    title: 'The enrollment has expired; another one took over',
    breaks: ({ billing }) => void Object.assign(billing, { accountStatus: 'Expired' }),
    expected: { reader: ['AZB-ACCOUNT-004'] },
    noCommand: 'The ID of the new enrollment belongs into the field.',
  },
  {
    name: 'billing-charges-hidden',
    title: 'The enrollment hides its charges from account owners',
    catalogue: 'F-137',
    breaks: ({ billing }) =>
      void Object.assign(billing.policies, { accountOwnerViewCharges: false }),
    expected: { reader: ['AZB-CHARGES-001'], spot: ['AZB-CHARGES-001'] },
    noCommand:
      'Microsoft’s call writes all policies of the enrollment at once; the switch in the portal changes one.',
  },
];
