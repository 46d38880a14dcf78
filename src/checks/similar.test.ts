import { describe, expect, it } from 'vitest';
import { describeSlip, editDistance, findSimilarName } from './similar.ts';

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
