import { describe, expect, it } from 'vitest';
import type { Evidence } from '../../../evidence/define-evidence.ts';
import keyFileKind from '../../../evidence/gcp/key-file.ts';
import managedKeyCreationPolicy, {
  managedKeyConstraint,
} from '../../../evidence/gcp/managed-key-creation-policy.ts';
import serviceAccount from '../../../evidence/gcp/service-account.ts';
import serviceAccountKeys from '../../../evidence/gcp/service-account-keys.ts';
import { codes, prints } from '../../testing.ts';
import {
  commands,
  denied,
  enforced,
  keyEntry,
  keyFile,
  keyId,
  look,
  unreachable,
} from '../testing.ts';
import key from './check.ts';

const file = (changes: object) => prints(keyFileKind, keyFile(changes));
const keys = (...entries: object[]) => prints(serviceAccountKeys, entries);
const noFile = {
  [keyFileKind.id]: { status: 'notCollected', message: 'Fill in keyFile first.' } as const,
};
const off = (reason: string) =>
  keyEntry(keyId, {
    disabled: true,
    disableReason: `SERVICE_ACCOUNT_KEY_DISABLE_REASON_${reason}`,
  });
/** What stays of a find when somebody enables the key again. */
const found = {
  extendedStatus: [
    {
      key: 'SERVICE_ACCOUNT_KEY_EXTENDED_STATUS_KEY_EXPOSED',
      value: 'https://code.example.com/shop/blob/main/key.json',
    },
  ],
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
    ['007: by people', keys(off('USER_INITIATED')), 'GCP-KEY-007'],
    ['007: for a reason that is not known here', keys(off('LEGAL_HOLD')), 'GCP-KEY-007'],
    ['011', keys(keyEntry(keyId, { validAfterTime: '2031-01-01T00:00:00Z' })), 'GCP-KEY-011'],
    ['012: disabled by Google', keys(off('EXPOSED')), 'GCP-KEY-012'],
    ['012: stolen', keys(off('COMPROMISE_DETECTED')), 'GCP-KEY-012'],
    ['012: enabled again', keys(keyEntry(keyId, found)), 'GCP-KEY-012'],
    ['012: another key', keys(keyEntry(keyId), keyEntry('c'.repeat(40), found)), 'GCP-KEY-012'],
    [
      '012: before its time is over',
      keys(keyEntry(keyId, { ...found, validBeforeTime: '2026-01-01T00:00:00Z' })),
      'GCP-KEY-012',
    ],
    ['013: a field is missing', file({ token_uri: undefined }), 'GCP-KEY-013'],
    ['013: a field is empty', file({ client_id: '' }), 'GCP-KEY-013'],
    [
      '013: it signs in elsewhere',
      file({ token_uri: 'https://oauth2.example.org/token' }),
      'GCP-KEY-013',
    ],
    ['013: another cloud of Google’s', file({ universe_domain: 'example.goog' }), 'GCP-KEY-013'],
    ['005: more than a key', file({ private_key: 70_000 }), 'GCP-KEY-005'],
    ['005: no length', file({ private_key: 1e200 }), 'GCP-KEY-005'],
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
  it('012 never enables the key, and makes room for a new one where there is none', () => {
    for (const entry of [off('EXPOSED'), keyEntry(keyId, found)]) {
      const few = commands(look(key, keys(entry))).join('\n');
      expect(few).not.toContain('keys enable');
      expect(few.indexOf('keys create')).toBeLessThan(few.indexOf(`keys delete ${keyId}`));
      const ten = commands(look(key, keys(...many(9), entry))).join('\n');
      expect(ten.indexOf(`keys delete ${keyId}`)).toBeLessThan(ten.indexOf('keys create'));
    }
    expect(look(key, keys(keyEntry(keyId, found))).findings[0]?.observed).toContain(
      'code.example.com',
    );
  });
  it('007 asks, and names the command only for what Google says people disabled', () => {
    const fixOf = (entry: object) => look(key, keys(entry)).findings[0]?.fix;
    expect(fixOf(off('USER_INITIATED'))?.console?.join()).toContain('If they agree: gcloud iam');
    for (const entry of [
      off('USER_INITIATED'),
      off('LEGAL_HOLD'),
      keyEntry(keyId, { disabled: true }),
    ]) {
      expect(fixOf(entry)?.commands).toEqual([]);
      expect(fixOf(entry)?.send).toBeTruthy();
    }
    expect(fixOf(off('LEGAL_HOLD'))?.console?.join()).not.toContain('keys enable');
  });
  it('006 tells a key that was deleted from one of a former account of the same name', () => {
    const lost = { ...keys(keyEntry('f'.repeat(40))) };
    const said = (seen: Record<string, Evidence>) => look(key, { ...lost, ...seen }).findings[0];
    expect(said({})).toMatchObject({
      code: 'GCP-KEY-006',
      explanation: expect.stringContaining('Somebody deleted it'),
    });
    const former = prints(keyFileKind, keyFile({ client_id: '109999999999999999999' }));
    expect(said(former)?.explanation).toContain('created anew');
    expect(said({ [serviceAccount.id]: denied() })?.explanation).toContain('tells which');
  });
  it('prints no command that a policy of the organization would refuse', () => {
    const forbidden = enforced(managedKeyCreationPolicy, managedKeyConstraint);
    const result = look(key, { ...keys(), ...noFile, ...forbidden });
    expect(codes(result)).toEqual(['GCP-KEY-001']);
    expect(commands(result)).toEqual([]);
    expect(result.findings[0]?.fix.summary).toContain('See whether keys are allowed');
    expect(commands(look(key, { ...keys(), ...noFile }))).not.toEqual([]);
  });
  it.each([
    ['authorized_user', 'fail', ['GCP-KEY-002']],
    ['SomethingNew2027', 'undetermined', []],
  ])('a file of the type %s is %s', (type, status, expected) => {
    const result = look(key, prints(keyFileKind, keyFile({ type })));
    expect([result.status, codes(result)]).toEqual([status, expected]);
  });
  it('012 tells of an exposed key without the file too', () =>
    expect(codes(look(key, { ...noFile, ...keys(off('EXPOSED')) }))).toEqual(['GCP-KEY-012']));
  it('does not mind a leftover of a find that opens nothing', () => {
    const leftover = keyEntry('c'.repeat(40), { ...found, disabled: true });
    expect(look(key, keys(keyEntry(keyId), leftover)).status).toBe('pass');
  });
  it("does not take Google's own key for one, nor a kind of key that it does not know", () => {
    const own = keyEntry('d'.repeat(40), { keyType: 'SYSTEM_MANAGED' });
    expect(codes(look(key, { ...noFile, ...keys(own) }))).toEqual(['GCP-KEY-001']);
    for (const change of [{ keyType: 'HARDWARE_MANAGED' }, { validAfterTime: 'soon' }])
      expect(look(key, keys(keyEntry(keyId, change)))).toMatchObject({
        status: 'undetermined',
        findings: [],
      });
  });
  it('takes the files of earlier years', () =>
    expect(
      look(
        key,
        file({
          token_uri: 'https://accounts.google.com/o/oauth2/token',
          universe_domain: undefined,
        }),
      ).status,
    ).toBe('pass'));
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
