import denyAssignments from '../../../evidence/azure/deny-assignments.ts';
import policyAssignments from '../../../evidence/azure/policy-assignments.ts';
import servicePrincipal from '../../../evidence/azure/service-principal.ts';
import type { EvidenceKind } from '../../../evidence/define-evidence.ts';
import { defineCheck, diagnosis } from '../../define-check.ts';
import { scopeOf } from '../_fixes/commands.ts';
import { deniedActions } from '../_rbac/evaluate.ts';
import { lastPart, placeOf } from '../_rbac/scopes.ts';
import { spotActions } from '../_role/spot-role.ts';

type PolicyList = typeof policyAssignments extends EvidenceKind<infer T> ? T : never;
type Policy = PolicyList['value'][number];

/**
 * Built-in policies that can stop Spot from starting machines, by GUID. Source: "Azure Policy
 * built-in definitions for Azure Compute" and "… General".
 */
const limiting: Readonly<
  Record<string, { parameter: string; limits: (values: readonly string[]) => boolean }>
> = {
  // Allowed virtual machine size SKUs
  'cccc23c7-8427-4f53-ad12-b6a63eb452b3': { parameter: 'listOfAllowedSKUs', limits: () => true },
  // Not allowed resource types
  '6c112d4e-5bc7-47ae-a041-ea2d9dccd749': {
    parameter: 'listOfResourceTypesNotAllowed',
    limits: (types) => types.some(isSpots),
  },
  // Allowed resource types
  'a08ec900-254a-4555-9bf5-e42af04b5c5c': {
    parameter: 'listOfResourceTypesAllowed',
    limits: (types) =>
      alwaysMade.some((made) => !types.some((type) => type.toLowerCase() === made)),
  },
  // Require a tag on resources; … and its value on resources: they refuse a machine, disk or
  // interface that does not carry it
  '871b6d14-10aa-478d-b590-94f262ecfa99': { parameter: 'tagName', limits: () => true },
  '1e30110a-5ceb-460c-a204-c1c3969c6d62': { parameter: 'tagName', limits: () => true },
  // Network interfaces should not have public IPs
  '83a86a26-fd1f-447c-b59d-e51f44264114': { parameter: '', limits: () => true },
};

/** What every machine of Spot consists of. */
const alwaysMade = [
  'microsoft.compute/virtualmachines',
  'microsoft.compute/disks',
  'microsoft.network/networkinterfaces',
];

/** Types of which Spot makes some. */
const isSpots = (type: string): boolean =>
  /^microsoft\.(compute\/(virtualmachines|disks|snapshots)|network\/(networkinterfaces|publicipaddresses))$/i.test(
    type,
  );

export default defineCheck({
  id: 'azure/denials',
  title: 'No deny assignment and no built-in policy takes from Spot what its role allows',
  needs: { principal: servicePrincipal, denials: denyAssignments },
  mayUse: { policies: policyAssignments },
  inputs: ['subscriptionId'],
  after: ['azure/subscription', 'azure/service-principal'],
  diagnoses: {
    denied: diagnosis<{ name: string; scope: string; actions: string[]; id: string }>({
      code: 'AZ-DENY-001',
      severity: 'fail',
      title: 'A deny assignment takes away what the role allows',
      explain: () =>
        'A deny assignment wins over every role. Azure makes them for deployment stacks, managed applications and blueprints; nobody can remove one by hand, only change what made it.',
      observed: ({ name, scope, actions }) =>
        `“${name}” at ${scope} denies ${actions.slice(0, 4).join(', ')}${actions.length > 4 ? ` and ${actions.length - 4} more` : ''}`,
      expected: () => 'no deny assignment that covers the app',
      fix: ({ name }) => ({
        summary: `Have the app excluded from “${name}”, or the deny settings of the stack or blueprint that made it lifted.`,
        commands: [],
        console: [
          'Open Subscriptions > your subscription > Access control (IAM) > Deny assignments, and open it: the description says what made it.',
        ],
        who: 'whoever manages the deployment stack, managed application or blueprint',
      }),
    }),
    policyLimits: diagnosis<{ name: string; allowed: string[] }>({
      code: 'AZ-DENY-002',
      severity: 'warning',
      title: 'An Azure Policy limits what may be made',
      explain: () =>
        'Spot works within it: whatever the policy forbids fails with RequestDisallowedByPolicy when Spot tries to start it. Choose what it allows, give the machines the tags that it demands, or have the policy changed.',
      observed: ({ name, allowed }) =>
        `“${name}”${allowed.length > 0 ? `: ${allowed.slice(0, 6).join(', ')}` : ''}`,
      expected: () => 'no policy against the machines that Spot will start',
      fix: ({ name }) => ({
        summary: `Compare “${name}” with the machines that Spot shall use. If it refuses some, have it changed, or this subscription left out of it. An exemption is not seen here: with one this warning stays, and is none.`,
        commands: [],
        console: ['Open Policy > Assignments, and open it: its parameters say what is allowed.'],
        who: 'whoever manages Azure Policy in your company',
      }),
    }),
  },
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
          `The deny assignment “${name}” names groups, and whether the app is in one of them cannot be seen from here. Check as Spot.`,
        );
    }
    if (policies.status !== 'found')
      judge.cannotTell('The Azure Policy assignments of the subscription could not be seen.', [
        policyAssignments,
      ]);
    for (const policy of policies.status === 'found' ? policies.value.value : []) {
      const limit = limitOf(policy, scopeOf(subscriptionId));
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

function limitOf(
  { id, properties }: Policy,
  place: string,
): { name: string; allowed: string[] } | undefined {
  const { policyDefinitionId, enforcementMode, parameters, displayName, notScopes } = properties;
  const known = limiting[lastPart(policyDefinitionId)];
  // An assignment of a management group names what it leaves out.
  const isLeftOut = (notScopes ?? []).some((scope) => placeOf(scope, place) === 'at');
  if (!known || enforcementMode === 'DoNotEnforce' || isLeftOut) return undefined;
  const value = parameters?.[known.parameter]?.value;
  const values = (Array.isArray(value) ? value : value === undefined ? [] : [value]).map(String);
  // Some definitions let the assignment choose: only Deny refuses anything.
  if (/^(audit|disabled)$/i.test(String(parameters?.effect?.value ?? ''))) return undefined;
  return known.limits(values) ? { name: displayName ?? lastPart(id), allowed: values } : undefined;
}
