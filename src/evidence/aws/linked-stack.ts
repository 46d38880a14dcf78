import { z } from 'zod';
import { defineEvidence } from '../define-evidence.ts';
import { stackEventsSchema } from './stack.ts';

/** Name of the stack that the guide deploys. */
export const linkedStackName = 'spot-linked-account';

/**
 * The stack that makes policy and role, as it stands. Absent: deployed under another name, in
 * another region, or not at all.
 */
export const linkedStack = defineEvidence({
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
  command: `aws cloudformation describe-stacks --stack-name ${linkedStackName} --region us-east-1 --output json`,
  absentCodes: ['ValidationError'],
  permissions: ['cloudformation:DescribeStacks'],
  vantages: ['reader', 'pasted'],
});

/** What happened in that stack, newest first. */
export const linkedStackEvents = defineEvidence({
  id: 'aws/linked-stack-events',
  title: 'the events of the stack',
  schema: stackEventsSchema,
  inputs: [],
  command: `aws cloudformation describe-stack-events --stack-name ${linkedStackName} --region us-east-1 --max-items 100 --output json`,
  absentCodes: ['ValidationError'],
  permissions: ['cloudformation:DescribeStackEvents'],
  vantages: ['reader', 'pasted'],
});
