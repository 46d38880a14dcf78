import billingAccounts from '../../../evidence/gcp/billing-accounts.ts';
import billingInfo from '../../../evidence/gcp/billing-info.ts';
import { defineCheck, diagnosis } from '../../define-check.ts';
import { quote } from '../../shell.ts';
import { consolePage } from '../_fixes/commands.ts';

const link = (projectId: string, account: string) =>
  `gcloud billing projects link ${projectId} --billing-account=${quote(account)}`;

/** Links the only account that there is; which of several shall pay is not ours to say. */
const linkOnly = (projectId: string, [account, ...others]: readonly string[]): string[] =>
  account === undefined || others.length > 0 ? [] : [link(projectId, account)];

export default defineCheck({
  id: 'gcp/billing',
  title: 'Billing is on in the project',
  needs: { info: billingInfo },
  mayUse: { accounts: billingAccounts },
  inputs: ['projectId'],
  after: ['gcp/project'],
  diagnoses: {
    notLinked: diagnosis<{ projectId: string; accounts: readonly string[] }>({
      code: 'GCP-BILLING-001',
      severity: 'fail',
      title: 'The project has no billing account',
      explain: () =>
        'Without one Compute Engine cannot be switched on, and Spot finds no machines to manage.',
      observed: () => 'no billing account is linked',
      expected: () => 'an open billing account',
      fix: ({ projectId, accounts }) => ({
        summary:
          accounts.length === 1
            ? `Link ${accounts[0]}, the only open billing account you can use.`
            : 'Link the billing account that shall pay for this project.',
        commands: linkOnly(projectId, accounts),
        console: [
          `Open ${consolePage('billing/linkedaccount', projectId)}`,
          'Choose Link a billing account, then the account, then Set account.',
        ],
        who: 'someone with the roles Project Billing Manager on the project and Billing Account User on the billing account',
      }),
    }),
    closed: diagnosis<{ projectId: string; account: string; accounts: readonly string[] }>({
      code: 'GCP-BILLING-002',
      severity: 'fail',
      title: 'The billing account of the project is closed',
      explain: () =>
        'It was closed, or suspended for an unpaid bill or an expired trial. Google stops the machines of the project and refuses to start new ones.',
      observed: ({ account }) => `linked to ${account}, billing off`,
      expected: () => 'an open billing account',
      fix: ({ projectId, accounts }) => ({
        summary:
          accounts.length === 1
            ? `Link ${accounts[0]} instead, or reopen the closed one.`
            : 'Reopen the billing account, or link another.',
        commands: linkOnly(projectId, accounts),
        console: [
          'Open https://console.cloud.google.com/billing and choose the account; its overview says why it is closed and how to reopen it.',
        ],
        who: 'a Billing Account Administrator',
      }),
    }),
  },
  assess({ info, accounts: looked }, { projectId }, judge) {
    if (info && info.name !== `projects/${projectId}/billingInfo`)
      return judge.cannotTell(
        `What was looked at is ${info.name}, not the billing of ${projectId}.`,
      );
    if (info?.billingEnabled) {
      if (!info.billingAccountName)
        judge.cannotTell('Google says that billing is on, and names no billing account.', [
          billingInfo,
        ]);
      return;
    }
    const accounts =
      looked.status === 'found'
        ? looked.value
            .filter(({ open }) => open !== false)
            .map(({ name }) => name.replace('billingAccounts/', ''))
        : [];
    const account = info?.billingAccountName?.replace('billingAccounts/', '');
    if (account) judge.found('closed', { projectId, account, accounts });
    else judge.found('notLinked', { projectId, accounts });
  },
});
