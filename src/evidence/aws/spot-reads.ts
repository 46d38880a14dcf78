import { z } from 'zod';
import { defineEvidence } from '../define-evidence.ts';

const outcome = z.object({
  outcome: z.enum(['ok', 'denied', 'absent', 'noData']),
  code: z.string().optional(),
  message: z.string().optional(),
});

/**
 * What Spot could do as the role, tried for real with read-only calls. `noData`: allowed, and
 * nothing there to read yet.
 */
export default defineEvidence({
  id: 'aws/spot-reads',
  title: 'what Spot can read as the role',
  schema: z.object({
    describeReports: outcome,
    listBucket: outcome,
    /** `noData` while the bucket holds no report file. */
    readObject: outcome,
    /**
     * `noData`: Cost Explorer answers DataUnavailableException, it was never opened in this account
     * or has no data yet.
     */
    costExplorer: outcome,
  }),
  inputs: ['roleArn', 'externalId', 'bucketName', 'reportPrefix'],
  command: '',
  absentCodes: [],
  permissions: [
    'cur:DescribeReportDefinitions',
    's3:ListBucket',
    's3:GetObject',
    'ce:GetCostAndUsage',
  ],
  vantages: ['spot'],
});
