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

/**
 * By what little a text differs from the wanted one, as the end of a sentence about the former;
 * undefined where it is the same, or another altogether: `is written with other capitals than …`,
 * `has two neighbouring characters swapped, against …`.
 */
export function describeSlip(seen: string, wanted: string): string | undefined {
  if (seen === wanted || seen === '' || wanted === '') return undefined;
  if (seen.toLowerCase() === wanted.toLowerCase()) return `differs from ${wanted} in capitals only`;
  if (seen.replaceAll(/[^A-Za-z0-9]/g, '') === wanted.replaceAll(/[^A-Za-z0-9]/g, ''))
    return `differs from ${wanted} in its separators only`;
  const distance = editDistance(seen, wanted);
  if (distance > (wanted.length < 6 ? 1 : 2)) return undefined;
  if (distance === 2) return `differs from ${wanted} in two characters`;
  const digits = /^\d+$/.test(wanted) ? 'digit' : 'character';
  const first = [...wanted].findIndex((character, index) => seen[index] !== character);
  if (seen.length !== wanted.length) {
    const at = first < 0 ? wanted.length : first;
    return seen.length < wanted.length
      ? `lacks one ${digits} of ${wanted}: “${wanted[at] ?? ''}” in place ${at + 1}`
      : `has one ${digits} more than ${wanted}: “${seen[at] ?? ''}” in place ${at + 1}`;
  }
  return seen[first] === wanted[first + 1] && seen[first + 1] === wanted[first]
    ? `has two ${digits}s of ${wanted} swapped: “${seen.slice(first, first + 2)}” in place of “${wanted.slice(first, first + 2)}”`
    : `differs from ${wanted} in one ${digits}: “${seen[first] ?? ''}” in place of “${wanted[first] ?? ''}”`;
}

/** The same as a sentence of its own behind another, for somebody who mistyped; nothing where there is no slip. */
export function explainSlip(typed: string, other: string): string {
  const slip = describeSlip(typed, other);
  return slip ? ` ${typed} ${slip}: one of them is mistyped.` : '';
}
