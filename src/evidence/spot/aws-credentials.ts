import { z } from 'zod';
import { defineSpotEvidence } from './_shared/define-spot-evidence.ts';
import { envelope } from './_shared/envelope.ts';

/**
 * The role that a Spot account uses on AWS. Source: Spot's Go SDK; the route is not in the OpenAPI
 * document.
 */
export default defineSpotEvidence({
  id: 'spot/aws-credentials',
  title: 'the AWS role that Spot has',
  schema: envelope(z.object({ iamRole: z.string() })),
  inputs: ['spotAccountId'],
  path: '/setup/credentials/aws?accountId={{spotAccountId}}',
});
