import billingAccounts, { agreementTypes } from '../../../evidence/azure/billing-accounts.ts';
import signedInUser from '../../../evidence/azure/signed-in-user.ts';
import subscriptions from '../../../evidence/azure/subscriptions.ts';
import tenant from '../../../evidence/azure/tenant.ts';
import { defineCheck, type Judge } from '../../define-check.ts';
import { agreementNames } from '../_billing/commands.ts';
import { findInputValue, guessAgreement, nameAgreements } from './agreements.ts';
import diagnoses from './diagnoses.ts';

export default defineCheck({
  id: 'azure/agreement-kind',
  title: 'You are in the right directory and chose the agreement you have',
  needs: {},
  mayUse: {
    accounts: billingAccounts,
    visible: subscriptions,
    user: signedInUser,
    directory: tenant,
  },
  inputs: ['agreement', 'tenantId'],
  diagnoses,
  assess({ accounts, visible, user, directory }, { agreement, tenantId }, judge) {
    const [signedInTo] = directory.status === 'found' ? directory.value.value : [];
    if (signedInTo && signedInTo.id.toLowerCase() !== tenantId.toLowerCase())
      return judge.found('otherDirectory', { tenantId, signedInTo: signedInTo.id });
    if (!signedInTo)
      judge.cannotTell('Which directory you are signed in to could not be seen.', [tenant]);
    if (user.status !== 'found')
      judge.cannotTell('Whether you are a member of the directory or a guest could not be seen.', [
        signedInUser,
      ]);
    else if (/^guest$/i.test(user.value.userType ?? ''))
      return judge.found('guest', { name: user.value.userPrincipalName });
    else if (!/^member$/i.test(user.value.userType ?? 'Member'))
      judge.cannotTell(
        `Microsoft Entra calls you a “${user.value.userType}”, and what that may see is not known here.`,
      );

    if (accounts.status !== 'found')
      return judge.cannotTell('Your billing accounts could not be listed.', [billingAccounts]);
    const kinds = accounts.value.value.map(
      ({ properties }) => findInputValue(properties.agreementType) ?? properties.agreementType,
    );
    const chosen = agreementNames[agreement] ?? agreement;
    if (kinds.includes(agreement)) return;
    const unknown = kinds.filter((kind) => !Object.hasOwn(agreementTypes, kind));
    if (unknown.length > 0)
      return judge.cannotTell(
        `You have a billing account of a kind that this page does not know (${nameAgreements(unknown)}), and none of the kind ${chosen}. Write to Spot Support.`,
      );
    if (kinds.length > 0) {
      if (kinds.every((kind) => kind === 'partner'))
        return judge.found('partner', {
          what: 'your billing account is one of a Microsoft Partner Agreement',
        });
      const usable = kinds.filter((kind) => agreementNames[kind] !== undefined);
      return judge.found('otherAgreement', { chosen, have: nameAgreements(usable) });
    }

    const offers =
      visible.status === 'found'
        ? visible.value.value.map(({ subscriptionPolicies }) =>
            guessAgreement(subscriptionPolicies?.quotaId),
          )
        : [];
    judgeByOffers(offers, agreement, judge);
  },
});

/**
 * Nobody without a billing role sees the account; what a subscription was sold as tells a part of
 * it.
 */
function judgeByOffers(
  offers: readonly ReturnType<typeof guessAgreement>[],
  agreement: string,
  judge: Judge<typeof diagnoses>,
) {
  const chosen = agreementNames[agreement] ?? agreement;
  if (offers.length > 0 && offers.every((offer) => offer === 'partner'))
    return judge.found('partner', { what: 'your subscriptions were sold by a CSP' });
  if (agreement !== 'ea' && offers.length > 0 && offers.every((offer) => offer === 'ea'))
    return judge.found('otherAgreement', { chosen, have: nameAgreements(['ea']) });
  if (agreement !== 'mosp') return judge.found('noBillingRole', { chosen });
  if (offers.includes('website')) return;
  judge.cannotTell(
    'You see neither a billing account nor a subscription that was bought with pay-as-you-go, so nobody can tell which agreement you have. Ask whoever receives the bill from Microsoft.',
    [subscriptions],
  );
}
