import accounts from '../../../evidence/spot/accounts.ts';
import { defineCheck } from '../../define-check.ts';
import { accountsOf, refusals } from '../_connection/refusals.ts';

/** The reader has a Spot organisation and a token that may connect accounts to it. */
export default defineCheck({
  id: 'spot/organization',
  title: 'You have a Spot organization, and your token is that of an organization admin',
  needs: { accounts },
  inputs: [],
  diagnoses: { tokenRefused: refusals.tokenRefused, notAdmin: refusals.notAdmin },
  assess({ accounts }, _inputs, judge) {
    accountsOf(accounts, judge);
  },
});
