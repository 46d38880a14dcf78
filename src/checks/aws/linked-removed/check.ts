import attachedPolicies from '../../../evidence/aws/attached-policies.ts';
import callerIdentity from '../../../evidence/aws/caller-identity.ts';
import linkedPolicy from '../../../evidence/aws/linked-policy.ts';
import linkedStack, { linkedStackName } from '../../../evidence/aws/linked-stack.ts';
import role from '../../../evidence/aws/role.ts';
import { defineCheck, diagnosis } from '../../define-check.ts';
import { quote } from '../../shell.ts';
import { findAccountMismatch } from '../_account/guard.ts';
import { linkedPolicyArn } from '../_linked/fixes.ts';
import { deleteStack } from '../_role/fixes.ts';
import { removeRole } from '../removed/check.ts';

/** A stack in one of these states owns what it made. */
const standing = /^(CREATE|UPDATE|UPDATE_ROLLBACK|IMPORT)_COMPLETE$|^DELETE_FAILED$/;

export default defineCheck({
  id: 'aws/linked-removed',
  title: 'Nothing that this guide created is left in the account',
  needs: { role, policy: linkedPolicy },
  mayUse: { identity: callerIdentity, stack: linkedStack, attached: attachedPolicies },
  inputs: ['accountId', 'roleName'],
  diagnoses: {
    roleLeft: diagnosis<{
      accountId: string;
      roleName: string;
      arn: string;
      stack: boolean;
      foreign: readonly string[];
      policy: boolean;
    }>({
      code: 'AWS-LINK-003',
      severity: 'fail',
      title: 'The role for Spot is still there',
      explain: () =>
        'As long as it exists, Spot can still start and delete servers in the account.',
      observed: ({ arn }) => arn,
      expected: ({ roleName }) => `no role named ${roleName}`,
      fix: ({ accountId, roleName, stack, foreign, policy }) =>
        stack
          ? {
              summary: `CloudFormation created the role and its policy: delete the stack ${linkedStackName}${foreign.length > 0 ? ', after what others attached to the role' : ''}.`,
              commands: [
                [
                  ...foreign.map(
                    (arn) =>
                      `aws iam detach-role-policy --role-name ${roleName} --policy-arn ${quote(arn)}`,
                  ),
                  deleteStack(linkedStackName),
                ].join('\n'),
              ],
              console: [
                `Open CloudFormation in US East (N. Virginia) > Stacks > ${linkedStackName} > Delete.`,
              ],
            }
          : {
              summary: 'Detach the policies from the role, then delete the role and its policy.',
              commands: [
                removeRole({
                  roleName,
                  ...(policy ? { policyArn: linkedPolicyArn({ accountId, roleName }) } : {}),
                }),
              ],
              console: [
                `Open IAM > Roles > ${roleName} > Delete, and type its name.`,
                `Open IAM > Policies > ${roleName}_Policy > Delete.`,
              ],
            },
    }),
    policyLeft: diagnosis<{ accountId: string; roleName: string }>({
      code: 'AWS-LINK-004',
      severity: 'warning',
      title: 'The policy for Spot is still there',
      explain: () =>
        'It gives nobody anything any more, and its name is in the way of the next attempt.',
      observed: (data) => linkedPolicyArn(data),
      expected: ({ roleName }) => `no policy named ${roleName}_Policy`,
      fix: (data) => ({
        summary: 'Delete the policy with all of its versions.',
        commands: [
          [
            `for version in $(aws iam list-policy-versions --policy-arn ${linkedPolicyArn(data)} --query 'Versions[?!IsDefaultVersion].VersionId' --output text); do`,
            `  aws iam delete-policy-version --policy-arn ${linkedPolicyArn(data)} --version-id "$version"`,
            'done',
            `aws iam delete-policy --policy-arn ${linkedPolicyArn(data)}`,
          ].join('\n'),
        ],
        console: [`Open IAM > Policies > ${data.roleName}_Policy > Delete.`],
      }),
    }),
  },
  assess({ role: found, policy, identity, stack, attached }, { accountId, roleName }, judge) {
    // Seen from another account everything is gone.
    const elsewhere = findAccountMismatch(identity, accountId);
    if (elsewhere) return judge.cannotTell(elsewhere, [callerIdentity]);
    if (found) {
      const stands =
        stack.status === 'found' && standing.test(stack.value.Stacks[0]?.StackStatus ?? '');
      const own = [
        linkedPolicyArn({ accountId, roleName }),
        'arn:aws:iam::aws:policy/SecurityAudit',
      ];
      const foreign =
        attached.status === 'found'
          ? attached.value.AttachedPolicies.map(({ PolicyArn }) => PolicyArn).filter(
              (arn) => !own.includes(arn),
            )
          : [];
      return judge.found('roleLeft', {
        accountId,
        roleName,
        arn: found.Role.Arn,
        stack: stands,
        foreign,
        policy: policy !== null,
      });
    }
    if (policy) judge.found('policyLeft', { accountId, roleName });
  },
});
