import type { Json } from './operators.ts';

type Leaf = { field: string; value: Json };

/** Changes the fields of all objects, also those in JSON that stands in a text. */
function mapFields(value: Json, change: (leaf: Leaf) => Json): Json {
  if (Array.isArray(value)) return value.map((entry) => mapFields(entry, change));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([field, inner]) => {
      const changed = change({ field, value: inner });
      if (changed !== inner) return [field, changed];
      const isJson = typeof inner === 'string' && /^\s*\{/.test(inner);
      return [
        field,
        isJson ? JSON.stringify(mapFields(JSON.parse(inner), change)) : mapFields(inner, change),
      ];
    }),
  );
}

export function mapObjects(
  value: Json,
  change: (object: Record<string, Json>) => Record<string, Json>,
): Json {
  if (Array.isArray(value)) return value.map((entry) => mapObjects(entry, change));
  if (typeof value === 'string' && /^\s*\{/.test(value))
    return JSON.stringify(mapObjects(JSON.parse(value), change));
  if (typeof value !== 'object' || value === null) return value;
  return change(
    Object.fromEntries(
      Object.entries(value).map(([field, inner]) => [field, mapObjects(inner, change)]),
    ),
  );
}

/** Each of these fields gets another value. */
export const setFields =
  (fields: readonly string[], other: (value: Json) => Json) =>
  (value: Json): Json =>
    mapFields(value, (leaf) => (fields.includes(leaf.field) ? other(leaf.value) : leaf.value));

export const setText = (fields: readonly string[], text: string) =>
  setFields(fields, (value) => (typeof value === 'string' || value === null ? text : value));

/** Adds fields to objects that have `beside`. */
export const addBeside =
  (beside: string, more: Record<string, Json>) =>
  (value: Json): Json =>
    mapObjects(value, (object) => (beside in object ? { ...more, ...object } : object));

export const addOnTop =
  (more: Record<string, Json>) =>
  (value: Json): Json =>
    Array.isArray(value) || typeof value !== 'object' ? value : { ...value, ...more };

/** Changes the statements of policy documents. */
export const mapStatements =
  (change: (statement: Record<string, Json>) => Record<string, Json>) =>
  (value: Json): Json =>
    mapObjects(value, (object) =>
      'Effect' in object && ('Action' in object || 'NotAction' in object) ? change(object) : object,
    );

export const mapValues = (
  object: Record<string, Json>,
  change: (value: Json, field: string) => Json,
): Record<string, Json> =>
  Object.fromEntries(Object.entries(object).map(([field, value]) => [field, change(value, field)]));

export const toList = (value: Json): Json =>
  typeof value === 'string' && value !== '*' ? [value] : value;
export const toSingle = (value: Json): Json =>
  Array.isArray(value) && value.length === 1 ? (value[0] as Json) : value;

/** Wherever the grammar of policies allows one or many. */
export const changeNumber = (change: (value: Json) => Json) =>
  mapStatements((statement) =>
    mapValues(statement, (value, field) => {
      if (/^(?:Not)?(?:Action|Resource)$/.test(field)) return change(value);
      const isMap = typeof value === 'object' && value !== null && !Array.isArray(value);
      if (/^(?:Not)?Principal$/.test(field) && isMap) return mapValues(value, change);
      if (field === 'Condition' && isMap)
        return mapValues(value, (keys) => mapValues(keys as Record<string, Json>, change));
      return value;
    }),
  );

/** A row more at the end of a list that holds what belongs to others, too. */
export const addRow =
  (field: string | undefined, row: Json) =>
  (value: Json): Json => {
    if (field === undefined) return Array.isArray(value) ? [...value, row] : value;
    return setFields([field], (list) => (Array.isArray(list) ? [...list, row] : list))(value);
  };

export const inText = (value: Json, change: (text: string) => string): Json =>
  JSON.parse(change(JSON.stringify(value)));
