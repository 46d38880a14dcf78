import { authorization } from '../../../evidence/spot/_shared/envelope.ts';
import accounts from '../../../evidence/spot/accounts.ts';
import askFirst from '../../ask-first.ts';
import { defineCheck, diagnosis } from '../../define-check.ts';
import { accountsOf, refusals } from '../_connection/refusals.ts';

/** The Spot account is gone. What it used in the cloud has an undo step in its own guide. */
export default defineCheck({
  id: 'spot/disconnected',
  title: 'The Spot account is deleted',
  needs: { accounts },
  inputs: ['spotAccountId', 'spotOrganizationId'],
  diagnoses: {
    tokenRefused: refusals.tokenRefused,
    notAdmin: refusals.notAdmin,
    isDefault: diagnosis<{ account: string; name: string }>({
      code: 'SPOT-UNDO-002',
      severity: 'fail',
      title: 'This is the default account of the organization, which only Support deletes',
      explain: () =>
        'An organization keeps the account that came with it, and this is the only one that is left. Spot refuses to delete it, by the console and by the API.',
      observed: ({ account, name }) =>
        `${account} (${name}) is the only account of the organization`,
      expected: ({ account }) => `no account ${account}`,
      fix: ({ account, name }) =>
        askFirst({
          summary: 'If the organization shall stay, leave the account. Else ask Spot Support.',
          who: 'Spot Support',
          send: `Please delete ${account} (${name}), the default account of our organization, and what it holds. No groups and clusters are managed in it any more.`,
          console: ['In Spot, choose the question mark at the top right, then Support.'],
        }),
    }),
    stillThere: diagnosis<{ account: string; name: string; holds: string }>({
      code: 'SPOT-UNDO-001',
      severity: 'fail',
      title: 'The Spot account is still there',
      explain: () =>
        'Spot keeps it, and what it holds, until an organization admin deletes it. Deleting cannot be undone, and the default account of an organization is deleted by Support only.',
      observed: ({ account, name, holds }) => `${account} (${name}) ${holds}`,
      expected: ({ account }) => `no account ${account}`,
      fix: ({ account }) => ({
        summary:
          'Remove the groups and clusters that Spot manages in it, then delete the account. If Spot says that it is the default account, ask Support.',
        commands: [
          `curl -sS --fail-with-body -X DELETE "https://api.spotinst.io/setup/account/${account}" ${authorization}`,
        ],
        console: [
          'In Spot, open the user icon > Settings > Organization > Spot Accounts.',
          `Find ${account} and choose Actions > Delete account.`,
        ],
        who: 'an organization admin; for the default account, Spot Support',
      }),
    }),
  },
  assess({ accounts }, { spotAccountId, spotOrganizationId }, judge) {
    const items = accountsOf(accounts, judge);
    if (!items) return;
    if (items.length === 0)
      return judge.cannotTell(
        'Spot listed no account, yet every organization keeps its default one: this answer shows nothing.',
      );
    const own = items.find(({ accountId }) => accountId === spotAccountId);
    if (!own) {
      // In every other organization the account is missing too.
      const other = items.find(
        ({ organizationId }) => String(organizationId) !== spotOrganizationId,
      );
      if (other)
        judge.cannotTell(
          `What was looked at are accounts of the organization ${other.organizationId}, not of ${spotOrganizationId}.`,
        );
      return;
    }
    // The one that is left when all others are gone is the default one, which nobody deletes.
    if (items.length === 1)
      return judge.found('isDefault', { account: own.accountId, name: own.name });
    const holds = own.providerExternalId ? `holds ${own.providerExternalId}` : 'holds nothing';
    judge.found('stillThere', { account: own.accountId, name: own.name, holds });
  },
});
