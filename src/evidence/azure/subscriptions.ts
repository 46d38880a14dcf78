import { z } from 'zod';
import { armEndpoint, defineAzureEvidence } from './_shared/define-azure-evidence.ts';
import { subscriptionShape } from './subscription.ts';

/** Those that the caller can see in the directory they are signed in to. */
export default defineAzureEvidence({
  id: 'azure/subscriptions',
  title: 'the list of your subscriptions',
  schema: z.object({ value: z.array(subscriptionShape) }),
  inputs: [],
  url: `${armEndpoint}/subscriptions?api-version=2022-12-01`,
});
