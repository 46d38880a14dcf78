import type { Fault } from '../../../define-faults.ts';
import { giveReader, giveRole, replaceRoles } from '../../_world/billing.ts';
import { formatRootGroupScope, formatSubscriptionScope } from '../../_world/world.ts';
import { mca, mosp } from '../paths.ts';
import type { BillingWorld } from '../worlds.ts';

const role = 'Cost Management Reader';
/** Management groups and subscriptions, where costs are. */
const costs = /managementGroups|^\/subscriptions/;
const reservations = /^\/providers\/Microsoft\.Capacity/;
const savingsPlans = /^\/providers\/Microsoft\.BillingBenefits/;

/** Scope of one of the subscriptions. */
function formatScope({ subscriptions }: BillingWorld, number = 0): string {
  const subscription = subscriptions[number];
  if (!subscription) throw new Error(`The world has no subscription number ${number}.`);
  return formatSubscriptionScope(subscription);
}

/** Somebody who reads everything in the directory sees roles at the top without elevated access. */
function letReaderSeeAll(subject: BillingWorld): void {
  giveReader(subject, 'Reader', '/');
}

/** Roles on costs, reservations and savings plans, and elevated access. */
export const roleFaults: readonly Fault<BillingWorld>[] = [
  {
    name: 'billing-cost-role-missing-ea',
    title: 'Nobody gave the service principal a role that shows costs',
    breaks: (subject) => replaceRoles(subject, costs),
    expected: { reader: ['AZB-COST-001'], spot: ['AZB-COST-001'] },
  },
  {
    name: 'billing-cost-role-missing-mca',
    title: 'The same with a Microsoft Customer Agreement',
    inputs: mca,
    breaks: (subject) => replaceRoles(subject, costs),
    expected: { reader: ['AZB-COST-001'], spot: ['AZB-COST-001'] },
  },
  {
    name: 'billing-cost-role-missing-mosp',
    title: 'The same with pay-as-you-go',
    inputs: mosp,
    breaks: (subject) => replaceRoles(subject, costs),
    expected: { reader: ['AZB-COST-001'], spot: ['AZB-COST-001'] },
  },
  {
    name: 'billing-cost-role-on-one-subscription-ea',
    title: 'The role is on one of two subscriptions',
    breaks: (subject) => replaceRoles(subject, costs, { role, scope: formatScope(subject) }),
    expected: { reader: ['AZB-COST-002'], spot: [] },
  },
  {
    name: 'billing-cost-role-on-one-subscription-mca',
    title: 'The role is on one of two subscriptions of a Microsoft Customer Agreement',
    inputs: mca,
    breaks: (subject) => replaceRoles(subject, costs, { role, scope: formatScope(subject, 1) }),
    expected: { reader: ['AZB-COST-002'], spot: [] },
  },
  {
    name: 'billing-cost-role-on-subscriptions-mosp',
    title:
      'Pay-as-you-go, and the role is on each subscription instead of the tenant root management group',
    inputs: mosp,
    breaks: (subject) =>
      replaceRoles(
        subject,
        costs,
        ...[0, 1].map((number) => ({ role, scope: formatScope(subject, number) })),
      ),
    expected: { reader: ['AZB-COST-002'], spot: ['AZB-COST-002'] },
  },
  {
    name: 'billing-costs-of-a-subscription-refused-to-spot',
    title: 'Spot sees two subscriptions, and may read the costs of one',
    inputs: mca,
    breaks: (subject) =>
      replaceRoles(
        subject,
        costs,
        { role, scope: formatScope(subject) },
        { role: 'Virtual Machine Contributor', scope: formatScope(subject, 1) },
      ),
    expected: { reader: ['AZB-COST-002', 'AZB-COST-005'], spot: ['AZB-COST-002'] },
  },
  {
    name: 'billing-cost-role-on-resource-group',
    title: 'The role is on a resource group',
    catalogue: 'F-115',
    breaks: (subject) =>
      replaceRoles(subject, costs, {
        role,
        scope: `${formatScope(subject)}/resourceGroups/finance`,
      }),
    expected: { reader: ['AZB-COST-003'], spot: ['AZB-COST-001'] },
  },
  {
    name: 'billing-cost-role-is-owner',
    title: 'The service principal owns everything below the tenant root management group',
    breaks: (subject) =>
      replaceRoles(subject, costs, { role: 'Owner', scope: formatRootGroupScope(subject) }),
    expected: { reader: ['AZB-COST-005'], spot: [] },
  },
  {
    name: 'billing-contributor-beside-cost-role',
    title: 'The service principal is Contributor of a subscription as well',
    inputs: mca,
    breaks: (subject) => giveRole(subject, { role: 'Contributor', scope: formatScope(subject) }),
    expected: { reader: ['AZB-COST-005'], spot: [] },
  },
  {
    name: 'billing-cost-role-is-management-group-reader',
    title: 'Management Group Reader was chosen instead of Cost Management Reader',
    breaks: (subject) =>
      replaceRoles(subject, costs, {
        role: 'Management Group Reader',
        scope: formatRootGroupScope(subject),
      }),
    expected: { reader: ['AZB-COST-006'], spot: ['AZB-COST-001'] },
  },
  {
    name: 'billing-no-management-groups',
    title: 'Nobody ever opened management groups in this directory',
    catalogue: 'F-141',
    inputs: mosp,
    breaks(subject) {
      letReaderSeeAll(subject);
      subject.tenant.managementGroups.clear();
    },
    expected: { reader: ['AZB-COST-007'] },
    noCommand: 'Azure makes the tenant root management group when somebody opens its page.',
  },

  {
    name: 'billing-reservation-role-missing',
    title:
      'Nobody gave the service principal a role on reservations, looking for “Reservation Reader”',
    catalogue: 'F-140',
    breaks: (subject) => replaceRoles(subject, reservations),
    expected: { reader: [], spot: ['AZB-RESERVATION-001'] },
  },
  {
    name: 'billing-reservation-role-on-subscription',
    title: 'A role on a subscription was given instead of the one on reservations',
    catalogue: 'F-140',
    inputs: mca,
    breaks(subject) {
      letReaderSeeAll(subject);
      replaceRoles(subject, reservations, { role: 'Reader', scope: formatScope(subject) });
    },
    expected: { reader: ['AZB-RESERVATION-001'], spot: ['AZB-RESERVATION-001'] },
  },
  {
    name: 'billing-reservation-role-on-one-order',
    title: 'The role is on one reservation',
    breaks(subject) {
      letReaderSeeAll(subject);
      const order =
        '/providers/Microsoft.Capacity/reservationOrders/a075419f-44cc-497f-b68a-14ee811d48b9';
      replaceRoles(subject, reservations, { role: 'Reservations Reader', scope: order });
    },
    expected: { reader: ['AZB-RESERVATION-002'], spot: ['AZB-RESERVATION-001'] },
  },
  {
    name: 'billing-reservation-role-is-purchaser',
    title: 'Reservation Purchaser was chosen, which reads no reservations',
    catalogue: 'F-140',
    breaks: (subject) =>
      replaceRoles(subject, reservations, {
        role: 'Reservation Purchaser',
        scope: '/providers/Microsoft.Capacity',
      }),
    expected: { reader: [], spot: ['AZB-RESERVATION-003'] },
  },
  {
    name: 'billing-reservation-role-is-administrator',
    title: 'The service principal may exchange and cancel reservations',
    inputs: mosp,
    breaks: (subject) =>
      replaceRoles(subject, reservations, {
        role: 'Reservations Administrator',
        scope: '/providers/Microsoft.Capacity',
      }),
    expected: { reader: [], spot: ['AZB-RESERVATION-004'] },
  },
  {
    name: 'billing-savings-plan-role-missing',
    title: 'The service principal has no role on savings plans',
    breaks: (subject) => replaceRoles(subject, savingsPlans),
    expected: { reader: [], spot: ['AZB-RESERVATION-005'] },
  },
  {
    name: 'billing-savings-plan-role-is-owner',
    title: 'The service principal owns the savings plans',
    inputs: mosp,
    breaks: (subject) =>
      replaceRoles(subject, savingsPlans, {
        role: 'Owner',
        scope: '/providers/Microsoft.BillingBenefits',
      }),
    expected: { reader: [], spot: ['AZB-RESERVATION-006'] },
  },
  {
    name: 'billing-roles-without-elevation',
    title:
      'The reader did not elevate their access, so neither role at the top of the directory could be given',
    catalogue: 'F-132',
    inputs: mosp,
    breaks(subject) {
      letReaderSeeAll(subject);
      for (const scopes of [costs, reservations, savingsPlans]) replaceRoles(subject, scopes);
    },
    expected: {
      reader: ['AZB-COST-001', 'AZB-RESERVATION-001', 'AZB-RESERVATION-005'],
      spot: ['AZB-COST-001', 'AZB-RESERVATION-001', 'AZB-RESERVATION-005'],
    },
  },
  {
    name: 'billing-elevation-left-on',
    title: 'The reader did not give elevated access back',
    catalogue: 'F-145',
    breaks: (subject) => giveReader(subject, 'User Access Administrator', '/'),
    expected: { reader: ['AZB-ELEVATED-001'], spot: [] },
  },
  {
    name: 'billing-elevated-and-reservation-role-missing',
    title:
      'The reader is in the middle of the page: access is elevated, the role on reservations is not given yet',
    inputs: mca,
    breaks(subject) {
      letReaderSeeAll(subject);
      giveReader(subject, 'User Access Administrator', '/');
      replaceRoles(subject, reservations);
    },
    expected: {
      reader: ['AZB-RESERVATION-001', 'AZB-ELEVATED-001'],
      spot: ['AZB-RESERVATION-001'],
    },
  },
];
