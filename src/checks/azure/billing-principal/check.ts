import application from '../../../evidence/azure/application.ts';
import servicePrincipal from '../../../evidence/azure/service-principal.ts';
import spotSignIn from '../../../evidence/azure/spot-sign-in.ts';
import { defineCheck, diagnosis } from '../../define-check.ts';
import { explainSlip } from '../../similar.ts';

const printIt = (clientId: string) => `az ad sp show --id ${clientId} --query id --output tsv`;

export default defineCheck({
  id: 'azure/billing-principal',
  title: 'The object ID is that of the service principal',
  needs: {},
  mayUse: { principal: servicePrincipal, registration: application, signIn: spotSignIn },
  inputs: ['clientId', 'servicePrincipalId'],
  diagnoses: {
    otherObject: diagnosis<{ given: string; right: string; what: string; clientId: string }>({
      code: 'AZB-PRINCIPAL-001',
      severity: 'fail',
      title: 'The object ID is not that of the service principal',
      explain: ({ what }) =>
        `${what} An app has two objects with different IDs: the registration and the service principal (enterprise application). Roles only work for the second. The billing service takes any ID without a word, and Spot then sees nothing.`,
      observed: ({ given }) => given,
      expected: ({ right }) => right,
      fix: ({ right, clientId }) => ({
        summary: `Put ${right} into the field “Object ID of the service principal”. Check the steps of the roles after that.`,
        commands: [],
        console: [
          'Open Microsoft Entra ID > Enterprise applications > your app > Object ID.',
          `Or print it: ${printIt(clientId)}`,
        ],
      }),
    }),
  },
  assess({ principal, registration, signIn }, { clientId, servicePrincipalId }, judge) {
    const given = servicePrincipalId.toLowerCase();
    const signedIn =
      signIn.status === 'found' && signIn.value.outcome === 'ok'
        ? signIn.value.objectId
        : undefined;
    const right = principal.status === 'found' ? principal.value.id : signedIn;
    if (right === undefined) {
      if (principal.status === 'absent')
        return judge.cannotTell(
          'There is no service principal yet; the check of the service principal says more.',
        );
      return judge.cannotTell('The service principal could not be seen.', [servicePrincipal]);
    }
    if (given === right.toLowerCase()) return;
    const what =
      registration.status === 'found' && registration.value.id.toLowerCase() === given
        ? 'This is the object ID of the app registration.'
        : given === clientId.toLowerCase()
          ? 'This is the application (client) ID.'
          : explainSlip(given, right.toLowerCase()).trim() || 'This is the ID of something else.';
    judge.found('otherObject', { given: servicePrincipalId, right, what, clientId });
  },
});
