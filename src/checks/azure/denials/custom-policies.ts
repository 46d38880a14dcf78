import type policyDefinitions from '../../../evidence/azure/policy-definitions.ts';
import type { EvidenceKind } from '../../../evidence/define-evidence.ts';
import { findUnknownWord, isEnforced, isMild, isSpots, type Policy } from './limits.ts';

type Definition = (typeof policyDefinitions extends EvidenceKind<infer T>
  ? T
  : never)['value'][number];

/** Whether an assignment is of a definition of the company's own; Microsoft's have no scope. */
export const isCustom = ({ properties: { policyDefinitionId } }: Policy): boolean =>
  !/^\/providers\/Microsoft\.Authorization\/policy(Set)?Definitions\//i.test(policyDefinitionId);

/**
 * Whether a policy of the company's own may refuse what Spot makes; undefined where its definition
 * could not be seen. What its rule asks for besides types of resources is not worked out: it may.
 * `unknown`: its effect, or how it is enforced, is a word that nobody here knows.
 */
export function mayRefuse(
  policy: Policy,
  definitions: readonly Definition[],
  place: string,
): boolean | { unknown: string } | undefined {
  if (!isEnforced(policy, place)) return false;
  const { policyDefinitionId, parameters } = policy.properties;
  const definition = definitions.find(
    ({ id }) => id.toLowerCase() === policyDefinitionId.toLowerCase(),
  );
  if (!definition) return undefined;
  const { policyRule, parameters: declared } = definition.properties;
  const named = /^\[parameters\('([^']+)'\)\]$/i.exec(policyRule.then.effect)?.[1];
  const effect = named
    ? (parameters?.[named]?.value ?? declared?.[named]?.defaultValue)
    : policyRule.then.effect;
  if (isMild(effect) || !mayConcern(policyRule.if)) return false;
  const unknown = findUnknownWord(policy, effect);
  return unknown === undefined || { unknown };
}

/** Whether a condition may hold for a resource of Spot's. */
function mayConcern(condition: unknown): boolean {
  if (typeof condition !== 'object' || condition === null) return true;
  const { allOf, anyOf, field, equals, in: among } = condition as Record<string, unknown>;
  if (Array.isArray(allOf)) return allOf.every(mayConcern);
  if (Array.isArray(anyOf)) return anyOf.some(mayConcern);
  if (typeof field !== 'string' || field.toLowerCase() !== 'type') return true;
  if (typeof equals === 'string') return mayBeSpots(equals);
  return Array.isArray(among) ? among.some((type) => mayBeSpots(String(type))) : true;
}

/** An expression in brackets may be anything. */
const mayBeSpots = (type: string): boolean => type.startsWith('[') || isSpots(type);
