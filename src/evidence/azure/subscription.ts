import { z } from 'zod';
import { armEndpoint, defineAzureEvidence } from './define-azure-evidence.ts';

const description = z.object({
  subscriptionId: z.string(),
  displayName: z.string(),
  /** `Enabled`, `Warned`, `PastDue`, `Disabled` or `Deleted`. */
  state: z.string(),
  /** The directory that the subscription trusts. */
  tenantId: z.string().optional(),
  /** The offer it was sold as, e.g. `EnterpriseAgreement_2014-09-01`, `CSP_2015-05-01`. */
  subscriptionPolicies: z.object({ quotaId: z.string().nullish() }).nullish(),
});

export const subscription = defineAzureEvidence({
  id: 'azure/subscription',
  title: 'the subscription',
  schema: description,
  inputs: ['subscriptionId'],
  url: `${armEndpoint}/subscriptions/{{subscriptionId}}?api-version=2022-12-01`,
  absentCodes: ['SubscriptionNotFound', 'InvalidSubscriptionId'],
  permissions: ['Microsoft.Resources/subscriptions/read'],
});

/** Those that the caller can see in the directory they are signed in to. */
export const subscriptions = defineAzureEvidence({
  id: 'azure/subscriptions',
  title: 'the list of your subscriptions',
  schema: z.object({ value: z.array(description) }),
  inputs: [],
  url: `${armEndpoint}/subscriptions?api-version=2022-12-01`,
});
