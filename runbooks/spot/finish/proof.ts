import { defineProof } from '../../define-faults.ts';
import { faults } from './faults.ts';
import { variants } from './variants.ts';
import {
  createEmptyWorld,
  createHealthyWorld,
  type FinishWorld,
  giveApplicationAway,
} from './worlds.ts';

/** What the way out is proven with. */
export default defineProof<FinishWorld>({
  emptyWorld: createEmptyWorld,
  healthyWorld: createHealthyWorld,
  remove: ({ organization, account }) => void organization.accounts.delete(account.id),
  circumstances: { 'application-of-somebody-else': giveApplicationAway },
  paths: { aws: { cloud: 'aws' }, gcp: { cloud: 'gcp' }, azure: { cloud: 'azure' } },
  longestChain: { reader: 1 },
  faults,
  variants,
});
