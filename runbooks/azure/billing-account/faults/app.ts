import { createApplication } from '../../../../src/simulator/azure/seed.ts';
import { type Fault, readInput } from '../../../define-faults.ts';
import { day, formatDay } from '../../../time.ts';
import { disableSignIn, findApplication, findSecret, takePrintedSecret } from '../../_world/app.ts';
import { ask } from '../../_world/reasons.ts';
import { mca, mosp } from '../paths.ts';
import type { BillingWorld } from '../worlds.ts';

const fieldOnly = 'The field has to be corrected, and nothing in Azure.';

/**
 * The app, its service principal and its secret. Most ways of going wrong are proven with the
 * subscription; these show that they are seen here too.
 */
export const appFaults: readonly Fault<BillingWorld>[] = [
  {
    name: 'billing-app-open-to-others',
    title: 'The app was registered for every directory',
    breaks(subject) {
      findApplication(subject).signInAudience = 'AzureADMultipleOrgs';
    },
    expected: { reader: ['AZ-APP-005'], spot: [] },
  },
  {
    name: 'billing-app-disabled',
    title: 'Somebody switched signing in off for the app',
    catalogue: 'F-110',
    inputs: mosp,
    breaks: disableSignIn,
    expected: { reader: ['AZ-SP-002'], spot: ['AZ-SIGNIN-005'] },
    noCommand: ask,
  },
  {
    name: 'billing-secret-expired',
    title: 'The secret has expired',
    catalogue: 'F-107',
    breaks(subject) {
      const lastDay = formatDay(subject.world.clock.now() - 3 * day);
      const endAt = Date.parse(lastDay);
      Object.assign(findSecret(subject), { startAt: endAt - day, endAt });
      subject.inputs.expirationDate = lastDay;
    },
    expected: { reader: ['AZ-SECRET-002'], spot: ['AZ-SIGNIN-002'] },
    correctInputs(inputs, printed) {
      takePrintedSecret(inputs, printed);
      inputs.expirationDate = formatDay(Date.now() + 365 * day);
    },
  },
  {
    name: 'billing-secret-of-another-app',
    title: 'The secret is that of another app',
    catalogue: 'F-106',
    inputs: mca,
    breaks({ world, tenant, inputs }) {
      inputs.clientSecret = createApplication(world, { tenant, displayName: 'Other' }).secret;
    },
    expected: { reader: ['AZ-SECRET-006'], spot: ['AZ-SIGNIN-001'] },
    correctInputs: takePrintedSecret,
  },
  {
    name: 'billing-principal-is-app-registration',
    title: 'The object ID is that of the app registration',
    catalogue: 'F-134',
    breaks(subject) {
      subject.inputs.servicePrincipalId = findApplication(subject).id;
    },
    expected: { reader: ['AZB-PRINCIPAL-001'], spot: ['AZB-PRINCIPAL-001'] },
    noCommand: fieldOnly,
  },
  {
    name: 'billing-principal-is-client-id',
    title: 'The client ID was pasted as object ID',
    inputs: mosp,
    breaks(subject) {
      subject.inputs.servicePrincipalId = readInput(subject, 'clientId');
    },
    expected: { reader: ['AZB-PRINCIPAL-001'], spot: ['AZB-PRINCIPAL-001'] },
    noCommand: fieldOnly,
  },
  {
    name: 'billing-principal-of-another-app',
    title: 'The object ID is that of another app’s service principal',
    inputs: mca,
    breaks({ world, tenant, inputs }) {
      inputs.servicePrincipalId = createApplication(world, {
        tenant,
        displayName: 'Other',
      }).servicePrincipal.id;
    },
    expected: { reader: ['AZB-PRINCIPAL-001'], spot: ['AZB-PRINCIPAL-001'] },
    noCommand: fieldOnly,
  },
];
