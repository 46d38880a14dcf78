import callerIdentity from '../../../evidence/aws/caller-identity.ts';
import organization from '../../../evidence/aws/organization.ts';
import { defineCheck, diagnosis } from '../../define-check.ts';
import { accountDiagnoses, judgeAccount, signInAgain } from '../_account/diagnoses.ts';

export default defineCheck({
  id: 'aws/payer-account',
  title: 'You are in the right account, and it is the one that pays',
  needs: {},
  mayUse: { identity: callerIdentity, organization },
  inputs: ['accountId', 'accountKind'],
  diagnoses: {
    ...accountDiagnoses,
    notThePayer: diagnosis<{ accountId: string; payer: string }>({
      code: 'AWS-ACCOUNT-002',
      severity: 'fail',
      title: 'This is a member account; another account pays its bill',
      explain: ({ accountId, payer }) =>
        `AWS lets a member account create a Cost and Usage Report, but it holds that account's own usage only, and the organization's policies (SCPs) can stop Spot from reading it. The bill of the whole organization is in ${payer}. If ${accountId} is yours and a reseller (MSP) owns ${payer}, choose “Account of a customer of a reseller (MSP)” at the top of the page instead.`,
      observed: ({ accountId, payer }) =>
        `${accountId} is a member of the organization that ${payer} pays for`,
      expected: ({ payer }) => `the management account, ${payer}`,
      fix: ({ payer }) => ({
        summary: `Connect ${payer} instead: sign in there, put its ID at the top of the page, and follow the page again from the start.`,
        commands: [],
        console: signInAgain(payer, ', the management account'),
        who: `someone with access to the management account ${payer}`,
      }),
    }),
    notAResellersCustomer: diagnosis<{ accountId: string; standalone: boolean }>({
      code: 'AWS-ACCOUNT-004',
      severity: 'warning',
      title: "You chose a reseller's customer, but this account pays its own bill",
      explain: ({ standalone }) =>
        `An account of a reseller (MSP) is a member of the reseller's organization. This one ${standalone ? 'belongs to no organization' : 'is the management account of its own'}. The connection works, but as a management account: Spot's contract and its report should say so.`,
      observed: ({ accountId, standalone }) =>
        standalone
          ? `${accountId} belongs to no organization`
          : `${accountId} is the management account of its organization`,
      expected: () => "a member account of the reseller's organization",
      fix: () => ({
        summary:
          'Choose “Management account, which pays the bill” at the top of the page. If you are in the wrong account, sign in to the one the reseller gave you and check again.',
        commands: [],
        console: [
          'At the top of this page, choose “Management account, which pays the bill” as the kind of account.',
        ],
      }),
    }),
  },
  assess({ identity, organization: looked }, { accountKind, ...account }, judge) {
    if (!judgeAccount(identity, account, judge)) return;
    const { accountId } = account;
    if (looked.status !== 'found' && looked.status !== 'absent')
      return judge.cannotTell('Whether this account pays for its organization could not be seen.', [
        organization,
      ]);
    const payer = looked.status === 'found' ? looked.value.Organization.MasterAccountId : accountId;
    if (accountKind === 'msp-customer') {
      if (payer === accountId)
        judge.found('notAResellersCustomer', { accountId, standalone: looked.status === 'absent' });
    } else if (payer !== accountId) judge.found('notThePayer', { accountId, payer });
  },
});
