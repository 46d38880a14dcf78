import { linkedStackName } from '../../../evidence/aws/linked-stack.ts';
import { diagnosis } from '../../define-check.ts';
import type { RoleNames } from '../_policy/arns.ts';
import { formatGuidePolicyArn } from '../_role/documents.ts';
import { detachPolicies, guidePolicyLeft, removeRole } from '../_role/fixes.ts';
import { deleteStack, openStacks } from '../_stack/fixes.ts';

/** The ways in which `aws/linked-removed` fails, and their words. */
const diagnoses = {
  roleLeft: diagnosis<
    RoleNames & { arn: string; stack: boolean; foreign: readonly string[]; policy: boolean }
  >({
    code: 'AWS-LINK-003',
    severity: 'fail',
    title: 'The role for Spot is still there',
    explain: () => 'As long as it exists, Spot can still start and delete servers in the account.',
    observed: ({ arn }) => arn,
    expected: ({ roleName }) => `no role named ${roleName}`,
    fix: ({ stack, foreign, policy, ...role }) =>
      stack
        ? {
            summary: `CloudFormation created the role and its policy: delete the stack ${linkedStackName}${foreign.length > 0 ? ', after what others attached to the role' : ''}.`,
            commands: [
              [...detachPolicies(role.roleName, foreign), deleteStack(linkedStackName, role)].join(
                '\n',
              ),
            ],
            console: [`${openStacks(role)} > Stacks > ${linkedStackName} > Delete.`],
          }
        : {
            summary: 'Detach the policies from the role, then delete the role and its policy.',
            commands: [
              removeRole({
                roleName: role.roleName,
                policyArn: policy ? formatGuidePolicyArn(role) : undefined,
              }),
            ],
            console: [
              `Open IAM > Roles > ${role.roleName} > Delete, and type its name.`,
              `Open IAM > Policies > ${role.roleName}_Policy > Delete.`,
            ],
          },
  }),
  policyLeft: diagnosis<RoleNames>({
    code: 'AWS-LINK-004',
    severity: 'warning',
    title: 'The policy for Spot is still there',
    explain: () =>
      'It gives nobody anything any more, and its name is in the way of the next attempt.',
    ...guidePolicyLeft,
  }),
};

export default diagnoses;
