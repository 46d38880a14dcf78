import type { World } from '../../src/simulator/index.ts';

/** What an object holds at one moment. */
type Content =
  | { kind: 'map'; entries: [unknown, unknown][] }
  | { kind: 'set'; values: unknown[] }
  | { kind: 'array'; values: unknown[] }
  | { kind: 'record'; fields: Record<string, unknown> };

/**
 * Remembers what the clouds of a world hold. The function that comes back restores it, any number of
 * times: every object that was there is the same object again, so that whoever holds one goes on
 * holding it. Clocks and recorded calls go on.
 *
 * @example
 * const restore = rememberWorld(world);
 * await terminal.run('aws iam create-role …');
 * restore();
 */
export default function rememberWorld({ aws, gcp, azure, spot }: World): () => void {
  const contents = new Map<object, Content>();
  for (const state of [aws, gcp, azure, spot]) remember(state, contents);
  return () => {
    for (const [object, content] of contents) restore(object, content);
  };
}

function remember(value: unknown, contents: Map<object, Content>): void {
  if (typeof value !== 'object' || value === null || contents.has(value)) return;
  const content = read(value);
  if (!content) return;
  contents.set(value, content);
  const held =
    content.kind === 'map'
      ? content.entries.flat()
      : content.kind === 'record'
        ? Object.values(content.fields)
        : content.values;
  for (const one of held) remember(one, contents);
}

/** Undefined for what nobody changes in place: bytes, dates, keys. */
function read(value: object): Content | undefined {
  if (value instanceof Map) return { kind: 'map', entries: [...value] };
  if (value instanceof Set) return { kind: 'set', values: [...value] };
  if (Array.isArray(value)) return { kind: 'array', values: [...value] };
  const plain = [Object.prototype, null].includes(Object.getPrototypeOf(value));
  return plain ? { kind: 'record', fields: { ...value } } : undefined;
}

function restore(object: object, content: Content): void {
  if (content.kind === 'map') {
    const map = object as Map<unknown, unknown>;
    map.clear();
    for (const [key, value] of content.entries) map.set(key, value);
  } else if (content.kind === 'set') {
    const set = object as Set<unknown>;
    set.clear();
    for (const value of content.values) set.add(value);
  } else if (content.kind === 'array') {
    (object as unknown[]).splice(0, Number.POSITIVE_INFINITY, ...content.values);
  } else {
    for (const name of Object.keys(object))
      if (!Object.hasOwn(content.fields, name)) delete (object as Record<string, unknown>)[name];
    Object.assign(object, content.fields);
  }
}
