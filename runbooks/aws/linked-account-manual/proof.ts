import { defineProof } from '../../define-faults.ts';
import { linkedReads } from '../_linked/reads.ts';
import { removeConnection } from '../_linked/worlds.ts';
import { addBystanders } from '../_world/bystanders.ts';
import { faults } from './faults/index.ts';
import { variants } from './variants.ts';
import { createEmptyWorld, createHealthyWorld, type ManualWorld } from './worlds.ts';

/** What the linked-account-manual runbook is proven with. */
export default defineProof<ManualWorld>({
  emptyWorld: createEmptyWorld,
  healthyWorld: createHealthyWorld,
  remove: removeConnection,
  addBystanders,
  reads: linkedReads,
  paths: {
    default: { permissionSet: 'default' },
    custom: { permissionSet: 'custom', products: 'ocean-eks,dashboard', integrations: 'none' },
  },
  // The role, whose ARN may have a path, then what IAM says that ARN may do. As Spot: AssumeRole,
  // the role, what IAM says.
  longestChain: { reader: 2, spot: 3 },
  faults,
  variants,
});
