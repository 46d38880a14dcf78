import { diagnosis } from '../../define-check.ts';
import { signInDiagnoses } from '../_app/sign-in.ts';
import {
  administratorOf,
  agreementNames,
  type BillingTarget,
  giveBillingRole,
} from '../_billing/commands.ts';

/** An enrollment is a number, and no other billing account is one. */
const isOfForm = ({ agreement, billingAccountId }: BillingTarget) =>
  /^\d+$/.test(billingAccountId) === (agreement === 'ea');

/** The ways in which `azure/billing-spot-access` fails, and their words. */
const diagnoses = {
  ...signInDiagnoses,
  accountRefused: diagnosis<BillingTarget & { message: string }>({
    code: 'AZB-ACCESS-001',
    severity: 'fail',
    title: 'Spot may not read the billing account',
    explain: () =>
      'Signed in with your secret, Spot asked for the billing account and was refused. Either the role of the step “Let Spot read the billing account” is missing, or it was given to another ID of the app, or on another billing account. Check that step with your own credentials: they see which.',
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
};

export default diagnoses;
