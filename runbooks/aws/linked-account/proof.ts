import { defineProof } from '../../define-faults.ts';
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
  // The role, whose ARN may have a path, then what IAM says that ARN may do. As Spot: AssumeRole,
  // the role, what IAM says.
  longestChain: { reader: 2, spot: 3 },
  faults,
  variants,
});
