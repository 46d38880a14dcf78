import { type AwsWorld, defineProof } from '../../define-faults.ts';
import { faults } from './faults/index.ts';
import { createEmptyWorld, createHealthyWorld, removeConnection } from './healthy.ts';
import { variants } from './variants.ts';

/** What the management-account runbook is proven with. */
export default defineProof<AwsWorld>({
  emptyWorld: createEmptyWorld,
  healthyWorld: createHealthyWorld,
  remove: removeConnection,
  // The role, whose ARN may have a path, then what IAM says that ARN may do. As Spot: AssumeRole,
  // list the report's files, read the smallest.
  longestChain: { reader: 2, spot: 3 },
  faults,
  variants,
});
