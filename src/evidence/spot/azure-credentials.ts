import { z } from 'zod';
import { defineSpotEvidence } from './_shared/define-spot-evidence.ts';
import { envelope } from './_shared/envelope.ts';

/**
 * The application that a Spot account uses on Azure; Spot masks the secret.
 *
 * Source: https://docs.spot.io/api/
 */
export default defineSpotEvidence({
  id: 'spot/azure-credentials',
  title: 'the Azure application that Spot has',
  schema: envelope(
    z.object({
      clientId: z.string(),
      tenantId: z.string(),
      subscriptionId: z.string(),
      /** Masked. */
      clientSecret: z.string().nullish(),
      expirationDate: z.string().nullish(),
    }),
  ),
  inputs: ['spotAccountId'],
  path: '/azure/setup/credentials?accountId={{spotAccountId}}',
});
