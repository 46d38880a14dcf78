import { z } from 'zod';
import { defineEvidence } from '../define-evidence.ts';

/**
 * EC2's own role for spot instances, one in an account. Absent: no spot instance was ever started
 * there.
 */
export const spotServiceLinkedRole = defineEvidence({
  id: 'aws/spot-service-linked-role',
  title: "EC2's own role for spot instances",
  schema: z.object({
    Role: z.object({ RoleName: z.literal('AWSServiceRoleForEC2Spot'), Arn: z.string() }),
  }),
  inputs: [],
  command: 'aws iam get-role --role-name AWSServiceRoleForEC2Spot --output json',
  absentCodes: ['NoSuchEntity'],
  permissions: ['iam:GetRole'],
  vantages: ['reader', 'pasted'],
});
