/** Invisible characters that come along when text is copied from a page, a PDF or a chat. */
const zeroWidth = /[\u200B-\u200F\u202A-\u202E\u2060\uFEFF\u00AD]/g;
const oddBlank = /[\u00A0\u1680\u2000-\u200A\u202F\u205F\u3000]/g;
const quotePairs: readonly (readonly [string, string])[] = [
  ['"', '"'],
  ["'", "'"],
  ['`', '`'],
  ['“', '”'],
  ['‘', '’'],
  ['«', '»'],
  ['<', '>'],
];

/**
 * A pasted value without what can never be part of it, and what was taken away, in words (`blanks
 * around it`).
 */
export interface Cleaned {
  value: string;
  removed: string[];
}

/**
 * Takes invisible characters, blanks at the ends and a pair of quotes around the value away;
 * changes nothing inside it.
 */
export function clean(raw: string): Cleaned {
  const removed: string[] = [];
  const visible = raw.replace(zeroWidth, '');
  if (visible !== raw) removed.push('invisible characters');
  const trimmed = visible.replace(oddBlank, ' ').trim();
  if (trimmed !== visible) removed.push('blanks');
  for (const [open, close] of quotePairs) {
    if (trimmed.length > 2 && trimmed.startsWith(open) && trimmed.endsWith(close)) {
      return {
        value: trimmed.slice(open.length, -close.length).trim(),
        removed: [...removed, open === '<' ? 'angle brackets' : 'quotes'],
      };
    }
  }
  return { value: trimmed, removed };
}

/** `a`, `a and b`, `a, b and c`. */
export function listOf(words: readonly string[]): string {
  return words.length < 2
    ? (words[0] ?? '')
    : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

/** The characters of `value` that are not allowed, each once and readable. */
export function strangers(value: string, allowed: RegExp): string {
  const found = [...new Set([...value].filter((character) => !allowed.test(character)))];
  return listOf(found.map((character) => (/\s/.test(character) ? 'a blank' : `“${character}”`)));
}
