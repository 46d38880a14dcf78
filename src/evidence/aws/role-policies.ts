import { z } from 'zod';
import { inlinePolicyLimit, policyLimits } from '../../providers/aws/limits.ts';
import { defineEvidence } from '../define-evidence.ts';
import { atMost } from '../read-schema.ts';
import { findOtherAccount } from './_shared/other-subject.ts';
import {
  managedPolicy,
  policyDocument,
  policyOfAtMost,
  sizeOf,
} from './_shared/policy-document.ts';

/** A policy that is written into the role, as `get-role-policy` prints it. */
const inline = z.object({
  RoleName: z.string(),
  PolicyName: z.string(),
  PolicyDocument: policyOfAtMost({
    of: 'what is written into a role',
    most: inlinePolicyLimit,
    source: policyLimits,
  }),
});

/**
 * One that is attached: its ARN, and what `get-policy-version` prints of the version that counts. AWS's own
 * may have more characters than those of its customers.
 */
const attached = atMost(
  z.object({
    PolicyArn: z.string(),
    Text: z.object({
      PolicyVersion: z.object({
        Document: policyDocument,
        VersionId: z.string(),
        IsDefaultVersion: z.boolean().optional(),
      }),
    }),
  }),
  ({ PolicyArn, Text }) =>
    /^arn:[^:]+:iam::aws:policy\//.test(PolicyArn) ? 0 : sizeOf(Text.PolicyVersion.Document),
  managedPolicy,
);

const name = '--role-name {{roleName}}';

/**
 * The text of every policy of the role: of those written into it, and of those attached. The command
 * prints one object out of several answers; `null` ends its list. From Spot's vantage the session may
 * not read them.
 */
export default defineEvidence({
  id: 'aws/role-policies',
  title: "the texts of the role's policies",
  schema: z.object({
    RolePolicies: z
      .array(z.union([inline, attached, z.null()]))
      .transform((policies) => policies.filter((policy) => policy !== null)),
  }),
  inputs: ['roleName'],
  command: [
    'aws iam get-role --role-name {{roleName}} --query Role.RoleName --output text > /dev/null && {',
    `echo '{"RolePolicies": ['`,
    `for P in $(aws iam list-role-policies ${name} --query 'PolicyNames[]' --output text); do aws iam get-role-policy ${name} --policy-name "$P" --output json; echo ,; done`,
    `for A in $(aws iam list-attached-role-policies ${name} --query 'AttachedPolicies[].PolicyArn' --output text); do V=$(aws iam get-policy --policy-arn "$A" --query Policy.DefaultVersionId --output text); echo "{\\"PolicyArn\\": \\"$A\\", \\"Text\\":"; aws iam get-policy-version --policy-arn "$A" --version-id "$V" --output json; echo '},'; done`,
    "echo 'null]}'; }",
  ].join('\n'),
  absentCodes: ['NoSuchEntity'],
  absentSays: { NoSuchEntity: ['role with name {{roleName}} cannot be found'] },
  findOtherSubject({ RolePolicies }, inputs) {
    for (const policy of RolePolicies) {
      if ('RoleName' in policy) {
        if (inputs.roleName && policy.RoleName.toLowerCase() !== inputs.roleName.toLowerCase())
          return `the role ${policy.RoleName}`;
      } else if (findOtherAccount(policy.PolicyArn, inputs))
        return `a role with the policy ${policy.PolicyArn}`;
      else if (policy.Text.PolicyVersion.IsDefaultVersion === false)
        return `a version of ${policy.PolicyArn} that does not count`;
    }
    return undefined;
  },
  permissions: [
    'iam:GetRole',
    'iam:ListRolePolicies',
    'iam:GetRolePolicy',
    'iam:ListAttachedRolePolicies',
    'iam:GetPolicy',
    'iam:GetPolicyVersion',
  ],
  vantages: ['reader', 'pasted'],
});
