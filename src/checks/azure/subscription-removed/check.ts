import application from '../../../evidence/azure/application.ts';
import customRoles from '../../../evidence/azure/custom-roles.ts';
import roleAssignments from '../../../evidence/azure/role-assignments.ts';
import tenant from '../../../evidence/azure/tenant.ts';
import { defineCheck, diagnosis } from '../../define-check.ts';
import { quote } from '../../shell.ts';
import { deleteAssignment, scopeOf } from '../_fixes/commands.ts';
import { lastPart, placeOf } from '../_rbac/scopes.ts';

export default defineCheck({
  id: 'azure/subscription-removed',
  title: 'Nothing that this guide created is left in Azure',
  needs: { app: application, assignments: roleAssignments, roles: customRoles },
  mayUse: { own: tenant },
  inputs: ['tenantId', 'subscriptionId', 'clientId', 'roleName'],
  diagnoses: {
    assignmentLeft: diagnosis<{ roleName: string; ids: string[] }>({
      code: 'AZ-REMOVED-001',
      severity: 'fail',
      title: 'The role is still assigned',
      explain: () =>
        'Whoever holds the app’s secret can still use it. Azure also refuses to delete a role that is assigned to anybody.',
      observed: ({ roleName, ids }) =>
        `“${roleName}” is assigned ${ids.length === 1 ? 'once' : `${ids.length} times`}`,
      expected: ({ roleName }) => `nobody has “${roleName}”`,
      fix: ({ ids }) => ({
        summary: 'Remove the role assignment.',
        commands: ids.map(deleteAssignment),
        console: [
          'Open Subscriptions > your subscription > Access control (IAM) > Role assignments, tick what is below the role, and choose Remove.',
        ],
      }),
    }),
    roleLeft: diagnosis<{ roleName: string; subscriptionId: string }>({
      code: 'AZ-REMOVED-002',
      severity: 'warning',
      title: 'The custom role is still there',
      explain: () =>
        'It gives nobody anything while it is not assigned. It keeps its name taken in the whole directory.',
      observed: ({ roleName }) => `“${roleName}”`,
      expected: ({ roleName }) => `no role “${roleName}”`,
      fix: ({ roleName, subscriptionId }) => ({
        summary: 'Delete the role.',
        commands: [
          `az role definition delete --name ${quote(roleName)} --custom-role-only true --scope ${scopeOf(subscriptionId)}`,
        ],
        console: [
          'Open Subscriptions > your subscription > Access control (IAM) > Roles, find the role, and choose ⋯ > Delete.',
        ],
      }),
    }),
    appLeft: diagnosis<{ clientId: string; name: string }>({
      code: 'AZ-REMOVED-003',
      severity: 'fail',
      title: 'The app is still registered',
      explain: () =>
        'Its secret still signs in. Without a role it can do nothing in the subscription, but whoever gives it one opens the subscription again.',
      observed: ({ name, clientId }) => `“${name}” ${clientId}`,
      expected: ({ clientId }) => `no app ${clientId}`,
      fix: ({ clientId }) => ({
        summary:
          'Delete the app with its secrets and its service principal. Azure can restore it for 30 days.',
        commands: [`az ad app delete --id ${clientId}`],
        console: ['Open Microsoft Entra ID > App registrations > your app, and choose Delete.'],
      }),
    }),
  },
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
