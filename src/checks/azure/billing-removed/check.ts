import application from '../../../evidence/azure/application.ts';
import billingRoleAssignments from '../../../evidence/azure/billing-role-assignments.ts';
import costAssignments from '../../../evidence/azure/cost-assignments.ts';
import elevatedAccess from '../../../evidence/azure/elevated-access.ts';
import servicePrincipal from '../../../evidence/azure/service-principal.ts';
import signedInUser from '../../../evidence/azure/signed-in-user.ts';
import tenant from '../../../evidence/azure/tenant.ts';
import { defineCheck, diagnosis } from '../../define-check.ts';
import { quote } from '../../shell.ts';
import { removeAssignments, takeBillingRole } from '../_billing/commands.ts';
import { type Elevation, elevatedFirst, elevationOf } from '../_billing/elevated-access.ts';

export default defineCheck({
  id: 'azure/billing-removed',
  title: 'Nothing that gives Spot access is left, and your elevated access is off',
  needs: { registration: application, principal: servicePrincipal },
  mayUse: {
    billing: billingRoleAssignments,
    assigned: costAssignments,
    atRoot: elevatedAccess,
    user: signedInUser,
    own: tenant,
  },
  inputs: ['agreement', 'tenantId', 'clientId', 'servicePrincipalId'],
  diagnoses: {
    appLeft: diagnosis<{ clientId: string; what: string; command: string }>({
      code: 'AZB-REMOVED-001',
      severity: 'fail',
      title: 'The app is still there',
      explain: () =>
        'As long as it exists, Spot can sign in with the secret, and whatever roles it has are in effect.',
      observed: ({ what }) => what,
      expected: ({ clientId }) => `no app with the client ID ${clientId}`,
      fix: ({ command }) => ({
        summary: 'Delete it. Azure can bring it back for 30 days.',
        commands: [command],
        console: ['Open Microsoft Entra ID > App registrations > the app > Delete.'],
      }),
    }),
    billingRoleLeft: diagnosis<{ billingAccountId: string; names: readonly string[] }>({
      code: 'AZB-REMOVED-002',
      severity: 'warning',
      title: 'The role on the billing account is still there',
      explain: () =>
        'It gives nobody access once the app is deleted, but it stays in the list of the billing account, and would work again if the app is brought back.',
      observed: ({ names }) => names.join(', '),
      expected: () => 'no role of the service principal on the billing account',
      fix: ({ billingAccountId, names }) => ({
        summary: 'Take the role away.',
        commands: names.map((name) => takeBillingRole(billingAccountId, name)),
        console: [
          'MCA: open Cost Management + Billing > the billing account > Access control (IAM), choose the entry > Remove. EA: the command only.',
        ],
      }),
    }),
    rolesLeft: diagnosis<{ ids: readonly string[]; elevation: Elevation }>({
      code: 'AZB-REMOVED-003',
      severity: 'warning',
      title: 'Roles on management groups or subscriptions are still there',
      explain: () =>
        'They give nobody access once the app is deleted. The portal shows them as “Identity not found”, and they count towards the limit of 4,000 a subscription.',
      observed: ({ ids }) => ids.join(', '),
      expected: () => 'no role of the service principal',
      fix: ({ ids, elevation }) => ({
        summary:
          'Delete the assignments. For one on a management group you need elevated access, which the first command takes: give it back after that.',
        commands: ids.some((id) => /managementGroups/i.test(id))
          ? elevatedFirst(elevation, removeAssignments(...ids))
          : [removeAssignments(...ids)],
        console: [
          'Open the management group or subscription > Access control (IAM) > Role assignments, tick the entry, and choose Delete.',
        ],
      }),
    }),
    elevationLeft: diagnosis<{ ids: readonly string[] }>({
      code: 'AZB-REMOVED-004',
      severity: 'fail',
      title: 'Your elevated access is still on',
      explain: () =>
        'You took it to remove roles at the top of the directory. It stays until somebody removes it.',
      observed: () => 'your role User Access Administrator at /',
      expected: () => 'no role of yours at /',
      fix: ({ ids }) => ({
        summary: 'Give it back.',
        commands: [removeAssignments(...ids)],
        console: [
          'Open Microsoft Entra ID > Properties. Under “Access management for Azure resources” choose No, and Save.',
        ],
      }),
    }),
  },
  assess(
    { registration, principal, billing, assigned, atRoot, user, own: directory },
    inputs,
    judge,
  ) {
    const { agreement, tenantId, clientId } = inputs;
    // Seen from another directory everything is gone.
    const signedIn = directory.status === 'found' ? directory.value.value[0]?.id : undefined;
    if (!signedIn)
      judge.cannotTell(
        'Which directory you are signed in to could not be seen: from another one everything looks gone.',
        [tenant],
      );
    else if (signedIn.toLowerCase() !== tenantId.toLowerCase())
      return judge.cannotTell(
        `You are signed in to the directory ${signedIn}. Sign in to ${tenantId}: from elsewhere everything looks gone.`,
      );
    const servicePrincipalId = inputs.servicePrincipalId.toLowerCase();
    if (registration) {
      const what = `the app registration ${registration.displayName ?? clientId}`;
      judge.found('appLeft', { clientId, what, command: `az ad app delete --id ${clientId}` });
    } else if (principal) {
      const what = `the service principal ${principal.displayName ?? principal.id}`;
      judge.found('appLeft', {
        clientId,
        what,
        command: `az ad sp delete --id ${quote(principal.id)}`,
      });
    }
    if (agreement !== 'mosp') {
      const billingAccountId = (inputs as Record<string, string>).billingAccountId ?? '';
      if (billing.status !== 'found')
        judge.cannotTell('The roles on the billing account could not be listed.', [
          billingRoleAssignments,
        ]);
      else {
        const own = billing.value.value.filter(
          ({ properties }) => properties.principalId?.toLowerCase() === servicePrincipalId,
        );
        if (own.length > 0)
          judge.found('billingRoleLeft', { billingAccountId, names: own.map(({ name }) => name) });
      }
    }
    const elevation = elevationOf(atRoot, user);
    if (assigned.status === 'found') {
      const ids = assigned.value.costScopes
        .flatMap(({ assignments }) => assignments ?? [])
        .map(({ id }) => id);
      if (ids.length > 0) judge.found('rolesLeft', { ids: [...new Set(ids)], elevation });
    } else if (assigned.status === 'unreachable')
      judge.cannotTell(
        'Whether roles on management groups or subscriptions are left could not be seen.',
        [costAssignments],
      );
    // Hidden ones are no reason for doubt: whoever gave elevated access back no longer sees the
    // top, and roles of an app that is gone give nobody access.
    if (elevation.state === 'on') judge.found('elevationLeft', { ids: elevation.assignmentIds });
    if (elevation.state === 'unknown')
      judge.cannotTell(`The roles at / could not be seen. ${elevation.message}`, [elevatedAccess]);
  },
});
