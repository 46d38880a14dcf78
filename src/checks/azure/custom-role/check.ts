import customRoles from '../../../evidence/azure/custom-roles.ts';
import tenantCustomRoles from '../../../evidence/azure/tenant-custom-roles.ts';
import { defineCheck } from '../../define-check.ts';
import type { Definition } from '../_rbac/evaluate.ts';
import { judgeContent } from './content.ts';
import diagnoses, { type FoundRole } from './diagnoses.ts';
import { findRole, findSimilarRoles } from './names.ts';

export default defineCheck({
  id: 'azure/custom-role',
  title: 'The role exists in the subscription and holds what Spot needs, not more',
  needs: { roles: customRoles },
  mayUse: { tenantRoles: tenantCustomRoles },
  inputs: ['roleName', 'subscriptionId'],
  after: ['azure/subscription'],
  diagnoses,
  assess({ roles, tenantRoles }, inputs, judge) {
    const { roleName, subscriptionId } = inputs;
    const known = roles?.value ?? [];
    const role = findRole(known, roleName);
    if (!role) {
      const elsewhere =
        tenantRoles.status === 'found' ? findRole(tenantRoles.value.value, roleName) : undefined;
      if (!elsewhere)
        return judge.found('missing', {
          roleName,
          subscriptionId,
          others: findSimilarRoles(roleName, known),
        });
      return judge.found('takenElsewhere', describeRole(elsewhere, subscriptionId));
    }
    judgeContent(role, describeRole(role, subscriptionId), judge);
  },
});

const describeRole = ({ name, properties }: Definition, subscriptionId: string): FoundRole => ({
  roleName: properties.roleName,
  subscriptionId,
  guid: name,
  assignableScopes: properties.assignableScopes,
});
