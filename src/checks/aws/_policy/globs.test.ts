import fc from 'fast-check';
import { expect, it } from 'vitest';
import { covers, literalGlob, overlaps, parseGlob } from './globs.ts';

const pattern = fc
  .array(fc.constantFrom('a', 'b', '*', '?'), { maxLength: 5 })
  .map((parts) => parts.join(''));

/** All texts of two letters, as long as five patterns' worth of places can tell apart. */
const texts = Array.from({ length: 7 }, (_, length) =>
  Array.from({ length: 2 ** length }, (_none, number) =>
    Array.from({ length }, (_place, bit) => ((number >> bit) & 1 ? 'a' : 'b')).join(''),
  ),
).flat();

const fits = (glob: string, text: string) =>
  new RegExp(`^${glob.replaceAll('*', '.*').replaceAll('?', '.')}$`).test(text);

it('a pattern covers the texts that it should, and no other', () => {
  fc.assert(
    fc.property(pattern, fc.constantFrom(...texts), (glob, text) => {
      expect(covers(parseGlob(glob), literalGlob(text))).toBe(fits(glob, text));
      expect(overlaps(parseGlob(glob), literalGlob(text))).toBe(fits(glob, text));
    }),
    { numRuns: 3_000, seed: 8 },
  );
});

it('two patterns overlap when some text fits both, and one covers the other never wrongly', () => {
  fc.assert(
    fc.property(pattern, pattern, (one, two) => {
      const [left, right] = [parseGlob(one), parseGlob(two)];
      const inTwo = texts.filter((text) => fits(two, text));
      expect(overlaps(left, right)).toBe(inTwo.some((text) => fits(one, text)) || isLong(one, two));
      if (covers(left, right)) expect(inTwo.every((text) => fits(one, text))).toBe(true);
    }),
    { numRuns: 3_000, seed: 8 },
  );
});

/** Whether both need more letters than the texts have; then nothing is compared. */
function isLong(one: string, two: string): boolean {
  const letters = (text: string) => text.replaceAll('*', '').length;
  return letters(one) + letters(two) > 6 && overlaps(parseGlob(one), parseGlob(two));
}

it('whoever covers a pattern covers its parts', () => {
  expect(covers(parseGlob('reports/*'), parseGlob('reports/*/year=????/*.parquet'))).toBe(true);
  expect(covers(parseGlob('*/year=2026/*'), parseGlob('reports/*/year=????/*.parquet'))).toBe(
    false,
  );
  expect(overlaps(parseGlob('*/year=2026/*'), parseGlob('reports/*/year=????/*'))).toBe(true);
  expect(overlaps(parseGlob('*.csv'), parseGlob('reports/*.parquet'))).toBe(false);
});

it('long patterns of stars take no time', () => {
  const stars = parseGlob('a*'.repeat(400));
  expect(covers(stars, literalGlob(`${'a'.repeat(4_000)}b`))).toBe(true);
  expect(covers(stars, literalGlob('b'.repeat(4_000)))).toBe(false);
});
