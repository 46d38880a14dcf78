import denyAssignments from '../../../evidence/azure/deny-assignments.ts';
import policyAssignments from '../../../evidence/azure/policy-assignments.ts';
import servicePrincipal from '../../../evidence/azure/service-principal.ts';
import { defineCheck } from '../../define-check.ts';
import { scopeOf } from '../_fixes/commands.ts';
import { deniedActions } from '../_rbac/evaluate.ts';
import { placeOf } from '../_rbac/scopes.ts';
import { spotActions } from '../_role/spot-role.ts';
import diagnoses from './diagnoses.ts';
import { findLimit } from './limits.ts';

export default defineCheck({
  id: 'azure/denials',
  title: 'No deny assignment and no built-in policy takes from Spot what its role allows',
  needs: { principal: servicePrincipal, denials: denyAssignments },
  mayUse: { policies: policyAssignments },
  inputs: ['subscriptionId'],
  after: ['azure/subscription', 'azure/service-principal'],
  diagnoses,
  assess({ principal, denials, policies }, { subscriptionId }, judge) {
    if (!principal)
      return judge.cannotTell('The app has no service principal yet; see the step before.');
    for (const denial of denials?.value ?? []) {
      const { actions, sure } = deniedActions(
        scopeOf(subscriptionId),
        { objectId: principal.id },
        denial,
        spotActions,
      );
      if (actions.length === 0) continue;
      const name = denial.properties.denyAssignmentName ?? denial.name;
      if (sure)
        judge.found('denied', { name, scope: denial.properties.scope, actions, id: denial.id });
      else
        judge.cannotTell(
          `The deny assignment “${name}” names groups, or has a condition, and whether it means the app cannot be seen from here. Check as Spot.`,
        );
    }
    if (policies.status !== 'found')
      judge.cannotTell('The Azure Policy assignments of the subscription could not be seen.', [
        policyAssignments,
      ]);
    for (const policy of policies.status === 'found' ? policies.value.value : []) {
      const limit = findLimit(policy, scopeOf(subscriptionId));
      if (!limit) continue;
      // Which subscriptions are in a management group cannot be seen from here.
      if (
        (policy.properties.notScopes ?? []).some(
          (one) => placeOf(one, scopeOf(subscriptionId)) === 'above',
        )
      )
        judge.cannotTell(
          `The policy “${limit.name}” leaves out a management group, and whether the subscription is in that cannot be seen from here.`,
        );
      else judge.found('policyLimits', limit);
    }
  },
});
