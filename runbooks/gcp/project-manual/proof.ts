import { defineProof } from '../../define-faults.ts';
import { circumstances } from '../_world/circumstances.ts';
import { removeKey } from '../_world/key-file.ts';
import { signInByDefault } from '../_world/reader.ts';
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
  circumstances,
  reads: {
    'serviceusage.services.use': signInByDefault,
    // A policy stops what is new: with a key nobody asks for it any more.
    'orgpolicy.policy.get': removeKey,
  },
  paths: { editor: { roleChoice: 'editor' }, 'custom role': { roleChoice: 'custom' } },
  // The ancestors of the project, then their policies. As Spot: a token, the permissions (which
  // must be in effect first), the zones.
  longestChain: { reader: 2, spot: 3 },
  faults,
  variants,
});
