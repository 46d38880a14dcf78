import { expect, test } from 'vitest';
import { LimitedMap } from './limited-map.ts';

test('forgets what was not used for longest, and never holds more than its limit', () => {
  const map = new LimitedMap<string, number>(2);
  map.set('a', 1);
  map.set('b', 2);
  expect(map.get('a')).toBe(1);
  map.set('c', 3);
  expect([map.get('a'), map.get('b'), map.get('c')]).toEqual([1, undefined, 3]);
  for (let index = 0; index < 1_000; index++) map.set(String(index), index);
  expect(map.size).toBe(2);
  map.delete('999');
  expect([map.size, map.get('999')]).toEqual([1, undefined]);
});
