import { constraintViolated, invalidName, validationError } from './errors.ts';

/**
 * Input members as text from the wire, or as plain values from a service that acts for the caller.
 */
export type Input = Readonly<Record<string, unknown>>;

const memberName = (name: string) => name.charAt(0).toLowerCase() + name.slice(1);

/** A member that must be there. Throws ValidationError. */
export function required(input: Input, name: string): string {
  const value = input[name];
  if (value === undefined || value === null)
    throw constraintViolated(memberName(name), null, 'not be null');
  if (value === '')
    throw constraintViolated(memberName(name), '', 'have length greater than or equal to 1');
  return String(value);
}

export function optional(input: Input, name: string): string | undefined {
  return input[name] === undefined || input[name] === '' ? undefined : String(input[name]);
}

/** A name of a role, user or policy. Throws ValidationError in IAM's words. */
export function entityName(input: Input, name: string, longest: number): string {
  const value = required(input, name);
  if (value.length > longest)
    throw constraintViolated(
      memberName(name),
      value,
      `have length less than or equal to ${longest}`,
    );
  if (!/^[\w+=,.@-]+$/.test(value)) throw invalidName(memberName(name));
  return value;
}

export const roleName = (input: Input) => entityName(input, 'RoleName', 64);
export const policyName = (input: Input) => entityName(input, 'PolicyName', 128);

/** ARN of a managed policy, at least in form. */
export function policyArn(input: Input, name = 'PolicyArn'): string {
  const value = required(input, name);
  if (value.length < 20)
    throw constraintViolated(memberName(name), value, 'have length greater than or equal to 20');
  if (!/^arn:[^:]+:iam::(\d{12}|aws):policy\/.+$/.test(value))
    throw validationError(`ARN ${value} is not valid.`);
  return value;
}

export function path(input: Input): string {
  const value = optional(input, 'Path') ?? '/';
  if (!/^(\/|\/[!-~]*\/)$/.test(value)) {
    throw validationError(
      'The specified value for path is invalid. It must begin and end with / and contain only alphanumeric characters and/or / characters.',
    );
  }
  return value;
}

/** A list of texts; undefined and the wire's empty list are empty. */
export function texts(input: Input, name: string): string[] {
  const value = input[name];
  return Array.isArray(value) ? value.map(String) : [];
}

export function isTrue(value: unknown): boolean {
  return value === true || value === 'true';
}

/** `Tags` as a record. */
export function tagsOf(input: Input): Record<string, string> {
  const tags = Array.isArray(input.Tags) ? (input.Tags as { Key?: string; Value?: string }[]) : [];
  return Object.fromEntries(tags.map(({ Key = '', Value = '' }) => [Key, Value]));
}

export function tagList(tags: Readonly<Record<string, string>>): { Key: string; Value: string }[] {
  return Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
}

/** Sorted by name, as IAM lists. */
export function byName<T extends { name: string }>(entities: Iterable<T>): T[] {
  return [...entities].sort((a, b) => (a.name < b.name ? -1 : 1));
}
