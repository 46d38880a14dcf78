import { z } from 'zod';
import { defineEvidence } from '../define-evidence.ts';

/** The AWS organization of the account. Absent: a standalone account, which pays for itself. */
export const organization = defineEvidence({
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
  command: 'aws organizations describe-organization --output json',
  absentCodes: ['AWSOrganizationsNotInUseException'],
  permissions: ['organizations:DescribeOrganization'],
});
