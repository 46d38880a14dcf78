import { z } from 'zod';
import { armEndpoint, defineAzureEvidence } from './_shared/define-azure-evidence.ts';
import { findOther, findOtherSubscription } from './_shared/subjects.ts';

/** Resource Manager, subscription. */
export const subscriptionShape = z.object({
  /** `/subscriptions/{subscriptionId}` */
  id: z.string().nullish(),
  subscriptionId: z.string().min(1),
  displayName: z.string(),
  /** `Enabled`, `Warned`, `PastDue`, `Disabled` or `Deleted`. */
  state: z.string(),
  /** The directory that the subscription trusts. */
  tenantId: z.string().nullish(),
  subscriptionPolicies: z
    .object({
      /** The offer it was sold as, e.g. `EnterpriseAgreement_2014-09-01`, `CSP_2015-05-01`. */
      quotaId: z.string().nullish(),
      /** `On`, `Off` or `CurrentPeriodOff`. */
      spendingLimit: z.string().nullish(),
    })
    .nullish(),
});

export default defineAzureEvidence({
  id: 'azure/subscription',
  title: 'the subscription',
  schema: subscriptionShape,
  inputs: ['subscriptionId'],
  url: `${armEndpoint}/subscriptions/{{subscriptionId}}?api-version=2022-12-01`,
  absentCodes: ['SubscriptionNotFound', 'InvalidSubscriptionId'],
  absentSays: {
    SubscriptionNotFound: ['{{subscriptionId}}'],
    InvalidSubscriptionId: ['{{subscriptionId}}'],
  },
  findOtherSubject: ({ id, subscriptionId }, inputs) =>
    findOther('the subscription', [subscriptionId], inputs.subscriptionId) ??
    findOtherSubscription([id], inputs.subscriptionId),
  permissions: ['Microsoft.Resources/subscriptions/read'],
});
