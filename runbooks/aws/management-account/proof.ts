import { defineProof } from '../../define-faults.ts';
import { faults } from './faults/index.ts';
import { variants } from './variants.ts';
import {
  createEmptyWorld,
  createHealthyWorld,
  type ManagementWorld,
  removeConnection,
} from './worlds.ts';

/** What the management-account runbook is proven with. */
export default defineProof<ManagementWorld>({
  emptyWorld: createEmptyWorld,
  healthyWorld: createHealthyWorld,
  remove: removeConnection,
  faults,
  variants,
});
