import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { defineEvidence } from './define-evidence.ts';
import { parsePasted } from './parse-pasted.ts';

const kind = defineEvidence({
  id: 'aws/test-role',
  title: 'the role',
  schema: z.object({ Role: z.object({ RoleName: z.string() }) }),
  inputs: ['roleName'],
  command: 'aws iam get-role --role-name {{roleName}} --output json',
  absentCodes: ['NoSuchEntity'],
  absentSays: { NoSuchEntity: ['{{roleName}}'] },
  findOtherSubject: ({ Role }, { roleName }) =>
    Role.RoleName === roleName ? undefined : `the role ${Role.RoleName}`,
  permissions: [],
});
const inputs = { roleName: 'Spot' };
const read = (text: string) => {
  const pasted = parsePasted(kind, text, inputs);
  return pasted.ok ? pasted.evidence.status : pasted.message;
};
const error = (code: string, message: string, operation = 'GetRole') =>
  `An error occurred (${code}) when calling the ${operation} operation: ${message}`;

test('an answer about something else is no evidence, and the message says about what', () => {
  expect(read('{"Role": {"RoleName": "Spot"}}')).toBe('found');
  expect(read('{"Role": {"RoleName": "Other"}}')).toMatch(/about something else: the role Other/);
});

describe('only the absence that was asked about is absence', () => {
  test.each([
    ['its own name', error('NoSuchEntity', 'The role with name Spot cannot be found.'), 'absent'],
    ['in other case', error('NoSuchEntity', 'The role with name SPOT cannot be found.'), 'absent'],
    ['refused', error('AccessDenied', 'not authorized on role Spot'), 'denied'],
  ])('%s', (_, text, expected) => {
    expect(read(text)).toBe(expected);
  });
  test.each([
    ['another name', 'The role with name Other cannot be found.'],
    ['a longer name', 'The role with name Spot-2 cannot be found.'],
    ['a name that ends so', 'The role with name MySpot cannot be found.'],
    ['no name', 'Not found.'],
  ])('%s is not', (_, message) => {
    expect(read(error('NoSuchEntity', message))).toMatch(/something else is missing/);
  });
  test('nor is that of another operation', () => {
    expect(read(error('NoSuchEntity', 'The role with name Spot …', 'GetPolicy'))).toMatch(
      /error of another command/,
    );
  });
});

test('an empty object is an answer only where it may be one', () => {
  const rights = {
    ...kind,
    id: 'gcp/test-rights',
    command: 'curl https://example.googleapis.com',
    schema: z.object({ permissions: z.array(z.string()).default([]) }),
    findOtherSubject: undefined,
    absentSays: undefined,
    readInputs: undefined,
  };
  expect(parsePasted(rights, '{}').ok).toBe(false);
  expect(parsePasted({ ...rights, mayBeEmptyObject: true }, '{}')).toEqual({
    ok: true,
    evidence: { status: 'found', value: { permissions: [] } },
  });
});

test('invisible characters inside of values are not taken away unsaid', () => {
  expect(read('{"Role": {"RoleName": "Spot\u200b"}}')).toMatch(/Spot\u200b" holds invisible/);
  expect(read('\ufeff{"Role": \u200b{"RoleName": "Spot"}}\u200b')).toBe('found');
});
