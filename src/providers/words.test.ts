import { expect, test } from 'vitest';
import words from './words.ts';

test.each([
  ['as it was written', 'Unable to locate credentials', true],
  ['broken by a terminal', 'Unable to\r\n    locate\ncredentials', true],
  ['other words', 'Unable to findcredentials', false],
  ['words run together', 'Unabletolocatecredentials', false],
])('%s', (_, text, recognised) => {
  expect(words(/unable to locate credentials/i).test(text)).toBe(recognised);
});

test.each(['Status Code: 403', 'Status Code:403', 'Status Code:\n 403'])(
  'a blank that may be missing: %j',
  (text) => {
    expect(words(/Code: ?403/).test(text)).toBe(true);
  },
);

test('a blank that is one of several characters stays one', () => {
  expect(words(/^a[ -]b$/).test('a b')).toBe(true);
  expect(words(/^a[ -]b$/).test('a\nb')).toBe(false);
  expect(words(/^a[\]] b$/).test('a]\nb')).toBe(true);
});

test('a bracket that is meant as one begins no class', () => {
  expect(words(/\[Errno 2\] No file: [ab]/).test('[Errno\n2]  No\nfile: a')).toBe(true);
});
