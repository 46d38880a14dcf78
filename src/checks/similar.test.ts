import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countComparisons } from './budget.ts';
import { describeSlip, editDistance, findSimilarName } from './similar.ts';

/** The definition: every prefix of one with every prefix of the other. */
function byWholeTable(a: string, b: string): number {
  const known = new Map<string, number>();
  const of = (i: number, j: number): number => {
    if (i === 0 || j === 0) return i + j;
    const key = `${i} ${j}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
    const distance = Math.min(
      of(i - 1, j) + 1,
      of(i, j - 1) + 1,
      of(i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1),
      ...(isSwap ? [of(i - 2, j - 2) + 1] : []),
    );
    known.set(key, distance);
    return distance;
  };
  return of(a.length, b.length);
}

describe('editDistance', () => {
  it.each([
    ['abc', 'abc', 0],
    ['abc', 'abd', 1],
    ['abc', 'acb', 1],
    ['', 'abc', 3],
    ['spot-cur', 'spotcur', 1],
  ])('%s → %s is %i', (a, b, distance) => expect(editDistance(a, b, 3)).toBe(distance));

  it('is what the whole table says, up to the most that is asked for', () => {
    const letter = fc.constantFrom('a', 'b', 'c');
    const text = fc.array(letter, { maxLength: 7 }).map((letters) => letters.join(''));
    fc.assert(
      fc.property(text, text, fc.integer({ min: 0, max: 4 }), (a, b, most) => {
        const distance = byWholeTable(a, b);
        expect(editDistance(a, b, most)).toBe(distance <= most ? distance : undefined);
      }),
      { numRuns: 5_000, seed: 7 },
    );
  });

  it.each([1_000, 2_000, 100_000])('takes as many steps as a text is long: %i', (length) => {
    const text = 'ab'.repeat(length / 2);
    const steps = countComparisons(() => editDistance(text, `${text.slice(1)}c`, 2));
    expect(steps).toBeLessThanOrEqual(5 * (length + 1));
    expect(countComparisons(() => editDistance(text, 'b'.repeat(length), 2))).toBeLessThan(100);
  });
});

describe('similarName', () => {
  it('finds the name that differs in case or separators', () => {
    expect(findSimilarName('SpotByNetApp', ['other', 'spot-by-netapp'])).toBe('spot-by-netapp');
  });
  it('finds a slip of the keyboard, the closest first', () => {
    expect(
      findSimilarName('spot-cur-111122223333', ['spot-cur-111122223344', 'spot-cur-11122223333']),
    ).toBe('spot-cur-11122223333');
  });
  it('does not guess among strangers, and never proposes the name itself', () => {
    expect(findSimilarName('spot-cur', ['logs', 'spot-cur', 'website'])).toBeUndefined();
    expect(findSimilarName('abc', ['xyz'])).toBeUndefined();
  });
});

describe('describeSlip', () => {
  it.each([
    ['922761411394', '922761411349', /two digits .* swapped: “94” in place of “49”/],
    ['spotrole', 'SpotRole', /capitals only/],
    ['spot-role', 'spot_role', /separators only/],
    ['111122223334', '111122223333', /one digit: “4” in place of “3”/],
    ['11112222333', '111122223333', /lacks one digit .* in place/],
    ['spot-curr', 'spot-cur', /one character more .*“r” in place 9/],
    ['sqot-cxr', 'spot-cur', /two characters/],
  ])('%s, in place of %s', (seen, wanted, words) =>
    expect(describeSlip(seen, wanted)).toMatch(words),
  );
  it.each([
    ['spot-cur', 'spot-cur'],
    ['finops', 'spot-cur'],
    ['444455556666', '111122223333'],
    ['', 'x'],
  ])('says nothing of %s and %s', (seen, wanted) =>
    expect(describeSlip(seen, wanted)).toBeUndefined(),
  );
});
