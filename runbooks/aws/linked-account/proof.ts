import { type AwsWorld, defineProof } from '../../define-faults.ts';
import { faults } from './faults/index.ts';
import { createEmptyWorld, createHealthyWorld, removeConnection } from './healthy.ts';
import { variants } from './variants.ts';

/** What the linked-account runbook is proven with. */
export default defineProof<AwsWorld>({
  emptyWorld: createEmptyWorld,
  healthyWorld: createHealthyWorld,
  remove: removeConnection,
  // The role, whose ARN may have a path, then what IAM says that ARN may do. As Spot: AssumeRole,
  // the role, what IAM says.
  longestChain: { reader: 2, spot: 3 },
  faults,
  variants,
});
