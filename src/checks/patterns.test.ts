import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countComparisons } from './budget.ts';
import { coverWhole, listOverlaps, overlapSome, readPatterns } from './patterns.ts';
import { covers, overlaps } from './wildcard.ts';

const pattern = fc
  .array(fc.constantFrom('a', 'B', 'b', '*', '?'), { maxLength: 4 })
  .map((letters) => letters.join(''));
const list = fc.array(pattern, { maxLength: 6 });

it.each([undefined, '?'])('a list says what its patterns say one by one (%j)', (single) => {
  const signs = single === undefined ? { any: '*' } : { any: '*', one: single };
  const lower = (text: string) => text.toLowerCase();
  fc.assert(
    fc.property(list, pattern, (all, asked) => {
      const patterns = readPatterns(all, single);
      const covering = all.filter((one) => covers(lower(one), lower(asked), signs));
      const touching = all.filter((one) => overlaps(lower(one), lower(asked), signs));
      expect(coverWhole(patterns, asked)).toBe(covering.length > 0);
      expect(overlapSome(patterns, asked)).toBe(touching.length > 0);
      // Once for those that differ in case only, as the first of them is written.
      const listed = [...listOverlaps(patterns, asked)];
      expect(new Set(listed.map(lower))).toEqual(new Set(touching.map(lower)));
      expect(listed.every((one) => all.includes(one))).toBe(true);
      expect(new Set(listed.map(lower)).size).toBe(listed.length);
    }),
    { numRuns: 3_000, seed: 11 },
  );
});

describe.each([2_000, 4_000, 16_000])('%i patterns', (count) => {
  it('of plain texts are looked up', () => {
    const all = Array.from({ length: count }, (_, index) => `s3:Action${index}`);
    const patterns = readPatterns(all);
    expect(countComparisons(() => coverWhole(patterns, 's3:Action7'))).toBe(1);
    expect(countComparisons(() => overlapSome(patterns, 's3:Action7x'))).toBe(1);
  });
  it('that are the same count once', () => {
    const patterns = readPatterns(Array<string>(count).fill('*m*i*c*r*o*s*o*f*t#'));
    expect(countComparisons(() => coverWhole(patterns, 'Microsoft.Compute/disks'))).toBeLessThan(
      50,
    );
  });
  it('are taken apart once', () => {
    const all = Array.from({ length: count }, (_, index) => `*${index}`);
    expect(countComparisons(() => readPatterns(all))).toBe(count);
    expect(countComparisons(() => readPatterns(all))).toBe(0);
  });
});
