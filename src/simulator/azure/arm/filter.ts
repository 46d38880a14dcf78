import { AzureError } from '../errors.ts';
import type { AzureCall } from '../routes.ts';

/**
 * Reads `$filter` of Microsoft.Authorization: terms joined by `and`, each a function such as
 * `atScope()` or a comparison such as `principalId eq '…'`. Returns the text of each term's
 * argument by its name; functions without one give an empty text. Throws when a term is not one of
 * `known`, e.g. `['atScope()', 'assignedTo', 'principalId']`.
 */
export function readFilter(
  { url }: AzureCall,
  known: readonly string[],
): ReadonlyMap<string, string> {
  const filter = url.searchParams.get('$filter')?.trim();
  const terms = new Map<string, string>();
  if (!filter) return terms;
  for (const term of filter.split(/\s+and\s+/i)) {
    const match =
      /^(\w+)\s*\(\s*(?:'([^']*)')?\s*\)$/.exec(term) ?? /^(\w+)\s+eq\s+'([^']*)'$/i.exec(term);
    const name = known.find(
      (one) => one.replace('()', '').toLowerCase() === match?.[1]?.toLowerCase(),
    );
    if (!match || name === undefined) {
      const message = `The filter '${filter}' is not supported. Supported filters are either 'atScope()' or 'principalId eq '{value}'' or 'assignedTo('{value}')'.`;
      throw new AzureError('UnsupportedQuery', 400, message);
    }
    terms.set(name, match[2] ?? '');
  }
  return terms;
}
