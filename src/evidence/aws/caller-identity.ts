import { z } from 'zod';
import { defineEvidence } from '../define-evidence.ts';

/**
 * Who is signed in: `sts:GetCallerIdentity` needs no permission and cannot be denied by a policy.
 */
export const callerIdentity = defineEvidence({
  id: 'aws/caller-identity',
  title: 'who is signed in',
  schema: z.object({ Account: z.string(), Arn: z.string(), UserId: z.string() }),
  inputs: [],
  command: 'aws sts get-caller-identity --output json',
  absentCodes: [],
  permissions: [],
});
