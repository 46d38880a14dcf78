import { GcpError, invalidArgument } from '../errors.ts';
import { newEtag, sameEtag } from '../identifiers.ts';
import { constraints, effectiveRules } from '../orgpolicy/evaluate.ts';
import type { AnyNode } from '../resources.ts';
import type { Call, Operation } from '../service.ts';
import type { OrgPolicyRule, OrgPolicySpec } from '../state.ts';
import { requireNode } from './access.ts';

interface PolicyV1 {
  constraint?: string;
  etag?: string;
  booleanPolicy?: { enforced?: boolean };
  listPolicy?: {
    allowedValues?: string[];
    deniedValues?: string[];
    allValues?: string;
    inheritFromParent?: boolean;
  };
  restoreDefault?: object;
}

function constraintOf(text: unknown): string {
  const constraint = String(text ?? '').replace(/^constraints\//, '');
  if (!(constraint in constraints))
    throw invalidArgument('The constraint provided is invalid or not available.');
  // Managed constraints exist in version 2 alone.
  if (constraint.includes('.managed.'))
    throw invalidArgument('The constraint provided is invalid or not available.');
  return constraint;
}

function viewOf(constraint: string, rules: readonly OrgPolicyRule[], spec?: OrgPolicySpec): object {
  const head = {
    constraint: `constraints/${constraint}`,
    ...(spec ? { etag: spec.etag, updateTime: new Date(spec.updatedAt).toISOString() } : {}),
  };
  if (spec?.reset) return { ...head, restoreDefault: {} };
  if (constraints[constraint] === 'boolean') {
    return { ...head, booleanPolicy: rules.some((rule) => rule.enforce) ? { enforced: true } : {} };
  }
  const allValues = rules.some((rule) => rule.denyAll)
    ? 'DENY'
    : rules.every((rule) => rule.allowAll)
      ? 'ALLOW'
      : undefined;
  const allowedValues = rules.flatMap((rule) => rule.values?.allowedValues ?? []);
  const deniedValues = rules.flatMap((rule) => rule.values?.deniedValues ?? []);
  const listPolicy = {
    ...(allValues ? { allValues } : {}),
    ...(allowedValues.length > 0 ? { allowedValues } : {}),
    ...(deniedValues.length > 0 ? { deniedValues } : {}),
    ...(spec?.inheritFromParent ? { inheritFromParent: true } : {}),
  };
  return { ...head, listPolicy };
}

function rulesOf({ booleanPolicy, listPolicy }: PolicyV1): OrgPolicyRule[] {
  if (booleanPolicy) return [{ enforce: booleanPolicy.enforced ?? false }];
  if (listPolicy?.allValues)
    return [listPolicy.allValues === 'DENY' ? { denyAll: true } : { allowAll: true }];
  return listPolicy ? [{ values: listPolicy }] : [];
}

function set(call: Call, node: AnyNode): object {
  const given = (call.body.policy ?? {}) as PolicyV1;
  const constraint = constraintOf(given.constraint);
  const type = given.restoreDefault ? undefined : given.booleanPolicy ? 'boolean' : 'list';
  if (type && type !== constraints[constraint])
    throw invalidArgument('The policy type does not match the constraint type.');
  const before = node.orgPolicies.get(constraint);
  if (given.etag && before && !sameEtag(given.etag, before.etag))
    throw new GcpError('ABORTED', 'The etag of the policy is stale.');
  const spec: OrgPolicySpec = {
    etag: newEtag(),
    updatedAt: call.world.clock.now(),
    ...(given.restoreDefault ? { reset: true } : {}),
    ...(given.listPolicy?.inheritFromParent ? { inheritFromParent: true } : {}),
    rules: rulesOf(given),
  };
  node.orgPolicies.set(constraint, spec);
  return viewOf(constraint, spec.rules, spec);
}

/**
 * The organization policies of Resource Manager v1, as `gcloud resource-manager org-policies` uses
 * them.
 */
export function orgPolicyOperations(kind: 'projects' | 'folders' | 'organizations'): Operation[] {
  // Folders are in v2 of the API and have organization policies in v1 only.
  const path = `/v1/${kind}/{id}`;
  const id = `cloudresourcemanager.${kind}`;
  const nodeFor = (call: Call, permission: string) =>
    requireNode(call, `${kind}/${call.params.id}`, permission, 'v1');
  return [
    {
      id: `${id}.getOrgPolicy`,
      method: 'POST',
      path: `${path}:getOrgPolicy`,
      run(call) {
        const spec = nodeFor(call, 'orgpolicy.policy.get').orgPolicies.get(
          constraintOf(call.body.constraint),
        );
        const constraint = constraintOf(call.body.constraint);
        return spec
          ? viewOf(constraint, spec.rules, spec)
          : { constraint: `constraints/${constraint}`, etag: 'BwVJi0OOESU=' };
      },
    },
    {
      id: `${id}.getEffectiveOrgPolicy`,
      method: 'POST',
      path: `${path}:getEffectiveOrgPolicy`,
      run(call) {
        const node = nodeFor(call, 'orgpolicy.policy.get');
        const constraint = constraintOf(call.body.constraint);
        return viewOf(constraint, effectiveRules(call.world, node, constraint));
      },
    },
    {
      id: `${id}.setOrgPolicy`,
      method: 'POST',
      path: `${path}:setOrgPolicy`,
      run: (call) => set(call, nodeFor(call, 'orgpolicy.policy.set')),
    },
    {
      id: `${id}.clearOrgPolicy`,
      method: 'POST',
      path: `${path}:clearOrgPolicy`,
      run(call) {
        nodeFor(call, 'orgpolicy.policy.set').orgPolicies.delete(
          constraintOf(call.body.constraint),
        );
        return {};
      },
    },
  ];
}
