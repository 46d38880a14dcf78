import { z } from 'zod';
import { defineAzureEvidence, graphEndpoint } from './_shared/define-azure-evidence.ts';
import { findOther } from './_shared/subjects.ts';

/**
 * Graph, servicePrincipal: the enterprise application of the client ID in the caller's directory.
 */
export default defineAzureEvidence({
  id: 'azure/service-principal',
  title: 'the service principal (enterprise application)',
  schema: z.object({
    /** Object ID: what roles are given to. */
    id: z.string().min(1),
    appId: z.string().min(1),
    displayName: z.string().nullish(),
    accountEnabled: z.boolean().nullish(),
    /** The directory that the application is registered in. */
    appOwnerOrganizationId: z.string().nullish(),
  }),
  inputs: ['clientId'],
  url: `${graphEndpoint}/servicePrincipals(appId='{{clientId}}')`,
  query:
    '{id: id, appId: appId, displayName: displayName, accountEnabled: accountEnabled, appOwnerOrganizationId: appOwnerOrganizationId}',
  absentCodes: ['Request_ResourceNotFound'],
  absentSays: { Request_ResourceNotFound: ['{{clientId}}'] },
  findOtherSubject: ({ appId }, { clientId }) =>
    findOther('the service principal of the app', [appId], clientId),
});
