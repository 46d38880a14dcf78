import servicePrincipal from '../../../evidence/azure/service-principal.ts';
import tenant from '../../../evidence/azure/tenant.ts';
import { defineCheck, diagnosis } from '../../define-check.ts';
import { isElsewhere } from '../_app/directory.ts';
import { askAboutSignIn } from '../_app/sign-in.ts';

export default defineCheck({
  id: 'azure/service-principal',
  title: 'The app can sign in: its service principal exists and is enabled',
  needs: { principal: servicePrincipal },
  mayUse: { own: tenant },
  inputs: ['clientId', 'tenantId'],
  after: ['azure/application'],
  diagnoses: {
    missing: diagnosis<{ clientId: string }>({
      code: 'AZ-SP-001',
      severity: 'fail',
      title: 'The app has no service principal',
      explain: () =>
        'The registration describes the app; the service principal is what signs in and gets roles. The portal makes both, commands and Terraform make them one by one. Without it Microsoft Entra answers AADSTS7000229.',
      observed: ({ clientId }) => `no service principal of ${clientId}`,
      expected: () => 'a service principal (enterprise application)',
      fix: ({ clientId }) => ({
        summary: 'Create the service principal.',
        commands: [`az ad sp create --id ${clientId}`],
      }),
    }),
    disabled: diagnosis<{ clientId: string; name: string }>({
      code: 'AZ-SP-002',
      severity: 'fail',
      title: 'Signing in is switched off for the app',
      explain: () =>
        'Somebody disabled the enterprise application. Microsoft Entra refuses every sign-in with AADSTS7000112, however right the secret is.',
      observed: ({ name }) => `“${name}” is disabled`,
      expected: () => 'enabled for users to sign in',
      fix: askAboutSignIn,
    }),
  },
  assess({ principal, own }, { clientId, tenantId }, judge) {
    if (isElsewhere(own, tenantId, judge)) return;
    const owner = principal?.appOwnerOrganizationId;
    if (owner && owner.toLowerCase() !== tenantId.toLowerCase())
      judge.cannotTell(
        `It is the one of an app that is registered in ${owner}; see the check of the app.`,
      );
    if (!principal) return judge.found('missing', { clientId });
    if (principal.accountEnabled === false)
      judge.found('disabled', { clientId, name: principal.displayName ?? clientId });
    else if (principal.accountEnabled !== true)
      judge.cannotTell('Microsoft Entra did not say whether signing in is switched on.', [
        servicePrincipal,
      ]);
  },
});
