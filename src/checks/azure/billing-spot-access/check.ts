import billingAccountRead from '../../../evidence/azure/billing-account-read.ts';
import costReads from '../../../evidence/azure/billing-cost-reads.ts';
import reservationReads from '../../../evidence/azure/billing-reservation-reads.ts';
import spotSignIn from '../../../evidence/azure/spot-sign-in.ts';
import { defineCheck, diagnosis } from '../../define-check.ts';
import {
  administratorOf,
  agreementNames,
  type BilledAgreement,
  type BillingTarget,
  giveBillingRole,
} from '../_billing/commands.ts';
import azureSpotAccess from '../spot-access/check.ts';

// Signing in is the same for every product: its refusals have the same codes and words.
const { secretWrong, secretExpired, appUnknown, tenantUnknown, disabled, noPrincipal } =
  azureSpotAccess.diagnoses;

/** An enrollment is a number, and no other billing account is one. */
const isOfForm = ({ agreement, billingAccountId }: BillingTarget) =>
  /^\d+$/.test(billingAccountId) === (agreement === 'ea');

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
  diagnoses: {
    ...{ secretWrong, secretExpired, appUnknown, tenantUnknown, disabled, noPrincipal },
    accountRefused: diagnosis<BillingTarget & { message: string }>({
      code: 'AZB-ACCESS-001',
      severity: 'fail',
      title: 'Spot may not read the billing account',
      explain: ({ agreement }) =>
        `Signed in with your secret, Spot asked for the billing account and was refused. Either the role of the step “Let Spot read the billing account” is missing, or it was given to another ID of the app, or to another billing account.${agreement === 'ea' ? ' Check that step with your own credentials: they see which.' : ''}`,
      observed: ({ message }) => message,
      expected: ({ billingAccountId }) => `billing account ${billingAccountId} readable`,
      fix: (data) =>
        isOfForm(data)
          ? {
              summary:
                'Give the service principal the role. If Azure answers that it conflicts with an existing one, check the step of the role with your own credentials.',
              commands: [giveBillingRole(data)],
              who: administratorOf[data.agreement],
            }
          : {
              summary: `This ID has the form of another agreement than ${agreementNames[data.agreement]}. Choose the right agreement at the top of the page, or put the right ID into the field.`,
              commands: [],
            },
    }),
    accountAbsent: diagnosis<{ billingAccountId: string; message: string; agreement: string }>({
      code: 'AZB-ACCESS-002',
      severity: 'fail',
      title: 'Spot finds no billing account with this ID',
      explain: () =>
        'Signed in with your secret, Spot asked for the billing account, and Azure says that the directory has none with this ID. Most often the ID is that of a subscription, or the billing account belongs to another directory.',
      observed: ({ billingAccountId, message }) => `${billingAccountId}: ${message}`,
      expected: ({ agreement }) =>
        `a billing account of the kind ${agreementNames[agreement] ?? agreement} in this directory`,
      fix: () => ({
        summary:
          'Put the right ID into the field “Billing account ID”. Check the step of the billing account with your own credentials: they see which there are.',
        commands: [],
        console: [
          'Open Cost Management + Billing > Billing scopes > your account > Properties > ID.',
        ],
      }),
    }),
  },
  assess({ signIn, account, costs, commitments }, inputs, judge) {
    const { agreement, tenantId, servicePrincipalId } = inputs;
    if (signIn.status !== 'found')
      return judge.cannotTell('Only Spot can try this: check as Spot.');
    if (signIn.value.outcome === 'refused') {
      const notAsked = { status: 'notCollected', message: 'Not looked at here.' } as const;
      return azureSpotAccess.assess(
        { signIn, reads: notAsked, permissions: notAsked },
        { ...inputs, subscriptionId: '', roleName: '' },
        judge as never,
      );
    }
    if (agreement !== 'mosp') {
      // Only two of the three paths have this input, so it is none of those that the check cannot
      // do without.
      const billingAccountId = (inputs as Record<string, string>).billingAccountId ?? '';
      if (account.status !== 'found')
        return judge.cannotTell(`The billing account could not be asked for. ${account.message}`);
      const { outcome, message = 'no further explanation' } = account.value;
      const target = {
        agreement: agreement as BilledAgreement,
        billingAccountId,
        servicePrincipalId,
        tenantId,
      };
      if (outcome === 'denied') judge.found('accountRefused', { ...target, message });
      if (outcome === 'absent')
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
