import accounts from '../../../evidence/spot/accounts.ts';
import { defineCheck, diagnosis } from '../../define-check.ts';
import { explainSlip, findSimilarName } from '../../similar.ts';
import { accountsOf, refusals } from '../_connection/refusals.ts';

/**
 * The Spot account that is to hold the cloud account exists, and is not somebody else's already.
 */
export default defineCheck({
  id: 'spot/account',
  title: 'The Spot account exists and is free for your cloud account',
  needs: { accounts },
  inputs: ['spotAccountId', 'cloudAccountId'],
  after: ['spot/organization'],
  diagnoses: {
    tokenRefused: refusals.tokenRefused,
    notAdmin: refusals.notAdmin,
    accountUnknown: refusals.accountUnknown,
    taken: diagnosis<{ account: string; name: string; other: string; wanted: string }>({
      code: 'SPOT-ACCOUNT-002',
      severity: 'fail',
      title: 'The Spot account is connected to another cloud account',
      explain: ({ other, wanted }) =>
        `One Spot account holds one AWS account, one Google Cloud project or one Azure subscription. Connecting yours would cut the other one off.${explainSlip(wanted, other)}`,
      observed: ({ account, name, other }) => `${account} (${name}) holds ${other}`,
      expected: ({ wanted }) => `a Spot account that holds nothing, or ${wanted}`,
      fix: () => ({
        summary:
          'Create a Spot account of its own for this cloud account, and put its ID into the field Spot account ID.',
        commands: [],
        console: [
          'In Spot, choose the account at the top left, then Add Account.',
          'Give it a name with at least one letter and choose Create Account.',
        ],
      }),
    }),
    twice: diagnosis<{ wanted: string; others: string }>({
      code: 'SPOT-ACCOUNT-003',
      severity: 'fail',
      title: 'Another Spot account is connected to this cloud account already',
      explain: () =>
        'Two Spot accounts for one cloud account show everything twice and manage the same servers against each other.',
      observed: ({ others, wanted }) =>
        `${others} already ${others.includes(',') ? 'hold' : 'holds'} ${wanted}`,
      expected: ({ wanted }) => `no other Spot account for ${wanted}`,
      fix: ({ others }) => ({
        summary: `Use ${others} instead of a new account: put its ID into the field Spot account ID.`,
        commands: [],
        console: [
          'In Spot, choose the account at the top left.',
          `Choose ${others}.`,
          'If it is not wanted any more, an organization admin can delete it; that cannot be undone.',
        ],
      }),
    }),
  },
  assess({ accounts }, { spotAccountId, cloudAccountId }, judge) {
    const items = accountsOf(accounts, judge);
    if (!items) return;
    const same = (one: string | null | undefined) =>
      one?.toLowerCase() === cloudAccountId.toLowerCase();
    const own = items.find(({ accountId }) => accountId === spotAccountId);
    if (!own)
      return judge.found('accountUnknown', {
        account: spotAccountId,
        known: items.map(({ accountId }) => accountId).join(', ') || 'none',
        near: findSimilarName(
          spotAccountId,
          items.map(({ accountId }) => accountId),
        ),
      });
    const cloud = own.providerExternalId && same(own.providerExternalId) ? own.cloudProvider : null;
    if (cloud && cloud.toUpperCase() !== cloudOf(cloudAccountId))
      return judge.cannotTell(
        `Spot says that ${own.accountId} holds ${own.providerExternalId} at ${cloud}, which is no ID of theirs. Ask Spot Support what it holds.`,
      );
    if (own.providerExternalId && !same(own.providerExternalId))
      judge.found('taken', {
        account: own.accountId,
        name: own.name,
        other: own.providerExternalId,
        wanted: cloudAccountId,
      });
    const others = items.filter(
      (item) => item.accountId !== spotAccountId && same(item.providerExternalId),
    );
    if (others.length > 0)
      judge.found('twice', {
        wanted: cloudAccountId,
        others: others.map(({ accountId }) => accountId).join(', '),
      });
  },
});

/** Whose ID it is, in Spot's words: 12 digits, a UUID, or the name of a project. */
function cloudOf(cloudAccountId: string): 'AWS' | 'AZURE' | 'GCP' {
  if (/^\d{12}$/.test(cloudAccountId)) return 'AWS';
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(cloudAccountId) ? 'AZURE' : 'GCP';
}
