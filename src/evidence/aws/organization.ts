import { z } from 'zod';
import { parseArn } from '../../inputs/arn.ts';
import { defineAwsEvidence } from './_shared/define-aws-evidence.ts';

/** The AWS organization of the account. Absent: a standalone account, which pays for itself. */
export default defineAwsEvidence({
  id: 'aws/organization',
  title: 'the organization this account belongs to',
  schema: z.object({
    Organization: z.object({
      Id: z.string(),
      MasterAccountId: z.string(),
      MasterAccountArn: z.string().optional(),
      FeatureSet: z.string().optional(),
    }),
  }),
  inputs: [],
  call: { service: 'organizations', operation: 'DescribeOrganization', input: {} },
  command: 'aws organizations describe-organization --output json',
  absentCodes: ['AWSOrganizationsNotInUseException'],
  findOtherSubject({ Organization: { MasterAccountId, MasterAccountArn } }) {
    const account =
      MasterAccountArn === undefined ? undefined : parseArn(MasterAccountArn)?.account;
    return account === undefined || account === MasterAccountId
      ? undefined
      : `the organizations of ${MasterAccountId} and ${account} at once`;
  },
  permissions: ['organizations:DescribeOrganization'],
});
