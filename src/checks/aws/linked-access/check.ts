import linkedReads from '../../../evidence/aws/linked-reads.ts';
import role from '../../../evidence/aws/role.ts';
import spotAssumption from '../../../evidence/aws/spot-assumption.ts';
import { defineCheck, diagnosis } from '../../define-check.ts';
import { putLinkedPolicy } from '../_linked/fixes.ts';
import { selectionOf } from '../_linked/policy.ts';
import { differenceOf, otherRole } from '../_role/arn.ts';
import { putPermissionsPolicyInConsole } from '../_role/fixes.ts';

interface AccessData {
  accountId: string;
  roleName: string;
  /** What AWS said when it refused. */
  message: string;
  /** Values of the inputs, for what was chosen. */
  chosen: Readonly<Record<string, string>>;
}

export default defineCheck({
  id: 'aws/linked-access',
  title: 'Spot can use the role',
  needs: {},
  mayUse: { assumption: spotAssumption, reads: linkedReads, role },
  inputs: ['accountId', 'roleName', 'roleArn', 'externalId'],
  diagnoses: {
    otherRole,
    nothingAllowed: diagnosis<AccessData>({
      code: 'AWS-LINK-002',
      severity: 'fail',
      title: 'Spot can use the role, and AWS refuses what it does with it',
      explain: ({ roleName }) =>
        `Spot took on the role and asked for the name of the account and the list of buckets, which every choice of permissions allows. Most often ${roleName}_Policy exists but is not attached, or a permissions boundary or a policy of the organization covers it all.`,
      observed: ({ message }) => message,
      expected: ({ roleName }) =>
        `${roleName}_Policy attached to ${roleName}, and nothing that cuts it`,
      fix: ({ accountId, roleName, message, chosen }) => {
        if (/permissions boundary/i.test(message))
          return {
            summary: 'A permissions boundary on the role refuses it: remove the boundary.',
            commands: [`aws iam delete-role-permissions-boundary --role-name ${roleName}`],
          };
        if (/service control policy|resource control policy/i.test(message))
          return {
            summary:
              'A policy of your organization refuses it, and nothing in this account changes that.',
            commands: [],
            who: 'an administrator of the organization',
          };
        return {
          summary:
            "Give the role the guide's whole policy. If it is still refused, check with your own credentials, which see what Spot cannot.",
          commands: [putLinkedPolicy({ accountId, roleName }, selectionOf(chosen))],
          console: putPermissionsPolicyInConsole({ roleName }),
        };
      },
    }),
  },
  assess({ assumption, reads, role: seen }, inputs, judge) {
    const { accountId, roleName, roleArn } = inputs;
    const right = seen.status === 'found' ? seen.value.Role.Arn : undefined;
    const difference = differenceOf(roleArn, accountId, roleName, right);
    if (difference)
      return judge.found('otherRole', {
        roleName,
        roleArn,
        right: right ?? `arn:aws:iam::${accountId}:role/${roleName}`,
        difference,
      });
    if (assumption.status !== 'found') {
      const used = seen.status === 'found' ? seen.value.Role.RoleLastUsed?.LastUsedDate : undefined;
      return judge.cannotTell(
        `Only Spot can try this: check as Spot.${used ? ` The role was last used on ${used.slice(0, 10)}, but AWS does not say by whom.` : ''}`,
      );
    }
    if (assumption.value.withExternalId === 'refused')
      return judge.cannotTell(
        'AWS refused to let Spot use the role, so Spot could try nothing else. The step of the role says what may be wrong.',
        [role],
      );
    if (
      assumption.value.withoutExternalId === 'granted' ||
      assumption.value.withOtherExternalId === 'granted'
    )
      return judge.cannotTell(
        'AWS lets Spot use the role without your external ID too, so Spot looked no further. The step of the role says how to close it.',
        [role],
      );
    if (reads.status !== 'found')
      return judge.cannotTell('Spot can use the role, but what it can read could not be tried.', [
        linkedReads,
      ]);
    const refused = [reads.value.accountAliases, reads.value.buckets].find(
      ({ outcome }) => outcome === 'denied',
    );
    if (refused)
      judge.found('nothingAllowed', {
        accountId,
        roleName,
        message: refused.message ?? refused.code ?? 'AccessDenied',
        chosen: inputs,
      });
  },
});
