import costReads from '../../../evidence/azure/billing-cost-reads.ts';
import billingPolicies from '../../../evidence/azure/billing-policies.ts';
import askFirst from '../../ask-first.ts';
import { defineCheck, diagnosis } from '../../define-check.ts';

export default defineCheck({
  id: 'azure/billing-view-charges',
  title: 'The enrollment shows charges to people with roles on subscriptions',
  needs: {},
  mayUse: { policies: billingPolicies, reads: costReads },
  inputs: ['billingAccountId'],
  diagnoses: {
    off: diagnosis<{ billingAccountId: string; seen: string }>({
      code: 'AZB-CHARGES-001',
      severity: 'fail',
      title: 'The enrollment hides charges (policy “Account owners can view charges”)',
      explain: () =>
        'While this policy is off, nobody sees costs through roles on subscriptions or management groups, whatever the role: Azure answers AccountCostDisabled. Cost Management Reader then gives Spot nothing.',
      observed: ({ seen }) => seen,
      expected: () => 'on',
      fix: ({ billingAccountId }) =>
        askFirst({
          summary:
            'Ask whether the policy may be switched on: everybody with a role on a subscription then sees its charges. It takes up to half an hour to work.',
          who: 'an Enterprise Administrator (not read-only)',
          send: `For Spot Eco to read our costs, the policy “Account owners can view charges” of the enrollment ${billingAccountId} has to be on. May it be switched on?`,
          console: [
            `Open Cost Management + Billing > Billing scopes > ${billingAccountId} > Policies.`,
            'If they agree: set “Account owners can view charges” to On, and save.',
          ],
        }),
    }),
  },
  assess({ policies, reads }, { billingAccountId }, judge) {
    if (policies.status === 'found') {
      const said = policies.value.properties.enterpriseAgreementPolicies.accountOwnerViewCharges;
      if (/^(notallowed|disabled|off|false)$/i.test(said))
        judge.found('off', { billingAccountId, seen: said });
      else if (!/^(allowed|enabled|on|true)$/i.test(said))
        judge.cannotTell(`The policy is “${said}”, and what that means is not known here.`);
      return;
    }
    if (reads.status === 'found') {
      const hidden = reads.value.scopes.find(({ code }) => code === 'AccountCostDisabled');
      if (hidden)
        return judge.found('off', {
          billingAccountId,
          seen: hidden.message ?? 'AccountCostDisabled',
        });
      if (reads.value.scopes.some(({ outcome }) => outcome === 'ok' || outcome === 'noData'))
        return;
    }
    judge.cannotTell('The policies of the enrollment could not be seen.', [billingPolicies]);
  },
});
