import application from '../../../evidence/azure/application.ts';
import customRoles from '../../../evidence/azure/custom-roles.ts';
import roleAssignments from '../../../evidence/azure/role-assignments.ts';
import tenant from '../../../evidence/azure/tenant.ts';
import { defineCheck } from '../../define-check.ts';
import { scopeOf } from '../_fixes/commands.ts';
import { lastPart, placeOf } from '../_rbac/scopes.ts';
import diagnoses from './diagnoses.ts';

export default defineCheck({
  id: 'azure/subscription-removed',
  title: 'Nothing that this guide created is left in Azure',
  needs: { app: application, assignments: roleAssignments, roles: customRoles },
  mayUse: { own: tenant },
  inputs: ['tenantId', 'subscriptionId', 'clientId', 'roleName'],
  diagnoses,
  assess(
    { app, assignments, roles, own },
    { tenantId, subscriptionId, clientId, roleName },
    judge,
  ) {
    const signedIn = own.status === 'found' ? own.value.value[0]?.id : undefined;
    // Seen from another directory everything is gone.
    if (signedIn && signedIn.toLowerCase() !== tenantId) {
      return judge.cannotTell(
        `You are signed in to the directory ${signedIn}. Sign in to ${tenantId}: from elsewhere everything looks gone.`,
      );
    }
    if (!signedIn)
      judge.cannotTell(
        'Which directory you are signed in to could not be seen: from another one the app looks gone.',
        [tenant],
      );
    const role = roles?.value.find(
      ({ properties }) => properties.roleName.toLowerCase() === roleName.toLowerCase(),
    );
    if (role) {
      const ids = (assignments?.value ?? [])
        .filter(
          ({ properties }) => lastPart(properties.roleDefinitionId) === role.name.toLowerCase(),
        )
        .filter(({ properties }) => placeOf(properties.scope, scopeOf(subscriptionId)) !== 'above')
        .map(({ id }) => id);
      if (ids.length > 0) judge.found('assignmentLeft', { roleName, ids });
      // A role that other subscriptions share is theirs.
      const isShared = role.properties.assignableScopes.some(
        (scope) => placeOf(scope, scopeOf(subscriptionId)) !== 'at',
      );
      if (!isShared) judge.found('roleLeft', { roleName, subscriptionId });
    }
    if (app) judge.found('appLeft', { clientId, name: app.displayName ?? clientId });
  },
});
