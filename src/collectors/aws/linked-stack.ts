import { DescribeStackEventsCommand, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import {
  linkedStack,
  linkedStackEvents,
  linkedStackName,
} from '../../evidence/aws/linked-stack.ts';
import { awsCollector } from './aws-collector.ts';

export const linkedStackCollector = awsCollector(linkedStack, ({ clients, call }) =>
  call((options) =>
    clients.cloudformation.send(new DescribeStacksCommand({ StackName: linkedStackName }), options),
  ),
);

/** The first page, newest first, is enough to see how the last deployment ended. */
export const linkedStackEventsCollector = awsCollector(linkedStackEvents, ({ clients, call }) =>
  call((options) =>
    clients.cloudformation.send(
      new DescribeStackEventsCommand({ StackName: linkedStackName }),
      options,
    ),
  ),
);
