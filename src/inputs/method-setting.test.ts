import { expect, test } from 'vitest';
import { takeMethod } from './method-setting.ts';

test('a method is taken out of the values, or refused with those that there are', () => {
  expect(takeMethod({ method: ' cli\n', bucketName: 'b' })).toEqual({
    method: 'cli',
    others: { bucketName: 'b' },
  });
  expect(takeMethod({ method: '' })).toEqual({ others: {} });
  expect(takeMethod({ method: 'terraform' })).toEqual({
    others: {},
    error: 'Choose one of: console, cli, cloudformation, script.',
  });
});
