import { expect, test } from 'vitest';
import spotPermissions from '../../../evidence/azure/spot-permissions.ts';
import spotReads from '../../../evidence/azure/spot-reads.ts';
import spotSignIn from '../../../evidence/azure/spot-sign-in.ts';
import { codes, prints } from '../../testing.ts';
import { spotActions } from '../_role/spot-role.ts';
import { denied, look } from '../testing.ts';
import spotAccess from './check.ts';

const ok = { outcome: 'ok' };
const refusal = (code: string, message = code, outcome = 'denied') => ({ outcome, code, message });
const reads = (changes: object) =>
  prints(spotReads, {
    resourceGroups: ok,
    virtualMachines: ok,
    scaleSets: ok,
    networks: ok,
    ...changes,
  });
const all = (outcome: object) =>
  reads({
    resourceGroups: outcome,
    virtualMachines: outcome,
    scaleSets: outcome,
    networks: outcome,
  });
const refused = (code: string) =>
  prints(spotSignIn, { outcome: 'refused', code, message: 'Words of Microsoft.' });

test('signing in and reading passes', () => {
  expect(look(spotAccess).status).toBe('pass');
});

test.each([
  ['AADSTS7000215', 'AZ-SIGNIN-001'],
  ['AADSTS7000222', 'AZ-SIGNIN-002'],
  ['AADSTS700016', 'AZ-SIGNIN-003'],
  ['AADSTS90002', 'AZ-SIGNIN-004'],
  ['AADSTS900023', 'AZ-SIGNIN-004'],
  ['AADSTS7000112', 'AZ-SIGNIN-005'],
  ['AADSTS7000229', 'AZ-SIGNIN-006'],
])('%s means %s', (code, expected) => {
  const result = look(spotAccess, refused(code));
  expect(codes(result)).toEqual([expected]);
  expect(result.findings[0]?.observed).toBe(`${code}: Words of Microsoft.`);
});

test('a refusal that nobody knows here is told in its own words, and is no diagnosis', () => {
  const result = look(spotAccess, refused('AADSTS9002313'));
  expect([result.status, codes(result)]).toEqual(['undetermined', []]);
  expect(result.unseen[0]?.message).toContain('AADSTS9002313');
});

test('a refusal that names a rule of the company is that rule, with what to send to whom', () => {
  const result = look(spotAccess, refused('AADSTS53003'));
  expect([result.status, codes(result)]).toEqual(['fail', ['AZ-GUARD-005']]);
  expect(result.findings[0]?.fix).toMatchObject({
    commands: [],
    who: expect.stringMatching(/Conditional Access Administrator/),
    send: expect.stringMatching(/a Conditional Access policy: “AADSTS53003: Words/),
  });
  const ruled = reads({
    networks: { outcome: 'denied', code: 'X', message: 'RequestDisallowedByPolicy' },
  });
  expect(codes(look(spotAccess, ruled))).toEqual(['AZ-GUARD-001']);
});

test('what the subscription answers', () => {
  const unauthorized = refusal('AuthorizationFailed');
  expect(codes(look(spotAccess, all(unauthorized)))).toEqual(['AZ-SPOT-001']);
  expect(
    codes(
      look(
        spotAccess,
        reads({ virtualMachines: unauthorized, scaleSets: unauthorized, networks: unauthorized }),
      ),
    ),
  ).toEqual(['AZ-SPOT-001']);
  const some = look(spotAccess, reads({ networks: unauthorized }));
  expect([codes(some), some.findings[0]?.explanation.includes('the networks')]).toEqual([
    ['AZ-SPOT-002'],
    true,
  ]);
  expect(codes(look(spotAccess, all(refusal('SubscriptionNotFound', 'x', 'absent'))))).toEqual([
    'AZ-SPOT-003',
  ]);
  expect(codes(look(spotAccess, all(refusal('InvalidAuthenticationTokenTenant'))))).toEqual([
    'AZ-SPOT-004',
  ]);
  expect(
    codes(look(spotAccess, reads({ networks: refusal('DenyAssignmentAuthorizationFailed') }))),
  ).toEqual(['AZ-SPOT-005']);
  const unregistered = refusal(
    'MissingSubscriptionRegistration',
    "The subscription is not registered to use namespace 'Microsoft.Network'.",
    'unknown',
  );
  const result = look(spotAccess, reads({ networks: unregistered }));
  expect([
    codes(result),
    result.findings[0]?.fix.commands[0]?.includes('--namespace Microsoft.Network'),
  ]).toEqual([['AZ-SPOT-006'], true]);
});

test('a condition that is not met is told as such, and nobody goes around it', () => {
  const words =
    "The client 'x' with object id 'y' does not have authorization or an ABAC condition not fulfilled to perform action 'Microsoft.Compute/virtualMachines/read' over scope '/subscriptions/z'";
  const result = look(spotAccess, all(refusal('AuthorizationFailed', words)));
  expect(codes(result)).toEqual(['AZ-SPOT-008']);
  expect(result.findings[0]?.fix).toMatchObject({ commands: [], who: expect.any(String) });
});

test('what somebody switched off or denied is asked about, and no command undoes it', () => {
  for (const evidence of [
    refused('AADSTS7000112'),
    refused('AADSTS53003'),
    reads({ networks: refusal('DenyAssignmentAuthorizationFailed') }),
  ]) {
    const [finding] = look(spotAccess, evidence).findings;
    expect(finding?.fix.commands).toEqual([]);
    expect(finding?.fix.send).toBeTruthy();
  }
});

test('what Azure says that Spot may do is compared with the role, where Azure tells it', () => {
  const may = (...value: object[]) => prints(spotPermissions, { value });
  const reader = { actions: ['*/read'], notActions: [] };
  const result = look(spotAccess, may(reader));
  expect(codes(result)).toEqual(['AZ-SPOT-007']);
  expect(result.findings[0]?.observed).toContain('Microsoft.Compute/virtualMachines/*');
  expect(result.findings[0]?.fix.commands.join()).toContain('az role assignment create');
  expect(
    codes(look(spotAccess, may(reader, { actions: [...spotActions], notActions: [] }))),
  ).toEqual([]);
  expect(
    codes(
      look(spotAccess, may({ actions: ['*'], notActions: ['Microsoft.Authorization/*/Write'] })),
    ),
  ).toEqual([]);
  expect(
    codes(
      look(
        spotAccess,
        may({ actions: ['*'], notActions: ['Microsoft.Compute/virtualMachines/delete'] }),
      ),
    ),
  ).toEqual(['AZ-SPOT-007']);
  // The guide's own role may not ask what it may do; what it reads has to be enough.
  expect(look(spotAccess, denied(spotPermissions)).status).toBe('pass');
  // A refusal says more than the list.
  const refusedToo = { ...may(reader), ...reads({ networks: refusal('AuthorizationFailed') }) };
  expect(codes(look(spotAccess, refusedToo))).toEqual(['AZ-SPOT-002']);
});

test('what could not be seen is never green', () => {
  expect(
    look(spotAccess, reads({ networks: { outcome: 'unknown', message: 'timed out' } })).status,
  ).toBe('undetermined');
  expect(
    look(spotAccess, { [spotSignIn.id]: { status: 'notCollected', message: '' } }).status,
  ).toBe('undetermined');
  expect(look(spotAccess, { [spotReads.id]: { status: 'unreachable', message: 'x' } }).status).toBe(
    'undetermined',
  );
  expect(look(spotAccess, denied(spotSignIn)).status).toBe('undetermined');
});
