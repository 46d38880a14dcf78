import { GetRoleCommand } from '@aws-sdk/client-iam';
import { role } from '../../evidence/aws/role.ts';
import { awsCollector } from './aws-collector.ts';

export const roleCollector = awsCollector(role, ({ clients, call, inputs }) =>
  call((options) => clients.iam.send(new GetRoleCommand({ RoleName: inputs.roleName }), options)),
);
