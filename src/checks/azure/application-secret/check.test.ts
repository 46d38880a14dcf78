import { describe, expect, test } from 'vitest';
import appManagementPolicy from '../../../evidence/azure/app-management-policy.ts';
import application from '../../../evidence/azure/application.ts';
import clientSecret from '../../../evidence/azure/client-secret.ts';
import { codes, prints } from '../../testing.ts';
import { chooseExpiry } from '../_app/secret-days.ts';
import { absent, app, credential, denied, look, now } from '../testing.ts';
import applicationSecret from './check.ts';

const secrets = (...passwordCredentials: object[]) =>
  prints(application, app({ passwordCredentials }));
const untyped = { [clientSecret.id]: { status: 'notCollected' as const, message: '' } };

test('the one that was typed, with its day, passes; a day off is the time zone', () => {
  expect(look(applicationSecret).status).toBe('pass');
  expect(look(applicationSecret, {}, { expirationDate: '2027-04-01' }).status).toBe('pass');
  expect(look(applicationSecret, untyped).status).toBe('pass');
});

test('none, expired, ending, immortal', () => {
  expect(codes(look(applicationSecret, secrets()))).toEqual(['AZ-SECRET-001']);
  const expired = secrets(credential({ endDateTime: '2026-11-01T00:00:00Z' }));
  expect(codes(look(applicationSecret, expired, { expirationDate: '2026-11-01' }))).toEqual([
    'AZ-SECRET-002',
  ]);
  const soon = look(
    applicationSecret,
    secrets(credential({ endDateTime: '2026-12-10T00:00:00Z' })),
    { expirationDate: '2026-12-10' },
  );
  expect([codes(soon), soon.status]).toEqual([['AZ-SECRET-003'], 'warning']);
  const long = look(
    applicationSecret,
    secrets(credential({ endDateTime: '2099-01-01T00:00:00Z' })),
    { expirationDate: '2099-01-01' },
  );
  expect([codes(long), long.status]).toEqual([['AZ-SECRET-004'], 'warning']);
});

test.each(['2027-06-30', '2026-12-31', '2026-01-01'])(
  'the day %s is not that of the secret',
  (expirationDate) => {
    const result = look(applicationSecret, {}, { expirationDate });
    expect([codes(result), result.findings[0]?.expected]).toEqual([
      ['AZ-SECRET-005'],
      '2027-03-31',
    ]);
  },
);

test('a secret that begins like none of the app', () => {
  const result = look(applicationSecret, prints(clientSecret, { hint: 'xyz', length: 40 }));
  expect([codes(result), result.findings[0]?.expected]).toEqual([
    ['AZ-SECRET-006'],
    'begins with abc',
  ]);
  const allExpired = look(applicationSecret, {
    ...secrets(credential({ endDateTime: '2026-01-01T00:00:00Z' })),
    ...prints(clientSecret, { hint: 'xyz', length: 40 }),
  });
  expect(allExpired.findings[0]?.expected).toContain('none is valid now');
});

test('of several, the one that was typed counts; then the one of the day', () => {
  const old = credential({ keyId: 'old', hint: 'old', endDateTime: '2026-12-01T00:00:00Z' });
  expect(look(applicationSecret, secrets(old, credential())).status).toBe('pass');
  expect(look(applicationSecret, { ...secrets(credential(), old), ...untyped }).status).toBe(
    'pass',
  );
  const typedOld = look(
    applicationSecret,
    { ...secrets(credential(), old), ...prints(clientSecret, { hint: 'old', length: 40 }) },
    { expirationDate: '2026-12-01' },
  );
  expect(codes(typedOld)).toEqual(['AZ-SECRET-003']);
});

test('three valid ones are too many, expired ones do not count, and none is deleted unasked', () => {
  const more = ['b', 'c'].map((keyId) => credential({ keyId, hint: keyId.repeat(3) }));
  const result = look(applicationSecret, secrets(credential(), ...more));
  expect(codes(result)).toEqual(['AZ-SECRET-007']);
  expect(result.findings[0]?.fix.commands).toEqual([]);
  expect(
    result.findings[0]?.fix.console
      ?.filter((line) => line.includes('credential delete'))
      .map((line) => line.split(' ').at(-1)),
  ).toEqual(['b', 'c']);
  const ended = more.map((one) => ({ ...one, endDateTime: '2026-01-01T00:00:00Z' }));
  expect(look(applicationSecret, secrets(credential(), ...ended)).status).toBe('pass');
});

describe('the app management policy of the directory', () => {
  const policy = (restrictionType: string, more: object = {}) =>
    prints(appManagementPolicy, {
      isEnabled: true,
      applicationRestrictions: {
        passwordCredentials: [{ restrictionType, state: 'enabled', ...more }],
      },
    });
  const none = secrets();
  const blocked = policy('passwordAddition');

  test('forbids new secrets: it is asked about, and no command that is refused is printed', () => {
    const result = look(applicationSecret, { ...none, ...blocked });
    expect(codes(result)).toEqual(['AZ-SECRET-008']);
    expect(result.findings[0]?.fix).toMatchObject({
      commands: [],
      send: expect.stringMatching(/\S/),
    });
    expect(look(applicationSecret, blocked).status).toBe('pass');
  });

  test('limits how long they live: the printed day is within the limit', () => {
    const result = look(applicationSecret, {
      ...none,
      ...policy('passwordLifetime', { maxLifetime: 'P90D' }),
    });
    expect(codes(result)).toEqual(['AZ-SECRET-009', 'AZ-SECRET-001']);
    expect(result.findings[1]?.fix.commands[0]).toContain('--end-date 2027-02-21');
  });

  test.each([
    ['is off', { ...blocked, ...policy('passwordAddition', { state: 'disabled' }) }],
    ['is in a state that nobody here knows', policy('passwordAddition', { state: 'new2027' })],
    [
      'is for apps that are made later',
      policy('passwordAddition', { restrictForAppsCreatedAfterDateTime: '2026-11-20T00:00:00Z' }),
    ],
    ['is of a kind that nobody here knows', policy('somethingNew2027')],
    ['was not seen', denied(appManagementPolicy)],
  ])('one that %s forbids nothing', (_, seen) => {
    const old = prints(application, {
      ...app(),
      createdDateTime: '2026-01-01T00:00:00Z',
      passwordCredentials: [],
    });
    expect(codes(look(applicationSecret, { ...old, ...seen }))).toEqual(['AZ-SECRET-001']);
  });
});

test('one that begins later is not yet', () => {
  const later = secrets(credential({ startDateTime: '2026-12-01T00:00:00Z' }));
  expect(look(applicationSecret, later)).toMatchObject({
    status: 'pending',
    pending: { until: '2026-12-01T00:00:00.000Z' },
  });
});

test('no app, or no look at it', () => {
  expect(look(applicationSecret, absent(application)).status).toBe('undetermined');
  expect(look(applicationSecret, denied(application)).status).toBe('undetermined');
});

test('the fix names the day that was typed, if it is a good one', () => {
  expect(chooseExpiry('2027-03-31', now)).toBe('2027-03-31');
  for (const typed of ['2026-11-24', '2019-01-01', '2099-01-01', ''])
    expect(chooseExpiry(typed, now)).toBe('2027-11-23');
});

describe('near misses', () => {
  test('two days off is a wrong day', () => {
    expect(look(applicationSecret, {}, { expirationDate: '2027-04-01' }).status).toBe('pass');
    for (const expirationDate of ['2027-03-29', '2027-04-02', '2027-04-19'])
      expect(codes(look(applicationSecret, {}, { expirationDate }))).toEqual(['AZ-SECRET-005']);
  });

  test('no secret is named for deletion while nobody knows which one is Spot’s', () => {
    const three = ['a', 'b', 'c'].map((keyId, index) =>
      credential({ keyId, hint: keyId.repeat(3), endDateTime: `2027-0${index + 5}-20T00:00:00Z` }),
    );
    const result = look(applicationSecret, {
      ...prints(application, app({ passwordCredentials: three })),
      [clientSecret.id]: { status: 'notCollected', message: '' },
    });
    expect(codes(result)).toEqual(['AZ-SECRET-005']);
  });

  test('an old secret that shows no hint may be the one that was typed', () => {
    const nameless = prints(
      application,
      app({ passwordCredentials: [credential({ hint: null })] }),
    );
    expect(codes(look(applicationSecret, nameless))).toEqual([]);
  });
});
