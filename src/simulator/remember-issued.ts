/** More than are under way in any world at the same time. */
const mostIssued = 2_000;

/**
 * Adds what was issued for a time, such as a session or a token, by its name. Of more than 2,000 the
 * oldest are unknown from then on: a demo issues some with every verification, and runs for weeks.
 */
export function rememberIssued<Issued extends { expiresAt?: number }>(
  known: Map<string, Issued>,
  name: string,
  issued: Issued,
): void {
  known.set(name, issued);
  if (known.size <= mostIssued) return;
  const names = [...known].filter(([, { expiresAt = Number.POSITIVE_INFINITY }]) =>
    Number.isFinite(expiresAt),
  );
  for (const [oldest] of names.slice(0, -mostIssued)) known.delete(oldest);
}
