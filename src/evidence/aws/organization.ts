import { z } from 'zod';
import { defineAwsEvidence } from './_shared/define-aws-evidence.ts';

/** The AWS organization of the account. Absent: a standalone account, which pays for itself. */
export default defineAwsEvidence({
  id: 'aws/organization',
  title: 'the organization this account belongs to',
  schema: z.object({
    Organization: z.object({
      Id: z.string(),
      MasterAccountId: z.string(),
      FeatureSet: z.string().optional(),
    }),
  }),
  inputs: [],
  call: { service: 'organizations', operation: 'DescribeOrganization', input: {} },
  command: 'aws organizations describe-organization --output json',
  absentCodes: ['AWSOrganizationsNotInUseException'],
  permissions: ['organizations:DescribeOrganization'],
});
