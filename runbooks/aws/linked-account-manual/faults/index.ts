import type { AwsWorld, Fault } from '../../../define-faults.ts';
import { accountFaults } from '../../linked-account/faults/account.ts';
import {
  connectFaults,
  removedFaults,
  serviceRoleFaults,
} from '../../linked-account/faults/connect.ts';
import { commonPermissionFaults } from '../../linked-account/faults/permissions.ts';
import { fault } from '../../linked-account/faults/set-up.ts';
import { commonTrustFaults } from '../../linked-account/faults/trust.ts';
import { policyFaults } from './policy.ts';

const named = (...names: string[]) => accountFaults.filter(({ name }) => names.includes(name));

/**
 * Every way a linked account made by hand is known to go wrong; what it shares with the automatic
 * way is proven there in full, and here in part.
 */
export const faults: readonly Fault<AwsWorld>[] = [
  ...named(
    'linked-signed-in-elsewhere',
    'linked-wants-eco',
    'reader-may-not-create-roles',
    'reader-below-scp-for-roles',
  ),
  ...policyFaults,
  fault(
    'manual-role-missing',
    'The role was deleted by a clean-up of unused roles',
    { reader: ['AWS-TRUST-001'], spot: [] },
    ({ account, inputs }) => void account.roles.delete(inputs.roleName as string),
    { catalogue: 'F-027' },
  ),
  fault(
    'manual-role-under-another-name',
    'The role was made under another name than the one on the page',
    { reader: ['AWS-TRUST-001'], spot: [] },
    ({ account, inputs }) => {
      const role = account.roles.get(inputs.roleName as string);
      account.roles.delete(inputs.roleName as string);
      if (role) account.roles.set('Spot-Role', { ...role, name: 'Spot-Role' });
    },
    { catalogue: 'F-006' },
  ),
  ...commonTrustFaults,
  ...commonPermissionFaults,
  ...serviceRoleFaults,
  ...connectFaults.slice(0, 1),
  ...removedFaults,
];
