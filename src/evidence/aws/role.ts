import { z } from 'zod';
import { policyLimits, trustPolicyLimit } from '../../providers/aws/limits.ts';
import { defineAwsEvidence } from './_shared/define-aws-evidence.ts';
import { findOtherRole } from './_shared/other-subject.ts';
import { policyOfAtMost } from './_shared/policy-document.ts';

/** The role with its trust policy (decoded, as the CLI prints it), boundary and last use. */
export default defineAwsEvidence({
  id: 'aws/role',
  title: 'the role',
  schema: z.object({
    Role: z.object({
      RoleName: z.string(),
      RoleId: z.string().optional(),
      Arn: z.string(),
      CreateDate: z.string(),
      AssumeRolePolicyDocument: policyOfAtMost({
        of: 'a trust policy',
        most: trustPolicyLimit,
        source: policyLimits,
      }),
      Tags: z.array(z.object({ Key: z.string(), Value: z.string() })).optional(),
      PermissionsBoundary: z.object({ PermissionsBoundaryArn: z.string() }).optional(),
      RoleLastUsed: z
        .object({ LastUsedDate: z.string().optional(), Region: z.string().optional() })
        .optional(),
    }),
  }),
  inputs: ['roleName'],
  call: { service: 'iam', operation: 'GetRole', input: { RoleName: '{{roleName}}' } },
  command: 'aws iam get-role --role-name {{roleName}} --output json',
  absentCodes: ['NoSuchEntity'],
  absentSays: { NoSuchEntity: ['name {{roleName}} cannot be found'] },
  findOtherSubject: ({ Role }, inputs) => findOtherRole(Role, inputs, inputs.roleName),
  permissions: ['iam:GetRole'],
});
