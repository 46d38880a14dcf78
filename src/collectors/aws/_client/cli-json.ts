/**
 * An SDK output as the CLI prints it with `--output json`: ISO dates with an offset, nothing
 * undefined, no SDK metadata.
 */
export function toCliJson(value: unknown): unknown {
  if (value instanceof Date)
    return value
      .toISOString()
      .replace(/\.000Z$/, '+00:00')
      .replace(/\.(\d{3})Z$/, '.$1000+00:00');
  if (Array.isArray(value)) return value.map(toCliJson);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(
    ([key, item]) => item !== undefined && !key.startsWith('$'),
  );
  return Object.fromEntries(entries.map(([key, item]) => [key, toCliJson(item)]));
}
