import { defineProof } from '../../define-faults.ts';
import { faults } from './faults/index.ts';
import { ea, mca, mosp } from './paths.ts';
import { variants } from './variants.ts';
import {
  type BillingWorld,
  createEmptyWorld,
  createHealthyWorld,
  removeConnection,
} from './worlds.ts';

/** What the billing-account runbook is proven with. */
export default defineProof<BillingWorld>({
  emptyWorld: createEmptyWorld,
  healthyWorld: createHealthyWorld,
  remove: removeConnection,
  paths: { ea, mca, mosp },
  // The subscriptions, then who has roles on each. As Spot: a token, the subscriptions, their
  // costs.
  longestChain: { reader: 2, spot: 3 },
  faults,
  variants,
});
