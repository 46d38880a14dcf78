import { createBillingAccount } from '../../../../src/simulator/azure/seed.ts';
import type { User } from '../../../../src/simulator/azure/state.ts';
import type { Fault } from '../../../define-faults.ts';
import {
  type BillingRole,
  giveBillingRole,
  replaceRoles,
  takeBillingRoles,
} from '../../_world/billing.ts';
import { addTenant, formatSubscriptionScope } from '../../_world/world.ts';
import { ea, mca, mosp } from '../paths.ts';
import type { BillingWorld } from '../worlds.ts';

const wrongChoice = 'The choice at the top of the page is wrong, and nothing in Azure.';

/** Takes every billing role from the reader. */
function takeReaderRoles(subject: BillingWorld): void {
  takeBillingRoles(subject, subject.reader.azure.objectId);
}

/** The reader has this billing role, and no other. */
function replaceReaderRole(subject: BillingWorld, role: BillingRole): void {
  takeReaderRoles(subject);
  giveBillingRole(subject, role, { principalId: subject.reader.azure.objectId });
}

/** The reader as the directory knows them. */
function findReader({ tenant, reader }: BillingWorld): User {
  const user = tenant.users.get(reader.azure.objectId);
  if (!user) throw new Error('The reader is no user of the directory; they cannot be changed.');
  return user;
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
    breaks: (subject) => {
      const { inputs, subscriptions, tenant } = subject;
      Object.assign(inputs, mca);
      // With roles on subscriptions nothing else is wrong for either agreement.
      const [first, ...others] = subscriptions;
      if (!first) throw new Error('The world has no subscription.');
      const role = 'Cost Management Reader';
      replaceRoles(subject, /managementGroups/, { role, scope: formatSubscriptionScope(first) });
      tenant.managementGroups.clear();
      for (const other of others) other.state = 'Disabled';
      subscriptions.length = 1;
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
      takeReaderRoles(subject);
      Object.assign(subject.inputs, mosp);
    },
    expected: { reader: ['AZB-AGREEMENT-004'] },
    noCommand: wrongChoice,
  },
  {
    name: 'billing-partner-agreement',
    title: 'The billing account is one of a Microsoft Partner Agreement',
    breaks({ billing }) {
      billing.agreementType = 'MicrosoftPartnerAgreement';
    },
    expected: { reader: ['AZB-AGREEMENT-003'] },
    noCommand: 'Customers of a reseller are connected by Spot Support.',
  },
  {
    name: 'billing-sold-by-csp',
    title: 'The reader sees no billing account, and a CSP sold the subscriptions',
    inputs: mosp,
    breaks(subject) {
      takeReaderRoles(subject);
      for (const subscription of subject.subscriptions) subscription.quotaId = 'CSP_2015-05-01';
    },
    expected: { reader: ['AZB-AGREEMENT-003'] },
    noCommand: 'Customers of a reseller are connected by Spot Support.',
  },
  {
    name: 'billing-no-role-ea',
    title: 'The reader has no role on the enrollment',
    catalogue: 'F-133',
    breaks: takeReaderRoles,
    expected: { reader: ['AZB-AGREEMENT-005'] },
    noCommand: noRoleToGive,
  },
  {
    name: 'billing-no-role-mca',
    title: 'The reader has no role on the billing account of the Microsoft Customer Agreement',
    inputs: mca,
    breaks: takeReaderRoles,
    expected: { reader: ['AZB-AGREEMENT-005'] },
    noCommand: noRoleToGive,
  },
  {
    name: 'billing-guest',
    title: 'The reader is a guest of the directory',
    catalogue: 'F-142',
    breaks(subject) {
      findReader(subject).userType = 'Guest';
    },
    expected: { reader: ['AZB-AGREEMENT-002'] },
    noCommand: 'A member of the directory has to do it.',
  },
  {
    name: 'billing-other-directory',
    title: 'The page holds the ID of another directory than the one the reader is signed in to',
    catalogue: 'F-142',
    breaks(subject) {
      subject.inputs.tenantId = addTenant(subject).id;
    },
    expected: { reader: ['AZB-AGREEMENT-001'], spot: ['AZ-SIGNIN-003'] },
    noCommand: 'The reader signs in to the right directory, or corrects the field.',
  },
  {
    name: 'billing-reader-is-no-global-administrator',
    title: 'The reader may register apps and administers billing, and is no Global Administrator',
    catalogue: 'F-132',
    breaks(subject) {
      findReader(subject).directoryRoles = ['Application Administrator'];
    },
    expected: { reader: ['AZB-READER-001'] },
    noCommand: 'Only an administrator of the directory can give the role.',
  },
  {
    name: 'billing-reader-only-reads-ea',
    title: 'The reader is an Enterprise Administrator who may only read',
    catalogue: 'F-133',
    breaks: (subject) => replaceReaderRole(subject, 'enrollmentReader'),
    expected: { reader: ['AZB-READER-002'] },
    noCommand: noRoleToGive,
  },
  {
    name: 'billing-reader-only-reads-mca',
    title: 'The reader is a billing account reader',
    inputs: mca,
    breaks: (subject) => replaceReaderRole(subject, 'billingAccountReader'),
    expected: { reader: ['AZB-READER-002'] },
    noCommand: noRoleToGive,
  },
  {
    name: 'billing-reader-is-department-reader',
    title: 'The reader sees one department, and may not list the roles of the enrollment',
    breaks: (subject) => replaceReaderRole(subject, 'departmentReader'),
    expected: { reader: ['AZB-READER-002'] },
    noCommand: noRoleToGive,
  },

  {
    name: 'billing-account-is-a-subscription',
    title: 'The ID of a subscription was pasted as billing account ID',
    catalogue: 'F-136',
    inputs: mca,
    breaks({ inputs, subscriptions: [first] }) {
      if (!first) throw new Error('The world has no subscription.');
      inputs.billingAccountId = first.id;
    },
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
        administrators: [subject.reader.azure.objectId],
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
    breaks({ inputs }) {
      inputs.billingAccountId = '8604880';
    },
    expected: { reader: ['AZB-ACCOUNT-003'], spot: ['AZB-ACCESS-002'] },
    noCommand: 'The field has to be corrected, and nothing in Azure.',
  },
  {
    name: 'billing-enrollment-expired',
    title: 'The enrollment has expired; another one took over',
    breaks({ billing }) {
      billing.accountStatus = 'Expired';
    },
    expected: { reader: ['AZB-ACCOUNT-004'] },
    noCommand: 'The ID of the new enrollment belongs into the field.',
  },
  {
    name: 'billing-charges-hidden',
    title: 'The enrollment hides its charges from account owners',
    catalogue: 'F-137',
    breaks({ billing }) {
      billing.policies.accountOwnerViewCharges = false;
    },
    expected: { reader: ['AZB-CHARGES-001'], spot: ['AZB-CHARGES-001'] },
    noCommand:
      'Microsoft’s call writes all policies of the enrollment at once; the switch in the portal changes one.',
  },
];
