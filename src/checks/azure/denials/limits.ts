import type policyAssignments from '../../../evidence/azure/policy-assignments.ts';
import type { EvidenceKind } from '../../../evidence/define-evidence.ts';
import { lastPart, placeOf } from '../_rbac/scopes.ts';

type PolicyList = typeof policyAssignments extends EvidenceKind<infer T> ? T : never;

export type Policy = PolicyList['value'][number];

/**
 * Built-in policies that can stop Spot from starting machines, by GUID.
 * Source: https://learn.microsoft.com/azure/governance/policy/samples/built-in-policies
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
export const isSpots = (type: string): boolean =>
  /^microsoft\.(compute\/(virtualmachines|disks|snapshots)|network\/(networkinterfaces|publicipaddresses))$/i.test(
    type,
  );

/**
 * What an assignment or its effect is called, where nobody here knows what that does; undefined
 * where it is known. `Default` enforces, `DoNotEnforce` does not.
 *
 * Source: https://learn.microsoft.com/azure/governance/policy/concepts/assignment-structure
 */
export function findUnknownWord({ properties }: Policy, effect?: unknown): string | undefined {
  const { enforcementMode } = properties;
  if (enforcementMode && !/^(Default|DoNotEnforce)$/i.test(enforcementMode)) return enforcementMode;
  return effect === undefined || isKnownEffect(effect) ? undefined : String(effect);
}

/** Effects that refuse nothing. Source: https://learn.microsoft.com/azure/governance/policy/concepts/effect-basics */
export const isMild = (effect: unknown): boolean =>
  /^(addToNetworkGroup|append|audit|auditIfNotExists|deployIfNotExists|disabled|manual|modify|mutate)$/i.test(
    String(effect),
  );

const isKnownEffect = (effect: unknown): boolean =>
  isMild(effect) || /^(deny|denyAction)$/i.test(String(effect));

/** Whether an assignment is in effect at a place: one of a management group names what it leaves out. */
export function isEnforced(
  { properties: { enforcementMode, notScopes } }: Policy,
  place: string,
): boolean {
  const isLeftOut = (notScopes ?? []).some((scope) => placeOf(scope, place) === 'at');
  return !/^DoNotEnforce$/i.test(enforcementMode ?? '') && !isLeftOut;
}

/** What a built-in policy that is known here limits; `unknown`: a word that nobody here knows. */
export function findLimit(
  policy: Policy,
  place: string,
): { name: string; allowed: string[]; unknown?: string } | undefined {
  const { policyDefinitionId, parameters } = policy.properties;
  const known = limiting[lastPart(policyDefinitionId)];
  if (!known || !isEnforced(policy, place)) return undefined;
  const value = parameters?.[known.parameter]?.value;
  const values = (Array.isArray(value) ? value : value === undefined ? [] : [value]).map(String);
  // Some definitions let the assignment choose: only Deny refuses anything.
  const effect = parameters?.effect?.value;
  if (isMild(effect) || !known.limits(values)) return undefined;
  return { name: nameOf(policy), allowed: values, unknown: findUnknownWord(policy, effect) };
}

export const nameOf = ({ id, properties }: Policy): string =>
  properties.displayName ?? lastPart(id);
