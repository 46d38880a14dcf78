import type { JsonSchema } from './arbitraries.ts';

/** A place in a schema that can hold as much as somebody sends. */
export interface Place {
  /** `value[0].properties.permissions[0].notActions[]` */
  name: string;
  schema: JsonSchema;
  steps: readonly Step[];
  kind: 'list' | 'map' | 'text' | 'everywhere';
}

/** The way down: a field, or the first entry of a list, to a value of this schema; or one of several forms. */
type Step =
  | { field: string; to: JsonSchema }
  | { entry: true; to: JsonSchema }
  | { of: JsonSchema };

interface Filling {
  /** A value to begin with, of the whole schema; the least that it lets through where there is none. */
  base: unknown;
  /** The entry of this number. */
  fill: (index: number) => string;
  /** Characters of the JSON. */
  longest: number;
}

/** Every list, map and text of a schema, and all of them at once. */
export function placesToFill(schema: JsonSchema): Place[] {
  const places: Place[] = [{ name: 'everywhere', schema, steps: [], kind: 'everywhere' }];
  const walk = (part: JsonSchema, name: string, steps: readonly Step[], depth: number): void => {
    if (depth > 12) return;
    const forms = part.anyOf ?? part.oneOf;
    if (forms) {
      for (const of of forms) walk(of, name, [...steps, { of }], depth + 1);
      return;
    }
    if (part.items) {
      places.push({ name: `${name}[]`, schema: part, steps, kind: 'list' });
      walk(part.items, `${name}[0]`, [...steps, { entry: true, to: part.items }], depth + 1);
    }
    if (typeof part.additionalProperties === 'object' && part.additionalProperties.type)
      places.push({ name: `${name}.*`, schema: part, steps, kind: 'map' });
    if (typeof part.additionalProperties === 'object')
      walk(
        part.additionalProperties,
        `${name}.x`,
        [...steps, { field: 'x', to: part.additionalProperties }],
        depth + 1,
      );
    for (const [field, to] of Object.entries(part.properties ?? {}))
      walk(to, name ? `${name}.${field}` : field, [...steps, { field, to }], depth + 1);
    if (part.type === 'string' && !part.enum)
      places.push({ name, schema: part, steps, kind: 'text' });
  };
  walk(schema, '', [], 0);
  return places;
}

/** JSON of at most that length in which one place holds as much as there is room for. */
export function makeFull(place: Place, { base, fill, longest }: Filling): string {
  const make = (count: number) =>
    JSON.stringify(
      place.kind === 'everywhere'
        ? makeValue(place.schema, { count, fill, index: 0 })
        : putIn(base, place.steps, (old) => full(place, old, { count, fill })),
    ) ?? 'null';
  let low = 0;
  let high = 2;
  while (make(high).length <= longest && high < longest) {
    low = high;
    high *= 2;
  }
  while (high - low > Math.max(1, low / 20)) {
    const middle = Math.floor((low + high) / 2);
    if (make(middle).length <= longest) low = middle;
    else high = middle;
  }
  return make(low);
}

interface Count {
  count: number;
  fill: (index: number) => string;
}

function full({ schema, kind }: Place, old: unknown, { count, fill }: Count): unknown {
  if (kind === 'text') return repeatTo(fill(0), count);
  if (kind === 'map')
    return Object.fromEntries(
      Array.from({ length: count }, (_, index) => [
        `${fill(index)}${index}`,
        makeValue(schema.additionalProperties as JsonSchema, { count: 1, fill, index }),
      ]),
    );
  // What is there already stays, so that what is looked for is found, and the rest looked through.
  const before = Array.isArray(old) ? old : [];
  return [
    ...before,
    ...Array.from({ length: count }, (_, index) =>
      makeValue(schema.items ?? {}, { count: 1, fill, index }),
    ),
  ];
}

const repeatTo = (piece: string, count: number) =>
  piece.repeat(Math.ceil(count / piece.length)).slice(0, count);

/** A value of a schema whose lists have `count` entries, and whose texts are those of the filling. */
function makeValue(schema: JsonSchema, filling: Count & { index: number }, depth = 0): unknown {
  const { fill, index, count } = filling;
  if (depth > 12) return null;
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[index % schema.enum.length];
  const forms = schema.anyOf ?? schema.oneOf;
  // The largest form is the one that holds most.
  if (forms)
    return makeValue(forms.find(holdsMore) ?? (forms[0] as JsonSchema), filling, depth + 1);
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type;
  if (type === 'array')
    return Array.from({ length: count }, (_, at) =>
      makeValue(schema.items ?? {}, { ...filling, index: index + at }, depth + 1),
    );
  if (type === 'object')
    return Object.fromEntries([
      ...(typeof schema.additionalProperties === 'object' && schema.additionalProperties.type
        ? Array.from({ length: count }, (_, at) => [
            `${fill(at)}${at}`,
            makeValue(schema.additionalProperties as JsonSchema, filling, depth + 1),
          ])
        : []),
      ...Object.entries(schema.properties ?? {}).map(([name, inner]) => [
        name,
        makeValue(inner, filling, depth + 1),
      ]),
    ]);
  if (type === 'string' || type === undefined) return fill(index);
  if (type === 'boolean') return index % 2 === 0;
  return type === 'null' ? null : index;
}

const holdsMore = ({ type, properties, items }: JsonSchema) =>
  type === 'array' || properties !== undefined || items !== undefined;

/** The least that a schema lets through, or near it. */
export const leastOf = (schema: JsonSchema): unknown =>
  makeValue(schema, { count: 1, fill: () => 'x', index: 0 });

/** A copy in which the value at the end of the way is another one; what is missing on the way is made. */
function putIn(value: unknown, steps: readonly Step[], change: (old: unknown) => unknown): unknown {
  const [step, ...rest] = steps;
  if (step === undefined) return change(value);
  if ('of' in step) {
    // Only a value of that form can be gone on with.
    const isList = step.of.type === 'array';
    const fits = typeof value === 'object' && value !== null && Array.isArray(value) === isList;
    return putIn(fits ? value : leastOf(step.of), rest, change);
  }
  const goOn = (old: unknown) => putIn(old ?? leastOf(step.to), rest, change);
  if ('entry' in step) {
    const list = Array.isArray(value) ? value : [];
    return [goOn(list[0]), ...list.slice(1)];
  }
  const object = typeof value === 'object' && value !== null ? value : {};
  return { ...object, [step.field]: goOn((object as Record<string, unknown>)[step.field]) };
}
