import billingAccounts, { agreementTypes } from '../../../evidence/azure/billing-accounts.ts';
import signedInUser from '../../../evidence/azure/signed-in-user.ts';
import subscriptions from '../../../evidence/azure/subscriptions.ts';
import tenant from '../../../evidence/azure/tenant.ts';
import { defineCheck, diagnosis } from '../../define-check.ts';
import { agreementNames } from '../_billing/commands.ts';

/** Value of the input for a kind of agreement that Azure names; undefined for others. */
const inputOf = (agreementType: string): string | undefined =>
  Object.entries(agreementTypes).find(([, name]) => name === agreementType)?.[0];

/**
 * What the offer of a subscription tells of the agreement that pays for it. Pay-as-you-go offers
 * exist under two.
 */
function agreementOfOffer(quotaId: string): 'ea' | 'partner' | 'website' | undefined {
  if (/^EnterpriseAgreement/i.test(quotaId)) return 'ea';
  if (/^CSP/i.test(quotaId)) return 'partner';
  return websiteOffer.test(quotaId) ? 'website' : undefined;
}

/**
 * Offers that Microsoft sells on its website, by the beginning of their quota ids. Source: Azure
 * REST, "Subscriptions - Get", and Microsoft's list of offers.
 */
const websiteOffer =
  /^(PayAsYouGo|FreeTrial|MSDN|Sponsored|AzureForStudents|DevTest|MPN|BizSpark|AzurePass)/i;

const listed = (names: readonly string[]) =>
  [...new Set(names)].map((name) => agreementNames[name] ?? name).join(' and ');

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
  diagnoses: {
    otherDirectory: diagnosis<{ tenantId: string; signedInTo: string }>({
      code: 'AZB-AGREEMENT-001',
      severity: 'fail',
      title: 'You are signed in to another directory',
      explain: () =>
        'Everything on this page is made in one directory (tenant), the one whose billing account you connect. Spot refuses a tenant ID that is not that of the app it was given.',
      observed: ({ signedInTo }) => `signed in to ${signedInTo}`,
      expected: ({ tenantId }) => tenantId,
      fix: ({ tenantId, signedInTo }) => ({
        summary: `If ${signedInTo} is the right one, change “Directory (tenant) ID” at the top of the page to it. Else sign in to ${tenantId}.`,
        commands: [],
        console: [
          `In a terminal: az login --tenant ${tenantId} --allow-no-subscriptions`,
          'In the portal: choose your name at the top right > Switch directory.',
        ],
      }),
    }),
    guest: diagnosis<{ name: string }>({
      code: 'AZB-AGREEMENT-002',
      severity: 'fail',
      title: 'You are a guest in this directory',
      explain: () =>
        'Guests cannot elevate their access, and Spot asks for an account that is a member of the directory. Later steps would refuse you.',
      observed: ({ name }) => `${name}, a guest`,
      expected: () => 'a member of the directory',
      fix: () => ({
        summary:
          'Sign in with an account that belongs to this directory, or let a member do the steps.',
        commands: [],
        who: 'a member of the directory who is Global Administrator',
      }),
    }),
    partner: diagnosis<{ what: string }>({
      code: 'AZB-AGREEMENT-003',
      severity: 'fail',
      title: 'A reseller pays for this Azure (CSP, Microsoft Partner Agreement)',
      explain: () =>
        'Then your costs and commitments are in the billing account of your reseller, and no step of this page can reach them. Spot connects such customers another way.',
      observed: ({ what }) => what,
      expected: () => 'an Enterprise Agreement, a Microsoft Customer Agreement, or pay-as-you-go',
      fix: () => ({
        summary: 'Write to Spot Support that you buy Azure through a CSP. Do not go on here.',
        commands: [],
        who: 'Spot Support, together with your reseller',
      }),
    }),
    otherAgreement: diagnosis<{ chosen: string; have: string; value?: string }>({
      code: 'AZB-AGREEMENT-004',
      severity: 'fail',
      title: 'You have another agreement than the one you chose',
      explain: () =>
        'Each agreement has roles and places of its own, so the page shows different steps for each. With the wrong choice Azure would refuse the role for the billing account.',
      observed: ({ have }) => have,
      expected: ({ chosen }) => chosen,
      fix: ({ have }) => ({
        summary: `At the top of the page choose the agreement ${have}. Nothing in Azure has to change.`,
        commands: [],
      }),
    }),
    noBillingRole: diagnosis<{ chosen: string }>({
      code: 'AZB-AGREEMENT-005',
      severity: 'fail',
      title: 'You can see no billing account',
      explain: ({ chosen }) =>
        `A billing account is shown only to people with a role on it, and being Global Administrator is none. For ${chosen} somebody with such a role has to give Spot its role too.`,
      observed: () => 'no billing account',
      expected: ({ chosen }) => `a billing account of the kind ${chosen}`,
      fix: ({ chosen }) => ({
        summary:
          'Ask somebody who administers billing to give you a role on the billing account, or to do this page with you.',
        commands: [],
        console: ['They open Cost Management + Billing > Access control (IAM) > Add.'],
        who:
          chosen === agreementNames.ea ? 'an Enterprise Administrator' : 'a billing account owner',
      }),
    }),
  },
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
    else if (user.value.userType === 'Guest')
      return judge.found('guest', { name: user.value.userPrincipalName });

    if (accounts.status !== 'found')
      return judge.cannotTell('Your billing accounts could not be listed.', [billingAccounts]);
    const kinds = accounts.value.value.map(
      ({ properties }) => inputOf(properties.agreementType) ?? properties.agreementType,
    );
    const chosen = agreementNames[agreement] ?? agreement;
    if (kinds.includes(agreement)) return;
    if (kinds.length > 0) {
      if (kinds.every((kind) => kind === 'partner'))
        return judge.found('partner', {
          what: 'your billing account is one of a Microsoft Partner Agreement',
        });
      const usable = kinds.filter((kind) => agreementNames[kind] !== undefined);
      if (usable.length > 0) return judge.found('otherAgreement', { chosen, have: listed(usable) });
      return judge.cannotTell(
        `Your billing account is of a kind that this page does not know (${listed(kinds)}). Write to Spot Support.`,
      );
    }

    // Nobody without a billing role sees the account; what a subscription was sold as tells a part
    // of it.
    const offers =
      visible.status === 'found'
        ? visible.value.value.map(({ subscriptionPolicies }) =>
            agreementOfOffer(subscriptionPolicies?.quotaId ?? ''),
          )
        : [];
    if (offers.length > 0 && offers.every((offer) => offer === 'partner'))
      return judge.found('partner', { what: 'your subscriptions were sold by a CSP' });
    if (agreement !== 'ea' && offers.length > 0 && offers.every((offer) => offer === 'ea'))
      return judge.found('otherAgreement', { chosen, have: listed(['ea']) });
    if (agreement !== 'mosp') return judge.found('noBillingRole', { chosen });
    if (offers.includes('website')) return;
    judge.cannotTell(
      'You see neither a billing account nor a subscription that was bought with pay-as-you-go, so nobody can tell which agreement you have. Ask whoever receives the bill from Microsoft.',
      [subscriptions],
    );
  },
});
