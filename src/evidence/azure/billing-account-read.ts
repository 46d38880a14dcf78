import { defineEvidence } from '../define-evidence.ts';
import { spotOutcome } from './_shared/spot-outcome.ts';

/** Whether Spot, signed in with the secret, can read the billing account. */
export default defineEvidence({
  id: 'azure/billing-account-read',
  title: 'whether Spot can read the billing account',
  schema: spotOutcome,
  inputs: ['tenantId', 'clientId', 'clientSecret', 'billingAccountId'],
  command: '',
  absentCodes: [],
  permissions: ['Microsoft.Billing/billingAccounts/read'],
  vantages: ['spot'],
});
