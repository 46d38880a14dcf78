import { z } from 'zod';
import { regionOf } from '../../providers/aws/partitions.ts';
import { defineAwsEvidence } from './_shared/define-aws-evidence.ts';
import { findOtherStack } from './_shared/other-subject.ts';

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
    Stacks: z
      .array(
        z.object({
          StackName: z.string(),
          StackId: z.string().optional(),
          StackStatus: z.string(),
          StackStatusReason: z.string().optional(),
          Outputs: z.array(z.object({ OutputKey: z.string(), OutputValue: z.string() })).optional(),
        }),
      )
      .min(1),
  }),
  inputs: [],
  call: {
    service: 'cloudformation',
    operation: 'DescribeStacks',
    input: { StackName: linkedStackName },
  },
  command: `aws cloudformation describe-stacks --stack-name ${linkedStackName} --region {{region}} --output json`,
  absentCodes: ['ValidationError'],
  absentSays: { ValidationError: [`stack with id ${linkedStackName} does not exist`] },
  findOtherSubject({ Stacks }, inputs) {
    const asked = { name: linkedStackName, region: regionOf(inputs) };
    return Stacks.map((stack) => findOtherStack(stack, inputs, asked)).find(Boolean);
  },
  permissions: ['cloudformation:DescribeStacks'],
  vantages: ['reader', 'pasted'],
});
