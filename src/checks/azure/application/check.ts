import registration from '../../../evidence/azure/application.ts';
import directoryObject from '../../../evidence/azure/directory-object.ts';
import servicePrincipal from '../../../evidence/azure/service-principal.ts';
import tenant from '../../../evidence/azure/tenant.ts';
import { defineCheck, diagnosis } from '../../define-check.ts';
import { quote } from '../../shell.ts';
import { judgeRegistration, openApp, registrationDiagnoses } from '../_app/registration.ts';

/**
 * Where Spot's form sends a browser; Spot asks for it though its sign-in takes no browser. Sources:
 * https://docs.spot.io/connect-your-cloud-provider/first-account/azure,
 * https://github.com/spotinst/help, src/docs/faqs/README.md
 */
const redirectUri = 'https://spot.io';

export default defineCheck({
  id: 'azure/application',
  title: 'The app is registered in your directory, for it alone, as Spot wants it',
  needs: {},
  mayUse: { app: registration, object: directoryObject, principal: servicePrincipal, own: tenant },
  inputs: ['clientId', 'tenantId'],
  diagnoses: {
    ...registrationDiagnoses,
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
  assess(evidence, inputs, judge) {
    const app = judgeRegistration(evidence, inputs, judge);
    if (!app) return;
    const uris = app.web?.redirectUris ?? [];
    if (uris.some(isRedirect)) return;
    const elsewhere = app.spa?.redirectUris.some(isRedirect)
      ? 'Single-page application'
      : app.publicClient?.redirectUris.some(isRedirect)
        ? 'Mobile and desktop application'
        : undefined;
    judge.found('redirectMissing', { clientId: inputs.clientId, uris, elsewhere });
  },
});

/** With or without the slash that some forms add. */
const isRedirect = (uri: string): boolean => uri.replace(/\/$/, '') === redirectUri;
