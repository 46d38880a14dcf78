import { z } from 'zod';
import { defineAwsEvidence } from './_shared/define-aws-evidence.ts';

/** Name of the stack that the guide deploys. */
export const linkedStackName = 'spot-linked-account';

/**
 * The stack that makes policy and role, as it stands. Absent: deployed under another name, in
 * another region, or not at all.
 */
export default defineAwsEvidence({
  id: 'aws/linked-stack',
  title: 'the stack',
  schema: z.object({
    Stacks: z.array(
      z.object({
        StackName: z.literal(linkedStackName),
        StackStatus: z.string(),
        StackStatusReason: z.string().optional(),
        Outputs: z.array(z.object({ OutputKey: z.string(), OutputValue: z.string() })).optional(),
      }),
    ),
  }),
  inputs: [],
  call: {
    service: 'cloudformation',
    operation: 'DescribeStacks',
    input: { StackName: linkedStackName },
  },
  command: `aws cloudformation describe-stacks --stack-name ${linkedStackName} --region {{region}} --output json`,
  absentCodes: ['ValidationError'],
  permissions: ['cloudformation:DescribeStacks'],
  vantages: ['reader', 'pasted'],
});
