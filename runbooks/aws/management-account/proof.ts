import { defineProof } from '../../define-faults.ts';
import { addBystanders } from '../_world/bystanders.ts';
import { faults } from './faults/index.ts';
import { variants } from './variants.ts';
import {
  createEmptyWorld,
  createHealthyWorld,
  type ManagementWorld,
  removeConnection,
} from './worlds.ts';

/** What the management-account runbook is proven with. */
export default defineProof<ManagementWorld>({
  emptyWorld: createEmptyWorld,
  healthyWorld: createHealthyWorld,
  remove: removeConnection,
  addBystanders,
  reads: {
    'cloudformation:DescribeStackEvents': 'billing-stack-failed',
    'iam:ListRolePolicies': 'everything-inline',
    'iam:GetRolePolicy': 'everything-inline',
    'iam:GetPolicy': 'everything-inline',
    'iam:GetPolicyVersion': 'everything-inline',
  },
  // The role, whose ARN may have a path, then what IAM says that ARN may do. As Spot: AssumeRole,
  // list the report's files, read the smallest.
  longestChain: { reader: 2, spot: 3 },
  faults,
  variants,
});
