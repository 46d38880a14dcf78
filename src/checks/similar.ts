/**
 * How many single-character changes (insert, delete, replace, swap of neighbours) turn `a` into
 * `b`. Ours, as the usual packages count a swap of neighbours, the commonest slip, as two changes.
 */
export function editDistance(a: string, b: string): number {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, column) => column)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const at = (di: number, dj: number) =>
        (di === 0 ? row[j - dj] : rows[i - di]?.[j - dj]) ?? Number.POSITIVE_INFINITY;
      const same = a[i - 1] === b[j - 1];
      const swapped = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      row.push(
        Math.min(
          at(1, 0) + 1,
          at(0, 1) + 1,
          at(1, 1) + (same ? 0 : 1),
          swapped ? at(2, 2) + 1 : Number.POSITIVE_INFINITY,
        ),
      );
    }
    rows.push(row);
  }
  return rows[a.length]?.[b.length] ?? Number.POSITIVE_INFINITY;
}

/** A sentence for somebody who mistyped: what is almost the same; nothing where it is not. */
export const describeSlip = (typed: string, other: string): string =>
  findSimilarName(typed, [other]) === undefined
    ? ''
    : ` ${typed} and ${other} differ in a character or two: one of them is mistyped.`;

/**
 * The name among `names` that `wanted` was probably meant to be: the same but for case or
 * separators, or a slip of one or two characters.
 */
export function findSimilarName(wanted: string, names: readonly string[]): string | undefined {
  const bare = (name: string) => name.toLowerCase().replace(/[^a-z0-9]/g, '');
  const sameLetters = names.find((name) => name !== wanted && bare(name) === bare(wanted));
  if (sameLetters) return sameLetters;
  const allowed = wanted.length < 6 ? 1 : 2;
  const ranked = names
    .filter((name) => name !== wanted && Math.abs(name.length - wanted.length) <= allowed)
    .map((name) => ({ name, distance: editDistance(wanted, name) }))
    .filter(({ distance }) => distance <= allowed)
    .sort((a, b) => a.distance - b.distance);
  return ranked[0]?.name;
}
