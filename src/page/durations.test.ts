import { expect, test } from 'vitest';
import { sayHours, sayMinutes } from './durations.ts';

test('in words', () => {
  expect([24, 1, 10 / 60, 0.25].map(sayHours)).toEqual([
    '24 hours',
    '1 hour',
    '10 minutes',
    '15 minutes',
  ]);
  expect([1, 20].map(sayMinutes)).toEqual(['1 minute', '20 minutes']);
});
