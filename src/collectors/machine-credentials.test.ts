import { expect, test } from 'vitest';
import { machineCredentials } from './machine-credentials.ts';

test("the reader's token at Spot comes from SPOT_TOKEN; without it there is none", async () => {
  expect(await machineCredentials({ SPOT_TOKEN: ' abc\n' }).spot?.()).toBe('abc');
  expect(machineCredentials({}).spot).toBeUndefined();
  expect(machineCredentials({ SPOT_TOKEN: ' ' }).spot).toBeUndefined();
});

test('each cloud has its own', () => {
  expect(Object.keys(machineCredentials({}))).toEqual(['aws', 'gcp', 'azure']);
});
