import { z } from 'zod';
import { defineAzureEvidence, graphEndpoint } from './_shared/define-azure-evidence.ts';
import { findOther } from './_shared/subjects.ts';

/** Graph, directoryObject: what the given client ID is, if it is the object ID of something. */
export default defineAzureEvidence({
  id: 'azure/directory-object',
  title: 'the object with this ID',
  schema: z.object({
    '@odata.type': z.string().nullish(),
    id: z.string().min(1),
    appId: z.string().nullish(),
    displayName: z.string().nullish(),
    /** Of service principals: the directory of the app registration, and what kind it is. */
    appOwnerOrganizationId: z.string().nullish(),
    servicePrincipalType: z.string().nullish(),
  }),
  inputs: ['clientId'],
  url: `${graphEndpoint}/directoryObjects/{{clientId}}`,
  absentCodes: ['Request_ResourceNotFound'],
  absentSays: { Request_ResourceNotFound: ['{{clientId}}'] },
  findOtherSubject: ({ id }, { clientId }) => findOther('the object', [id], clientId),
});
