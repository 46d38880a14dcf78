import { z } from 'zod';
import { defineEvidence } from '../define-evidence.ts';
import { ask, envelope } from './envelope.ts';

const shared = {
  inputs: ['spotAccountId'],
  absentCodes: [],
  permissions: [],
  vantages: ['reader', 'pasted'],
} as const;

/**
 * The role that a Spot account uses on AWS. Source: Spot's Go SDK; the route is not in the OpenAPI
 * document.
 */
export const awsCredentials = defineEvidence({
  ...shared,
  id: 'spot/aws-credentials',
  title: 'the AWS role that Spot has',
  schema: envelope(z.object({ iamRole: z.string() })),
  command: ask('/setup/credentials/aws?accountId={{spotAccountId}}'),
});

/** The key that a Spot account uses on Google Cloud, without its private half. Source: as above. */
export const gcpCredentials = defineEvidence({
  ...shared,
  id: 'spot/gcp-credentials',
  title: 'the Google Cloud key that Spot has',
  schema: envelope(
    z.object({
      serviceAccount: z.object({
        client_email: z.string(),
        project_id: z.string(),
        private_key_id: z.string().optional(),
      }),
    }),
  ),
  command: `${ask('/gcp/setup/credentials?accountId={{spotAccountId}}')} | jq 'del(.response.items[]?.serviceAccount.private_key)'`,
});

/**
 * The application that a Spot account uses on Azure; Spot masks the secret. Source: Spot's OpenAPI
 * document.
 */
export const azureCredentials = defineEvidence({
  ...shared,
  id: 'spot/azure-credentials',
  title: 'the Azure application that Spot has',
  schema: envelope(
    z.object({
      clientId: z.string(),
      tenantId: z.string(),
      subscriptionId: z.string(),
      expirationDate: z.string().nullish(),
    }),
  ),
  command: ask('/azure/setup/credentials?accountId={{spotAccountId}}'),
});
