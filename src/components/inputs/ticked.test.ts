import { expect, it } from 'vitest';
import { tick, tickedIn } from './ticked.ts';

const options = ['a', 'b', 'c'].map((value) => ({ value, label: value }));

it('ticks in the order of the options, and none when nothing is left', () => {
  expect(tick(options, 'c', 'a', true)).toBe('a,c');
  expect(tick(options, 'none', 'b', true)).toBe('b');
  expect(tick(options, 'b', 'b', false)).toBe('none');
  expect(tick(options, 'gone,b', 'a', true)).toBe('a,b');
  expect(tickedIn('none')).toEqual([]);
});
