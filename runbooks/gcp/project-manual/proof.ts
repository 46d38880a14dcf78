import { defineProof } from '../../define-faults.ts';
import {
  createEmptyWorld,
  createHealthyWorld,
  type GcpWorld,
  removeConnection,
} from '../_world/world.ts';
import { faults } from './faults/index.ts';
import { variants } from './variants.ts';

/** What the runbook for connecting by hand is proven with. */
export default defineProof<GcpWorld>({
  emptyWorld: createEmptyWorld,
  healthyWorld: createHealthyWorld,
  remove: removeConnection,
  paths: { editor: { roleChoice: 'editor' }, 'custom role': { roleChoice: 'custom' } },
  // The ancestors of the project, then their policies. As Spot: a token, the permissions (which
  // must be in effect first), the zones.
  longestChain: { reader: 2, spot: 3 },
  faults,
  variants,
});
