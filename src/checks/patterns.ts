import { spend } from './budget.ts';
import { covers, overlaps, type Signs } from './wildcard.ts';

/** A pattern as it is written, and in small letters, in which it is compared. */
interface Pattern {
  text: string;
  lower: string;
}

/**
 * A list of patterns to which letter case does not matter, taken apart once: each pattern counts once, and
 * those without a wildcard are looked up instead of compared.
 */
export interface Patterns {
  signs: Signs<string>;
  plain: ReadonlyMap<string, Pattern>;
  wild: readonly Pattern[];
}

/** Lists of evidence are not changed; what is remembered of one goes when it does. */
const known = new WeakMap<readonly string[], Patterns>();

/**
 * Takes a list of patterns apart; the same list always with the same signs. `single` is the sign for
 * exactly one character, where the cloud has one.
 */
export function readPatterns(list: readonly string[], single?: string): Patterns {
  const before = known.get(list);
  if (before) return before;
  const signs = single === undefined ? { any: '*' } : { any: '*', one: single };
  const plain = new Map<string, Pattern>();
  const wild = new Map<string, Pattern>();
  for (const text of list) {
    const lower = text.toLowerCase();
    spend(1);
    const kept = isWild(lower, signs) ? wild : plain;
    if (!kept.has(lower)) kept.set(lower, { text, lower });
  }
  const patterns = { signs, plain, wild: [...wild.values()] };
  known.set(list, patterns);
  return patterns;
}

/** Whether one of the patterns covers all that a text, or another pattern, stands for. */
export function coverWhole({ plain, wild, signs }: Patterns, text: string): boolean {
  const lower = text.toLowerCase();
  spend(1);
  return plain.has(lower) || wild.some((pattern) => covers(pattern.lower, lower, signs));
}

/** Those of the patterns, as they are written, that have something in common with another one. */
export function* listOverlaps(patterns: Patterns, pattern: string): Generator<string> {
  const { plain, wild, signs } = patterns;
  const lower = pattern.toLowerCase();
  spend(1);
  const same = plain.get(lower);
  if (same) yield same.text;
  for (const one of wild) if (overlaps(one.lower, lower, signs)) yield one.text;
  // Texts without a wildcard have nothing in common but where they are the same.
  if (isWild(lower, signs))
    for (const one of plain.values()) if (overlaps(lower, one.lower, signs)) yield one.text;
}

/** Whether some of the patterns has something in common with another one. */
export const overlapSome = (patterns: Patterns, pattern: string): boolean =>
  listOverlaps(patterns, pattern).next().done === false;

const isWild = (text: string, { any, one }: Signs<string>) =>
  text.includes(any) || (one !== undefined && text.includes(one));
