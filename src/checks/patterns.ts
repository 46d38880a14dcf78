import { spend } from './budget.ts';
import { covers, overlaps, type Signs } from './wildcard.ts';

/** A pattern as it is written, and in small letters, in which it is compared. */
interface Pattern {
  text: string;
  lower: string;
}

/**
 * A list of patterns to which letter case does not matter, taken apart once, so that few of them have to
 * be compared: each counts once, those without a wildcard are looked up, and the others by what stands
 * before their first wildcard.
 */
export interface Patterns {
  signs: Signs<string>;
  plain: ReadonlyMap<string, Pattern>;
  wild: ReadonlyMap<string, readonly Pattern[]>;
  /** How long the beginnings of the wild ones are, each once, the shortest first. */
  lengths: readonly number[];
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
  const all = new Map<string, Pattern>();
  for (const text of list) {
    const lower = text.toLowerCase();
    spend(1);
    if (!all.has(lower)) all.set(lower, { text, lower });
  }
  const plain = new Map<string, Pattern>();
  const wild = new Map<string, Pattern[]>();
  for (const [lower, pattern] of all) {
    const beginning = beginningOf(lower, signs);
    const alike = wild.get(beginning);
    if (beginning === lower) plain.set(lower, pattern);
    else if (alike) alike.push(pattern);
    else wild.set(beginning, [pattern]);
  }
  const lengths = [...new Set([...wild.keys()].map(({ length }) => length))].sort((a, b) => a - b);
  const patterns = { signs, plain, wild, lengths };
  known.set(list, patterns);
  return patterns;
}

/** Whether one of the patterns covers all that a text, or another pattern, stands for. */
export function coverWhole(patterns: Patterns, text: string): boolean {
  const { plain, signs } = patterns;
  const lower = text.toLowerCase();
  spend(1);
  if (plain.has(lower)) return true;
  for (const pattern of beginningLike(patterns, lower))
    if (covers(pattern.lower, lower, signs)) return true;
  return false;
}

/** Those of the patterns, as they are written, that have something in common with another one. */
export function* listOverlaps(patterns: Patterns, pattern: string): Generator<string> {
  const { plain, wild, signs } = patterns;
  const lower = pattern.toLowerCase();
  const beginning = beginningOf(lower, signs);
  spend(1);
  const same = plain.get(lower);
  if (same) yield same.text;
  for (const one of beginningLike(patterns, beginning))
    if (overlaps(one.lower, lower, signs)) yield one.text;
  // Texts without a wildcard have nothing in common but with patterns, or where they are the same.
  if (beginning === lower) return;
  for (const [longer, ones] of wild) {
    spend(1);
    if (longer.length <= beginning.length || !longer.startsWith(beginning)) continue;
    for (const one of ones) if (overlaps(one.lower, lower, signs)) yield one.text;
  }
  for (const one of plain.values()) {
    spend(1);
    if (one.lower.startsWith(beginning) && overlaps(lower, one.lower, signs)) yield one.text;
  }
}

/** Whether some of the patterns has something in common with another one. */
export const overlapSome = (patterns: Patterns, pattern: string): boolean =>
  listOverlaps(patterns, pattern).next().done === false;

/** The wild patterns whose beginning a text begins with. */
function* beginningLike({ wild, lengths }: Patterns, text: string): Generator<Pattern> {
  for (const length of lengths) {
    if (length > text.length) return;
    spend(1 + (length >> 6));
    yield* wild.get(text.slice(0, length)) ?? [];
  }
}

/** What stands before the first wildcard. */
function beginningOf(pattern: string, { any, one }: Signs<string>): string {
  const places = [pattern.indexOf(any), one === undefined ? -1 : pattern.indexOf(one)];
  const first = Math.min(...places.filter((place) => place >= 0));
  return first === Number.POSITIVE_INFINITY ? pattern : pattern.slice(0, first);
}
