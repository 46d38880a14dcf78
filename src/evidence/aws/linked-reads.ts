import { z } from 'zod';
import { defineEvidence } from '../define-evidence.ts';

const outcome = z.object({
  outcome: z.enum(['ok', 'denied']),
  code: z.string().optional(),
  message: z.string().optional(),
});

/**
 * What Spot could read as the role of a linked account, tried for real with two calls that every
 * choice of permissions allows.
 */
export default defineEvidence({
  id: 'aws/linked-reads',
  title: 'what Spot can read as the role',
  schema: z.object({ accountAliases: outcome, buckets: outcome }),
  inputs: ['roleArn', 'externalId'],
  command: '',
  absentCodes: [],
  permissions: ['iam:ListAccountAliases', 's3:ListAllMyBuckets'],
  vantages: ['spot'],
});
