import { defineProof } from '../../define-faults.ts';
import { faults } from './faults/index.ts';
import { variants } from './variants.ts';
import {
  createEmptyWorld,
  createHealthyWorld,
  removeConnection,
  type SubscriptionWorld,
} from './worlds.ts';

/** What the subscription runbook is proven with. */
export default defineProof<SubscriptionWorld>({
  emptyWorld: (simulator) => createEmptyWorld(simulator),
  healthyWorld: (simulator) => createHealthyWorld(simulator),
  remove: removeConnection,
  faults,
  variants,
});
