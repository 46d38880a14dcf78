import { createApplication, createServicePrincipal } from '../../../../src/simulator/azure/seed.ts';
import type { Application } from '../../../../src/simulator/azure/state.ts';
import type { Fault } from '../../../define-faults.ts';
import {
  deleteApplication,
  deleteServicePrincipal,
  disableSignIn,
  findApplication,
  findServicePrincipal,
} from '../../_world/app.ts';
import { ask, typed } from '../../_world/reasons.ts';
import { addTenant } from '../../_world/world.ts';
import type { SubscriptionWorld } from '../worlds.ts';
import hoursAfterAssigning from './hours-after-assigning.ts';
import seenBySpot from './seen-by-spot.ts';

/** The app registration differs from the guide's. */
function appFault(
  name: string,
  title: string,
  code: string,
  change: (app: Application) => void,
): Fault<SubscriptionWorld> {
  return {
    name,
    title,
    breaks: (subject) => change(findApplication(subject)),
    expected: { reader: [code], spot: [] },
  };
}

/** The app and its service principal. */
export const appFaults: readonly Fault<SubscriptionWorld>[] = [
  {
    name: 'app-deleted',
    title: 'The app was deleted after it was connected',
    catalogue: 'F-108',
    breaks: deleteApplication,
    expected: { reader: ['AZ-APP-001'], spot: ['AZ-SIGNIN-003'] },
    noCommand: 'A new app has another client ID; the guide is followed again.',
  },
  {
    name: 'app-disabled-by-microsoft',
    title: 'Microsoft disabled the app',
    breaks(subject) {
      findApplication(subject).disabledByMicrosoftStatus =
        'DisabledDueToViolationOfServicesAgreement';
    },
    expected: { reader: ['AZ-APP-007'], spot: ['AZ-SIGNIN-005'] },
    noCommand: 'Only Microsoft can enable it again.',
  },
  {
    name: 'object-id-of-app-typed',
    title: 'The object ID of the app registration stands in the field of the client ID',
    catalogue: 'F-108',
    breaks(subject) {
      subject.inputs.clientId = findApplication(subject).id;
    },
    expected: { reader: ['AZ-APP-002'], spot: ['AZ-SIGNIN-003'] },
    noCommand: typed,
  },
  {
    name: 'object-id-of-service-principal-typed',
    title: 'The object ID of the enterprise application stands in the field of the client ID',
    catalogue: 'F-108',
    breaks(subject) {
      subject.inputs.clientId = findServicePrincipal(subject).id;
    },
    expected: { reader: ['AZ-APP-003'], spot: ['AZ-SIGNIN-003'] },
    noCommand: typed,
  },
  {
    name: 'app-of-another-directory',
    title: 'The app belongs to another directory and was only let in here',
    breaks(subject) {
      const { world, tenant, inputs } = subject;
      const elsewhere = addTenant(subject);
      const { application } = createApplication(world, {
        tenant: elsewhere,
        displayName: 'Vendor',
        signInAudience: 'AzureADMultipleOrgs',
      });
      createServicePrincipal(world, tenant, application, { appOwnerTenantId: elsewhere.id });
      inputs.clientId = application.appId;
    },
    // Spot is refused too, and would ask for a new secret, which nobody here can make.
    expected: { reader: ['AZ-APP-004'] },
    noCommand: 'A new app has another client ID; the guide is followed again.',
  },
  appFault('app-for-all-directories', 'The app is open to every directory', 'AZ-APP-005', (app) => {
    app.signInAudience = 'AzureADMultipleOrgs';
  }),
  appFault(
    'app-for-personal-accounts',
    'The app is open to every directory and to personal accounts',
    'AZ-APP-005',
    (app) => {
      app.signInAudience = 'AzureADandPersonalMicrosoftAccount';
    },
  ),
  appFault('redirect-missing', 'The app has no redirect address', 'AZ-APP-006', (app) => {
    app.webRedirectUris = [];
  }),
  appFault(
    'redirect-differs',
    'The redirect address is another page of Spot',
    'AZ-APP-006',
    (app) => {
      app.webRedirectUris = ['https://console.spotinst.com'];
    },
  ),
  appFault(
    'redirect-as-single-page-app',
    'The redirect address was added as that of a single-page application',
    'AZ-APP-006',
    (app) => {
      app.webRedirectUris = [];
      app.otherProperties.spa = { redirectUris: ['https://spot.io'] };
    },
  ),
  {
    name: 'service-principal-missing',
    title: 'The app was made by a command, which makes no service principal',
    catalogue: 'F-111',
    breaks: deleteServicePrincipal,
    expected: { reader: ['AZ-SP-001'], spot: ['AZ-SIGNIN-006'] },
    // The role that was given to the old one is not that of the new one.
    hoursAfterFix: hoursAfterAssigning,
  },
  {
    name: 'service-principal-disabled',
    title: 'Somebody switched the enterprise application off',
    catalogue: 'F-110',
    breaks: disableSignIn,
    expected: { reader: ['AZ-SP-002'], spot: ['AZ-SIGNIN-005'] },
    noCommand: ask,
  },
  {
    name: 'object-id-of-foreign-service-principal-typed',
    title: 'The object ID of another company’s enterprise application stands in the field',
    breaks(subject) {
      const { world, tenant, inputs } = subject;
      const elsewhere = addTenant(subject);
      const { application } = createApplication(world, {
        tenant: elsewhere,
        displayName: 'Vendor',
      });
      inputs.clientId = createServicePrincipal(world, tenant, application, {
        appOwnerTenantId: elsewhere.id,
      }).id;
    },
    expected: { reader: ['AZ-APP-004'], spot: ['AZ-SIGNIN-003'] },
    noCommand: 'A new app has another client ID; the guide is followed again.',
  },
  {
    name: 'object-id-of-managed-identity-typed',
    title: 'The object ID of a managed identity stands in the field of the client ID',
    breaks({ world, tenant, inputs }) {
      const { servicePrincipal } = createApplication(world, { tenant, displayName: 'vm-1' });
      servicePrincipal.servicePrincipalType = 'ManagedIdentity';
      inputs.clientId = servicePrincipal.id;
    },
    expected: { reader: ['AZ-APP-008'], spot: ['AZ-SIGNIN-003'] },
    noCommand: typed,
  },
  seenBySpot({
    name: 'service-principal-missing-seen-by-spot',
    title: 'Spot finds no service principal',
    code: 'AZ-SIGNIN-006',
    hoursAfterFix: hoursAfterAssigning,
    breaks: deleteServicePrincipal,
  }),
];
