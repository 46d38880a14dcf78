import { defineProof } from '../../define-faults.ts';
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
  paths: { 'custom role': { roleChoice: 'custom' }, editor: { roleChoice: 'editor' } },
  faults,
  variants,
});
