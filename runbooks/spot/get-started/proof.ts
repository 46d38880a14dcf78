import { defineProof } from '../../define-faults.ts';
import { findAccount } from '../_world/world.ts';
import { faults } from './faults.ts';
import { variants } from './variants.ts';
import { createEmptyWorld, createHealthyWorld, type StartWorld } from './worlds.ts';

/** What the way in is proven with. */
export default defineProof<StartWorld>({
  emptyWorld: createEmptyWorld,
  healthyWorld: createHealthyWorld,
  remove: (subject) => void subject.organization.accounts.delete(findAccount(subject).id),
  longestChain: { reader: 1 },
  faults,
  variants,
});
