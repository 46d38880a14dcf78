import {
  createApplication,
  createServicePrincipal,
  createTenant,
} from '../../../../src/simulator/azure/seed.ts';
import type { Application } from '../../../../src/simulator/azure/state.ts';
import { applicationOf, principalOf, type SubscriptionWorld } from '../healthy.ts';
import { type AzureFault, typed } from './changes.ts';

/** The app registration differs from the guide's. */
function appFault(
  name: string,
  title: string,
  code: string,
  change: (app: Application) => void,
): AzureFault {
  return {
    name,
    title,
    breaks: (subject) => change(applicationOf(subject)),
    expected: { reader: [code], spot: [] },
  };
}

/**
 * A fault that is seen at Spot's own step alone, so that the fix which Spot's eyes print is proven
 * too.
 */
export const seenBySpot = (
  fault: Omit<AzureFault, 'expected' | 'step'> & { code: string },
): AzureFault => {
  const { code, ...rest } = fault;
  return { ...rest, step: 'connect', expected: { reader: [], spot: [code] } };
};

const disable = (subject: SubscriptionWorld) => {
  principalOf(subject).accountEnabled = false;
};
const removePrincipal = (subject: SubscriptionWorld) => {
  const { id } = principalOf(subject);
  subject.tenant.servicePrincipals.delete(id);
};

export const appFaults: readonly AzureFault[] = [
  {
    name: 'app-deleted',
    title: 'The app was deleted after it was connected',
    catalogue: 'F-108',
    breaks(subject) {
      subject.tenant.applications.delete(applicationOf(subject).id);
      removePrincipal(subject);
    },
    expected: { reader: ['AZ-APP-001'], spot: ['AZ-SIGNIN-003'] },
    noCommand: 'A new app has another client ID; the guide is followed again.',
  },
  {
    name: 'object-id-of-app-typed',
    title: 'The object ID of the app registration stands in the field of the client ID',
    catalogue: 'F-108',
    breaks(subject) {
      subject.inputs.clientId = applicationOf(subject).id;
    },
    expected: { reader: ['AZ-APP-002'], spot: ['AZ-SIGNIN-003'] },
    noCommand: typed,
  },
  {
    name: 'object-id-of-service-principal-typed',
    title: 'The object ID of the enterprise application stands in the field of the client ID',
    catalogue: 'F-108',
    breaks(subject) {
      subject.inputs.clientId = principalOf(subject).id;
    },
    expected: { reader: ['AZ-APP-003'], spot: ['AZ-SIGNIN-003'] },
    noCommand: typed,
  },
  {
    name: 'app-of-another-directory',
    title: 'The app belongs to another directory and was only let in here',
    breaks(subject) {
      const { world, tenant, inputs } = subject;
      const elsewhere = createTenant(world, { displayName: 'Fabrikam' });
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
    breaks: removePrincipal,
    expected: { reader: ['AZ-SP-001'], spot: ['AZ-SIGNIN-006'] },
    // The role that was given to the old one is not that of the new one.
    hoursAfterFix: 0.25,
  },
  {
    name: 'service-principal-disabled',
    title: 'Somebody switched the enterprise application off',
    catalogue: 'F-110',
    breaks: disable,
    expected: { reader: ['AZ-SP-002'], spot: ['AZ-SIGNIN-005'] },
  },
  seenBySpot({
    name: 'sign-in-disabled-seen-by-spot',
    title: 'Spot finds signing in switched off',
    code: 'AZ-SIGNIN-005',
    breaks: disable,
  }),
  seenBySpot({
    name: 'service-principal-missing-seen-by-spot',
    title: 'Spot finds no service principal',
    code: 'AZ-SIGNIN-006',
    hoursAfterFix: 0.25,
    breaks: removePrincipal,
  }),
];
