import { diagnosis } from '../../define-check.ts';
import { putLinkedPolicy } from '../_linked/fixes.ts';
import type { LinkedSelection } from '../_linked/policy.ts';
import type { RoleNames } from '../_policy/arns.ts';
import { otherRole } from '../_role/arn.ts';
import { putPermissionsPolicyInConsole } from '../_role/fixes.ts';

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
    explain: ({ roleName }) =>
      `Spot took on the role and asked for the name of the account and the list of buckets, which every choice of permissions allows. Most often ${roleName}_Policy exists and is not attached.`,
    observed: ({ message }) => message,
    expected: ({ roleName }) =>
      `${roleName}_Policy attached to ${roleName}, and nothing that cuts it`,
    fix: ({ message: _, selection, ...role }) => ({
      summary:
        "Give the role the guide's whole policy. If it is still refused, check with your own credentials, which see what Spot cannot.",
      commands: [putLinkedPolicy(role, selection)],
      console: putPermissionsPolicyInConsole(role),
    }),
  }),
};

export default diagnoses;
