import { spend } from './budget.ts';

/**
 * How many single-character changes (insert, delete, replace, swap of neighbours) turn `a` into `b`;
 * undefined where that takes more than `most`. Looks only at places of both that are at most `most` apart,
 * so it takes as many steps as the shorter one is long. Ours, as the usual packages count a swap of
 * neighbours, the commonest slip, as two changes.
 */
export function editDistance(a: string, b: string, most: number): number | undefined {
  if (Math.abs(a.length - b.length) > most) return undefined;
  const far = most + 1;
  /** Of the last rows: how far the first `i` characters of `a` are from the first `i + shift` of `b`. */
  let [before, last]: [number[], number[]] = [[], []];
  for (let i = 0; i <= a.length; i++) {
    const row: number[] = [];
    spend(2 * most + 1);
    for (let shift = -most; shift <= most; shift++) {
      const j = i + shift;
      const of = (known: readonly number[], back: number) => known[shift + most + back] ?? far;
      const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const distance =
        i === 0
          ? j
          : Math.min(
              of(last, 1) + 1,
              of(row, -1) + 1,
              of(last, 0) + (a[i - 1] === b[j - 1] ? 0 : 1),
              isSwap ? of(before, 0) + 1 : far,
            );
      row.push(j < 0 || j > b.length ? far : Math.min(distance, far));
    }
    if (Math.min(...row) > most) return undefined;
    [before, last] = [last, row];
  }
  const distance = last[b.length - a.length + most] ?? far;
  return distance > most ? undefined : distance;
}

/**
 * The name among `names` that `wanted` was probably meant to be: the same but for case or
 * separators, or a slip of one or two characters.
 */
export function findSimilarName(wanted: string, names: readonly string[]): string | undefined {
  const bare = (name: string) => name.toLowerCase().replace(/[^a-z0-9]/g, '');
  const letters = bare(wanted);
  const sameLetters = names.find((name) => {
    spend(1);
    return name !== wanted && bare(name) === letters;
  });
  if (sameLetters) return sameLetters;
  const allowed = wanted.length < 6 ? 1 : 2;
  const ranked = names
    .filter((name) => name !== wanted && Math.abs(name.length - wanted.length) <= allowed)
    .flatMap((name) => {
      const distance = editDistance(wanted, name, allowed);
      return distance === undefined ? [] : [{ name, distance }];
    })
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
  const distance = editDistance(seen, wanted, wanted.length < 6 ? 1 : 2);
  if (distance === undefined) return undefined;
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
