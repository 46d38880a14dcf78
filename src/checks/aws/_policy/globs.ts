/** One place of a pattern: a character, exactly one (`?`), or any number of them (`*`). */
type Token = string | typeof any | typeof one;

const any = Symbol('any characters');
const one = Symbol('one character');

/**
 * A pattern taken apart, so that a `*` which is meant can be told from one that came in with the
 * value of a variable. It stands for a set of texts.
 */
export type Glob = readonly Token[];

/** A pattern as AWS reads it: `*` is any number of characters, `?` exactly one; case counts. */
export function parseGlob(text: string): Glob {
  return [...text].map((character) =>
    character === '*' ? any : character === '?' ? one : character,
  );
}

/** A text that is meant letter by letter. */
export function literalGlob(text: string): Glob {
  return [...text];
}

/** Whether a pattern holds for every text whatever. */
export function coversEverything(glob: Glob): boolean {
  return glob.length > 0 && glob.every((token) => token === any);
}

/**
 * Whether all texts of `inner` are among those of `outer`. Never says so wrongly; it may overlook
 * it where `*` stands beside `?`.
 */
export function covers(outer: Glob, inner: Glob): boolean {
  return walk(outer, inner, (mine, theirs) => ({
    left: mine === any,
    right: mine === any && theirs !== undefined,
    both:
      mine !== undefined &&
      theirs !== undefined &&
      theirs !== any &&
      (mine === one || mine === theirs),
  }));
}

/** Whether some text fits both patterns. */
export function overlaps(first: Glob, second: Glob): boolean {
  return walk(first, second, (mine, theirs) => ({
    left: mine !== undefined && (mine === any || theirs === any),
    right: theirs !== undefined && (mine === any || theirs === any),
    both:
      mine !== undefined &&
      theirs !== undefined &&
      (mine === one || theirs === one || mine === theirs),
  }));
}

type Moves = (
  mine: Token | undefined,
  theirs: Token | undefined,
) => { left: boolean; right: boolean; both: boolean };

/**
 * Whether the ends of two patterns can be reached together, by passing one token of either or of
 * both at a time. Takes as many steps as there are pairs: patterns come from the accounts that are
 * looked at, and one like `a*a*a*a*` would keep a regular expression busy for years.
 */
function walk(first: Glob, second: Glob, moves: Moves): boolean {
  let row = new Set([0]);
  for (let index = 0; index <= first.length; index++) {
    const next = new Set<number>();
    for (let place = 0; place <= second.length; place++) {
      if (!row.has(place)) continue;
      const { left, right, both } = moves(first[index], second[place]);
      if (right) row.add(place + 1);
      if (left) next.add(place);
      if (both) next.add(place + 1);
    }
    if (index === first.length) return row.has(second.length);
    row = next;
  }
  return false;
}
