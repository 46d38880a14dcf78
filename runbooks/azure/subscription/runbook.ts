import { spreadingMinutes } from '../../../src/checks/azure/_rbac/spreading.ts';
import { spotProviders } from '../../../src/checks/azure/_role/resource-providers.ts';
import azureApplication from '../../../src/checks/azure/application/check.ts';
import azureApplicationSecret from '../../../src/checks/azure/application-secret/check.ts';
import azureCustomRole from '../../../src/checks/azure/custom-role/check.ts';
import azureDenials from '../../../src/checks/azure/denials/check.ts';
import readerRights from '../../../src/checks/azure/reader-rights/check.ts';
import azureResourceProviders from '../../../src/checks/azure/resource-providers/check.ts';
import azureRoleAssignment from '../../../src/checks/azure/role-assignment/check.ts';
import azureServicePrincipal from '../../../src/checks/azure/service-principal/check.ts';
import azureSpotAccess from '../../../src/checks/azure/spot-access/check.ts';
import azureSubscription from '../../../src/checks/azure/subscription/check.ts';
import azureSubscriptionRemoved from '../../../src/checks/azure/subscription-removed/check.ts';
import type { Rights } from '../../../src/checks/step-rights.ts';
import resourceProviders from '../../../src/evidence/azure/resource-providers.ts';
import type { Evidence } from '../../../src/evidence/define-evidence.ts';
import { defineRunbook } from '../../define-runbook.ts';

const authorization = 'Microsoft.Authorization';

/** Registers the app, and makes its service principal. Whoever did that owns it, and makes its secret. */
const registerApp: Rights = {
  label: 'The app',
  actions: [
    'microsoft.directory/applications/createAsOwner',
    'microsoft.directory/servicePrincipals/createAsOwner',
  ],
  note: 'in Microsoft Entra ID. Every member has them unless the directory forbids it; then the role Application Developer has them',
};

const registers = (namespace: string) => `${namespace}/register/action`;

/** The portal shows which are registered, and the reader passes them over; the command asks for all. */
const registration: Rights[] = [
  {
    only: 'cli',
    label: 'Register the resource providers',
    actions: spotProviders.map(({ namespace }) => registers(namespace)),
  },
  ...spotProviders.map(
    ({ namespace }): Rights => ({
      only: 'console',
      label: 'Register the resource providers',
      actions: [registers(namespace)],
      sometimes: {
        id: `without-${namespace}`,
        says: `where ${namespace} is not registered`,
        shownBy: resourceProviders,
        holds: (evidence) => isMissing(namespace, evidence),
      },
    }),
  ),
];

function isMissing(namespace: string, evidence: Evidence): boolean | undefined {
  if (evidence.status !== 'found') return undefined;
  const { value } = evidence.value as {
    value: Record<'namespace' | 'registrationState', string>[];
  };
  const mine = value.find((one) => one.namespace.toLowerCase() === namespace.toLowerCase());
  return mine ? !/^register(ed|ing)$/i.test(mine.registrationState) : undefined;
}

/** What to ask for instead of the single actions. */
const role =
  'the role Owner on the subscription, or User Access Administrator together with Contributor';

export default defineRunbook({
  title: 'Connect an Azure subscription to Elastigroup and Ocean',
  minutes: 20,
  inputs: {
    subscriptionId: {
      kind: 'azure-subscription-id',
      label: 'Subscription ID',
      help: 'Of the subscription that Spot shall manage. In the portal under Subscriptions.',
      placeholder: '11111111-2222-3333-4444-555555555555',
    },
    tenantId: {
      kind: 'azure-tenant-id',
      label: 'Directory (tenant) ID',
      help: 'Of the directory that the subscription belongs to. On the overview page of Microsoft Entra ID.',
      placeholder: '66666666-7777-8888-9999-aaaaaaaaaaaa',
    },
    appName: {
      kind: 'azure-app-name',
      label: 'App name',
      help: 'Name of the app registration that Spot will use. Take one that no app of your directory has.',
      placeholder: 'Spot',
      suggestion: 'Spot',
    },
    clientId: {
      kind: 'azure-client-id',
      label: 'Application (client) ID',
      help: 'Comes out of the step “Register the app”, so leave it empty until then. The first of the three IDs on the Overview of the app.',
      placeholder: 'bbbbbbbb-cccc-dddd-eeee-ffffffffffff',
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
    roleName: {
      kind: 'azure-role-name',
      label: 'Role name',
      help: 'Name of the custom role. Unique in the directory: if another subscription uses it already, that role is shared.',
      placeholder: 'Spot-CoreRole',
      suggestion: 'Spot-CoreRole',
    },
  },
  methods: ['console', 'cli'],
  steps: {
    subscription: {
      title: 'Sign in to the subscription',
      checks: [azureSubscription, readerRights(role)],
    },
    app: {
      title: 'Register the app',
      checks: [azureApplication, azureServicePrincipal],
      rights: [registerApp],
    },
    secret: {
      title: 'Create the client secret',
      checks: [azureApplicationSecret],
    },
    role: {
      title: 'Create the role',
      checks: [azureCustomRole],
      rights: [`${authorization}/roleDefinitions/write`],
    },
    assignment: {
      title: 'Give the role to the app',
      checks: [azureRoleAssignment, azureDenials],
      waitHours: spreadingMinutes / 60,
      rights: [
        `${authorization}/roleAssignments/write`,
        // The command looks the role up by its name.
        `${authorization}/roleDefinitions/read`,
      ],
    },
    providers: {
      title: 'Register the resource providers',
      checks: [azureResourceProviders],
      rights: registration,
    },
    connect: { title: 'Connect it in Spot', checks: [azureSpotAccess], vantage: 'spot' },
    undo: {
      title: 'Undo it all',
      checks: [azureSubscriptionRemoved],
      phase: 'undo',
      rights: [
        `${authorization}/roleAssignments/delete`,
        `${authorization}/roleAssignments/read`,
        `${authorization}/roleDefinitions/delete`,
        `${authorization}/roleDefinitions/read`,
      ],
    },
  },
});
