import { globalHost } from '../partitions.ts';
import type { AwsService } from '../service.ts';
import { policyOperations } from './policies.ts';
import { rolePolicyOperations } from './role-policies.ts';
import { roleOperations } from './roles.ts';
import { serviceLinkedRoleOperations } from './service-linked-roles.ts';
import { simulationOperations } from './simulate.ts';
import { userOperations } from './users.ts';

/** AWS Identity and Access Management: each partition has one. */
export const iam: AwsService = {
  name: 'iam',
  protocol: 'query',
  model: 'https://iam.amazonaws.com/doc/2010-05-08/',
  regionOf: (url) =>
    url.hostname === 'iam.us-east-1.amazonaws.com' ? 'us-east-1' : globalHost('iam', url),
  operations: {
    ...roleOperations,
    ...rolePolicyOperations,
    ...policyOperations,
    ...userOperations,
    ...simulationOperations,
    ...serviceLinkedRoleOperations,
  },
};
