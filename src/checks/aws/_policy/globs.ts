import { spend } from '../../budget.ts';
import * as wildcard from '../../wildcard.ts';

/** One place of a pattern: a character, exactly one (`?`), or any number of them (`*`). */
type Token = string | typeof any | typeof one;

const any = Symbol('any characters');
const one = Symbol('one character');
const signs = { any, one } as const;

/**
 * A pattern taken apart, so that a `*` which is meant can be told from one that came in with the
 * value of a variable. It stands for a set of texts.
 */
export type Glob = readonly Token[];

/** A pattern as AWS reads it: `*` is any number of characters, `?` exactly one; case counts. */
export function parseGlob(text: string): Glob {
  spend(text.length);
  return [...text].map((character) =>
    character === '*' ? any : character === '?' ? one : character,
  );
}

/** A text that is meant letter by letter. */
export function literalGlob(text: string): Glob {
  spend(text.length);
  return [...text];
}

/** Whether a pattern holds for every text whatever. */
export function coversEverything(glob: Glob): boolean {
  return glob.length > 0 && glob.every((token) => token === any);
}

/** Whether all texts of `inner` are among those of `outer`: see `wildcard.ts`. */
export const covers = (outer: Glob, inner: Glob): boolean =>
  wildcard.covers<Token>(outer, inner, signs);

/** Whether some text fits both patterns. */
export const overlaps = (first: Glob, second: Glob): boolean =>
  wildcard.overlaps<Token>(first, second, signs);
