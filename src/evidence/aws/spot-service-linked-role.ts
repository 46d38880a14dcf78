import { z } from 'zod';
import { defineAwsEvidence } from './_shared/define-aws-evidence.ts';
import { findOtherRole } from './_shared/other-subject.ts';

/**
 * EC2's own role for spot instances, one in an account. Absent: no spot instance was ever started
 * there.
 */
export default defineAwsEvidence({
  id: 'aws/spot-service-linked-role',
  title: "EC2's own role for spot instances",
  schema: z.object({
    Role: z.object({ RoleName: z.literal('AWSServiceRoleForEC2Spot'), Arn: z.string() }),
  }),
  inputs: [],
  call: { service: 'iam', operation: 'GetRole', input: { RoleName: 'AWSServiceRoleForEC2Spot' } },
  command: 'aws iam get-role --role-name AWSServiceRoleForEC2Spot --output json',
  absentCodes: ['NoSuchEntity'],
  absentSays: { NoSuchEntity: ['name AWSServiceRoleForEC2Spot cannot be found'] },
  findOtherSubject: ({ Role }, inputs) => findOtherRole(Role, inputs, 'AWSServiceRoleForEC2Spot'),
  permissions: ['iam:GetRole'],
  vantages: ['reader', 'pasted'],
});
