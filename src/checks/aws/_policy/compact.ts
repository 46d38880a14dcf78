/** Lists of one back to single values, as people write policies. */
export default function compact(value: unknown): unknown {
  if (Array.isArray(value)) return value.length === 1 ? compact(value[0]) : value.map(compact);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, compact(inner)]));
}
