import { z } from 'zod';
import { type AwsEvidenceKind, defineAwsEvidence } from './define-aws-evidence.ts';

/** What `describe-stack-events` prints. */
const stackEvents = z.object({
  StackEvents: z.array(
    z.object({
      StackName: z.string(),
      LogicalResourceId: z.string(),
      ResourceType: z.string().optional(),
      ResourceStatus: z.string(),
      ResourceStatusReason: z.string().optional(),
      Timestamp: z.string(),
    }),
  ),
});

interface StackEventsOptions {
  id: string;
  title: string;
  stackName: string;
  vantages?: AwsEvidenceKind['vantages'];
}

/**
 * Declares the events of a stack, newest first. The first page is enough to see how the last
 * deployment ended.
 *
 * @example
 * export default defineStackEvents({
 *   id: 'aws/role-stack-events',
 *   title: 'the events of the role stack',
 *   stackName: 'spot-eco-role',
 * });
 */
export function defineStackEvents({ id, title, stackName, vantages }: StackEventsOptions) {
  return defineAwsEvidence({
    id,
    title,
    schema: stackEvents,
    inputs: [],
    call: {
      service: 'cloudformation',
      operation: 'DescribeStackEvents',
      input: { StackName: stackName },
    },
    command: `aws cloudformation describe-stack-events --stack-name ${stackName} --region {{region}} --max-items 100 --output json`,
    // CloudFormation answers a plain ValidationError, "Stack [x] does not exist"; who classifies it
    // reads the message.
    absentCodes: ['ValidationError'],
    permissions: ['cloudformation:DescribeStackEvents'],
    vantages,
  });
}
