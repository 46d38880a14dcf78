import type { Fault } from '../../../define-faults.ts';
import type { GcpWorld } from '../../_world/world.ts';
import { accountFaults } from './account.ts';
import { guardrailFaults } from './guardrails.ts';
import { keyFaults } from './key.ts';
import { projectFaults } from './project.ts';
import { removedFaults } from './removed.ts';

/** Every way a connection with the Editor role is known to go wrong, in the order of the page. */
export const faults: readonly Fault<GcpWorld>[] = [
  ...projectFaults,
  ...accountFaults,
  ...keyFaults,
  ...guardrailFaults,
  ...removedFaults,
];
