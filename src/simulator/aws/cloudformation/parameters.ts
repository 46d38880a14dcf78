import { validationError } from './errors.ts';
import type { ParameterDeclaration, Template } from './template.ts';

/** Parameters as a request carries them. */
export interface GivenParameter {
  ParameterKey?: string;
  ParameterValue?: string;
  UsePreviousValue?: string | boolean;
}

/**
 * The value of every parameter of a template, as text: what was given, the previous value where
 * asked for, else the default. Throws ValidationError in CloudFormation's words.
 */
export function parameterValues(
  template: Template,
  given: readonly GivenParameter[],
  previous: Readonly<Record<string, string>>,
): Record<string, string> {
  const unknown = given
    .map(({ ParameterKey = '' }) => ParameterKey)
    .filter((key) => !(key in template.parameters));
  if (unknown.length)
    throw validationError(`Parameters: [${unknown.join(', ')}] do not exist in the template`);
  const values: Record<string, string> = {};
  const missing: string[] = [];
  for (const [name, declaration] of Object.entries(template.parameters)) {
    const value = chosen(name, declaration, given, previous);
    if (value === undefined) missing.push(name);
    else values[name] = value;
  }
  if (missing.length) throw validationError(`Parameters: [${missing.join(', ')}] must have values`);
  for (const [name, value] of Object.entries(values))
    check(name, template.parameters[name] as ParameterDeclaration, value);
  return values;
}

function chosen(
  name: string,
  declaration: ParameterDeclaration,
  given: readonly GivenParameter[],
  previous: Readonly<Record<string, string>>,
): string | undefined {
  const one = given.find(({ ParameterKey }) => ParameterKey === name);
  if (String(one?.UsePreviousValue) === 'true') {
    if (name in previous) return previous[name];
    throw validationError(
      `Invalid input for parameter key ${name}. Cannot specify usePreviousValue as true for a parameter key not in the previous template`,
    );
  }
  return one?.ParameterValue ?? declaration.Default;
}

function check(name: string, declaration: ParameterDeclaration, value: string): void {
  const {
    Type,
    AllowedPattern,
    AllowedValues,
    MinLength,
    MaxLength,
    MinValue,
    MaxValue,
    ConstraintDescription,
  } = declaration;
  const fail = (requirement: string) => {
    if (ConstraintDescription)
      throw validationError(
        `Parameter ${name} failed to satisfy constraint: ${ConstraintDescription}`,
      );
    throw validationError(`Parameter '${name}' ${requirement}`);
  };
  const items = Type === 'String' || Type === 'Number' ? [value] : listOf(value);
  if (Type.includes('Number') && items.some((item) => item === '' || Number.isNaN(Number(item))))
    throw validationError(`Parameter '${name}' must be a number.`);
  for (const item of items) {
    if (AllowedValues && !AllowedValues.includes(item)) fail('must be one of AllowedValues');
    if (AllowedPattern && !new RegExp(`^(?:${AllowedPattern})$`).test(item))
      fail(`must match pattern ${AllowedPattern}`);
  }
  if (MinLength !== undefined && value.length < MinLength)
    fail(`must contain at least ${MinLength} characters`);
  if (MaxLength !== undefined && value.length > MaxLength)
    fail(`must contain at most ${MaxLength} characters`);
  if (MinValue !== undefined && Number(value) < MinValue)
    fail(`must be a number not less than ${MinValue}`);
  if (MaxValue !== undefined && Number(value) > MaxValue)
    fail(`must be a number not greater than ${MaxValue}`);
}

/** Values as references see them: lists become lists. */
export function asReferenced(
  template: Template,
  values: Readonly<Record<string, string>>,
): Record<string, string | string[]> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      const type = template.parameters[name]?.Type ?? 'String';
      return [name, type === 'String' || type === 'Number' ? value : listOf(value)];
    }),
  );
}

const listOf = (value: string) => (value === '' ? [] : value.split(',').map((item) => item.trim()));
