import { describe, expect, it, test } from 'vitest';
import { countComparisons } from './budget.ts';
import { covers, coversText, overlaps } from './wildcard.ts';

/** The definition in other words: a regular expression, on texts that are short enough for one. */
function byRegExp(pattern: string, text: string, single?: string): boolean {
  const source = [...pattern]
    // A star of the text may stand for more than one character.
    .map((one) => (one === '*' ? '[^]*' : one === single ? '[^*]' : one.replace(/[^\w]/, '\\$&')))
    .join('');
  return new RegExp(`^${source}$`).test(text);
}

const words = (letters: string[], longest: number): string[] =>
  longest === 0
    ? ['']
    : [
        '',
        ...words(letters, longest - 1).flatMap((word) => letters.map((letter) => letter + word)),
      ];
const unique = (items: readonly string[]) => [...new Set(items)];

test.each<[string, string, boolean]>([
  ['*', '', true],
  ['', '', true],
  ['', 'a', false],
  ['?', '', false],
  ['a*', 'a', true],
  ['a?', 'a', false],
  ['s3:Get*', 's3:GetObject', true],
  ['s3:Get*', 's3:PutObject', false],
  ['a.c', 'abc', false],
  ['*a*b', 'aab', true],
  ['a*b*c', 'abbxbc', true],
  ['*\n*', 'a\nb', true],
  ['a*a', 'a', false],
  ['*ab*ab', 'xabab', true],
  ['*aab*', 'aaab', true],
  ['ec2:Describe?', 'ec2:Describe*', false],
  ['arn:*:role/x', 'arn:aws:iam::1:role/xx', false],
])('%j and %j: %j', (pattern, text, expected) => {
  expect(coversText(pattern, text, '?')).toBe(expected);
});

test('agrees with the definition on every short pattern and text', () => {
  const texts = unique(words(['a', 'b', '*'], 4));
  const wrong = unique(words(['a', 'b', '*', '?'], 4)).flatMap((pattern) =>
    texts
      .filter((text) =>
        [undefined, '?'].some(
          (single) => coversText(pattern, text, single) !== byRegExp(pattern, text, single),
        ),
      )
      .map((text) => [pattern, text]),
  );
  expect(wrong).toEqual([]);
});

test('finds every part that repeats itself', () => {
  const texts = unique(words(['a', 'b'], 7));
  const wrong = unique(words(['a', 'b'], 4)).flatMap((part) =>
    texts.filter((text) => coversText(`*${part}*`, text) !== text.includes(part)),
  );
  expect(wrong).toEqual([]);
});

test('two patterns overlap where one text can be spelled by both', () => {
  const signs = { any: '*', one: '?' };
  const patterns = unique(words(['a', 'b', '*', '?'], 4));
  const wrong = patterns.flatMap((first) =>
    patterns
      .filter((second) => overlaps(first, second, signs) !== reachTogether(first, second))
      .map((second) => [first, second]),
  );
  expect(wrong).toEqual([]);
});

/** The definition: a search over pairs of places, passing one sign of either or of both at a time. */
function reachTogether(first: string, second: string): boolean {
  const known = new Set<string>();
  const open: [number, number][] = [[0, 0]];
  for (let next = open.pop(); next; next = open.pop()) {
    const [i, j] = next;
    if (i === first.length && j === second.length) return true;
    const key = `${i} ${j}`;
    if (known.has(key)) continue;
    known.add(key);
    const [mine, theirs] = [first[i], second[j]];
    if (mine === '*') open.push([i + 1, j]);
    if (theirs === '*') open.push([i, j + 1]);
    if (mine === undefined || theirs === undefined) continue;
    if (mine === '*') open.push([i, j + 1]);
    if (theirs === '*') open.push([i + 1, j]);
    if (mine === '?' || theirs === '?' || mine === theirs) open.push([i + 1, j + 1]);
  }
  return false;
}

test('a question mark is itself where the cloud has no sign for one character', () => {
  expect([coversText('a?', 'ab'), coversText('a?', 'a?')]).toEqual([false, true]);
});

/** Patterns and texts that are made to take long, by how long they are. */
const hostile: Record<string, (length: number) => [pattern: string, text: string]> = {
  'stars before what never comes': (n) => [`${'a*'.repeat(n / 2)}b`, 'a'.repeat(n)],
  'a part that almost fits everywhere': (n) => [`*${'a'.repeat(n / 2)}b*`, 'a'.repeat(n)],
  'the pattern of the attack': (n) => [
    '*m*i*c*r*o*s*o*f*t'.repeat(n / 18),
    'microsoft'.repeat(n / 9),
  ],
  'nothing but stars': (n) => ['*'.repeat(n), 'a'.repeat(n)],
  'many parts that repeat themselves': (n) => ['*aaab'.repeat(n / 5), 'aaaa'.repeat(n / 4)],
};

describe.each(Object.entries(hostile))('%s', (_, make) => {
  it.each([4_000, 8_000, 64_000])('takes steps as the two are long: %i', (length) => {
    const [pattern, text] = make(length);
    const together = pattern.length + text.length;
    const signs = { any: '*' };
    expect(countComparisons(() => covers(pattern, text, signs))).toBeLessThan(2 * together);
    expect(countComparisons(() => overlaps(pattern, text, signs))).toBeLessThan(2 * together);
    expect(countComparisons(() => overlaps(pattern, `${text}*`, signs))).toBeLessThan(2 * together);
  });
});
