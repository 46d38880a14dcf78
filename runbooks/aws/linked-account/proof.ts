import { type AwsWorld, defineProof } from '../../define-faults.ts';
import { faults } from './faults/index.ts';
import { createEmptyWorld, createHealthyWorld, removeConnection } from './healthy.ts';
import { variants } from './variants.ts';

/** What the linked-account runbook is proven with. */
export default defineProof<AwsWorld>({
  emptyWorld: createEmptyWorld,
  healthyWorld: createHealthyWorld,
  remove: removeConnection,
  faults,
  variants,
});
