import { defineProof } from '../../define-faults.ts';
import { faults } from './faults.ts';
import { createEmptyWorld, createHealthyWorld, type SpotWorld } from './healthy.ts';
import { variants } from './variants.ts';

/** What the way in is proven with. */
export default defineProof<SpotWorld>({
  emptyWorld: createEmptyWorld,
  healthyWorld: createHealthyWorld,
  remove: ({ organization, inputs }) =>
    void organization.accounts.delete(inputs.spotAccountId as string),
  longestChain: { reader: 1 },
  faults,
  variants,
});
