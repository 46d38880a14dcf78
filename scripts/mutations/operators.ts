/** One way of changing an answer: where, how, and what comes out. */
export interface Mutation {
  /** The field with `[]` for any index: `Role.AssumeRolePolicyDocument.Statement[].Effect`. */
  field: string;
  /** How it is changed: `removed`, `other account`, … */
  operator: string;
  /** Of an identifier that is changed wherever it stands: the fields that hold it. */
  places?: readonly string[];
  /** What is pasted then. */
  text: string;
}

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
type Path = readonly (string | number)[];

/** The field that stands for the answer as a whole. */
export const wholeAnswer = '(answer)';

const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi;
const account = /(?<!\d)\d{12}(?!\d)/g;
const address = /[\w.+-]+@[\w-]+\.[\w.-]+/g;
const date = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/;

/** Words that turn an answer into its opposite. */
const opposites: Readonly<Record<string, string>> = {
  Allow: 'Deny',
  Deny: 'Allow',
  allowed: 'explicitDeny',
  Enabled: 'Disabled',
  ENABLED: 'DISABLED',
  Active: 'Disabled',
  ACTIVE: 'DELETE_REQUESTED',
  Registered: 'NotRegistered',
  true: 'false',
  false: 'true',
};

/**
 * Every change of one field of what a command printed, each alone, and changes of the whole. Texts
 * that are no JSON are errors; of these the code, the operation and the names are changed. `names`
 * are the values of the inputs by name: which identifiers belong together.
 */
export function mutationsOf(
  text: string,
  { names = {}, provider }: { names?: Readonly<Record<string, string>>; provider: string },
): Mutation[] {
  const whole = wholeMutations(text, provider);
  const value = readJson(text);
  if (value === undefined)
    return [...whole, ...errorMutations(text), ...everywhereMutations(text, names)];
  const changed = changesOf(value, []).map(({ path, operator, make }) => ({
    field: fieldOf(path),
    operator,
    text: JSON.stringify(make(), null, 2),
  }));
  return unlike(text, [...whole, ...changed, ...everywhereMutations(text, names)]);
}

/** The JSON of a text; undefined where it is none. */
export function readJson(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

function wholeMutations(text: string, provider: string): Mutation[] {
  const value = readJson(text);
  const error: Readonly<Record<string, string>> = {
    aws: '\nAn error occurred (NoSuchEntity) when calling the GetSAMLProvider operation: Manifest not found for arn None',
    azure:
      'ERROR: Not Found({"error":{"code":"NotFound","message":"The page that was asked for is not found by proxy01."}})',
    gcp: 'ERROR: (gcloud.pubsub.topics.describe) NOT_FOUND: Resource not found (resource=other-topic).',
    spot: '{"response":{"status":{"code":404,"message":"Not Found"},"errors":[{"code":"NotFound","message":"no such page"}]}}',
  };
  const made: [string, string][] = [
    ['{}', '{}'],
    ['[]', '[]'],
    ['[{}]', '[{}]'],
    ['null', 'null'],
    ['error of another command', error[provider] ?? 'ERROR'],
    [
      'web page of a proxy',
      '<html><body><h1>Sign in to the network</h1>None not found</body></html>',
    ],
    ['cut off', text.trimEnd().slice(0, Math.floor(text.trimEnd().length * 0.7))],
  ];
  if (isObject(value)) {
    for (const key of ['nextLink', 'NextToken', 'nextPageToken'])
      made.push([
        `next page (${key})`,
        JSON.stringify({ ...value, [key]: 'https://management.azure.com/more?$skiptoken=ab12' }),
      ]);
  }
  return made
    .filter(([, changed]) => changed.trim() !== text.trim())
    .map(([operator, changed]) => ({ field: wholeAnswer, operator, text: changed }));
}

/** The same error of another code, of another operation, and in other words. */
function errorMutations(text: string): Mutation[] {
  const made: [string, string][] = [
    ['other code', text.replace(/\((\w+)\) when calling/, '(AccessDenied) when calling')],
    ['other code', text.replace(/ERROR: \((\w+)\)/, 'ERROR: (AuthorizationFailed)')],
    ['other code', text.replace(/"code": ?"\w+"/, '"code":"AuthorizationFailed"')],
    ['other code', text.replace(/NOT_FOUND/, 'PERMISSION_DENIED')],
    ['other operation', text.replace(/calling the \w+ operation/, 'calling the GetUser operation')],
    ['other operation', text.replace(/\(gcloud\.[\w.-]+\)/, '(gcloud.iam.roles.list)')],
    ['other words', text.replace(/(operation(?: \([^)]*\))?: ).*$/s, '$1None')],
    ['other words', text.replace(/("message": ?")[^"]*"/, '$1None"')],
  ];
  return unlike(
    text,
    made.map(([operator, changed]) => ({ field: '(error)', operator, text: changed })),
  );
}

/** Each identifier changed wherever it stands: an answer about somebody else. */
function everywhereMutations(text: string, names: Readonly<Record<string, string>>): Mutation[] {
  const mutations: Mutation[] = [];
  const seen = new Set<string>();
  const value = readJson(text);
  const leaves = value === undefined ? [] : leavesOf(value, []);
  const add = (field: string, value: string) => {
    if (seen.has(value) || value.length < 5 || !text.includes(value)) return;
    seen.add(value);
    const pattern = new RegExp(escapePattern(value), 'gi');
    const other = changeIdentifier(value);
    const holding = leaves.filter(({ value: held }) => held.match(pattern));
    const inFields = holding.reduce((sum, { value: held }) => sum + countOf(held, pattern), 0);
    const places = [...new Set(holding.map(({ path }) => fieldOf(path)))];
    mutations.push({
      field: `(everywhere) ${field}`,
      operator: 'another one',
      // Names of fields may hold it, too.
      ...(inFields === countOf(text, pattern) ? { places } : {}),
      text: text.replace(pattern, () => other),
    });
  };
  for (const [name, value] of Object.entries(names)) add(name, value);
  for (const { path, value } of leaves) {
    for (const identifier of identifiersIn(value)) add(fieldOf(path), identifier);
  }
  return mutations;
}

const countOf = (text: string, pattern: RegExp) => text.match(pattern)?.length ?? 0;

/** Account numbers, UUIDs and e-mail addresses in a text. */
function identifiersIn(text: string): string[] {
  return [uuid, account, address].flatMap((pattern) => text.match(pattern) ?? []);
}

/** Another identifier of the same format, the same one each time. */
export function changeIdentifier(value: string): string {
  if (/^[\w.+-]+@/.test(value)) return value.replace('@', '-else@');
  const digits = /^[\d-]+$/.test(value) || /^[0-9a-f-]{36}$/i.test(value);
  if (digits) return value.replace(/\d/g, (digit) => String((Number(digit) + 3) % 10));
  const tail = /[A-Za-z0-9]+$/.exec(value)?.[0] ?? value;
  return `${value.slice(0, value.length - tail.length)}${rotate(tail)}`;
}

/** Letters and digits moved on by one, in place. */
const rotate = (text: string) =>
  text.replace(/[a-zA-Z0-9]/g, (character) =>
    character === 'z'
      ? 'a'
      : character === 'Z'
        ? 'A'
        : character === '9'
          ? '0'
          : String.fromCharCode(character.charCodeAt(0) + 1),
  );

interface Change {
  path: Path;
  operator: string;
  make: () => Json;
}

/**
 * Lists longer than this are sampled: of each entry but the first and last ones a part of the
 * changes, another part each time.
 */
const longList = 8;

/** All changes below `value`, in which `make` gives this value changed. */
function changesOf(value: Json, path: Path): Change[] {
  const at = (operator: string, changed: Json): Change => ({
    path,
    operator,
    make: () => changed,
  });
  if (Array.isArray(value)) return changesOfList(value, path, at);
  if (isObject(value)) return changesOfObject(value, path, at);
  const inner = typeof value === 'string' && /^\s*[{[]/.test(value) ? readJson(value) : undefined;
  if (inner !== undefined)
    return changesOf(inner, [...path, '(json)']).map((change) => ({
      ...change,
      make: () => JSON.stringify(change.make()),
    }));
  return [...changeLeaf(value, path), ['null', null] as [string, Json]]
    .filter(([, changed]) => changed !== value)
    .map(([operator, changed]) => at(operator, changed));
}

function changesOfList(
  list: Json[],
  path: Path,
  at: (operator: string, changed: Json) => Change,
): Change[] {
  const changes: Change[] = [at('null', null)];
  if (list.length > 0) changes.push(at('emptied', []));
  for (const [index, entry] of list.entries()) {
    const inner = [...path, index];
    const put = (changed: Json): Json => list.with(index, changed);
    const entryAt = (operator: string, changed: Json): Change => ({
      path: inner,
      operator,
      make: () => changed,
    });
    const stranger = changeAll(entry);
    const here = [
      entryAt('removed', list.toSpliced(index, 1)),
      entryAt('foreign one instead', put(stranger)),
      entryAt('foreign one before', [stranger, ...list]),
      entryAt('foreign one after', [...list, stranger]),
      ...changesOf(entry, inner).map((change) => ({
        ...change,
        make: () => put(change.make()),
      })),
    ];
    const isSampled = list.length > longList && index > 1 && index < list.length - 1;
    changes.push(...here.filter((_, place) => !isSampled || (place + index) % 12 === 0));
  }
  return changes;
}

function changesOfObject(
  object: Record<string, Json>,
  path: Path,
  at: (operator: string, changed: Json) => Change,
): Change[] {
  const changes: Change[] = path.length > 0 ? [at('null', null), at('emptied', {})] : [];
  for (const [key, inner] of Object.entries(object)) {
    const { [key]: _, ...rest } = object;
    changes.push({ path: [...path, key], operator: 'removed', make: () => rest });
    for (const change of changesOf(inner, [...path, key]))
      changes.push({ ...change, make: () => ({ ...object, [key]: change.make() }) });
  }
  return changes;
}

/** Plausible other values of a leaf, each with the name of the operator. */
function changeLeaf(value: null | boolean | number | string, path: Path): [string, Json][] {
  if (value === null) return [['filled', 'other']];
  if (typeof value === 'boolean') return [['flipped', !value]];
  if (typeof value === 'number')
    return [
      ['zero', 0],
      ['huge', 1e308],
    ];
  const made: [string, Json][] = [['emptied', '']];
  if (date.test(value)) {
    made.push(['long ago', value.replace(/^\d{4}/, '2001')]);
    made.push(['far ahead', value.replace(/^\d{4}/, '2099')]);
    return made;
  }
  if (opposites[value]) made.push(['opposite', opposites[value]]);
  if (/^-?\d+$/.test(value)) made.push(['zero', '0'], ['huge', '99999999999999']);
  const strange: [string, RegExp][] = [
    ['other account', account],
    ['other UUID', uuid],
    ['other address', address],
  ];
  for (const [operator, pattern] of strange)
    made.push([operator, value.replace(pattern, (found) => changeIdentifier(found))]);
  if (/[/:]/.test(value) || /\d/.test(value)) made.push(['other name', changeIdentifier(value)]);
  else made.push(['other word', `other-${value}`]);
  if (/^[A-Za-z_]+$/.test(value)) made.push(['unknown word', 'Unknown']);
  if (/Statement|bindings|actions|permissions/i.test(path.join('.'))) made.push(['widened', '*']);
  return made;
}

/** An entry of somebody else: every identifier and name in it is another one. */
function changeAll(value: Json): Json {
  if (typeof value === 'string')
    return identifiersIn(value).length > 0 || /[/:]/.test(value)
      ? changeIdentifier(value.replace(uuid, changeIdentifier).replace(account, changeIdentifier))
      : /\d/.test(value)
        ? changeIdentifier(value)
        : value;
  if (Array.isArray(value)) return value.map(changeAll);
  if (isObject(value))
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, changeAll(inner)]));
  return value;
}

function leavesOf(value: Json, path: Path): { path: Path; value: string }[] {
  if (typeof value === 'string') return [{ path, value }];
  if (Array.isArray(value))
    return value.flatMap((entry, index) => leavesOf(entry, [...path, index]));
  if (isObject(value))
    return Object.entries(value).flatMap(([key, inner]) => leavesOf(inner, [...path, key]));
  return [];
}

/** `Statement[].Action[]`. */
export function fieldOf(path: Path): string {
  return path.length === 0
    ? wholeAnswer
    : path.reduce<string>((text, part) => {
        if (typeof part === 'number') return `${text}[]`;
        return text === '' ? part : `${text}.${part}`;
      }, '');
}

function unlike(text: string, mutations: Mutation[]): Mutation[] {
  const value = readJson(text);
  const same = value === undefined ? text : JSON.stringify(value, null, 2);
  return mutations.filter((mutation) => mutation.text !== same && mutation.text !== text);
}

function isObject(value: Json | undefined): value is Record<string, Json> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const escapePattern = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
