import { z } from 'zod';
import { regionOf } from '../../../providers/aws/partitions.ts';
import { type AwsEvidenceKind, defineAwsEvidence } from './define-aws-evidence.ts';
import { findOtherStack } from './other-subject.ts';

/** What `describe-stack-events` prints. */
const stackEvents = z.object({
  StackEvents: z
    .array(
      z.object({
        StackName: z.string(),
        StackId: z.string().optional(),
        LogicalResourceId: z.string(),
        ResourceType: z.string().optional(),
        ResourceStatus: z.string(),
        ResourceStatusReason: z.string().optional(),
        HookType: z.string().optional(),
        HookStatus: z.string().optional(),
        HookStatusReason: z.string().optional(),
        HookInvocationPoint: z.string().optional(),
        HookFailureMode: z.string().optional(),
        DetailedStatus: z.string().optional(),
        Timestamp: z.string(),
      }),
    )
    .min(1),
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
    absentSays: { ValidationError: [`stack [${stackName}] does not exist`] },
    findOtherSubject({ StackEvents }, inputs) {
      const asked = { name: stackName, region: regionOf(inputs) };
      return StackEvents.map((event) => findOtherStack(event, inputs, asked)).find(Boolean);
    },
    permissions: ['cloudformation:DescribeStackEvents'],
    vantages,
  });
}
