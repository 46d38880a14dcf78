import costReads from '../../../evidence/azure/billing-cost-reads.ts';
import costAssignments from '../../../evidence/azure/cost-assignments.ts';
import rootManagementGroup from '../../../evidence/azure/cost-management-group.ts';
import elevatedAccess from '../../../evidence/azure/elevated-access.ts';
import signedInUser from '../../../evidence/azure/signed-in-user.ts';
import tenantCustomRoles from '../../../evidence/azure/tenant-custom-roles.ts';
import { defineCheck } from '../../define-check.ts';
import { findElevation } from '../_billing/elevated-access.ts';
import { judgeAssignments, judgeScopes } from './assignments.ts';
import diagnoses from './diagnoses.ts';
import type { Where } from './fixes.ts';
import { judgeReads } from './reads.ts';

export default defineCheck({
  id: 'azure/cost-role',
  title:
    'The service principal may read costs: at the top, or of every subscription that can be seen',
  needs: {},
  mayUse: {
    assigned: costAssignments,
    reads: costReads,
    root: rootManagementGroup,
    customRoles: tenantCustomRoles,
    atRoot: elevatedAccess,
    user: signedInUser,
  },
  inputs: ['agreement', 'tenantId', 'servicePrincipalId'],
  after: ['azure/billing-principal'],
  diagnoses,
  assess(
    { assigned, reads, root, customRoles, atRoot, user },
    { agreement, tenantId, servicePrincipalId },
    judge,
  ) {
    const where: Where = {
      agreement,
      tenantId,
      servicePrincipalId,
      elevation: findElevation(atRoot, user),
    };
    if (
      assigned.status === 'found' &&
      assigned.value.costScopes.some(({ assignments }) => assignments !== null)
    ) {
      const custom = customRoles.status === 'found' ? customRoles.value.value : undefined;
      const scopes = judgeScopes(assigned.value.costScopes, custom, servicePrincipalId);
      return judgeAssignments(scopes, where, root.status === 'absent', judge);
    }
    if (reads.status === 'found') return judgeReads(reads.value, where, judge);
    judge.cannotTell(
      "The service principal's roles could not be seen with your rights. Take elevated access, or check as Spot.",
      [costAssignments],
    );
  },
});
