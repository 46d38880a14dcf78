import subscription from '../../../evidence/azure/subscription.ts';
import subscriptions from '../../../evidence/azure/subscriptions.ts';
import tenant from '../../../evidence/azure/tenant.ts';
import type { Evidence } from '../../../evidence/define-evidence.ts';
import { defineCheck } from '../../define-check.ts';
import { findSimilarName } from '../../similar.ts';
import diagnoses from './diagnoses.ts';

export default defineCheck({
  id: 'azure/subscription',
  title: 'The subscription is active, and in the directory that you named',
  needs: {},
  mayUse: { seen: subscription, others: subscriptions, own: tenant },
  inputs: ['subscriptionId', 'tenantId'],
  diagnoses,
  assess({ seen, others, own }, { subscriptionId, tenantId }, judge) {
    const ids = { subscriptionId, tenantId };
    const signedIn = own.status === 'found' ? own.value.value[0]?.id : undefined;
    if (seen.status === 'denied' && seen.code === 'InvalidAuthenticationTokenTenant') {
      // Azure's refusal names the right directory.
      const actual = /sts\.windows\.net\/([0-9a-f-]{36})\/' associated with this subscription/i
        .exec(seen.message)?.[1]
        ?.toLowerCase();
      if (actual && actual !== tenantId.toLowerCase())
        return judge.found(differs(signedIn, ids), { ...ids, actual });
      return judge.found('signedInElsewhere', { ...ids, signedIn });
    }
    if (seen.status === 'absent') {
      if (subscriptionId === tenantId) return judge.found('tenantTyped', ids);
      return judge.found('notFound', {
        ...ids,
        visible: visibleIn(others),
        near: findNear(subscriptionId, others),
      });
    }
    if (seen.status !== 'found')
      return judge.cannotTell('The subscription could not be looked at.', [subscription]);
    const { state, displayName: name, tenantId: actual, subscriptionPolicies } = seen.value;
    if (!actual)
      return judge.cannotTell('Azure did not say which directory the subscription belongs to.', [
        subscription,
      ]);
    if (actual.toLowerCase() !== tenantId.toLowerCase())
      return judge.found(differs(signedIn, ids), { ...ids, actual });
    if (state === 'Warned' || state === 'PastDue') judge.found('inDanger', { ...ids, state, name });
    else if (state === 'Disabled' || state === 'Deleted')
      judge.found('disabled', { ...ids, state, name });
    else if (state !== 'Enabled')
      judge.cannotTell(`The state of the subscription is “${state}”, which is not known here.`);
    const { quotaId, spendingLimit } = subscriptionPolicies ?? {};
    const isLimited = spendingLimit === 'On' || spendingLimit === 'CurrentPeriodOff';
    if (spendingLimit && !isLimited && spendingLimit !== 'Off')
      judge.cannotTell(
        `The spending limit of the subscription is “${spendingLimit}”, which is not known here.`,
      );
    if (isLimited || isTrial(quotaId))
      judge.found('limitedOffer', { ...ids, name, offer: quotaId ?? 'unknown', isLimited });
  },
});

/**
 * Why the subscription belongs to another directory than the one that was typed. Whoever is signed in
 * to the typed one made the app there, and then the app is in the wrong place; else the field is wrong.
 */
const differs = (
  signedIn: string | undefined,
  { tenantId }: { tenantId: string },
): 'moved' | 'otherTenant' =>
  signedIn?.toLowerCase() === tenantId.toLowerCase() ? 'moved' : 'otherTenant';

function visibleIn(
  others: Evidence<{ value: { displayName: string; subscriptionId: string }[] }>,
): string[] {
  return others.status === 'found'
    ? others.value.value
        .slice(0, 5)
        .map(({ displayName, subscriptionId }) => `“${displayName}” ${subscriptionId}`)
    : [];
}

/** The subscription that the reader can see and whose ID is almost the typed one. */
const findNear = (
  subscriptionId: string,
  others: Evidence<{ value: { subscriptionId: string }[] }>,
): string | undefined =>
  others.status === 'found'
    ? findSimilarName(
        subscriptionId,
        others.value.value.map((one) => one.subscriptionId),
      )
    : undefined;

/**
 * Whether a subscription is a trial, by the beginning of its quota id. Offers that are not here are
 * not judged.
 *
 * Sources: https://learn.microsoft.com/azure/virtual-machines/spot-vms (limitations),
 * https://learn.microsoft.com/azure/cost-management-billing/manage/spending-limit
 */
const isTrial = (quotaId: string | null | undefined): boolean =>
  /^(FreeTrial|AzureForStudents|DreamSpark|AzurePass)/i.test(quotaId ?? '');
