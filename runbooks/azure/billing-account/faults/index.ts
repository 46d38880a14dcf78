import type { Fault } from '../../../define-faults.ts';
import type { BillingWorld } from '../worlds.ts';
import { agreementFaults } from './agreement.ts';
import { appFaults } from './app.ts';
import { billingRoleFaults } from './billing-role.ts';
import { removedFaults } from './removed.ts';
import { roleFaults } from './roles.ts';

/** Every way a connection of a billing account is known to go wrong, in the order of the page. */
export const faults: readonly Fault<BillingWorld>[] = [
  ...agreementFaults,
  ...appFaults,
  ...billingRoleFaults,
  ...roleFaults,
  ...removedFaults,
];
