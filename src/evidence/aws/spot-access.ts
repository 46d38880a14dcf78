import { z } from 'zod';
import { defineEvidence } from '../define-evidence.ts';

/**
 * What happened when Spot's own principal assumed the role, with the external ID, without it and
 * with another one. STS gives one opaque refusal for a wrong ID, a wrong principal and a missing
 * role; the cause is never in here.
 */
export const spotAssumption = defineEvidence({
  id: 'aws/spot-assumption',
  title: 'whether Spot can assume the role',
  schema: z.object({
    withExternalId: z.enum(['granted', 'refused']),
    withoutExternalId: z.enum(['granted', 'refused']),
    /** With an external ID that nobody was ever given: granted when the trust policy takes any. */
    withOtherExternalId: z.enum(['granted', 'refused']),
    /** STS's words when it refused the call with the external ID. */
    message: z.string().optional(),
  }),
  inputs: ['roleArn', 'externalId'],
  command: '',
  absentCodes: [],
  permissions: ['sts:AssumeRole'],
  vantages: ['spot'],
});

const outcome = z.object({
  outcome: z.enum(['ok', 'denied', 'absent', 'noData']),
  code: z.string().optional(),
  message: z.string().optional(),
});

/**
 * What Spot could do as the role, tried for real with read-only calls. `noData`: allowed, and
 * nothing there to read yet.
 */
export const spotReads = defineEvidence({
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
