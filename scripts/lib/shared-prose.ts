/** What one guide shares with the others, outside what both include. */
export interface Share {
  /** Share of the guide's characters, 0 to 1. */
  share: number;
  /** Characters of the guide that count. */
  length: number;
  /** The shared runs, longest first, with a guide that each also stands in. */
  runs: { text: string; also: string }[];
}

/**
 * Words that make a run: fewer are idiom (`Sign in to the Spot console as an organization admin`),
 * and no one's copy.
 */
const runWords = 12;

/**
 * How much of each guide stands in another one too: characters in runs of at least
 * {@link runWords} identical words in a row. Front matter, directives (`:::step{#x}`, `::check`)
 * and marks without a letter (`|`, `1.`) are no prose; an `::include` ends a run.
 *
 * @param guides Their text as written, by name.
 * @example measureSharedProse({ 'aws/a': '…', 'aws/b': '…' })['aws/a'].share
 */
export function measureSharedProse(
  guides: Readonly<Record<string, string>>,
): Record<string, Share> {
  const split = Object.entries(guides).map(([name, text]) => [name, piecesOf(text)] as const);
  const homes = new Map<string, Set<string>>();
  for (const [name, pieces] of split)
    for (const key of pieces.flatMap(listKeys))
      homes.set(key, (homes.get(key) ?? new Set()).add(name));
  return Object.fromEntries(split.map(([name, pieces]) => [name, measure(name, pieces, homes)]));
}

function measure(
  name: string,
  pieces: readonly (readonly string[])[],
  homes: ReadonlyMap<string, ReadonlySet<string>>,
): Share {
  const runs = pieces
    .flatMap((words) => findRuns(name, words, homes))
    .sort((a, b) => b.text.length - a.text.length);
  const length = pieces.reduce((sum, words) => sum + words.join(' ').length, 0);
  const shared = runs.reduce((sum, { text }) => sum + text.length, 0);
  return { share: length === 0 ? 0 : shared / length, length, runs };
}

function findRuns(
  name: string,
  words: readonly string[],
  homes: ReadonlyMap<string, ReadonlySet<string>>,
): Share['runs'] {
  const owners = new Array<string | undefined>(words.length).fill(undefined);
  listKeys(words).forEach((key, start) => {
    const other = [...(homes.get(key) ?? [])].find((home) => home !== name);
    if (other) owners.fill(other, start, start + runWords);
  });
  const runs: Share['runs'] = [];
  words.forEach((word, index) => {
    const also = owners[index];
    if (!also) return;
    const last = runs.at(-1);
    if (last && owners[index - 1]) last.text += ` ${word}`;
    else runs.push({ text: word, also });
  });
  return runs;
}

/** Words in a row, from each word on. */
function listKeys(words: readonly string[]): string[] {
  return words
    .slice(0, Math.max(0, words.length - runWords + 1))
    .map((_, start) => words.slice(start, start + runWords).join(' '));
}

/** The words of a guide, from include to include. */
function piecesOf(text: string): string[][] {
  return text
    .replace(/^---\n.*?\n---\n/s, '')
    .split(/^ *::include\{.*$/m)
    .map((piece) =>
      piece
        .replace(/^ *:{2,}.*$/gm, '')
        .split(/\s+/)
        .filter((word) => /\p{L}/u.test(word)),
    );
}
