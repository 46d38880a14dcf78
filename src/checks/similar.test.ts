import { describe, expect, it } from 'vitest';
import { editDistance, findSimilarName } from './similar.ts';

describe('editDistance', () => {
  it.each([
    ['abc', 'abc', 0],
    ['abc', 'abd', 1],
    ['abc', 'acb', 1],
    ['', 'abc', 3],
    ['spot-cur', 'spotcur', 1],
  ])('%s → %s is %i', (a, b, distance) => expect(editDistance(a, b)).toBe(distance));
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
