import application from '../../../evidence/azure/application.ts';
import billingRoleAssignments from '../../../evidence/azure/billing-role-assignments.ts';
import costAssignments from '../../../evidence/azure/cost-assignments.ts';
import elevatedAccess from '../../../evidence/azure/elevated-access.ts';
import servicePrincipal from '../../../evidence/azure/service-principal.ts';
import signedInUser from '../../../evidence/azure/signed-in-user.ts';
import tenant from '../../../evidence/azure/tenant.ts';
import type { Evidence, EvidenceKind } from '../../../evidence/define-evidence.ts';
import { defineCheck, type Judge } from '../../define-check.ts';
import { quote } from '../../shell.ts';
import { rowsOf } from '../_billing/cost-roles.ts';
import { type Elevation, findElevation } from '../_billing/elevated-access.ts';
import diagnoses from './diagnoses.ts';

type CostAssignments = typeof costAssignments extends EvidenceKind<infer T> ? T : never;

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
  // Pay-as-you-go has none.
  optionalInputs: ['billingAccountId'],
  diagnoses,
  assess(
    { registration, principal, billing, assigned, atRoot, user, own: directory },
    inputs,
    judge,
  ) {
    const { agreement, tenantId, clientId, billingAccountId = '' } = inputs;
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
    judgeRoles(assigned, findElevation(atRoot, user), inputs.servicePrincipalId, judge);
  },
});

/** The roles that are left at management groups, subscriptions and the top. */
function judgeRoles(
  assigned: Evidence<CostAssignments>,
  elevation: Elevation,
  servicePrincipalId: string,
  judge: Judge<typeof diagnoses>,
) {
  if (assigned.status === 'found') {
    const ids = assigned.value.costScopes
      .flatMap(({ assignments }) => rowsOf(assignments ?? [], servicePrincipalId))
      // What a group has is the group's.
      .filter(
        ({ properties }) =>
          properties.principalId.toLowerCase() === servicePrincipalId.toLowerCase(),
      )
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
}
