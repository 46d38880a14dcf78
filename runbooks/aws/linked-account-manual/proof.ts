import { defineProof } from '../../define-faults.ts';
import { removeConnection } from '../_linked/worlds.ts';
import { faults } from './faults/index.ts';
import { variants } from './variants.ts';
import { createEmptyWorld, createHealthyWorld, type ManualWorld } from './worlds.ts';

/** What the linked-account-manual runbook is proven with. */
export default defineProof<ManualWorld>({
  emptyWorld: createEmptyWorld,
  healthyWorld: createHealthyWorld,
  remove: removeConnection,
  paths: {
    default: { permissionSet: 'default' },
    custom: { permissionSet: 'custom', products: 'ocean-eks,dashboard', integrations: 'none' },
  },
  faults,
  variants,
});
