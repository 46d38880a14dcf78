import { partitions } from '../partitions.ts';
import type { Call } from '../service.ts';
import type { CloudFormationStack } from '../state.ts';
import { notSimulated, validationError } from './errors.ts';
import { conditionHolds, referencesIn, resolve, type Scope, unresolved } from './intrinsics.ts';
import { asReferenced } from './parameters.ts';
import type { Properties } from './resources/define-resource-type.ts';
import { resourceType } from './resources/index.ts';
import { liveResource } from './state.ts';
import type { ResourceDeclaration, Template } from './template.ts';

/** A template together with the values of its parameters, as they meet a stack. */
export interface Plan {
  template: Template;
  scope: Scope;
  /** Logical ids whose condition holds, each after what it depends on. */
  order: string[];
  declaration: (logicalId: string) => ResourceDeclaration;
  /** Resolved properties. Throws ValidationError when something it refers to is missing. */
  properties: (logicalId: string) => Properties;
}

const pseudoNames = [
  'AccountId',
  'Region',
  'Partition',
  'StackId',
  'StackName',
  'URLSuffix',
  'NoValue',
  'NotificationARNs',
].map((name) => `AWS::${name}`);

/** Checks types and references of a template, without a stack. Throws ValidationError. */
export function checkTemplate(template: Template, region: string): void {
  const types = [...new Set(Object.values(template.resources).map(({ Type }) => Type))];
  const unrecognized = types.filter((type) => !resourceType(type, region));
  if (unrecognized.length)
    throw validationError(
      `Template format error: Unrecognized resource types: [${unrecognized.join(', ')}]`,
    );
  for (const { Type, Properties } of Object.values(template.resources)) {
    const later = Object.keys(Properties).find((name) =>
      resourceType(Type, region)?.notSimulated?.includes(name),
    );
    if (later) throw notSimulated(`the property ${later} of ${Type}`);
  }
  const known = [...Object.keys(template.parameters), ...pseudoNames];
  const resources = Object.keys(template.resources);
  const check = (value: unknown, names: string[], block: string) => {
    const missing = [...new Set(referencesIn(value).filter((name) => !names.includes(name)))];
    if (missing.length) throw unresolved(missing, block);
  };
  check(
    Object.values(template.resources).map(({ Properties }) => Properties),
    [...known, ...resources],
    'Resources',
  );
  check(
    Object.values(template.outputs).map(({ Value }) => Value),
    [...known, ...resources],
    'Outputs',
  );
  check(Object.values(template.conditions), known, 'Conditions');
  const dependsOn = Object.values(template.resources).flatMap(({ DependsOn }) => DependsOn);
  const absent = dependsOn.filter((name) => !resources.includes(name));
  if (absent.length) throw unresolved([...new Set(absent)]);
}

/** Capabilities that a template needs and were not acknowledged. */
export function missingCapabilities(
  template: Template,
  region: string,
  acknowledged: readonly string[],
): string[] {
  const needed = capabilitiesOf(template, region).capabilities;
  if (needed.includes('CAPABILITY_NAMED_IAM'))
    return acknowledged.includes('CAPABILITY_NAMED_IAM') ? [] : needed;
  return needed.filter(
    (one) => !acknowledged.includes(one) && !acknowledged.includes('CAPABILITY_NAMED_IAM'),
  );
}

/** Capabilities that a template needs, and because of which types. */
export function capabilitiesOf(
  template: Template,
  region: string,
): { capabilities: string[]; types: string[] } {
  const affected = Object.values(template.resources).filter(
    ({ Type }) => resourceType(Type, region)?.capability,
  );
  const named = affected.some(({ Type, Properties }) => {
    const name = resourceType(Type, region)?.nameProperty;
    return name !== undefined && Properties[name] !== undefined;
  });
  const types = [...new Set(affected.map(({ Type }) => Type))].sort();
  return {
    types,
    capabilities: types.length === 0 ? [] : [named ? 'CAPABILITY_NAMED_IAM' : 'CAPABILITY_IAM'],
  };
}

/** What a value of a resource that is still to be made looks like in a preview. */
const knownAfterApply = '{{changeSet:KNOWN_AFTER_APPLY}}';

/**
 * Brings a checked template together with a stack. In a preview, resources that are still to be
 * made give placeholders. Throws ValidationError.
 */
export function planFor(
  call: Call,
  stack: CloudFormationStack,
  template: Template,
  parameters: Readonly<Record<string, string>>,
  { preview = false } = {},
): Plan {
  let active: string[] = [];
  const scope: Scope = {
    template,
    parameters: asReferenced(template, parameters),
    pseudo: pseudoParameters(call, stack),
    resource(logicalId) {
      const live = liveResource(stack, logicalId);
      const type = resourceType(
        live?.type ?? template.resources[logicalId]?.Type ?? '',
        stack.region,
      );
      if (!type) return undefined;
      if (live) return { ref: live.physicalId, attributes: type.attributes(live.physicalId, call) };
      if (!preview || !active.includes(logicalId)) return undefined;
      const names = Object.keys(type.attributes(knownAfterApply, call));
      return {
        ref: knownAfterApply,
        attributes: Object.fromEntries(names.map((name) => [name, knownAfterApply])),
      };
    },
  };
  const declaration = (logicalId: string) => template.resources[logicalId] as ResourceDeclaration;
  active = Object.keys(template.resources).filter((id) => {
    const { Condition } = declaration(id);
    return Condition === undefined || conditionHolds(Condition, scope);
  });
  return {
    template,
    scope,
    declaration,
    order: ordered(active, declaration),
    properties: (logicalId) => resolve(declaration(logicalId).Properties, scope) as Properties,
  };
}

function pseudoParameters(
  { account, region }: Call,
  stack: CloudFormationStack,
): Record<string, string> {
  return {
    'AWS::AccountId': account.id,
    'AWS::Region': region,
    'AWS::Partition': account.partition,
    'AWS::StackId': stack.id,
    'AWS::StackName': stack.name,
    'AWS::URLSuffix': partitions[account.partition].dnsSuffix,
  };
}

function ordered(
  active: string[],
  declaration: (logicalId: string) => ResourceDeclaration,
): string[] {
  const dependencies = new Map(
    active.map((id) => {
      const { Properties, DependsOn } = declaration(id);
      return [
        id,
        [...referencesIn(Properties), ...DependsOn].filter((name) => active.includes(name)),
      ];
    }),
  );
  const order: string[] = [];
  while (order.length < active.length) {
    const next = active.find(
      (id) => !order.includes(id) && dependencies.get(id)?.every((name) => order.includes(name)),
    );
    if (!next)
      throw validationError(
        `Circular dependency between resources: [${active.filter((id) => !order.includes(id)).join(', ')}]`,
      );
    order.push(next);
  }
  return order;
}
