import { describe, expect, it } from 'vitest';
import keyFileKind from '../../../evidence/gcp/key-file.ts';
import serviceAccountKeys from '../../../evidence/gcp/service-account-keys.ts';
import { codes, prints } from '../../testing.ts';
import { commands, denied, keyEntry, keyFile, keyId, look, unreachable } from '../testing.ts';
import key from './check.ts';

const file = (changes: object) => prints(keyFileKind, keyFile(changes));
const keys = (...entries: object[]) => prints(serviceAccountKeys, entries);
const noFile = {
  [keyFileKind.id]: { status: 'notCollected', message: 'Fill in keyFile first.' } as const,
};
const many = (count: number, changes: object = {}) =>
  Array.from({ length: count }, (_, index) => keyEntry(String(index).repeat(40), changes));

describe('gcp/key', () => {
  it('passes, and not when the length of the private key was not printed', () => {
    expect(look(key).status).toBe('pass');
    expect(look(key, file({ private_key: undefined }))).toMatchObject({
      status: 'undetermined',
      findings: [],
    });
  });
  it.each([
    ['001', { ...noFile, ...keys() }, 'GCP-KEY-001'],
    ['002: own credentials', file({ type: 'authorized_user' }), 'GCP-KEY-002'],
    [
      '002: OAuth client',
      prints(keyFileKind, { installed: { client_id: 'x' }, private_key: 0 }),
      'GCP-KEY-002',
    ],
    ['002: no type', prints(keyFileKind, {}), 'GCP-KEY-002'],
    ['003', file({ project_id: 'shop-staging-77' }), 'GCP-KEY-003'],
    [
      '004',
      file({ client_email: 'terraform@shop-prod-482913.iam.gserviceaccount.com' }),
      'GCP-KEY-004',
    ],
    ['005: missing', file({ private_key: 0 }), 'GCP-KEY-005'],
    ['005: cut off', file({ private_key: 900 }), 'GCP-KEY-005'],
    ['006', keys(...many(2)), 'GCP-KEY-006'],
    ['007', keys(keyEntry(keyId, { disabled: true })), 'GCP-KEY-007'],
    ['008', keys(keyEntry(keyId, { validBeforeTime: '2026-11-23T11:00:00Z' })), 'GCP-KEY-008'],
    ['009', keys(keyEntry(keyId, { validBeforeTime: '2026-12-01T00:00:00Z' })), 'GCP-KEY-009'],
    ['010', keys(...many(10)), 'GCP-KEY-010'],
  ])('%s', (_, changes, code) => expect(codes(look(key, changes))).toEqual([code]));

  it('010 deletes only keys that nobody can use', () => {
    expect(commands(look(key, keys(...many(10))))).toEqual([]);
    const some = keys(
      ...many(8),
      keyEntry('a'.repeat(40), { disabled: true }),
      keyEntry('b'.repeat(40), { validBeforeTime: '2026-01-01T00:00:00Z' }),
    );
    expect(commands(look(key, some))[0]?.match(/keys delete \S+/g)).toEqual([
      `keys delete ${'a'.repeat(40)}`,
      `keys delete ${'b'.repeat(40)}`,
    ]);
  });
  it('does not mind ten keys when the right one is among them', () => {
    expect(look(key, keys(...many(9), keyEntry(keyId))).status).toBe('pass');
  });
  it('cannot tell without the file, or with one that is not whole', () => {
    expect(look(key, noFile)).toMatchObject({ status: 'undetermined', findings: [] });
    expect(look(key, { [keyFileKind.id]: unreachable })).toMatchObject({
      status: 'undetermined',
      findings: [],
    });
  });
  it('is undetermined when the keys are hidden', () =>
    expect(look(key, { [serviceAccountKeys.id]: denied() }).status).toBe('undetermined'));
});
