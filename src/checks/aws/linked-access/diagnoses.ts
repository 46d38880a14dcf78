import { diagnosis } from '../../define-check.ts';
import { putLinkedPolicy } from '../_linked/fixes.ts';
import type { LinkedSelection } from '../_linked/policy.ts';
import { formatRoleArn, type RoleNames } from '../_policy/arns.ts';
import { otherRole } from '../_role/arn.ts';
import { askAboutDeny } from '../_role/deny.ts';
import {
  actionsIn,
  askOrganization,
  putPermissionsPolicyInConsole,
  widenBoundary,
} from '../_role/fixes.ts';

interface AccessData extends RoleNames {
  /** What AWS said when it refused. */
  message: string;
  selection: LinkedSelection;
}

/** The ways in which `aws/linked-access` fails, and their words. */
const diagnoses = {
  otherRole,
  nothingAllowed: diagnosis<AccessData>({
    code: 'AWS-LINK-002',
    severity: 'fail',
    title: 'Spot can use the role, and AWS refuses what it does with it',
    explain: ({ roleName, message }) =>
      `Spot took on the role and asked for the name of the account and the list of buckets, which every choice of permissions allows. ${
        /permissions boundary/i.test(message)
          ? 'The permissions boundary of the role leaves it out.'
          : /(service|resource) control policy/i.test(message)
            ? 'A policy of the organization refuses it.'
            : /explicit deny/i.test(message)
              ? 'A Deny in a policy of the role refuses it.'
              : `Most often ${roleName}_Policy exists and is not attached.`
      }`,
    observed: ({ message }) => message,
    expected: ({ roleName }) =>
      `${roleName}_Policy attached to ${roleName}, and nothing that cuts it`,
    fix: ({ message, selection, ...role }) => {
      const { roleName } = role;
      if (/permissions boundary/i.test(message))
        return widenBoundary({ roleName, actions: actionsIn(message) });
      const actions = actionsIn(message);
      if (/service control policy|resource control policy/i.test(message))
        return askOrganization({ accountId: role.accountId, arn: formatRoleArn(role), actions });
      if (/explicit deny in an identity-based policy/i.test(message))
        return askAboutDeny({ roleName, actions, denies: [] });
      return {
        summary:
          "Give the role the guide's whole policy. If it is still refused, check with your own credentials, which see what Spot cannot.",
        commands: [putLinkedPolicy(role, selection)],
        console: putPermissionsPolicyInConsole(role),
      };
    },
  }),
};

export default diagnoses;
