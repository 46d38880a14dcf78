import { describe, expect, it } from 'vitest';
import { keyFile, serviceAccountKeys } from '../../evidence/gcp/index.ts';
import { codes, commands, denied, keyEntry, keyId, look, prints } from './samples.ts';
import { singleKey } from './single-key.ts';

const other = 'f'.repeat(40);
const two = prints(serviceAccountKeys, [keyEntry(keyId), keyEntry(other)]);

describe('gcp/single-key', () => {
  it('passes with one key', () => expect(look(singleKey).status).toBe('pass'));
  it('001: deletes the others, never the one in the file', () => {
    const result = look(singleKey, two);
    expect(codes(result)).toEqual(['GCP-KEYS-001']);
    expect(result.status).toBe('warning');
    expect(commands(result).join()).toContain(other);
    expect(commands(result).join()).not.toContain(keyId);
  });
  it('does not choose without the file', () => {
    expect(look(singleKey, { ...two, [keyFile.id]: { status: 'notCollected', message: '' } })).toMatchObject({
      status: 'undetermined',
      findings: [],
    });
  });
  it('is undetermined when the keys are hidden', () =>
    expect(look(singleKey, { [serviceAccountKeys.id]: denied() }).status).toBe('undetermined'));
});
