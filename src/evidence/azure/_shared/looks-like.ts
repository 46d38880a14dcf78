/** What is looked at in an answer of Resource Manager or Microsoft Graph to see what it is a list of. */
interface Entry {
  id?: unknown;
  '@odata.type'?: unknown;
}

/**
 * Whether an answer is one of this address rather than of another that answers in the same shape,
 * `{"value": […]}`: by the types in the ids of Resource Manager, and by what Graph says of its answers.
 * With ids and without any, true where nothing speaks against it.
 *
 * Sources: https://learn.microsoft.com/en-us/rest/api/resources/resources/list,
 * https://learn.microsoft.com/en-us/graph/query-parameters
 */
export default function looksLike(url: string, value: unknown): boolean {
  const answer = value as { value?: unknown; '@odata.context'?: unknown };
  const entries: Entry[] = Array.isArray(answer.value) ? answer.value : [answer as Entry];
  const path = new URL(url.replace(/\{\{\w+\}\}/g, 'any')).pathname;
  const isArm = url.startsWith('https://management.azure.com');
  const ids = entries.map(({ id }) => id).filter((id) => typeof id === 'string');
  if (ids.some((id) => id.startsWith('/') !== isArm)) return false;
  return isArm
    ? ids.length === 0
      ? answer['@odata.context'] === undefined
      : isOfType(path, ids, Array.isArray(answer.value))
    : isOfGraph(path, entries, answer['@odata.context']);
}

/** By the type, and by where the list was asked for: at least one entry has to be from there. */
function isOfType(path: string, ids: readonly string[], isList: boolean): boolean {
  const segments = path.split('/').filter(Boolean);
  const type = (isList ? segments.at(-1) : segments.at(-2))?.toLowerCase();
  if (ids.some((id) => id.split('/').at(-2)?.toLowerCase() !== type)) return false;
  const parent = segments
    .slice(0, isList ? -1 : -2)
    .map((segment) => (segment === 'any' ? '[^/]+' : segment));
  const from = new RegExp(`^/${parent.map((one) => `${one}/`).join('')}${type}/`, 'i');
  return ids.some((id) => from.test(id));
}

/** Graph says in its context, or in each entry, what it answers with; `--query` leaves that out. */
function isOfGraph(path: string, entries: readonly Entry[], context: unknown): boolean {
  const [, first = '', ...rest] = path.split('/').filter(Boolean);
  const cast = rest.find((segment) => segment.startsWith('microsoft.graph.'));
  const types = entries
    .map((entry) => entry['@odata.type'])
    .filter((type) => typeof type === 'string');
  if (types.some((type) => cast === undefined || type !== `#${cast}`)) return false;
  if (typeof context !== 'string') return cast === undefined || types.length > 0;
  const set = /#([A-Za-z]+)/.exec(context)?.[1] ?? '';
  const asked = cast
    ? ['directoryObjects', 'directoryRoles']
    : [first === 'me' ? 'users' : first.replace(/\(.*/, '')];
  return asked.includes(set);
}
