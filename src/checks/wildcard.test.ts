import { expect, test } from 'vitest';
import { coversText } from './wildcard.ts';

/** The definition in other words: a regular expression, on texts that are short enough for one. */
function byRegExp(pattern: string, text: string, single?: string): boolean {
  const source = [...pattern]
    .map((one) => (one === '*' ? '[^]*' : one === single ? '[^]' : one.replace(/[^\w]/, '\\$&')))
    .join('');
  return new RegExp(`^${source}$`).test(text);
}

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
  ['arn:*:role/x', 'arn:aws:iam::1:role/xx', false],
])('%j and %j: %j', (pattern, text, expected) => {
  expect(coversText(pattern, text, '?')).toBe(expected);
});

test('agrees with the definition on every short pattern and text', () => {
  const words = (letters: string[], longest: number): string[] =>
    longest === 0
      ? ['']
      : [
          '',
          ...words(letters, longest - 1).flatMap((word) => letters.map((letter) => letter + word)),
        ];
  const texts = [...new Set(words(['a', 'b', '*'], 4))];
  const wrong = [...new Set(words(['a', 'b', '*', '?'], 4))].flatMap((pattern) =>
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

test('a question mark is itself where the cloud has no sign for one character', () => {
  expect([coversText('a?', 'ab'), coversText('a?', 'a?')]).toEqual([false, true]);
});

test('a pattern that is made to take long does not', () => {
  // A regular expression of this would outlive the test.
  expect(coversText(`${'a*'.repeat(500)}b`, 'a'.repeat(2_000), '?')).toBe(false);
});
