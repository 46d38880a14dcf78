import { billingRoles } from '../../../../src/simulator/azure/seed-billing.ts';
import type { Fault } from '../../../define-faults.ts';
import { findApplication, findServicePrincipal } from '../../_world/app.ts';
import {
  findBillingRole,
  giveBillingRole,
  replaceBillingRole,
  takeBillingRoles,
} from '../../_world/billing.ts';
import { mca } from '../paths.ts';
import type { BillingWorld } from '../worlds.ts';

/** Roles on the billing account, EA and MCA. */
export const billingRoleFaults: readonly Fault<BillingWorld>[] = [
  {
    name: 'billing-role-missing-ea',
    title: 'The service principal has no role on the enrollment',
    breaks: (subject) => takeBillingRoles(subject),
    expected: { reader: ['AZB-ROLE-001'], spot: ['AZB-ACCESS-001'] },
  },
  {
    name: 'billing-role-for-app-registration',
    title: 'EnrollmentReader was given to the object ID of the app registration',
    catalogue: 'F-134',
    breaks: (subject) =>
      replaceBillingRole(subject, 'enrollmentReader', { principalId: findApplication(subject).id }),
    expected: { reader: ['AZB-ROLE-002'], spot: ['AZB-ACCESS-001'] },
  },
  {
    name: 'billing-role-for-client-id',
    title: 'EnrollmentReader was given to the client ID',
    catalogue: 'F-134',
    breaks: (subject) =>
      replaceBillingRole(subject, 'enrollmentReader', {
        principalId: findApplication(subject).appId,
      }),
    expected: { reader: ['AZB-ROLE-002'], spot: ['AZB-ACCESS-001'] },
  },
  {
    name: 'billing-role-for-a-mistyped-id',
    title: 'One character of the object ID was another when the role was given',
    breaks: (subject) =>
      replaceBillingRole(subject, 'enrollmentReader', {
        principalId: findServicePrincipal(subject).id.replace(/.$/, (last) =>
          last === '0' ? '1' : '0',
        ),
      }),
    expected: { reader: ['AZB-ROLE-007'], spot: ['AZB-ACCESS-001'] },
  },
  {
    name: 'billing-role-department-reader',
    title: 'The service principal reads departments only',
    breaks: (subject) => replaceBillingRole(subject, 'departmentReader'),
    expected: { reader: ['AZB-ROLE-003'], spot: ['AZB-ACCESS-001'] },
  },
  {
    name: 'billing-role-subscription-creator',
    title: 'The service principal may create subscriptions, and not read charges',
    breaks: (subject) => replaceBillingRole(subject, 'subscriptionCreator'),
    expected: { reader: ['AZB-ROLE-003'], spot: ['AZB-ACCESS-001'] },
  },
  {
    name: 'billing-role-enterprise-administrator',
    title: 'The service principal is an Enterprise Administrator',
    breaks: (subject) => replaceBillingRole(subject, 'enrollmentAdministrator'),
    expected: { reader: ['AZB-ROLE-004'], spot: [] },
  },
  {
    name: 'billing-role-purchaser',
    title: 'The service principal may buy reservations',
    breaks: (subject) => replaceBillingRole(subject, 'eaPurchaser'),
    expected: { reader: ['AZB-ROLE-004'], spot: [] },
  },
  {
    name: 'billing-role-of-other-directory',
    title: 'The assignment names the directory of another company',
    breaks(subject) {
      findBillingRole(subject).principalTenantId = '0f0e0d0c-0b0a-4908-8706-050403020100';
    },
    expected: { reader: ['AZB-ROLE-005'], spot: [] },
  },
  {
    name: 'billing-role-name-reused',
    title: 'The GUID of the role was used as the name of the assignment',
    catalogue: 'F-135',
    breaks: (subject) =>
      replaceBillingRole(subject, 'enrollmentReader', { name: billingRoles.enrollmentReader }),
    expected: { reader: ['AZB-ROLE-006'], spot: [] },
  },
  {
    name: 'billing-role-missing-mca',
    title: 'The service principal has no role on the billing account',
    inputs: mca,
    breaks: (subject) => takeBillingRoles(subject),
    expected: { reader: ['AZB-ROLE-001'], spot: ['AZB-ACCESS-001'] },
  },
  {
    name: 'billing-role-for-app-registration-mca',
    title: 'Billing account reader was given to the object ID of the app registration',
    inputs: mca,
    breaks: (subject) =>
      replaceBillingRole(subject, 'billingAccountReader', {
        principalId: findApplication(subject).id,
      }),
    expected: { reader: ['AZB-ROLE-002'], spot: ['AZB-ACCESS-001'] },
  },
  {
    name: 'billing-role-owner',
    title: 'The service principal owns the billing account',
    inputs: mca,
    breaks: (subject) => replaceBillingRole(subject, 'billingAccountOwner'),
    expected: { reader: ['AZB-ROLE-004'], spot: [] },
  },
  {
    name: 'billing-role-contributor-beside-reader',
    title: 'The service principal is contributor of the billing account as well as reader',
    inputs: mca,
    breaks: (subject) => giveBillingRole(subject, 'billingAccountContributor'),
    expected: { reader: ['AZB-ROLE-004'], spot: [] },
  },
];
