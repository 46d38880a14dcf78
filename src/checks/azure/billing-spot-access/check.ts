import billingAccountRead from '../../../evidence/azure/billing-account-read.ts';
import costReads from '../../../evidence/azure/billing-cost-reads.ts';
import reservationReads from '../../../evidence/azure/billing-reservation-reads.ts';
import spotSignIn from '../../../evidence/azure/spot-sign-in.ts';
import { defineCheck } from '../../define-check.ts';
import { judgeSignIn } from '../_app/sign-in.ts';
import type { BilledAgreement } from '../_billing/commands.ts';
import findUnknownRefusal from '../_billing/refusals.ts';
import diagnoses from './diagnoses.ts';

export default defineCheck({
  id: 'azure/billing-spot-access',
  title: 'Spot can sign in and read the billing account, costs and reservations',
  needs: {},
  mayUse: {
    signIn: spotSignIn,
    account: billingAccountRead,
    costs: costReads,
    commitments: reservationReads,
  },
  inputs: ['agreement', 'tenantId', 'clientId', 'servicePrincipalId', 'expirationDate'],
  // Pay-as-you-go has none.
  optionalInputs: ['billingAccountId'],
  diagnoses,
  assess({ signIn, account, costs, commitments }, inputs, judge) {
    const { agreement, tenantId, servicePrincipalId, billingAccountId = '' } = inputs;
    if (!judgeSignIn(signIn, inputs, judge)) return;
    if (agreement !== 'mosp') {
      if (account.status !== 'found')
        return judge.cannotTell(`The billing account could not be asked for. ${account.message}`);
      const { outcome, message = 'no further explanation' } = account.value;
      const target = {
        agreement: agreement as BilledAgreement,
        billingAccountId,
        servicePrincipalId,
        tenantId,
      };
      const unknown = findUnknownRefusal(account.value);
      if (outcome === 'denied' && judge.refusedBy(message)) return;
      if (unknown)
        judge.cannotTell(
          `Azure refused Spot the billing account for another reason than a missing role: ${unknown}`,
        );
      else if (outcome === 'denied') judge.found('accountRefused', { ...target, message });
      else if (outcome === 'absent')
        judge.found('accountAbsent', { billingAccountId, message, agreement });
    }
    if (costs.status !== 'found' || commitments.status !== 'found')
      return judge.cannotTell(
        'Costs or reservations could not be asked for. Try again in a minute.',
      );
    const readable = costs.value.scopes.some(
      ({ outcome }) => outcome === 'ok' || outcome === 'noData',
    );
    if (!readable) judge.cannotTell('Spot can read no costs yet; see the step of the costs.');
    if (commitments.value.reservations.outcome !== 'ok')
      judge.cannotTell('Spot cannot read reservations yet; see the step of the reservations.');
  },
});
