import { z } from 'zod';
import { defineEvidence } from '../define-evidence.ts';

/** Managed policies attached to the role. */
export default defineEvidence({
  id: 'aws/attached-policies',
  title: 'the policies attached to the role',
  schema: z.object({
    AttachedPolicies: z.array(z.object({ PolicyName: z.string(), PolicyArn: z.string() })),
  }),
  inputs: ['roleName'],
  command: 'aws iam list-attached-role-policies --role-name {{roleName}} --output json',
  absentCodes: ['NoSuchEntity'],
  permissions: ['iam:ListAttachedRolePolicies'],
});
