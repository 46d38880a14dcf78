import { spend } from './budget.ts';

/**
 * The signs of a cloud's patterns: for any number of characters, also none, and for exactly one (where
 * the cloud knows one).
 */
export interface Signs<T> {
  any: T;
  one?: T;
}

/** Whether two characters may be the same. */
type Fits<T> = (mine: T, theirs: T) => boolean;

/**
 * Whether all that `inner` stands for is among what `outer` stands for; `inner` may be a text or a
 * pattern itself. Never says so wrongly; it may overlook it where one sign stands beside the other.
 * Takes as many steps as the two are long together: patterns come from the accounts that are looked at,
 * and one like `a*a*a*a*` would keep a regular expression busy for years, which is what the packages for
 * file names make of them; those also take `/`, `[` and `{` for more than they are here. Only where a sign
 * for one character is used it may take their product, which `spend` bounds.
 */
export function covers<T>(outer: ArrayLike<T>, inner: ArrayLike<T>, signs: Signs<T>): boolean {
  const { any, one } = signs;
  // Only a sign for any number takes one of the inner pattern's.
  return fitsWhole(outer, inner, signs, (mine, theirs) =>
    one !== undefined && mine === one ? theirs !== any : mine === theirs,
  );
}

/** Whether some text fits both patterns. Takes as many steps as {@link covers}. */
export function overlaps<T>(first: ArrayLike<T>, second: ArrayLike<T>, signs: Signs<T>): boolean {
  const { any, one } = signs;
  const fits: Fits<T> = (mine, theirs) =>
    mine === theirs || (one !== undefined && (mine === one || theirs === one));
  if (!has(second, any)) return fitsWhole(first, second, signs, fits);
  if (!has(first, any)) return fitsWhole(second, first, signs, fits);
  // What stands between the first and the last sign of one can always go between those of the other.
  return (
    fitUntil(any, fits, (place) => [first[place], second[place]]) &&
    fitUntil(any, fits, (place) => [
      first[first.length - 1 - place],
      second[second.length - 1 - place],
    ])
  );
}

/** The same of texts as they are written: `*` is any number of characters, `single` exactly one. */
export const coversText = (pattern: string, text: string, single?: string): boolean =>
  covers(pattern, text, single === undefined ? { any: '*' } : { any: '*', one: single });

/** Whether two patterns that hold `any` go together up to the first of them, from one end. */
function fitUntil<T>(
  any: T,
  fits: Fits<T>,
  at: (place: number) => [T | undefined, T | undefined],
): boolean {
  for (let place = 0; ; place++) {
    spend(1);
    const [mine, theirs] = at(place);
    if (mine === any || theirs === any) return true;
    if (!fits(mine as T, theirs as T)) return false;
  }
}

/** Whether a pattern fits a whole text: its beginning, its end, and its parts between in their order. */
function fitsWhole<T>(
  pattern: ArrayLike<T>,
  text: ArrayLike<T>,
  { any, one }: Signs<T>,
  fits: Fits<T>,
): boolean {
  let start = 0;
  for (; start < pattern.length && pattern[start] !== any; start++) {
    spend(1);
    if (start >= text.length || !fits(pattern[start] as T, text[start] as T)) return false;
  }
  if (start === pattern.length) return text.length === start;
  let stop = pattern.length;
  let end = text.length;
  for (; pattern[stop - 1] !== any; stop--, end--) {
    spend(1);
    if (end <= start || !fits(pattern[stop - 1] as T, text[end - 1] as T)) return false;
  }
  const isPlain = one === undefined || !has(text, one);
  let at = start;
  for (let from = start + 1; from < stop; ) {
    let to = from;
    let search: Find = isPlain ? findPlain : findAny;
    for (; pattern[to] !== any; to++)
      if (one !== undefined && pattern[to] === one) search = findAny;
    spend(to - from + 1);
    if (to - from > end - at) return false;
    // As early as it can be: that leaves most for the parts behind it.
    if (to > from) at = search({ pattern, from, length: to - from }, text, [at, end], fits);
    if (at < 0) return false;
    from = to + 1;
  }
  return true;
}

/** What stands between two signs for any number. */
interface Part<T> {
  pattern: ArrayLike<T>;
  from: number;
  length: number;
}

/** Where the first occurrence of a part in a stretch of a text ends, or -1. */
type Find = <T>(
  part: Part<T>,
  text: ArrayLike<T>,
  between: readonly [from: number, to: number],
  fits: Fits<T>,
) => number;

/** By Knuth, Morris and Pratt, who never go back in the text, which `String.indexOf` does. */
const findPlain: Find = ({ pattern, from: begin, length: whole }, text, [from, to]) => {
  spend(whole);
  const back = [0];
  for (let place = 1, length = 0; place < whole; place++) {
    const next = pattern[begin + place];
    while (length > 0 && next !== pattern[begin + length]) length = back[length - 1] as number;
    if (next === pattern[begin + length]) length++;
    back.push(length);
  }
  let length = 0;
  for (let place = from; place < to; place++) {
    spend(1);
    const next = text[place];
    while (length > 0 && next !== pattern[begin + length]) length = back[length - 1] as number;
    if (next === pattern[begin + length]) length++;
    if (length === whole) return place + 1;
  }
  return -1;
};

/** The same where a sign for one character makes what fits depend on the place. */
const findAny: Find = ({ pattern, from: begin, length: whole }, text, [from, to], fits) => {
  for (let place = from; place + whole <= to; place++) {
    let length = 0;
    while (length < whole && fits(pattern[begin + length] as never, text[place + length] as never))
      length++;
    spend(length + 1);
    if (length === whole) return place + length;
  }
  return -1;
};

function has<T>(text: ArrayLike<T>, sign: T): boolean {
  if (typeof text === 'string') return (text as string).includes(sign as string);
  return Array.prototype.includes.call(text, sign);
}
