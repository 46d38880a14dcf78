import type { PolicyStatement } from '../../../evidence/aws/_shared/policy-document.ts';
import type { Truth } from './truth.ts';

/** Somebody who calls AWS. */
export interface Caller {
  accountId: string;
  /** ARN of the role or user (not of the session), e.g. that of `role/Name`. */
  arn: string;
  /** All that is known of the ARN, where `arn` is only an example. */
  arnPattern?: string;
  /** Whether a permissions boundary is attached to it; undefined: nobody looked. */
  hasBoundary?: boolean;
}

export interface PrincipalEntry {
  /** `AWS`, `Service`, `Federated`, `CanonicalUser`; `*` is `AWS`. */
  type: string;
  value: string;
}

/** The principals a statement names, one entry each; `NotPrincipal` is not among them. */
export function principalsOf(statement: PolicyStatement): PrincipalEntry[] {
  return entriesOf(statement.Principal);
}

function entriesOf(principal: PolicyStatement['Principal']): PrincipalEntry[] {
  if (principal === undefined) return [];
  if (principal === '*') return [{ type: 'AWS', value: '*' }];
  return Object.entries(principal).flatMap(([type, values]) =>
    values.map((value) => ({ type, value })),
  );
}

/**
 * The account a principal belongs to: of a bare account number or of an ARN; undefined for `*`,
 * services and deleted principals.
 */
export function accountOf(principal: string): string | undefined {
  if (/^\d{12}$/.test(principal)) return principal;
  return /^arn:[^:]+:(?:iam|sts)::(\d{12}):/.exec(principal)?.[1];
}

/** Whether a principal stands for a whole account: its number or its `:root` ARN. */
export function isWholeAccount(principal: string): boolean {
  return /^\d{12}$/.test(principal) || /^arn:[^:]+:iam::\d{12}:root$/.test(principal);
}

/** How a principal that is named relates to a caller. */
function nameOf(
  { type, value }: PrincipalEntry,
  caller: Caller,
): 'self' | 'account' | 'session' | undefined {
  if (type !== 'AWS') return undefined;
  if (value === '*' || value === caller.arn) return 'self';
  const [, account, role] = /^arn:[^:]+:sts::(\d{12}):assumed-role\/([^/]+)\//.exec(value) ?? [];
  if (account === caller.accountId && role === caller.arn.split('/').at(-1)) return 'session';
  return isWholeAccount(value) && accountOf(value) === caller.accountId ? 'account' : undefined;
}

/**
 * Whether a statement is about this caller, by `Principal` or by `NotPrincipal`. One session of a
 * role may or may not be the one that calls.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */
export function coversCaller(statement: PolicyStatement, caller: Caller): Truth {
  if (statement.Principal !== undefined) {
    const names = principalsOf(statement).map((entry) => nameOf(entry, caller));
    if (names.includes('self') || names.includes('account')) return 'yes';
    return names.includes('session') ? 'unknown' : 'no';
  }
  if (statement.NotPrincipal === undefined) return 'no';
  return exceptsCaller(statement, caller);
}

/**
 * A Deny with `NotPrincipal` spares only who is named together with the account, and nobody who has
 * a permissions boundary. Naming one of the two may be enough or not; AWS says “might”.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html
 */
function exceptsCaller(statement: PolicyStatement, caller: Caller): Truth {
  const entries = entriesOf(statement.NotPrincipal);
  const names = entries.map((entry) => nameOf(entry, caller));
  if (names.every((name) => name === undefined)) return 'yes';
  if (entries.some(({ type, value }) => type === 'AWS' && value === '*')) return 'no';
  if (statement.Effect === 'Allow') return 'unknown';
  if (caller.hasBoundary) return 'yes';
  return names.includes('self') && names.includes('account')
    ? sparesUnlessBound(caller)
    : 'unknown';
}

/** Whoever is named is spared, unless a boundary that nobody looked for is there. */
function sparesUnlessBound({ hasBoundary }: Caller): Truth {
  return hasBoundary === undefined ? 'unknown' : 'no';
}

/**
 * A principal as a sentence names it: `account 111122223333`, `role Admin in account …`,
 * `everyone`, or as written.
 */
export function describePrincipal({ type, value }: PrincipalEntry): string {
  if (value === '*') return 'everyone';
  if (isWholeAccount(value)) return `account ${accountOf(value)}`;
  const named = /^arn:[^:]+:iam::(\d{12}):(role|user)\/(.+)$/.exec(value);
  if (named) return `${named[2]} ${named[3]} in account ${named[1]}`;
  if (/^A(ROA|IDA)[A-Z0-9]+$/.test(value))
    return `${value} (a ${value.startsWith('AROA') ? 'role' : 'user'} that was deleted)`;
  return type === 'Service' ? `the AWS service ${value}` : value;
}
