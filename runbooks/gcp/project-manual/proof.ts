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
  faults,
  variants,
});
