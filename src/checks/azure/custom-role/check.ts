import customRoles from '../../../evidence/azure/custom-roles.ts';
import roleAssignments from '../../../evidence/azure/role-assignments.ts';
import servicePrincipal from '../../../evidence/azure/service-principal.ts';
import tenantCustomRoles from '../../../evidence/azure/tenant-custom-roles.ts';
import type { Evidence } from '../../../evidence/define-evidence.ts';
import { defineCheck } from '../../define-check.ts';
import { scopeOf } from '../_fixes/commands.ts';
import type { Permission } from '../_rbac/actions.ts';
import { type Assignment, type Definition, grantsAt } from '../_rbac/evaluate.ts';
import { lastPart, placeOf } from '../_rbac/scopes.ts';
import { judgeContent } from './content.ts';
import diagnoses, { type FoundRole } from './diagnoses.ts';
import { findRole, findRoles, findSimilarRoles } from './names.ts';

export default defineCheck({
  id: 'azure/custom-role',
  title:
    'The role exists in the subscription; it, or all roles of the app, hold what Spot needs, not more',
  needs: { roles: customRoles },
  mayUse: {
    tenantRoles: tenantCustomRoles,
    assignments: roleAssignments,
    principal: servicePrincipal,
  },
  inputs: ['roleName', 'subscriptionId'],
  after: ['azure/subscription'],
  diagnoses,
  assess({ roles, tenantRoles, assignments, principal }, inputs, judge) {
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
      const isPart = elsewhere.properties.assignableScopes.some(
        (one) => placeOf(one, scopeOf(subscriptionId)) === 'below',
      );
      return judge.found(
        isPart ? 'partOnly' : 'takenElsewhere',
        describeRole(elsewhere, subscriptionId),
      );
    }
    const namesakes = findRoles(known, roleName);
    if (namesakes.length > 1)
      return judge.cannotTell(
        `${namesakes.length} roles are called “${roleName}”: ${namesakes.map(({ name }) => name).join(', ')}. Which one a command takes cannot be told; rename or delete the others.`,
      );
    if (role.properties.assignableScopes.length === 0)
      return judge.cannotTell('Azure did not say where the role can be assigned.', [customRoles]);
    judgeContent(role, describeRole(role, subscriptionId), judge, {
      besides: permissionsBesides(role, { assignments, principal, roles: known }, subscriptionId),
    });
  },
});

const describeRole = ({ name, properties }: Definition, subscriptionId: string): FoundRole => ({
  roleName: properties.roleName,
  subscriptionId,
  guid: name,
  permissions: properties.permissions,
  assignableScopes: properties.assignableScopes,
});

/**
 * What the app may do through roles besides this one, where this one is assigned to it; what Azure
 * allows is the sum of them.
 */
function permissionsBesides(
  role: Definition,
  {
    assignments,
    principal,
    roles,
  }: {
    assignments: Evidence<{ value: readonly Assignment[] }>;
    principal: Evidence<{ id: string }>;
    roles: readonly Definition[];
  },
  subscriptionId: string,
): readonly Permission[] {
  if (assignments.status !== 'found' || principal.status !== 'found') return [];
  const grants = grantsAt(
    scopeOf(subscriptionId),
    { objectId: principal.value.id },
    { assignments: assignments.value.value, definitions: roles },
  ).filter(({ unsure, assignment }) => !unsure && !assignment.properties.condition);
  const isThis = ({ properties }: Assignment) =>
    lastPart(properties.roleDefinitionId) === role.name.toLowerCase();
  return grants.some(({ assignment }) => isThis(assignment))
    ? grants.flatMap(({ permissions = [] }) => permissions)
    : [];
}
