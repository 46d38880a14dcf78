import { expect, test } from 'vitest';
import reportObjects from '../evidence/aws/report-objects.ts';
import clientSecret from '../evidence/azure/client-secret.ts';
import type { EvidenceKind } from '../evidence/define-evidence.ts';
import readPasted from './read-pasted.ts';

const ofRunbook: EvidenceKind[] = [];

test('what can be told of a typed secret is told, and the secret is not', () => {
  const inputs = { clientSecret: 'abc8Q~MARKER-of-a-client-secret-40-chars' };
  const read = readPasted(clientSecret as EvidenceKind, undefined, { inputs, ofRunbook });
  expect(read).toEqual({ status: 'found', value: { hint: 'abc', length: 40 } });
  expect(
    readPasted(clientSecret as EvidenceKind, undefined, { inputs: {}, ofRunbook }),
  ).toBeUndefined();
});

test('blanks are the output of a command that prints nothing, and no paste of another', () => {
  const inputs = { bucketName: 'b', reportPrefix: 'p' };
  const read = (text: string | undefined) =>
    readPasted(reportObjects as EvidenceKind, text, { inputs, ofRunbook })?.status;
  expect(read('\n')).toBe('found');
  expect(read('')).toBeUndefined();
  expect(read(undefined)).toBeUndefined();
});

test('what cannot be read never throws', () => {
  const inputs = { bucketName: 'b', reportPrefix: 'p' };
  for (const text of ['['.repeat(100_000), '{"a":'.repeat(20_000), '\u0000'])
    expect(readPasted(reportObjects as EvidenceKind, text, { inputs, ofRunbook })?.status).toBe(
      'unreachable',
    );
});
