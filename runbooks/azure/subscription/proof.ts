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
  reads: {
    'Microsoft.Authorization/policyDefinitions/read': 'policy-of-the-company-denies-machines',
  },
  // As Spot: a token, the reads (which the role must let through first), what Azure says that Spot
  // may do.
  longestChain: { reader: 1, spot: 3 },
  faults,
  variants,
});
