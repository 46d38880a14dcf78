import type { RequestContext } from './context.ts';
import type { Principals, Statement } from './statements.ts';

/** What a principal element is compared with: all the names a caller answers to. */
export interface PrincipalNames {
  /** ARNs that name the caller itself: user, role, session. */
  arns: readonly string[];
  /** Account root ARN and bare account id: naming these delegates to the account. */
  account: readonly string[];
  /** Service principals, e.g. `billingreports.amazonaws.com`; empty for people and roles. */
  services: readonly string[];
  /** Whether a permissions boundary is attached. */
  hasBoundary: boolean;
}

/** How directly a statement names the caller. */
export type PrincipalMatch = 'direct' | 'anyone' | 'account' | undefined;

/**
 * Compares text with a pattern of `*` and `?`. Variables are replaced first and never act as
 * wildcards; an unknown one matches nothing.
 */
export function like(
  pattern: string,
  text: string,
  context?: RequestContext,
  ignoreCase = false,
): boolean {
  if (context === undefined || !pattern.includes('${'))
    return compiled(pattern, ignoreCase).test(text);
  const source = expandVariables(pattern, context, escapeRegExp, wildcards);
  return source !== undefined && whole(source, ignoreCase).test(text);
}

/**
 * Policies are asked the same few hundred patterns over and over; compiling them anew was a third
 * of the simulator's time.
 */
const patterns = { withCase: new Map<string, RegExp>(), ignoringCase: new Map<string, RegExp>() };

function compiled(pattern: string, ignoreCase: boolean): RegExp {
  const cache = ignoreCase ? patterns.ignoringCase : patterns.withCase;
  let known = cache.get(pattern);
  if (!known) {
    if (cache.size > 5_000) cache.clear();
    known = whole(wildcards(pattern), ignoreCase);
    cache.set(pattern, known);
  }
  return known;
}

function whole(source: string, ignoreCase: boolean): RegExp {
  return new RegExp(`^${source}$`, ignoreCase ? 'si' : 's');
}

/**
 * Replaces `${key}` and `${key, 'default'}`; undefined when a key has no value. `${*}`, `${?}` and
 * `${$}` are those characters.
 */
export function expandVariables(
  text: string,
  context: RequestContext,
  ofValue: (value: string) => string = (value) => value,
  ofText: (text: string) => string = (rest) => rest,
): string | undefined {
  let result = '';
  let end = 0;
  for (const match of text.matchAll(/\$\{\s*([^},\s]+)\s*(?:,\s*'([^']*)'\s*)?\}/g)) {
    const key = match[1] as string;
    const value = ['*', '?', '$'].includes(key)
      ? key
      : (single(context.get(key.toLowerCase())) ?? match[2]);
    if (value === undefined) return undefined;
    result += ofText(text.slice(end, match.index)) + ofValue(value);
    end = match.index + match[0].length;
  }
  return result + ofText(text.slice(end));
}

function single(values: readonly string[] | undefined): string | undefined {
  return values?.length === 1 ? values[0] : undefined;
}

function escapeRegExp(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}

function wildcards(pattern: string): string {
  return escapeRegExp(pattern).replaceAll('\\*', '.*').replaceAll('\\?', '.');
}

/** Action or NotAction against e.g. `s3:GetObject`; case does not matter. */
export function matchesAction(statement: Statement, action: string): boolean {
  const any = (patterns: string[]) =>
    patterns.some((pattern) => like(pattern, action, undefined, true));
  return statement.notActions ? !any(statement.notActions) : any(statement.actions ?? []);
}

/**
 * Wildcards of a resource stand within one of its parts; the one at the end reaches further. What is
 * no ARN, such as `*` alone as the resource of a call, is compared as a whole.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 */
function matchesResourceArn(
  pattern: string,
  resource: string,
  variables: RequestContext | undefined,
): boolean {
  const [wanted, actual] = [splitArn(pattern), splitArn(resource)];
  if (!wanted || !actual) return like(pattern, resource, variables);
  return wanted.every((part, index) => like(part, actual[index] ?? '', variables));
}

/**
 * The six parts of an ARN; undefined when there are fewer. Colons inside of `${…}` belong to the
 * variable.
 */
export function splitArn(text: string): string[] | undefined {
  const variables = text.match(/\$\{[^}]*\}/g) ?? [];
  const masked = variables.reduce(
    (rest, variable, index) => rest.replace(variable, () => `\u0000${index}\u0000`),
    text,
  );
  const parts = /^([^:]*):([^:]*):([^:]*):([^:]*):([^:]*):(.*)$/s.exec(masked)?.slice(1);
  return parts?.map((part) =>
    // biome-ignore lint/suspicious/noControlCharactersInRegex: U+0000 cannot occur in a policy.
    part.replace(/\u0000(\d+)\u0000/g, (_whole, index: string) => variables[Number(index)] ?? ''),
  );
}

/**
 * Resource or NotResource. A statement without either is a trust policy's and speaks of the role
 * itself.
 */
export function matchesResource(
  statement: Statement,
  resource: string,
  context: RequestContext,
): boolean {
  const variables = statement.variables ? context : undefined;
  const any = (patterns: string[]) =>
    patterns.some((pattern) => matchesResourceArn(pattern, resource, variables));
  if (statement.notResources) return !any(statement.notResources);
  return statement.resources ? any(statement.resources) : true;
}

/**
 * Principal or NotPrincipal of a resource policy's statement. Only a whole `*` is a wildcard there.
 * A Deny with NotPrincipal spares who is named together with the account, and nobody who has a
 * permissions boundary.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html
 */
export function matchesPrincipal(statement: Statement, names: PrincipalNames): PrincipalMatch {
  const { notPrincipals } = statement;
  if (!notPrincipals) return statement.principals && namedIn(statement.principals, names);
  const named = namedIn(notPrincipals, names);
  if (statement.effect === 'Allow') return named ? undefined : 'anyone';
  const aws = notPrincipals.AWS ?? [];
  const isSpared =
    aws.includes('*') ||
    (notPrincipals.Service ?? []).some((name) => names.services.includes(name)) ||
    (!names.hasBoundary &&
      aws.some((name) => names.arns.includes(name)) &&
      aws.some((name) => names.account.includes(name)));
  return isSpared ? undefined : 'anyone';
}

function namedIn(principals: Principals, names: PrincipalNames): PrincipalMatch {
  const aws = principals.AWS ?? [];
  if (
    aws.some((name) => names.arns.includes(name)) ||
    (principals.Service ?? []).some((name) => names.services.includes(name))
  )
    return 'direct';
  if (aws.includes('*')) return 'anyone';
  return aws.some((name) => names.account.includes(name)) ? 'account' : undefined;
}
