import { defineProof } from '../../define-faults.ts';
import {
  createEmptyWorld,
  createHealthyWorld,
  type LinkedWorld,
  removeConnection,
} from '../_linked/worlds.ts';
import { faults } from './faults/index.ts';
import { variants } from './variants.ts';

/** What the linked-account runbook is proven with. */
export default defineProof<LinkedWorld>({
  emptyWorld: (simulator, inputs = {}) => createEmptyWorld(simulator, inputs),
  healthyWorld: (simulator, inputs = {}) => createHealthyWorld(simulator, inputs),
  remove: removeConnection,
  faults,
  variants,
});
