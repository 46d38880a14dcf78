import { describe, expect, it } from 'vitest';
import keyFile from '../../../evidence/gcp/key-file.ts';
import serviceAccountKeys from '../../../evidence/gcp/service-account-keys.ts';
import { codes, prints } from '../../testing.ts';
import { commands, denied, keyEntry, keyId, look } from '../testing.ts';
import singleKey from './check.ts';

const other = 'f'.repeat(40);
const two = prints(serviceAccountKeys, [keyEntry(keyId), keyEntry(other)]);

describe('gcp/single-key', () => {
  it('passes with one key', () => expect(look(singleKey).status).toBe('pass'));
  it('001: names the others, and deletes none: one of them may be what Spot has', () => {
    const result = look(singleKey, two);
    expect(codes(result)).toEqual(['GCP-KEYS-001']);
    expect(result.status).toBe('warning');
    expect(result.findings[0]?.observed).toBe(other);
    expect(commands(result)).toEqual([]);
  });
  it('001: deletes what opens nothing any more', () => {
    const dead = 'e'.repeat(40);
    for (const change of [{ disabled: true }, { validBeforeTime: '2026-01-01T00:00:00Z' }]) {
      const result = look(
        singleKey,
        prints(serviceAccountKeys, [keyEntry(keyId), keyEntry(other), keyEntry(dead, change)]),
      );
      expect(commands(result).join()).toContain(dead);
      expect(commands(result).join()).not.toContain(other);
      expect(commands(result).join()).not.toContain(keyId);
    }
  });
  it("does not count Google's own key", () =>
    expect(
      look(
        singleKey,
        prints(serviceAccountKeys, [
          keyEntry(keyId),
          keyEntry(other, { keyType: 'SYSTEM_MANAGED' }),
        ]),
      ).status,
    ).toBe('pass'));
  it('does not choose without the file', () => {
    expect(
      look(singleKey, { ...two, [keyFile.id]: { status: 'notCollected', message: '' } }),
    ).toMatchObject({
      status: 'undetermined',
      findings: [],
    });
  });
  it('is undetermined when the keys are hidden', () =>
    expect(look(singleKey, { [serviceAccountKeys.id]: denied() }).status).toBe('undetermined'));
});

describe('near misses', () => {
  it('one key, but another; and none', () => {
    expect(look(singleKey, prints(serviceAccountKeys, [keyEntry('f'.repeat(40))])).status).toBe(
      'undetermined',
    );
    expect(look(singleKey, prints(serviceAccountKeys, [])).status).toBe('undetermined');
  });
});
