import fc from 'fast-check';
import { canary } from './judge-answer.ts';

/** As much of JSON Schema as zod and OpenAPI 3.1 documents use. */
export interface JsonSchema {
  $ref?: string;
  type?: string | readonly string[];
  const?: unknown;
  enum?: readonly unknown[];
  anyOf?: readonly JsonSchema[];
  oneOf?: readonly JsonSchema[];
  allOf?: readonly JsonSchema[];
  properties?: Readonly<Record<string, JsonSchema>>;
  required?: readonly string[];
  additionalProperties?: boolean | JsonSchema;
  propertyNames?: JsonSchema;
  items?: JsonSchema;
  prefixItems?: readonly JsonSchema[];
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  pattern?: string;
}

/** What a schema's `$ref` finds: by its last part. */
export type Definitions = Readonly<Record<string, JsonSchema>>;

interface Making {
  definitions?: Definitions;
  /** What stands in texts. Default: anything. */
  texts?: fc.Arbitrary<string>;
}

/** Names and texts that programs stumble over. */
const odd: readonly string[] = [
  ...['', ' ', '\0', '\uFEFF', '\uD800', '\uDC00x', '\u202E', 'İ', 'ß', '\r\n', '%00', '$(x)'],
  ...['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'then', 'length'],
  ...['null', 'true', '0', '-0', '1e999', 'NaN', '[object Object]', '*', '?', '.*', '(a+)+$'],
  ...['../../etc/passwd', '//', 'arn:aws:iam::*:role/*', '{{roleName}}', '<script>', "';--"],
];

/** Any text: short ones, odd ones, and now and then a long one of one piece. */
export const anyText: fc.Arbitrary<string> = fc.oneof(
  { weight: 6, arbitrary: fc.string({ maxLength: 12 }) },
  { weight: 3, arbitrary: fc.string({ unit: 'binary', maxLength: 12 }) },
  { weight: 3, arbitrary: fc.constantFrom(...odd) },
  { weight: 2, arbitrary: fc.string({ maxLength: 8 }).map((text) => `${canary}${text}`) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom(...odd, 'a', '*a', '\\', '"', '{', '[['), fc.nat({ max: 3_000 }))
      .map(([piece, times]) => piece.repeat(times)),
  },
);

/** Any JSON at all, odd names included. */
export const anyJson: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    anyText,
    fc.constantFrom<unknown>(null, true, false, 0, -1, 1e308, 2 ** 53, -0.5),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(anyText, tie('value'), { maxKeys: 4 }),
  ),
})).value;

/**
 * Values that a JSON Schema lets through, to the depth where schemas begin to repeat themselves. A library
 * that does this for fast-check, so that what is found shrinks, is not kept: those there are are of old
 * versions of zod, or make values that cannot shrink.
 */
export function arbitraryOf(
  schema: JsonSchema,
  making: Making = {},
  depth = 0,
): fc.Arbitrary<unknown> {
  const { definitions = {}, texts = anyText } = making;
  const inner = (one: JsonSchema) => arbitraryOf(one, making, depth + 1);
  if (depth > 12) return fc.constant(null);
  if (schema.$ref !== undefined) {
    const found = definitions[schema.$ref.split('/').at(-1) as string];
    if (!found) throw new Error(`The schema names ${schema.$ref}, which is nowhere.`);
    return inner(found);
  }
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  const options = schema.anyOf ?? schema.oneOf;
  if (options) return fc.oneof(...options.map(inner));
  if (schema.allOf)
    return fc.tuple(...schema.allOf.map(inner)).map((parts) => Object.assign({}, ...parts));
  if (Array.isArray(schema.type))
    return fc.oneof(...schema.type.map((type) => inner({ ...schema, type })));
  switch (schema.type) {
    case 'object':
      return objectOf(schema, texts, inner);
    case 'array':
      return schema.prefixItems
        ? fc.tuple(...schema.prefixItems.map(inner))
        : fc.array(inner(schema.items ?? {}), { maxLength: 4 });
    case 'string':
      return texts.map((text) => text.slice(0, schema.maxLength ?? text.length));
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'integer':
    case 'number': {
      const { minimum = -1e6, maximum = 1e6 } = schema;
      return fc.integer({
        min: Math.max(Math.ceil(minimum), -1e9),
        max: Math.min(Math.floor(maximum), 1e9),
      });
    }
    default:
      return anyJson;
  }
}

function objectOf(
  { properties = {}, required = [], additionalProperties, propertyNames }: JsonSchema,
  texts: fc.Arbitrary<string>,
  inner: (schema: JsonSchema) => fc.Arbitrary<unknown>,
): fc.Arbitrary<unknown> {
  const own = fc.record(
    Object.fromEntries(Object.entries(properties).map(([name, one]) => [name, inner(one)])),
    { requiredKeys: required.filter((name) => Object.hasOwn(properties, name)) },
  );
  if (typeof additionalProperties !== 'object') return own;
  const more = fc.dictionary(
    propertyNames ? inner(propertyNames).map(String) : texts,
    inner(additionalProperties),
    { maxKeys: 4 },
  );
  return fc.tuple(more, own).map(([others, known]) => ({ ...others, ...(known as object) }));
}

/** A place in JSON. */
export type Path = readonly (string | number)[];

/** Every place in a value, the whole included. */
export function placesIn(value: unknown, path: Path = []): Path[] {
  const inner =
    typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([name, one]) =>
          placesIn(one, [...path, Array.isArray(value) ? Number(name) : name]),
        )
      : [];
  return [path, ...inner];
}

/** A copy with another value at a place. */
export function putAt(value: unknown, path: Path, other: unknown): unknown {
  const [first, ...rest] = path;
  if (first === undefined) return other;
  if (Array.isArray(value))
    return value.with(Number(first), putAt(value[Number(first)], rest, other));
  const object = value as Record<string, unknown>;
  return { ...object, [first]: putAt(object[first], rest, other) };
}

/** A value with one to three places changed to something else. */
export function changed(values: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  const change = fc.tuple(fc.nat(), anyJson);
  return fc
    .tuple(values, fc.array(change, { minLength: 1, maxLength: 3 }))
    .map(([value, changes]) =>
      changes.reduce<unknown>((current, [at, other]) => {
        const places = placesIn(current);
        return putAt(current, places[at % places.length] as Path, other);
      }, value),
    );
}
