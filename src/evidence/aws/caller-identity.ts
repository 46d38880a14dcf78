import { z } from 'zod';
import { parseArn } from '../../inputs/arn.ts';
import { defineAwsEvidence } from './_shared/define-aws-evidence.ts';

/**
 * Who is signed in: `sts:GetCallerIdentity` needs no permission and cannot be denied by a policy.
 */
export default defineAwsEvidence({
  id: 'aws/caller-identity',
  title: 'who is signed in',
  schema: z.object({ Account: z.string(), Arn: z.string(), UserId: z.string() }),
  inputs: [],
  call: { service: 'sts', operation: 'GetCallerIdentity', input: {} },
  command: 'aws sts get-caller-identity --output json',
  absentCodes: [],
  findOtherSubject({ Account, Arn }) {
    const account = parseArn(Arn)?.account;
    return account === Account
      ? undefined
      : `account ${Account} and account ${account ?? '?'} at once`;
  },
  permissions: [],
});
