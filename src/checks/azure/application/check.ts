import application from '../../../evidence/azure/application.ts';
import directoryObject from '../../../evidence/azure/directory-object.ts';
import servicePrincipal from '../../../evidence/azure/service-principal.ts';
import tenant from '../../../evidence/azure/tenant.ts';
import { defineCheck, diagnosis } from '../../define-check.ts';
import { quote } from '../../shell.ts';

/**
 * Where Spot's form sends a browser; Spot asks for it though its sign-in takes no browser. Source:
 * Spot help, "Connect your Azure subscription" and its FAQ.
 */
export const redirectUri = 'https://spot.io';

const openApp = 'Open Microsoft Entra ID > App registrations > All applications > your app.';

export default defineCheck({
  id: 'azure/application',
  title: 'The app is registered in your directory, for it alone, as Spot wants it',
  needs: {},
  mayUse: { app: application, object: directoryObject, principal: servicePrincipal, own: tenant },
  inputs: ['clientId', 'tenantId'],
  diagnoses: {
    notFound: diagnosis<{ clientId: string }>({
      code: 'AZ-APP-001',
      severity: 'fail',
      title: 'No app has this client ID',
      explain: () =>
        'The directory that you are signed in to has no app registration of this client ID. It was deleted, is in another directory, or the ID is that of something else.',
      observed: ({ clientId }) => `no app ${clientId}`,
      expected: () => 'the application (client) ID of the app for Spot',
      fix: () => ({
        summary:
          'Copy the application (client) ID of your app into the field. If there is no app yet, register it as this step says.',
        commands: [],
        console: [openApp, 'Copy the Application (client) ID from its Overview.'],
      }),
    }),
    objectIdOfApp: diagnosis<{ clientId: string; right: string; name: string }>({
      code: 'AZ-APP-002',
      severity: 'fail',
      title: 'This is the object ID of the app, not its client ID',
      explain: ({ name }) =>
        `The Overview of “${name}” shows three IDs that look alike. Spot signs in with the application (client) ID, the first of them.`,
      observed: ({ clientId }) => `${clientId}, the object ID`,
      expected: ({ right }) => right,
      fix: ({ right }) => ({
        summary: `Put ${right} into the field “Application (client) ID”. Nothing in Azure has to change.`,
        commands: [],
      }),
    }),
    objectIdOfPrincipal: diagnosis<{ clientId: string; right: string; name: string }>({
      code: 'AZ-APP-003',
      severity: 'fail',
      title: 'This is the object ID of the enterprise application, not the client ID',
      explain: ({ name }) =>
        `“${name}” has an object ID as enterprise application (service principal). Roles are given to that one; Spot signs in with the application (client) ID.`,
      observed: ({ clientId }) => `${clientId}, the object ID of the service principal`,
      expected: ({ right }) => right,
      fix: ({ right }) => ({
        summary: `Put ${right} into the field “Application (client) ID”. Nothing in Azure has to change.`,
        commands: [],
      }),
    }),
    foreign: diagnosis<{ clientId: string; owner: string }>({
      code: 'AZ-APP-004',
      severity: 'fail',
      title: 'The app belongs to another directory',
      explain: () =>
        'Your directory knows it only as an enterprise application: somebody else registered it and keeps its secrets. Spot needs an app of your own, so that you decide about its secret.',
      observed: ({ owner }) => `registered in ${owner}`,
      expected: () => 'registered in your directory',
      fix: () => ({
        summary:
          'Register an app of your own, as this step says, and put its client ID into the field.',
        commands: [],
        console: ['Open Microsoft Entra ID > App registrations > New registration.'],
      }),
    }),
    openToOthers: diagnosis<{ clientId: string; audience: string }>({
      code: 'AZ-APP-005',
      severity: 'warning',
      title: 'The app is open to other directories',
      explain: () =>
        'Spot works. But an administrator of any other directory could let this app in there, with your secret. Spot needs it in yours only.',
      observed: ({ audience }) => audience,
      expected: () => 'AzureADMyOrg (single tenant)',
      fix: ({ clientId }) => ({
        summary: 'Limit the app to your own directory.',
        commands: [`az ad app update --id ${clientId} --sign-in-audience AzureADMyOrg`],
        console: [
          openApp,
          'Choose Authentication > Supported account types > Accounts in this organizational directory only, then Save.',
        ],
      }),
    }),
    redirectMissing: diagnosis<{ clientId: string; uris: string[]; elsewhere?: string }>({
      code: 'AZ-APP-006',
      severity: 'fail',
      title: `The app has no redirect address ${redirectUri}`,
      explain: ({ elsewhere }) =>
        `${elsewhere ? `It is there as ${elsewhere}, and has to be of the type Web. ` : ''}Spot names this address as a condition of the connection, and names its absence as a cause of an empty dashboard.`,
      observed: ({ uris }) => (uris.length > 0 ? uris.join(', ') : 'no address of the type Web'),
      expected: () => redirectUri,
      fix: ({ clientId, uris }) => ({
        summary: 'Add the address. Those that are there stay.',
        commands: [
          `az ad app update --id ${clientId} --web-redirect-uris ${[...uris, redirectUri].map(quote).join(' ')}`,
        ],
        console: [
          openApp,
          `Choose Authentication > Add a platform > Web, enter ${redirectUri}, and choose Configure.`,
        ],
      }),
    }),
  },
  assess({ app, object, principal, own }, { clientId, tenantId }, judge) {
    const signedIn = own.status === 'found' ? own.value.value[0]?.id : undefined;
    if (signedIn && signedIn.toLowerCase() !== tenantId) {
      return judge.cannotTell(
        `You are signed in to the directory ${signedIn}, so what was seen there says nothing about ${tenantId}. Sign in to ${tenantId}.`,
      );
    }
    if (!signedIn)
      judge.cannotTell(
        'Which directory you are signed in to could not be seen, and so not whose app this is.',
        [tenant],
      );
    if (app.status === 'absent') {
      const owner =
        principal.status === 'found' ? principal.value.appOwnerOrganizationId : undefined;
      if (owner && owner.toLowerCase() !== tenantId)
        return judge.found('foreign', { clientId, owner });
      const other = object.status === 'found' ? object.value : undefined;
      if (!other?.appId) return judge.found('notFound', { clientId });
      const found = { clientId, right: other.appId, name: other.displayName ?? other.appId };
      return judge.found(
        /servicePrincipal$/i.test(other['@odata.type'] ?? '')
          ? 'objectIdOfPrincipal'
          : 'objectIdOfApp',
        found,
      );
    }
    if (app.status !== 'found')
      return judge.cannotTell('The app registration could not be looked at.', [application]);
    const { signInAudience, web, spa, publicClient } = app.value;
    if (signInAudience && signInAudience !== 'AzureADMyOrg')
      judge.found('openToOthers', { clientId, audience: signInAudience });
    const uris = web?.redirectUris ?? [];
    if (!uris.some(isRedirect)) {
      const elsewhere = spa?.redirectUris.some(isRedirect) ? 'Single-page application' : undefined;
      const mobile = publicClient?.redirectUris.some(isRedirect)
        ? 'Mobile and desktop application'
        : undefined;
      judge.found('redirectMissing', {
        clientId,
        uris,
        ...((elsewhere ?? mobile) ? { elsewhere: elsewhere ?? mobile } : {}),
      });
    }
  },
});

/** With or without the slash that some forms add. */
const isRedirect = (uri: string): boolean => uri.replace(/\/$/, '') === redirectUri;
