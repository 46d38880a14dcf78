import type { Fault } from '../../../define-faults.ts';
import fault from '../../_linked/fault.ts';
import { accountFaults } from '../../_linked/faults/account.ts';
import { connectFaults, removedFaults, serviceRoleFaults } from '../../_linked/faults/connect.ts';
import { guardrailFaults } from '../../_linked/faults/guardrails.ts';
import { permissionFaults } from '../../_linked/faults/permissions.ts';
import { trustFaults } from '../../_linked/faults/trust.ts';
import { addServiceControlPolicy, allowRegions } from '../../_world/organization.ts';
import { organizationDecides } from '../../_world/reasons.ts';
import { deleteRole, renameRole } from '../../_world/role.ts';
import { findRegion, otherRegion } from '../../_world/world.ts';
import type { ManualWorld } from '../worlds.ts';
import { policyFaults } from './policy.ts';

/**
 * Every way a linked account made by hand is known to go wrong; what it shares with the automatic
 * way is proven there in full, and here in part.
 */
export const faults: readonly Fault<ManualWorld>[] = [
  ...accountFaults,
  ...policyFaults,
  fault(
    'manual-role-missing',
    'The role was deleted by a clean-up of unused roles',
    { reader: ['AWS-TRUST-001'], spot: [] },
    deleteRole,
    { catalogue: 'F-027' },
  ),
  fault(
    'manual-role-under-another-name',
    'The role was made under another name than the one on the page',
    { reader: ['AWS-TRUST-001'], spot: [] },
    (subject) => renameRole(subject, 'Spot-Role'),
    { catalogue: 'F-006' },
  ),
  ...trustFaults,
  ...permissionFaults,
  fault(
    'linked-service-control-policy-for-regions',
    'A service control policy allows some regions only, and Spot decides where servers run',
    { reader: [] },
    (subject) => addServiceControlPolicy(subject, allowRegions(findRegion(subject), otherRegion)),
    {
      noCommand: organizationDecides,
      expectedStatus: { check: 'aws/linked-role-permissions', status: 'undetermined' },
    },
  ),
  ...serviceRoleFaults,
  ...connectFaults,
  ...guardrailFaults,
  ...removedFaults,
];
