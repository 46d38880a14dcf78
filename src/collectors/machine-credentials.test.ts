import { expect, test } from 'vitest';
import { findMachineCredentials } from './index.ts';

test("the reader's token at Spot comes from SPOT_TOKEN; without it there is none", async () => {
  expect(await findMachineCredentials({ SPOT_TOKEN: ' abc\n' }).spot?.()).toBe('abc');
  expect(findMachineCredentials({}).spot).toBeUndefined();
  expect(findMachineCredentials({ SPOT_TOKEN: ' ' }).spot).toBeUndefined();
});

test('each cloud has its own', () => {
  expect(Object.keys(findMachineCredentials({}))).toEqual(['aws', 'gcp', 'azure']);
});
