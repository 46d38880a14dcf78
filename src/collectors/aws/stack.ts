import { DescribeStackEventsCommand } from '@aws-sdk/client-cloudformation';
import {
  billingStackEvents,
  billingStackName,
  roleStackEvents,
  roleStackName,
} from '../../evidence/aws/stack.ts';
import { type AwsContext, awsCollector } from './aws-collector.ts';

/** The first page, newest first, is enough to see how the last deployment ended. */
const events =
  (StackName: string) =>
  ({ clients, call }: AwsContext) =>
    call((options) =>
      clients.cloudformation.send(new DescribeStackEventsCommand({ StackName }), options),
    );

export const billingStackEventsCollector = awsCollector(
  billingStackEvents,
  events(billingStackName),
);
export const roleStackEventsCollector = awsCollector(roleStackEvents, events(roleStackName));
