import type { Fault } from '../../../define-faults.ts';
import type { ManagementWorld } from '../worlds.ts';
import { accessFaults } from './access.ts';
import { accountFaults } from './account.ts';
import { bucketFaults } from './bucket.ts';
import { guardrailFaults } from './guardrails.ts';
import { permissionFaults } from './permissions.ts';
import { removedFaults } from './removed.ts';
import { reportFaults } from './report.ts';
import { trustFaults } from './trust.ts';

/**
 * Every way a connection of a management account is known to go wrong, in the order of the page.
 */
export const faults: readonly Fault<ManagementWorld>[] = [
  ...accountFaults,
  ...bucketFaults,
  ...reportFaults,
  ...trustFaults,
  ...permissionFaults,
  ...accessFaults,
  ...guardrailFaults,
  ...removedFaults,
];
