import { notSimulated, validationError } from './errors.ts';
import { isSection, type Template } from './template.ts';

/** What references in a template resolve to. */
export interface Scope {
  template: Template;
  parameters: Readonly<Record<string, string | string[]>>;
  /** `AWS::AccountId` and its like, without `AWS::NoValue`. */
  pseudo: Readonly<Record<string, string>>;
  /** What `Ref` and `Fn::GetAtt` of a resource give; undefined when it is not there. */
  resource: (
    logicalId: string,
  ) => { ref: string; attributes: Readonly<Record<string, string>> } | undefined;
}

/** Stands for `AWS::NoValue`: whatever it is assigned to disappears. */
const noValue = Symbol('AWS::NoValue');

/**
 * Resolves every intrinsic function in a value. Throws ValidationError in CloudFormation's words.
 */
export function resolve(value: unknown, scope: Scope): unknown {
  const resolved = evaluate(value, scope);
  return resolved === noValue ? undefined : resolved;
}

/** Whether a named condition holds. */
export function conditionHolds(name: string, scope: Scope, block = 'Resources'): boolean {
  if (!(name in scope.template.conditions))
    throw validationError(
      `Template format error: Unresolved condition dependency ${name} in the ${block} block of the template`,
    );
  return isTrue(evaluate(scope.template.conditions[name], scope));
}

function evaluate(value: unknown, scope: Scope): unknown {
  if (Array.isArray(value))
    return value.map((item) => evaluate(item, scope)).filter((item) => item !== noValue);
  if (!isSection(value)) return value;
  const [name, ...others] = Object.keys(value);
  if (name !== undefined && others.length === 0) {
    const argument = value[name];
    if (name === 'Ref') return reference(String(argument), scope);
    if (
      name === 'Condition' &&
      typeof argument === 'string' &&
      argument in scope.template.conditions
    )
      return conditionHolds(argument, scope);
    if (name.startsWith('Fn::')) {
      const apply = functions[name];
      if (!apply) throw unknownFunction(name);
      return apply(argument, scope);
    }
  }
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, member]) => [key, evaluate(member, scope)] as const)
      .filter(([, member]) => member !== noValue),
  );
}

const later = [
  'Fn::Base64',
  'Fn::Cidr',
  'Fn::GetAZs',
  'Fn::Transform',
  'Fn::ToJsonString',
  'Fn::Length',
  'Fn::ForEach',
  'Fn::Contains',
];
const unknownFunction = (name: string) =>
  later.includes(name)
    ? notSimulated(name)
    : validationError(`Template format error: Unrecognized intrinsic function ${name}`);

const functions: Readonly<Record<string, (argument: unknown, scope: Scope) => unknown>> = {
  'Fn::GetAtt': (argument, scope) => {
    const [logicalId, attribute] = Array.isArray(argument)
      ? argument.map(String)
      : splitOnce(String(argument));
    return attributeOf(logicalId as string, attribute as string, scope);
  },
  'Fn::Sub': (argument, scope) => {
    const [text, variables] = Array.isArray(argument) ? argument : [argument, {}];
    return substitute(String(text), (variables ?? {}) as Record<string, unknown>, scope);
  },
  'Fn::Join': (argument, scope) => {
    const [delimiter, items] = argumentsOf('Fn::Join', argument, scope, 2);
    return (items as unknown[]).map(String).join(String(delimiter));
  },
  'Fn::Split': (argument, scope) => {
    const [delimiter, text] = argumentsOf('Fn::Split', argument, scope, 2);
    return String(text).split(String(delimiter));
  },
  'Fn::Select': (argument, scope) => {
    const [index, items] = argumentsOf('Fn::Select', argument, scope, 2);
    const item = Array.isArray(items) ? items[Number(index)] : undefined;
    if (item === undefined)
      throw validationError(
        `Template error: Fn::Select cannot select nonexistent value at index ${String(index)}`,
      );
    return item;
  },
  'Fn::FindInMap': (argument, scope) => {
    const [map, first, second] = argumentsOf('Fn::FindInMap', argument, scope, 3).map(String) as [
      string,
      string,
      string,
    ];
    const found = scope.template.mappings[map]?.[first]?.[second];
    if (found === undefined)
      throw validationError(
        `Template error: Unable to get mapping for ${map}::${first}::${second}`,
      );
    return found;
  },
  'Fn::If': (argument, scope) => {
    const [name, whenTrue, whenFalse] = listOf('Fn::If', argument, 3);
    return evaluate(conditionHolds(String(name), scope) ? whenTrue : whenFalse, scope);
  },
  'Fn::Equals': (argument, scope) => {
    const [left, right] = argumentsOf('Fn::Equals', argument, scope, 2);
    return String(left) === String(right);
  },
  'Fn::And': (argument, scope) =>
    (argument as unknown[]).every((item) => isTrue(evaluate(item, scope))),
  'Fn::Or': (argument, scope) =>
    (argument as unknown[]).some((item) => isTrue(evaluate(item, scope))),
  'Fn::Not': (argument, scope) => !isTrue(evaluate(listOf('Fn::Not', argument, 1)[0], scope)),
  // Outputs cannot be exported here, so no export has any name.
  'Fn::ImportValue': (argument, scope) => {
    throw validationError(`No export named ${String(evaluate(argument, scope))} found.`);
  },
};

const isTrue = (value: unknown) => value === true || value === 'true';

function listOf(name: string, argument: unknown, length: number): unknown[] {
  if (!Array.isArray(argument) || argument.length !== length)
    throw validationError(
      `Template error: every ${name} object requires ${length} parameter${length === 1 ? '' : 's'} in a list.`,
    );
  return argument;
}

/** Evaluates each argument of a function. */
function argumentsOf(name: string, argument: unknown, scope: Scope, length: number): unknown[] {
  return listOf(name, argument, length).map((item) => evaluate(item, scope));
}

function reference(name: string, scope: Scope): unknown {
  if (name === 'AWS::NoValue') return noValue;
  const found = scope.pseudo[name] ?? scope.parameters[name] ?? scope.resource(name)?.ref;
  if (found === undefined) throw unresolved([name]);
  return found;
}

function attributeOf(logicalId: string, attribute: string, scope: Scope): string {
  const resource = scope.resource(logicalId);
  if (!resource) throw unresolved([logicalId]);
  const value = resource.attributes[attribute];
  if (value === undefined)
    throw validationError(
      `Template error: resource ${logicalId} does not support attribute type ${attribute} in Fn::GetAtt`,
    );
  return value;
}

export const unresolved = (names: string[], block = 'Resources') =>
  validationError(
    `Template format error: Unresolved resource dependencies [${names.join(', ')}] in the ${block} block of the template`,
  );

/** `${Name}`, `${Name.Attribute}` and `${!Literal}`. */
const variable = /\$\{([^}]*)\}/g;

function substitute(text: string, variables: Record<string, unknown>, scope: Scope): string {
  return text.replace(variable, (_, name: string) => {
    if (name.startsWith('!')) return `\${${name.slice(1)}}`;
    const key = name.trim();
    if (key in variables) return String(evaluate(variables[key], scope));
    if (!key.includes('.')) return String(reference(key, scope));
    const [logicalId, attribute] = splitOnce(key);
    return attributeOf(logicalId, attribute, scope);
  });
}

function splitOnce(text: string): [string, string] {
  const at = text.indexOf('.');
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}

/**
 * Names that a value refers to by Ref, Fn::GetAtt and Fn::Sub, resources, parameters and pseudo
 * parameters alike.
 */
export function referencesIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(referencesIn);
  if (!isSection(value)) return [];
  return Object.entries(value).flatMap(([key, member]) => {
    if (key === 'Ref' && typeof member === 'string') return [member];
    if (key === 'Fn::GetAtt')
      return [Array.isArray(member) ? String(member[0]) : splitOnce(String(member))[0]];
    if (key === 'Fn::Sub') {
      const [text, variables] = Array.isArray(member) ? member : [member, {}];
      const names = [...String(text).matchAll(variable)]
        .map(([, name = '']) => name.trim())
        .filter((name) => !name.startsWith('!'));
      const own = Object.keys((variables as object) ?? {});
      return [
        ...names.filter((name) => !own.includes(name)).map((name) => splitOnce(name)[0]),
        ...referencesIn(variables),
      ];
    }
    return referencesIn(member);
  });
}
