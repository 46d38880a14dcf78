import { defineProof } from '../../define-faults.ts';
import { linkedReads } from '../_linked/reads.ts';
import {
  createEmptyWorld,
  createHealthyWorld,
  type LinkedWorld,
  removeConnection,
} from '../_linked/worlds.ts';
import { addBystanders } from '../_world/bystanders.ts';
import { faults } from './faults/index.ts';
import { variants } from './variants.ts';

/** What the linked-account runbook is proven with. */
export default defineProof<LinkedWorld>({
  emptyWorld: (simulator, inputs = {}) => createEmptyWorld(simulator, inputs),
  healthyWorld: (simulator, inputs = {}) => createHealthyWorld(simulator, inputs),
  remove: removeConnection,
  addBystanders,
  reads: {
    'cloudformation:DescribeStacks': 'stack-never-made',
    'cloudformation:DescribeStackEvents': 'stack-policy-name-taken',
    ...linkedReads,
    'iam:GetPolicy': 'linked-more-inline',
    'iam:GetPolicyVersion': 'linked-more-inline',
  },
  // The role, whose ARN may have a path, then what IAM says that ARN may do. As Spot: AssumeRole,
  // the role, what IAM says.
  longestChain: { reader: 2, spot: 3 },
  faults,
  variants,
});
