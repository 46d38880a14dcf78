import { agreementTypes } from '../../../evidence/azure/billing-accounts.ts';
import { agreementNames } from '../_billing/commands.ts';

/** Value of the input for a kind of agreement that Azure names; undefined for others. */
export const findInputValue = (agreementType: string): string | undefined =>
  Object.entries(agreementTypes).find(([, name]) => name === agreementType)?.[0];

/**
 * What the offer of a subscription tells of the agreement that pays for it. Pay-as-you-go offers
 * exist under two.
 */
export function guessAgreement(
  quotaId: string | null | undefined,
): 'ea' | 'partner' | 'website' | undefined {
  if (!quotaId) return undefined;
  if (/^EnterpriseAgreement/i.test(quotaId)) return 'ea';
  if (/^CSP/i.test(quotaId)) return 'partner';
  return websiteOffer.test(quotaId) ? 'website' : undefined;
}

/**
 * Offers that Microsoft sells on its website, by the beginning of their quota ids. Sources:
 * https://learn.microsoft.com/rest/api/resources/subscriptions/get (`subscriptionPolicies`),
 * https://azure.microsoft.com/support/legal/offer-details/
 */
const websiteOffer =
  /^(PayAsYouGo|FreeTrial|MSDN|Sponsored|AzureForStudents|DevTest|MPN|BizSpark|AzurePass)/i;

export const nameAgreements = (names: readonly string[]) =>
  [...new Set(names)].map((name) => agreementNames[name] ?? name).join(' and ');
