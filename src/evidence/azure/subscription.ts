import { z } from 'zod';
import { armEndpoint, defineAzureEvidence } from './_shared/define-azure-evidence.ts';

/** Resource Manager, subscription. */
export const subscriptionShape = z.object({
  subscriptionId: z.string(),
  displayName: z.string(),
  /** `Enabled`, `Warned`, `PastDue`, `Disabled` or `Deleted`. */
  state: z.string(),
  /** The directory that the subscription trusts. */
  tenantId: z.string().optional(),
  /** The offer it was sold as, e.g. `EnterpriseAgreement_2014-09-01`, `CSP_2015-05-01`. */
  subscriptionPolicies: z.object({ quotaId: z.string().nullish() }).nullish(),
});

export default defineAzureEvidence({
  id: 'azure/subscription',
  title: 'the subscription',
  schema: subscriptionShape,
  inputs: ['subscriptionId'],
  url: `${armEndpoint}/subscriptions/{{subscriptionId}}?api-version=2022-12-01`,
  absentCodes: ['SubscriptionNotFound', 'InvalidSubscriptionId'],
  permissions: ['Microsoft.Resources/subscriptions/read'],
});
