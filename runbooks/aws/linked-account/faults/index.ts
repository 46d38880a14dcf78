import type { Fault } from '../../../define-faults.ts';
import { removedFaults, serviceRoleFaults } from '../../_linked/faults/connect.ts';
import { guardrailFaults } from '../../_linked/faults/guardrails.ts';
import type { LinkedWorld } from '../../_linked/worlds.ts';
import { accountFaults } from './account.ts';
import { connectFaults, stackRemovedFaults } from './connect.ts';
import { permissionFaults } from './permissions.ts';
import { stackFaults } from './stack.ts';
import { trustFaults } from './trust.ts';

/**
 * Every way a linked account made with CloudFormation is known to go wrong, in the order of the
 * page.
 */
export const faults: readonly Fault<LinkedWorld>[] = [
  ...accountFaults,
  ...stackFaults,
  ...trustFaults,
  ...permissionFaults,
  ...serviceRoleFaults,
  ...connectFaults,
  ...guardrailFaults,
  ...removedFaults,
  ...stackRemovedFaults,
];
