import type policyAssignments from '../../../evidence/azure/policy-assignments.ts';
import type { EvidenceKind } from '../../../evidence/define-evidence.ts';
import { lastPart, placeOf } from '../_rbac/scopes.ts';

type Policies = typeof policyAssignments extends EvidenceKind<infer T> ? T : never;

/**
 * Microsoft's own policy “Not allowed resource types”.
 * Source: https://learn.microsoft.com/azure/governance/policy/samples/built-in-policies#general
 */
const notAllowedTypes = '6c112d4e-5bc7-47ae-a041-ea2d9dccd749';

/**
 * Of actions that write, those whose type a policy in effect at a place does not allow, by the name
 * of the policy. What a company's own definitions refuse is not worked out.
 */
export default function findDeniedTypes(
  { value }: Policies,
  place: string,
  actions: readonly string[],
): { name: string; actions: string[] }[] {
  return value
    .filter(
      ({ properties: { policyDefinitionId, enforcementMode, notScopes, parameters } }) =>
        lastPart(policyDefinitionId) === notAllowedTypes &&
        enforcementMode !== 'DoNotEnforce' &&
        // Which subscriptions are in a management group that is left out cannot be seen from here.
        !(notScopes ?? []).some((scope) => ['at', 'above'].includes(placeOf(scope, place))) &&
        !/^(audit|disabled)$/i.test(String(parameters?.effect?.value)),
    )
    .map(({ id, properties: { displayName, parameters } }) => {
      const types = parameters?.listOfResourceTypesNotAllowed?.value;
      const denied = (Array.isArray(types) ? types : []).map((type) =>
        `${type}/write`.toLowerCase(),
      );
      return {
        name: displayName ?? lastPart(id),
        actions: actions.filter((action) => denied.includes(action.toLowerCase())),
      };
    })
    .filter((denial) => denial.actions.length > 0);
}
