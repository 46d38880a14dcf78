/** The subscription that a resource id or a scope is in; undefined outside of subscriptions. */
const subscriptionIn = (id: string): string | undefined =>
  /^\/*subscriptions\/+([^/]+)/i.exec(id)?.[1];

const isSame = (one: string, other: string | undefined): boolean =>
  other !== undefined && one.toLowerCase() === other.toLowerCase();

/**
 * Says what an answer is about when one of the identifiers in it is not the wanted one:
 * `the app 0b1c…`. Identifiers that the answer does not have say nothing.
 */
export function findOther(
  what: string,
  actual: readonly (string | null | undefined)[],
  wanted: string | undefined,
): string | undefined {
  const other = actual.find((id) => id && !isSame(id, wanted));
  return other ? `${what} ${other}` : undefined;
}

/** The same for resource ids and scopes of which some are in a subscription. */
export const findOtherSubscription = (
  ids: readonly (string | null | undefined)[],
  wanted: string | undefined,
): string | undefined =>
  findOther(
    'the subscription',
    ids.map((id) => subscriptionIn(id ?? '')),
    wanted,
  );

/** The same for resource ids and scopes below a billing account. */
export const findOtherBillingAccount = (
  ids: readonly (string | null | undefined)[],
  wanted: string | undefined,
): string | undefined =>
  findOther(
    'the billing account',
    ids.map((id) => decode(/\/billingAccounts\/([^/?]+)/i.exec(id ?? '')?.[1] ?? '')),
    wanted,
  );

/** The colons of a billing account's name come as they are, or as `%3A`. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

interface PrincipalRow {
  properties: { principalId: string; principalType?: string | null };
}

/**
 * Whether a row reaches its principal through a group, into which Azure's filter looked: it is of
 * something else than of one who signs in. Types that are not known here may hold others, too.
 *
 * Source: https://learn.microsoft.com/en-us/rest/api/authorization/role-assignments/list-for-scope (`PrincipalType`)
 */
export const isGroupRow = ({ properties: { principalType } }: PrincipalRow): boolean =>
  !!principalType && !/^(user|serviceprincipal|device)$/i.test(principalType);

/**
 * Says whose roles a list holds that was asked for with `assignedTo('{id}')`, when one of its rows
 * is neither of that principal nor of a group: then the filter did not arrive. cmd.exe, for one,
 * cuts an address at `&`.
 */
export function findOtherPrincipal(
  rows: readonly PrincipalRow[],
  wanted: string | undefined,
): string | undefined {
  const other = rows.find(
    (row) => !isGroupRow(row) && !isSame(row.properties.principalId, wanted),
  )?.properties;
  return other
    ? `the roles of others too, such as ${other.principalType ?? 'the principal'} ${other.principalId}: the filter of the command is missing`
    : undefined;
}
