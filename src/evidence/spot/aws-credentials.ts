import { z } from 'zod';
import { defineSpotEvidence } from './_shared/define-spot-evidence.ts';
import { envelope } from './_shared/envelope.ts';

/**
 * The role that a Spot account uses on AWS. The route is not in Spot's API reference.
 *
 * Source: https://github.com/spotinst/spotinst-sdk-go/blob/v1.186.0/service/account/providers/aws/awscredentials.go
 */
export default defineSpotEvidence({
  id: 'spot/aws-credentials',
  title: 'the AWS role that Spot has',
  schema: envelope(z.object({ iamRole: z.string() })),
  inputs: ['spotAccountId'],
  path: '/setup/credentials/aws?accountId={{spotAccountId}}',
});
