import { findOtherBillingAccount } from '../../../evidence/azure/_shared/subjects.ts';
import billingRoleAssignments from '../../../evidence/azure/billing-role-assignments.ts';
import signedInUser from '../../../evidence/azure/signed-in-user.ts';
import type { Evidence } from '../../../evidence/define-evidence.ts';
import readRefusal from '../../../providers/azure/read-refusal.ts';
import { defineCheck, diagnosis } from '../../define-check.ts';
import {
  administratorOf,
  type BilledAgreement,
  billingRoles,
  writerRole,
} from '../_billing/commands.ts';
import { lastPart } from '../_rbac/scopes.ts';

export default defineCheck({
  id: 'azure/billing-reader',
  title: 'You may give roles on the billing account',
  needs: { user: signedInUser },
  mayUse: { assignments: billingRoleAssignments },
  inputs: ['agreement', 'billingAccountId'],
  after: ['azure/billing-account'],
  diagnoses: {
    noWriter: diagnosis<{
      agreement: BilledAgreement;
      name: string;
      billingAccountId: string;
      roles: readonly string[];
    }>({
      code: 'AZB-READER-002',
      severity: 'warning',
      title: 'You will be refused at the step “Let Spot read the billing account”',
      explain: ({ agreement }) =>
        `Giving a role on the billing account takes ${administratorOf[agreement]}. Azure roles such as Owner, and being Global Administrator, do not count there.${agreement === 'mca' ? ' If you have the role through a group, this check cannot see it: then go on.' : ''}`,
      observed: ({ name, roles }) =>
        `${name}: ${roles.length > 0 ? roles.join(', ') : 'no role on this billing account'}`,
      expected: ({ agreement }) =>
        agreement === 'ea' ? 'Enterprise Administrator' : 'Billing account owner',
      fix: ({ agreement, name, billingAccountId }) => ({
        summary: `Ask for the role ${agreement === 'ea' ? 'Enterprise Administrator' : 'Billing account owner'} for ${name}, or let somebody who has it do that one step.`,
        commands: [],
        console: [
          'They open Cost Management + Billing > the billing account > Access control (IAM) > Add.',
        ],
        who: administratorOf[agreement],
        send: `I am ${name}, and I connect the billing account ${billingAccountId} to Spot (spot.io). Please give me the role ${agreement === 'ea' ? 'Enterprise Administrator' : 'Billing account owner'} on it: without that I am refused at “Let Spot read the billing account” of Spot’s guide. You may take it back when I am done.`,
      }),
    }),
  },
  assess({ user, assignments }, { agreement, billingAccountId }, judge) {
    if (!user) return judge.cannotTell('Who you are could not be seen.', [signedInUser]);
    const kind = agreement as BilledAgreement;
    // Whoever may give roles may list them.
    if (isOwnRefusal(assignments, user.id, billingAccountId))
      return judge.found('noWriter', {
        billingAccountId,
        agreement: kind,
        name: user.userPrincipalName,
        roles: [],
      });
    if (assignments.status !== 'found')
      return judge.cannotTell('The roles on the billing account could not be listed.', [
        billingRoleAssignments,
      ]);
    const own = assignments.value.value.filter(
      ({ properties }) => properties.principalId?.toLowerCase() === user.id.toLowerCase(),
    );
    const ids = own.map(({ properties }) => lastPart(properties.roleDefinitionId));
    if (ids.includes(writerRole[kind])) return;
    const unknown = ids.filter((id) => !billingRoles[id]);
    if (unknown.length > 0)
      return judge.cannotTell(
        `You have the role ${unknown.join(' and ')} on the billing account, and whether it may give roles is not known here.`,
      );
    judge.found('noWriter', {
      billingAccountId,
      agreement: kind,
      name: user.userPrincipalName,
      roles: ids.flatMap((id) => billingRoles[id]?.name ?? []),
    });
  },
});

/** Whether the list of this account's roles was refused to this person, not something else. */
function isOwnRefusal(seen: Evidence, userId: string, billingAccountId: string): boolean {
  if (seen.status !== 'denied' || seen.code !== 'AuthorizationFailed') return false;
  const { objectId = userId, action, scope } = readRefusal(seen.message) ?? {};
  return (
    /^Microsoft\.Billing\/.+\/billingRoleAssignments\/read$/i.test(action ?? '') &&
    findOtherBillingAccount([scope], billingAccountId) === undefined &&
    objectId.toLowerCase() === userId.toLowerCase()
  );
}
