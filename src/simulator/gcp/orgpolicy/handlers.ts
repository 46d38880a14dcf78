import { isAllowed } from '../authorization/evaluate.ts';
import { errorInfo, GcpError, invalidArgument, notFound, permissionDenied } from '../errors.ts';
import { newEtag, sameEtag } from '../identifiers.ts';
import { type AnyNode, findNode } from '../resources.ts';
import type { Call, GcpService, Operation } from '../service.ts';
import type { GcpProject, OrgPolicyRule, OrgPolicySpec } from '../state.ts';
import { constraints, effectiveRules } from './evaluate.ts';

interface PolicyV2 {
  name?: string;
  spec?: { etag?: string; inheritFromParent?: boolean; reset?: boolean; rules?: OrgPolicyRule[] };
  etag?: string;
}

function requireNode(call: Call, name: string, permission: string, resource = name): AnyNode {
  const node = findNode(call.world, name);
  if (node && isAllowed(call.world, call.caller, permission, { node })) return node;
  throw permissionDenied(permission, `//orgpolicy.googleapis.com/${resource}`);
}

/** Version 2 names projects by number. */
const nameOf = (node: AnyNode, name: string): string =>
  'projectId' in node ? `projects/${(node as GcpProject).number}` : name;

function view(node: AnyNode, parent: string, constraint: string, spec: OrgPolicySpec): object {
  return {
    name: `${nameOf(node, parent)}/policies/${constraint}`,
    spec: {
      etag: spec.etag,
      updateTime: new Date(spec.updatedAt).toISOString(),
      ...(spec.rules.length > 0 ? { rules: spec.rules } : {}),
      ...(spec.inheritFromParent ? { inheritFromParent: true } : {}),
      ...(spec.reset ? { reset: true } : {}),
    },
    etag: spec.etag,
  };
}

function requireConstraint(constraint: string): string {
  if (!(constraint in constraints)) {
    throw invalidArgument(
      'The constraint provided is invalid or not available.',
      errorInfo('INVALID_CONSTRAINT', 'orgpolicy.googleapis.com', { constraint }),
    );
  }
  return constraint;
}

/** The spec of a request, checked against its constraint. */
function specOf(call: Call, constraint: string, before?: OrgPolicySpec): OrgPolicySpec {
  const { spec = {}, etag } = call.body as PolicyV2;
  const { rules = [], reset, inheritFromParent } = spec;
  const stale = spec.etag ?? etag;
  if (before && stale && !sameEtag(stale, before.etag))
    throw new GcpError(
      'ABORTED',
      'The provided etag does not match the current etag of the policy.',
    );
  if (reset && (rules.length > 0 || inheritFromParent))
    throw invalidArgument('A policy that resets can neither have rules nor inherit.');
  for (const rule of rules) {
    const type = rule.enforce === undefined ? 'list' : 'boolean';
    if (type !== constraints[constraint])
      throw invalidArgument(
        `The rules of a policy on constraints/${constraint} must be ${constraints[constraint]} rules.`,
      );
  }
  return {
    etag: newEtag(),
    updatedAt: call.world.clock.now(),
    ...(reset ? { reset } : {}),
    ...(inheritFromParent ? { inheritFromParent } : {}),
    rules,
  };
}

function operationsOf(kind: 'projects' | 'folders' | 'organizations'): Operation[] {
  const id = `orgpolicy.${kind}`;
  const parent = `/v2/${kind}/{id}`;
  const policy = `${parent}/policies/{constraint}`;
  const parentOf = (call: Call) => `${kind}/${call.params.id}`;
  const target = (call: Call, permission: string) => {
    const constraint = call.params.constraint ?? '';
    const node = requireNode(
      call,
      parentOf(call),
      permission,
      `${parentOf(call)}/policies/${constraint}`,
    );
    return { node, constraint: requireConstraint(constraint) };
  };
  const existing = (node: AnyNode, constraint: string): OrgPolicySpec => {
    const spec = node.orgPolicies.get(constraint);
    if (!spec) throw notFound('Requested entity was not found.');
    return spec;
  };
  return [
    {
      id: `${id}.policies.get`,
      method: 'GET',
      path: policy,
      run(call) {
        const { node, constraint } = target(call, 'orgpolicy.policy.get');
        return view(node, parentOf(call), constraint, existing(node, constraint));
      },
    },
    {
      id: `${id}.policies.getEffectivePolicy`,
      method: 'GET',
      path: `${policy}:getEffectivePolicy`,
      run(call) {
        const { node, constraint } = target(call, 'orgpolicy.policy.get');
        const set = effectiveRules(call.world, node, constraint);
        const unset: OrgPolicyRule[] = [
          constraints[constraint] === 'boolean' ? { enforce: false } : { allowAll: true },
        ];
        return {
          name: `${nameOf(node, parentOf(call))}/policies/${constraint}`,
          spec: { rules: set.length > 0 ? set : unset },
        };
      },
    },
    {
      id: `${id}.policies.list`,
      method: 'GET',
      path: `${parent}/policies`,
      run(call) {
        const node = requireNode(call, parentOf(call), 'orgpolicy.policies.list');
        const policies = [...node.orgPolicies].map(([constraint, spec]) =>
          view(node, parentOf(call), constraint, spec),
        );
        return policies.length > 0 ? { policies } : {};
      },
    },
    {
      id: `${id}.policies.create`,
      method: 'POST',
      path: `${parent}/policies`,
      run(call) {
        const node = requireNode(call, parentOf(call), 'orgpolicy.policies.create');
        const constraint = requireConstraint(
          String((call.body as PolicyV2).name ?? '')
            .split('/')
            .at(-1) ?? '',
        );
        if (node.orgPolicies.has(constraint))
          throw new GcpError('ALREADY_EXISTS', 'Requested entity already exists');
        const spec = specOf(call, constraint);
        node.orgPolicies.set(constraint, spec);
        return view(node, parentOf(call), constraint, spec);
      },
    },
    {
      id: `${id}.policies.patch`,
      method: 'PATCH',
      path: policy,
      run(call) {
        const { node, constraint } = target(call, 'orgpolicy.policies.update');
        const spec = specOf(call, constraint, existing(node, constraint));
        node.orgPolicies.set(constraint, spec);
        return view(node, parentOf(call), constraint, spec);
      },
    },
    {
      id: `${id}.policies.delete`,
      method: 'DELETE',
      path: policy,
      run(call) {
        const { node, constraint } = target(call, 'orgpolicy.policies.delete');
        existing(node, constraint);
        node.orgPolicies.delete(constraint);
        return {};
      },
    },
    {
      id: `${id}.constraints.list`,
      method: 'GET',
      path: `${parent}/constraints`,
      run(call) {
        requireNode(call, parentOf(call), 'orgpolicy.constraints.list');
        const all = Object.entries(constraints).map(([constraint, type]) => ({
          name: `${parentOf(call)}/constraints/${constraint}`,
          constraintDefault: 'ALLOW',
          ...(type === 'boolean' ? { booleanConstraint: {} } : { listConstraint: {} }),
        }));
        return { constraints: all };
      },
    },
  ];
}

/** Organization Policy v2. */
export const orgpolicy: GcpService = {
  name: 'orgpolicy',
  host: 'orgpolicy.googleapis.com',
  title: 'Organization Policy API',
  consumer: 'client',
  operations: [
    ...operationsOf('projects'),
    ...operationsOf('folders'),
    ...operationsOf('organizations'),
  ],
};
