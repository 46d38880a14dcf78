/** What one guide shares with the others, outside what both include. */
export interface Share {
  /** Share of the guide's characters, 0 to 1. */
  share: number;
  /** The shared runs, longest first, with a guide that each also stands in. */
  runs: { text: string; also: string }[];
}

/**
 * Words that make a run: fewer are idiom (`Sign in to the Spot console as an organization admin`),
 * and no one's copy.
 */
export const runWords = 12;

/**
 * How much of each guide stands in another one too: characters in runs of at least
 * {@link runWords} identical words in a row. Front matter and marks without a letter (`|`, `:::`,
 * `1.`) do not count; an `::include` is no prose and ends a run.
 *
 * @param guides Their text as written, by name.
 * @example measureSharedProse({ 'aws/a': '…', 'aws/b': '…' })['aws/a'].share
 */
export function measureSharedProse(
  guides: Readonly<Record<string, string>>,
): Record<string, Share> {
  const words = Object.entries(guides).map(([name, text]) => [name, wordsOf(text)] as const);
  const homes = new Map<string, Set<string>>();
  for (const [name, list] of words)
    for (const key of keysOf(list)) homes.set(key, (homes.get(key) ?? new Set()).add(name));
  return Object.fromEntries(words.map(([name, list]) => [name, measure(name, list, homes)]));
}

function measure(
  name: string,
  words: readonly string[],
  homes: ReadonlyMap<string, ReadonlySet<string>>,
): Share {
  const owners = new Array<string | undefined>(words.length).fill(undefined);
  keysOf(words).forEach((key, start) => {
    const other = [...(homes.get(key) ?? [])].find((home) => home !== name);
    if (other) owners.fill(other, start, start + runWords);
  });
  const runs: { text: string; also: string }[] = [];
  words.forEach((word, index) => {
    const also = owners[index];
    if (!also) return;
    const last = runs.at(-1);
    if (last && owners[index - 1]) last.text += ` ${word}`;
    else runs.push({ text: word, also });
  });
  const length = words.join(' ').length;
  const shared = runs.reduce((sum, { text }) => sum + text.length, 0);
  return {
    share: length === 0 ? 0 : shared / length,
    runs: runs.sort((a, b) => b.text.length - a.text.length),
  };
}

/** Words in a row, from each word on. */
function keysOf(words: readonly string[]): string[] {
  return words
    .slice(0, Math.max(0, words.length - runWords + 1))
    .map((_, start) => words.slice(start, start + runWords).join(' '));
}

/** Each include is a word that no other equals, so no run goes over it. */
function wordsOf(text: string): string[] {
  let includes = 0;
  return text
    .replace(/^---\n.*?\n---\n/s, '')
    .replace(/^ *::include\{[^}]*\}$/gm, () => {
      includes += 1;
      return `\u0000${includes}`;
    })
    .split(/\s+/)
    .filter((word) => /\p{L}|\0/u.test(word));
}
