import denyAssignments from '../../../evidence/azure/deny-assignments.ts';
import policyAssignments from '../../../evidence/azure/policy-assignments.ts';
import policyDefinitions from '../../../evidence/azure/policy-definitions.ts';
import servicePrincipal from '../../../evidence/azure/service-principal.ts';
import type { Evidence, EvidenceKind } from '../../../evidence/define-evidence.ts';
import { defineCheck, type Judge } from '../../define-check.ts';
import { scopeOf } from '../_fixes/commands.ts';
import { deniedActions } from '../_rbac/evaluate.ts';
import { placeOf } from '../_rbac/scopes.ts';
import { spotActions } from '../_role/spot-role.ts';
import { isCustom, mayRefuse } from './custom-policies.ts';
import diagnoses from './diagnoses.ts';
import { findLimit, nameOf, type Policy } from './limits.ts';

type Definitions = Evidence<typeof policyDefinitions extends EvidenceKind<infer T> ? T : never>;

export default defineCheck({
  id: 'azure/denials',
  title:
    'No deny assignment, and no policy that is known here, takes from Spot what its role allows',
  needs: { principal: servicePrincipal, denials: denyAssignments },
  mayUse: { policies: policyAssignments, definitions: policyDefinitions },
  inputs: ['subscriptionId'],
  after: ['azure/subscription', 'azure/service-principal'],
  diagnoses,
  assess({ principal, denials, policies, definitions }, { subscriptionId }, judge) {
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
    for (const policy of policies.status === 'found' ? policies.value.value : [])
      judgePolicy(policy, definitions, scopeOf(subscriptionId), judge);
  },
});

function judgePolicy(
  policy: Policy,
  definitions: Definitions,
  place: string,
  judge: Judge<typeof diagnoses>,
) {
  const known = definitions.status === 'found' ? definitions.value.value : [];
  const refuses = isCustom(policy) ? mayRefuse(policy, known, place) : undefined;
  const limit =
    findLimit(policy, place) ??
    (refuses
      ? {
          name: nameOf(policy),
          allowed: [],
          unknown: refuses === true ? undefined : refuses.unknown,
        }
      : undefined);
  if (isCustom(policy) && refuses === undefined)
    return judge.cannotTell(
      `“${nameOf(policy)}” is a policy of your company, and what it refuses could not be seen. Compare it with the machines that Spot shall use.`,
      [policyDefinitions],
    );
  if (!limit) return;
  const { unknown, ...found } = limit;
  if (unknown !== undefined)
    return judge.cannotTell(
      `The policy “${limit.name}” says “${unknown}”, and whether that refuses anything is not known here. Compare it with the machines that Spot shall use.`,
    );
  // Which subscriptions are in a management group cannot be seen from here.
  if ((policy.properties.notScopes ?? []).some((one) => placeOf(one, place) === 'above'))
    return judge.cannotTell(
      `The policy “${limit.name}” leaves out a management group, and whether the subscription is in that cannot be seen from here.`,
    );
  judge.found('policyLimits', found);
}
