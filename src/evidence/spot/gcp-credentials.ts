import { z } from 'zod';
import { defineSpotEvidence } from './_shared/define-spot-evidence.ts';
import { envelope } from './_shared/envelope.ts';

/** The key that a Spot account uses on Google Cloud, without its private half. */
export default defineSpotEvidence({
  id: 'spot/gcp-credentials',
  title: 'the Google Cloud key that Spot has',
  schema: envelope(
    z.object({
      serviceAccount: z.object({
        type: z.string().optional(),
        client_email: z.string(),
        project_id: z.string(),
        private_key_id: z.string().nullish(),
      }),
    }),
  ),
  inputs: ['spotAccountId'],
  path: '/gcp/setup/credentials?accountId={{spotAccountId}}',
  filter: "jq 'del(.response.items[]?.serviceAccount.private_key)'",
});
