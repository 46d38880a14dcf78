import { z } from 'zod';
import { defineAzureEvidence, graphEndpoint } from './_shared/define-azure-evidence.ts';
import { findOther } from './_shared/subjects.ts';

/** A client secret as Graph shows it: never its text. Times are ISO 8601. */
const passwordCredential = z.object({
  keyId: z.string(),
  displayName: z.string().nullish(),
  /** The first three characters of the secret. */
  hint: z.string().nullish(),
  startDateTime: z.string().nullish(),
  endDateTime: z.string(),
});

/** Graph, application: the app registration of the client ID, with its secrets. */
export default defineAzureEvidence({
  id: 'azure/application',
  title: 'the app registration and its secrets',
  schema: z.object({
    /** Object ID of the registration: neither the client ID nor what roles are given to. */
    id: z.string().min(1),
    appId: z.string().min(1),
    displayName: z.string().nullish(),
    createdDateTime: z.string().nullish(),
    signInAudience: z.string().nullish(),
    /** null, `NotDisabled`, or why Microsoft disabled it. */
    disabledByMicrosoftStatus: z.string().nullish(),
    web: z.object({ redirectUris: z.array(z.string()) }).nullish(),
    spa: z.object({ redirectUris: z.array(z.string()) }).nullish(),
    publicClient: z.object({ redirectUris: z.array(z.string()) }).nullish(),
    passwordCredentials: z.array(passwordCredential),
  }),
  inputs: ['clientId'],
  url: `${graphEndpoint}/applications(appId='{{clientId}}')`,
  absentCodes: ['Request_ResourceNotFound'],
  absentSays: { Request_ResourceNotFound: ['{{clientId}}'] },
  findOtherSubject: ({ appId }, { clientId }) => findOther('the app', [appId], clientId),
});
