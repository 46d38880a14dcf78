import { z } from 'zod';
import { defineEvidence } from '../define-evidence.ts';

/** What `describe-stack-events` prints. */
export const stackEventsSchema = z.object({
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

function stackEvents(id: string, title: string, stackName: string) {
  return defineEvidence({
    id,
    title,
    schema: stackEventsSchema,
    inputs: [],
    command: `aws cloudformation describe-stack-events --stack-name ${stackName} --region us-east-1 --max-items 100 --output json`,
    // CloudFormation answers a plain ValidationError, "Stack [x] does not exist"; the collector
    // reads the message.
    absentCodes: ['ValidationError'],
    permissions: ['cloudformation:DescribeStackEvents'],
  });
}

/** Names of the stacks that the guide deploys. */
export const billingStackName = 'spot-eco-billing';
export const roleStackName = 'spot-eco-role';

/**
 * What happened in the stack that makes bucket, policy and report, newest first. Absent: deployed
 * some other way.
 */
export const billingStackEvents = stackEvents(
  'aws/billing-stack-events',
  'the events of the billing stack',
  billingStackName,
);

/**
 * What happened in the stack that makes the role, newest first. Absent: the role was made by hand.
 */
export const roleStackEvents = stackEvents(
  'aws/role-stack-events',
  'the events of the role stack',
  roleStackName,
);
