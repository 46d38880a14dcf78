import { defineProof } from '../../define-faults.ts';
import { circumstances } from '../_world/circumstances.ts';
import { removeKey } from '../_world/key-file.ts';
import { signInByDefault } from '../_world/reader.ts';
import {
  createEmptyWorld,
  createHealthyWorld,
  type GcpWorld,
  type GcpWorldOptions,
  removeConnection,
} from '../_world/world.ts';
import { faults } from './faults.ts';
import { variants } from './variants.ts';

/** The script proposes the custom role, where nothing else is chosen. */
function choose(inputs: GcpWorldOptions = {}): GcpWorldOptions {
  return { roleChoice: 'custom', ...inputs };
}

/** What the runbook for connecting with the script is proven with. */
export default defineProof<GcpWorld>({
  emptyWorld: (simulator, inputs) => createEmptyWorld(simulator, choose(inputs)),
  healthyWorld: (simulator, inputs) => createHealthyWorld(simulator, choose(inputs)),
  remove: removeConnection,
  circumstances,
  reads: {
    'serviceusage.services.use': signInByDefault,
    // A policy stops what is new: with a key nobody asks for it any more.
    'orgpolicy.policy.get': removeKey,
  },
  paths: { 'custom role': { roleChoice: 'custom' }, editor: { roleChoice: 'editor' } },
  // The ancestors of the project, then their policies. As Spot: a token, the permissions (which
  // must be in effect first), the zones.
  longestChain: { reader: 2, spot: 3 },
  faults,
  variants,
});
