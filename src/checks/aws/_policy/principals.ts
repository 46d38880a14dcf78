import type { PolicyStatement } from '../../../evidence/aws/_shared/policy-document.ts';

/** Somebody who calls AWS. */
export interface Caller {
  accountId: string;
  /** ARN of the role or user (not of the session), e.g. that of `role/Name`. */
  arn: string;
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

function covers(entry: PrincipalEntry, caller: Caller): boolean {
  if (entry.type !== 'AWS') return false;
  if (entry.value === '*' || entry.value === caller.arn) return true;
  return isWholeAccount(entry.value) && accountOf(entry.value) === caller.accountId;
}

/** Whether a statement is about this caller, by `Principal` or by `NotPrincipal`. */
export function coversCaller(statement: PolicyStatement, caller: Caller): boolean {
  if (statement.Principal !== undefined)
    return principalsOf(statement).some((entry) => covers(entry, caller));
  if (statement.NotPrincipal !== undefined)
    return !entriesOf(statement.NotPrincipal).some((entry) => covers(entry, caller));
  return false;
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
