import { GetRoleCommand } from '@aws-sdk/client-iam';
import { spotServiceLinkedRole } from '../../evidence/aws/spot-service-linked-role.ts';
import { awsCollector } from './aws-collector.ts';

export const spotServiceLinkedRoleCollector = awsCollector(
  spotServiceLinkedRole,
  ({ clients, call }) =>
    call((options) =>
      clients.iam.send(new GetRoleCommand({ RoleName: 'AWSServiceRoleForEC2Spot' }), options),
    ),
);
