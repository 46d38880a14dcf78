/**
 * What is known of a condition key in a call:
 * its values; that it is absent; that it has one value of a set (`oneOf`) or one that fits a
 * pattern (`like`); or that it is absent or has some value that is not the reader's (`foreign`:
 * Spot's addresses, networks and organization).
 */
export type KeyValue =
  | readonly string[]
  | 'absent'
  | 'foreign'
  | { readonly oneOf: readonly string[] }
  | { readonly like: string };

/** By lower-case key. A key that is missing here is unknown. */
export type RequestContext = Readonly<Record<string, KeyValue>>;

/** What is known of a key; keys such as aws:PrincipalTag/team are known by their family, too. */
export function findKey(key: string, context: RequestContext): KeyValue | undefined {
  const name = key.toLowerCase();
  return context[name] ?? (name.includes('/') ? context[`${name.split('/')[0]}/`] : undefined);
}
