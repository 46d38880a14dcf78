import { DescribeOrganizationCommand } from '@aws-sdk/client-organizations';
import { organization } from '../../evidence/aws/organization.ts';
import { awsCollector } from './aws-collector.ts';

export const organizationCollector = awsCollector(organization, ({ clients, call }) =>
  call((options) => clients.organizations.send(new DescribeOrganizationCommand({}), options)),
);
