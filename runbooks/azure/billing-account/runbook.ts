import agreementKind from '../../../src/checks/azure/agreement-kind/check.ts';
import azureApplicationSecret from '../../../src/checks/azure/application-secret/check.ts';
import billingAccount from '../../../src/checks/azure/billing-account/check.ts';
import billingApplication from '../../../src/checks/azure/billing-application/check.ts';
import billingPrincipal from '../../../src/checks/azure/billing-principal/check.ts';
import billingReader from '../../../src/checks/azure/billing-reader/check.ts';
import billingRemoved from '../../../src/checks/azure/billing-removed/check.ts';
import billingRole from '../../../src/checks/azure/billing-role/check.ts';
import billingSpotAccess from '../../../src/checks/azure/billing-spot-access/check.ts';
import billingViewCharges from '../../../src/checks/azure/billing-view-charges/check.ts';
import costRole from '../../../src/checks/azure/cost-role/check.ts';
import elevatedAccess from '../../../src/checks/azure/elevated-access/check.ts';
import elevatedAccessRights from '../../../src/checks/azure/elevated-access-rights/check.ts';
import reservationRole from '../../../src/checks/azure/reservation-role/check.ts';
import azureServicePrincipal from '../../../src/checks/azure/service-principal/check.ts';
import type { Rights } from '../../../src/checks/step-rights.ts';
import { defineRunbook } from '../../define-runbook.ts';

/** With a billing account that has roles of its own. */
const billed = { agreement: ['ea', 'mca'] };

/** Elevated access is for Global Administrators only. */
const elevate: Rights = {
  label: 'The app, and elevated access',
  actions: ['Global Administrator'],
  note: 'of the directory. If you get it for a time only (Privileged Identity Management), activate it now',
};

const enterprise: Rights = {
  label: 'The bill, with an Enterprise Agreement',
  actions: ['Enterprise Administrator'],
  note: 'of the enrollment, not the read-only one',
  when: { agreement: ['ea'] },
};

const signedUp: Rights = {
  label: 'The bill, with pay-as-you-go',
  only: 'checks',
  actions: ['Account Administrator'],
  note: ': whoever signed up for Azure',
  when: { agreement: ['mosp'] },
};

const owner: Rights = {
  label: 'The bill, with a Microsoft Customer Agreement',
  actions: ['Billing account owner'],
  note: 'of the billing account',
  when: { agreement: ['mca'] },
};

export default defineRunbook({
  title: 'Connect an Azure billing account to Eco',
  minutes: 30,
  inputs: {
    agreement: {
      kind: 'choice',
      label: 'Your agreement with Microsoft',
      help: 'It decides which steps this page shows. The first step finds it out, if you do not know.',
      options: [
        {
          value: 'ea',
          label: 'Enterprise Agreement (EA)',
          help: 'A large company with an enrollment number.',
        },
        {
          value: 'mca',
          label: 'Microsoft Customer Agreement (MCA)',
          help: 'The billing account ID is two long IDs with a colon between them.',
        },
        {
          value: 'mosp',
          label: 'Pay-as-you-go (MOSP)',
          help: 'Bought on the web with a credit card or by invoice. Microsoft calls it Microsoft Online Services Program.',
        },
      ],
    },
    tenantId: {
      kind: 'azure-tenant-id',
      label: 'Directory (tenant) ID',
      help: 'Of the directory whose billing account you connect. On the overview page of Microsoft Entra ID.',
      placeholder: '66666666-7777-8888-9999-aaaaaaaaaaaa',
    },
    billingAccountId: {
      kind: 'azure-billing-account-id',
      label: 'Billing account ID',
      help: 'Cost Management + Billing > Billing scopes > your account > Properties > ID. Not the ID of a subscription.',
      placeholder: '8608480',
      when: billed,
    },
    appName: {
      kind: 'azure-app-name',
      label: 'App name',
      help: 'Name of the app registration that Spot will use. Take one that no app of your directory has.',
      placeholder: 'Spot Eco',
      suggestion: 'Spot Eco',
    },
    clientId: {
      kind: 'azure-client-id',
      label: 'Application (client) ID',
      help: 'Comes out of the step “Register the app”, so leave it empty until then. The first of the three IDs on the Overview of the app.',
      placeholder: 'bbbbbbbb-cccc-dddd-eeee-ffffffffffff',
    },
    servicePrincipalId: {
      kind: 'azure-object-id',
      label: 'Object ID of the service principal',
      help: 'Comes out of the step “Register the app” too. The Object ID under Enterprise applications, not the one under App registrations.',
      placeholder: 'cccccccc-dddd-eeee-ffff-000000000000',
    },
    expirationDate: {
      kind: 'date',
      label: 'The secret expires on',
      help: 'Last day of the client secret, year first. Spot asks for the same day. At most two years from now.',
      placeholder: '2027-03-31',
    },
    clientSecret: {
      kind: 'azure-client-secret',
      label: 'Client secret',
      help: 'The Value of the secret, not the Secret ID. Needed only to check as Spot. It stays in this page, and is sent to nobody but the program on your own machine.',
    },
  },
  methods: ['console', 'cli'],
  // The roles hold whatever the checks read.
  checksRead: [],
  steps: {
    agreement: {
      title: 'Find out which agreement you have',
      checks: [agreementKind, elevatedAccessRights],
      // What the billing account is shows to whoever has a role on it.
      rights: [{ ...enterprise, only: 'checks' }, { ...owner, only: 'checks' }, signedUp],
    },
    account: {
      title: 'Choose the billing account',
      checks: [billingAccount, billingReader],
      when: billed,
      rights: [enterprise, owner],
    },
    app: {
      title: 'Register the app',
      checks: [billingApplication, azureServicePrincipal, billingPrincipal],
    },
    secret: { title: 'Create the client secret', checks: [azureApplicationSecret] },
    'billing-role': {
      title: 'Let Spot read the billing account',
      checks: [billingRole],
      when: billed,
      rights: [enterprise, owner],
    },
    'view-charges': {
      title: 'Let roles show charges',
      checks: [billingViewCharges],
      when: { agreement: ['ea'] },
      rights: [enterprise],
    },
    // Who has given elevated access back sees no roles at the top any more: only Spot's own sign-in
    // does.
    costs: {
      title: 'Let Spot read your costs',
      checks: [costRole],
      vantage: 'spot',
      rights: [elevate],
    },
    reservations: {
      title: 'Let Spot read reservations and savings plans',
      checks: [reservationRole],
      vantage: 'spot',
    },
    'give-back': { title: 'Give elevated access back', checks: [elevatedAccess] },
    connect: { title: 'Connect it in Spot', checks: [billingSpotAccess], vantage: 'spot' },
    undo: {
      title: 'Undo it all',
      checks: [billingRemoved],
      phase: 'undo',
      rights: [elevate, enterprise, owner],
    },
  },
});
