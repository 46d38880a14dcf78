import { isAlias, isMap, isScalar, isSeq, type Node, parseDocument } from 'yaml';
import { notSimulated, validationError } from './errors.ts';

/** A template as written: intrinsic functions in their long form, nothing resolved. */
export interface Template {
  description?: string;
  parameters: Record<string, ParameterDeclaration>;
  mappings: Record<string, Record<string, Record<string, unknown>>>;
  conditions: Record<string, unknown>;
  resources: Record<string, ResourceDeclaration>;
  outputs: Record<string, OutputDeclaration>;
  metadata?: unknown;
}

export interface ParameterDeclaration {
  Type: string;
  Default?: string;
  Description?: string;
  NoEcho?: boolean;
  AllowedPattern?: string;
  AllowedValues?: string[];
  ConstraintDescription?: string;
  MinLength?: number;
  MaxLength?: number;
  MinValue?: number;
  MaxValue?: number;
}

export interface ResourceDeclaration {
  Type: string;
  Properties: Record<string, unknown>;
  DependsOn: string[];
  Condition?: string;
  DeletionPolicy: 'Delete' | 'Retain' | 'RetainExceptOnCreate';
  UpdateReplacePolicy: 'Delete' | 'Retain';
}

interface OutputDeclaration {
  Value: unknown;
  Description?: string;
  Condition?: string;
}

type Section = Record<string, unknown>;

const sections = [
  'AWSTemplateFormatVersion',
  'Description',
  'Metadata',
  'Parameters',
  'Mappings',
  'Conditions',
  'Resources',
  'Outputs',
  'Rules',
  'Transform',
];

/**
 * Reads a template from YAML or JSON and checks its form. Throws ValidationError in
 * CloudFormation's words.
 */
export function parseTemplate(text: string): Template {
  const root = parseText(text);
  if (!isSection(root)) throw validationError('Template format error: unsupported structure.');
  const unknown = Object.keys(root).filter((name) => !sections.includes(name));
  if (unknown.length)
    throw validationError(`Invalid template property or properties [${unknown.join(', ')}]`);
  for (const section of ['Rules', 'Transform'])
    if (root[section]) throw notSimulated(`the template section ${section}`);
  if (!isSection(root.Resources) || Object.keys(root.Resources).length === 0)
    throw validationError('Template format error: At least one Resources member must be defined.');
  return {
    description: typeof root.Description === 'string' ? root.Description : undefined,
    parameters: mapSection(root, 'Parameters', parameterOf),
    mappings: mapSection(
      root,
      'Mappings',
      (_, mapping) => mapping as Record<string, Record<string, unknown>>,
    ),
    conditions: mapSection(root, 'Conditions', (_, condition) => condition),
    resources: mapSection(root, 'Resources', resourceOf),
    outputs: mapSection(root, 'Outputs', outputOf),
    metadata: root.Metadata,
  };
}

function mapSection<T>(
  root: Section,
  name: string,
  read: (key: string, value: Section) => T,
): Record<string, T> {
  const section = root[name] ?? {};
  if (!isSection(section))
    throw validationError(`Template format error: [/${name}] should be an object.`);
  return Object.fromEntries(
    Object.entries(section).map(([key, value]) => {
      if (!isSection(value))
        throw validationError(`Template format error: [/${name}/${key}] should be an object.`);
      if (name !== 'Conditions' && !/^[A-Za-z0-9]+$/.test(key))
        throw validationError(`Template format error: ${name} name ${key} is non alphanumeric.`);
      return [key, read(key, value)];
    }),
  );
}

const parameterTypes = ['String', 'Number', 'CommaDelimitedList', 'List<Number>'];

function parameterOf(_name: string, value: Section): ParameterDeclaration {
  if (typeof value.Type !== 'string')
    throw validationError(
      'Template format error: Every Parameters object must contain a Type member.',
    );
  if (!parameterTypes.includes(value.Type)) {
    if (value.Type.startsWith('AWS::')) throw notSimulated(`parameters of type ${value.Type}`);
    throw validationError(`Template format error: Unrecognized parameter type: ${value.Type}`);
  }
  const text = (member: unknown) => (member === undefined ? undefined : String(member));
  const number = (member: unknown) => (member === undefined ? undefined : Number(member));
  return {
    Type: value.Type,
    Default: text(value.Default),
    Description: text(value.Description),
    NoEcho: String(value.NoEcho) === 'true',
    AllowedPattern: text(value.AllowedPattern),
    AllowedValues: Array.isArray(value.AllowedValues) ? value.AllowedValues.map(String) : undefined,
    ConstraintDescription: text(value.ConstraintDescription),
    MinLength: number(value.MinLength),
    MaxLength: number(value.MaxLength),
    MinValue: number(value.MinValue),
    MaxValue: number(value.MaxValue),
  };
}

const resourceMembers = [
  'Type',
  'Properties',
  'DependsOn',
  'Condition',
  'DeletionPolicy',
  'UpdateReplacePolicy',
  'Metadata',
];
const deletionPolicies = ['Delete', 'Retain', 'RetainExceptOnCreate'] as const;

function resourceOf(name: string, value: Section): ResourceDeclaration {
  if (typeof value.Type !== 'string')
    throw validationError(
      `Template format error: [/Resources/${name}] Every Resources object must contain a Type member.`,
    );
  const unknown = Object.keys(value).filter((member) => !resourceMembers.includes(member));
  if (unknown.length) throw validationError(`Invalid template resource property '${unknown[0]}'`);
  const policy = (value.DeletionPolicy ?? 'Delete') as (typeof deletionPolicies)[number];
  if (!deletionPolicies.includes(policy))
    throw validationError(
      `Template format error: Unrecognized DeletionPolicy ${String(policy)} for resource ${name}`,
    );
  const replacePolicy = (value.UpdateReplacePolicy ?? 'Delete') as 'Delete' | 'Retain';
  if (replacePolicy !== 'Delete' && replacePolicy !== 'Retain')
    throw validationError(
      `Template format error: Unrecognized UpdateReplacePolicy ${String(replacePolicy)} for resource ${name}`,
    );
  return {
    Type: value.Type,
    Properties: isSection(value.Properties) ? value.Properties : {},
    DependsOn: [value.DependsOn ?? []].flat().map(String),
    Condition: typeof value.Condition === 'string' ? value.Condition : undefined,
    DeletionPolicy: policy,
    UpdateReplacePolicy: replacePolicy,
  };
}

function outputOf(name: string, value: Section): OutputDeclaration {
  if (value.Value === undefined)
    throw validationError(
      `Template format error: [/Outputs/${name}] Every Outputs member must contain a Value object`,
    );
  if (value.Export !== undefined) throw notSimulated('exports of outputs');
  return {
    Value: value.Value,
    Description: typeof value.Description === 'string' ? value.Description : undefined,
    Condition: typeof value.Condition === 'string' ? value.Condition : undefined,
  };
}

export function isSection(value: unknown): value is Section {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parseText(text: string): unknown {
  if (text.trimStart().startsWith('{')) {
    try {
      return JSON.parse(text);
    } catch {
      // A flow mapping of YAML starts like JSON; the YAML parser decides, and its complaint is the
      // clearer one.
    }
  }
  const document = parseDocument(text, { logLevel: 'silent', uniqueKeys: true });
  const [error] = document.errors;
  if (error) {
    const { line, col } = error.linePos?.[0] ?? { line: 1, col: 1 };
    throw validationError(
      `Template format error: YAML not well-formed. (line ${line}, column ${col})`,
    );
  }
  return document.contents ? dataOf(document.contents) : undefined;
}

/** A YAML node as plain data; short tags (`!Sub x`) become the long form (`{ 'Fn::Sub': 'x' }`). */
function dataOf(node: Node): unknown {
  if (isAlias(node))
    throw validationError(
      'Template error: YAML aliases are not allowed in CloudFormation templates',
    );
  const tag =
    node.tag?.startsWith('!') && !node.tag.startsWith('!!') ? node.tag.slice(1) : undefined;
  const plain = plainOf(node);
  if (!tag) return plain;
  if (tag === 'Ref' || tag === 'Condition') return { [tag]: plain };
  if (tag === 'GetAtt' && typeof plain === 'string') {
    const [resource, ...attribute] = plain.split('.');
    return { 'Fn::GetAtt': [resource, attribute.join('.')] };
  }
  return { [`Fn::${tag}`]: plain };
}

function plainOf(node: Node): unknown {
  if (isSeq(node)) return node.items.map((item) => dataOf(item as Node));
  if (isMap(node))
    return Object.fromEntries(
      node.items.map(({ key, value }) => [
        String(dataOf(key as Node)),
        value ? dataOf(value as Node) : null,
      ]),
    );
  return isScalar(node) ? node.value : null;
}
