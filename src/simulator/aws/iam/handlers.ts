import type { AwsService } from '../service.ts';
import { policyOperations } from './policies.ts';
import { rolePolicyOperations } from './role-policies.ts';
import { roleOperations } from './roles.ts';
import { serviceLinkedRoleOperations } from './service-linked-roles.ts';
import { simulationOperations } from './simulate.ts';
import { userOperations } from './users.ts';

/** Each partition has one IAM, whose requests are signed for one region. */
const regionByHost: Readonly<Record<string, string>> = {
  'iam.amazonaws.com': 'us-east-1',
  'iam.us-east-1.amazonaws.com': 'us-east-1',
  'iam.us-gov.amazonaws.com': 'us-gov-west-1',
  'iam.cn-north-1.amazonaws.com.cn': 'cn-north-1',
};

/** AWS Identity and Access Management. */
export const iam: AwsService = {
  name: 'iam',
  protocol: 'query',
  model: 'https://iam.amazonaws.com/doc/2010-05-08/',
  regionOf: (url) => regionByHost[url.hostname],
  operations: {
    ...{ ...roleOperations, ...rolePolicyOperations, ...policyOperations, ...userOperations },
    ...{ ...simulationOperations, ...serviceLinkedRoleOperations },
  },
};
