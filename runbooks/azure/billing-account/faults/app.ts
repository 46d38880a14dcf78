import { createApplication } from '../../../../src/simulator/azure/seed.ts';
import type { Fault } from '../../../define-faults.ts';
import { applicationOf, type BillingWorld, principalOf } from '../healthy.ts';
import { mca, mosp } from './paths.ts';

const fieldOnly = 'The field has to be corrected, and nothing in Azure.';

/** After a new secret was made the reader pastes it, with its last day. */
const takeSecret = (inputs: Record<string, string>, printed: readonly string[]) => ({
  ...inputs,
  clientSecret: printed.map((text) => text.trim()).find((text) => /^\S{34,}$/.test(text)) ?? '',
});

/**
 * The app, its service principal and its secret. Most ways of going wrong are proven with the
 * subscription; these show that they are seen here too.
 */
export const appFaults: readonly Fault<BillingWorld>[] = [
  {
    name: 'billing-app-open-to-others',
    title: 'The app was registered for every directory',
    breaks: (subject) =>
      void Object.assign(applicationOf(subject), { signInAudience: 'AzureADMultipleOrgs' }),
    expected: { reader: ['AZ-APP-005'], spot: [] },
  },
  {
    name: 'billing-app-disabled',
    title: 'Somebody switched signing in off for the app',
    catalogue: 'F-110',
    inputs: mosp,
    breaks: (subject) => void Object.assign(principalOf(subject), { accountEnabled: false }),
    expected: { reader: ['AZ-SP-002'], spot: ['AZ-SIGNIN-005'] },
  },
  {
    name: 'billing-secret-expired',
    title: 'The secret has expired',
    catalogue: 'F-107',
    breaks(subject) {
      const { world, inputs } = subject;
      const endAt = Date.parse(
        new Date(world.clock.now() - 3 * 24 * 3_600_000).toISOString().slice(0, 10),
      );
      Object.assign(applicationOf(subject).passwordCredentials[0] ?? {}, {
        startAt: endAt - 24 * 3_600_000,
        endAt,
      });
      inputs.expirationDate = new Date(endAt).toISOString().slice(0, 10);
    },
    expected: { reader: ['AZ-SECRET-002'], spot: ['AZ-SIGNIN-002'] },
    inputsAfterFix: (inputs, printed) => ({
      ...takeSecret(inputs, printed),
      expirationDate: new Date(Date.now() + 365 * 24 * 3_600_000).toISOString().slice(0, 10),
    }),
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
    inputsAfterFix: takeSecret,
  },
  {
    name: 'billing-principal-is-app-registration',
    title: 'The object ID is that of the app registration',
    catalogue: 'F-134',
    breaks: (subject) =>
      void Object.assign(subject.inputs, { servicePrincipalId: applicationOf(subject).id }),
    expected: { reader: ['AZB-PRINCIPAL-001'], spot: ['AZB-PRINCIPAL-001'] },
    noCommand: fieldOnly,
  },
  {
    name: 'billing-principal-is-client-id',
    title: 'The client ID was pasted as object ID',
    inputs: mosp,
    breaks: ({ inputs }) => void Object.assign(inputs, { servicePrincipalId: inputs.clientId }),
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
