import callerIdentity from '../../../evidence/aws/caller-identity.ts';
import { defineCheck, diagnosis } from '../../define-check.ts';
import { accountDiagnoses, judgeAccount } from '../_account/diagnoses.ts';

export default defineCheck({
  id: 'aws/linked-account',
  title: 'You are in the right account, and this is the right guide',
  needs: {},
  mayUse: { identity: callerIdentity },
  inputs: ['accountId', 'purpose'],
  diagnoses: {
    ...accountDiagnoses,
    wantsEco: diagnosis<{ accountId: string }>({
      code: 'AWS-LINK-001',
      severity: 'fail',
      title: 'For Eco another guide connects the account',
      explain: () =>
        'Eco reads the bill of the whole organization with a role of its own, from the management account. The role of this page lets Spot run servers; with it Eco would see no bill.',
      observed: () => 'you chose Eco as the purpose',
      expected: () => 'Elastigroup or Ocean as the purpose, or the guide for Eco',
      fix: () => ({
        summary:
          'Follow “Connect an AWS management account” instead. An account may be connected in both ways, one after the other.',
        commands: [],
        console: [
          'For Eco: open the guide AWS > Management account (Eco) in the menu of this site.',
          'For Elastigroup or Ocean: choose that as the purpose at the top of this page, and check again.',
        ],
      }),
    }),
  },
  assess({ identity }, { purpose, ...account }, judge) {
    if (purpose === 'eco') judge.found('wantsEco', account);
    judgeAccount(identity, account, judge);
  },
});
