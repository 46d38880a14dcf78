import { describe, expect, test } from 'vitest';
import { createSecretRedactor } from './redact-secrets.ts';
import { markers, quotingCollectors, secretInputs, secretRunbook } from './testing/secrets.ts';
import { verify } from './verify.ts';

describe('a secret never comes back', () => {
  test.each(['reader', 'spot'] as const)('whatever the cloud quotes, as %s', async (vantage) => {
    const events: unknown[] = [];
    const collectors = quotingCollectors();
    const onEvent = (event: unknown) => void events.push(event);
    const report = await verify({
      runbook: secretRunbook,
      inputs: secretInputs,
      vantage,
      collectors,
      onEvent,
    });
    // They were there to be told: else this proves nothing.
    expect(collectors.given[0]).toEqual(secretInputs);
    expect(JSON.stringify(report)).toContain(secretInputs.tenantId);
    expect(report.steps[0]?.checks[0]?.findings[0]?.fix.commands[0]).toContain('(secret)');
    expect(JSON.stringify(events)).toMatch(/"type":"waiting","message":"refused/);
    for (const marker of markers) expect(JSON.stringify([report, events])).not.toContain(marker);
  });
});

describe('createSecretRedactor', () => {
  const { clientSecret, keyFile } = secretInputs;
  const hide = createSecretRedactor(secretRunbook, secretInputs);
  test('changes nothing else, and nothing at all where there is no secret', () => {
    const value = { text: secretInputs.tenantId, count: 3, none: null, flags: [true] };
    expect(hide(value)).toEqual(value);
    const same = {};
    expect(createSecretRedactor(secretRunbook, { tenantId: secretInputs.tenantId })(same)).toBe(
      same,
    );
  });
  test('finds the private key with real and with written line breaks, whole and line by line', () => {
    const { private_key: key, private_key_id: id } = JSON.parse(keyFile);
    for (const text of [keyFile, key, JSON.stringify(key), key.split('\n')[1]]) {
      for (const marker of markers) expect(hide(`Google said: ${text}`)).not.toContain(marker);
    }
    expect(hide(`Key ${id}`)).toBe(`Key ${id}`);
  });
  test('what is secret in the file of an OAuth client, that people take for a key file', () => {
    const keyFile = JSON.stringify({
      installed: {
        client_id: 'x.apps.googleusercontent.com',
        client_secret: 'GOCSPX-MARKER0123456789',
      },
    });
    const said = createSecretRedactor(secretRunbook, { keyFile })(
      'x.apps.googleusercontent.com with GOCSPX-MARKER0123456789',
    );
    expect(said).toBe('x.apps.googleusercontent.com with (secret)');
  });
  test('a minified key file, too', () => {
    const minified = JSON.stringify(JSON.parse(keyFile));
    const said = createSecretRedactor(secretRunbook, { keyFile: minified })(
      `a ${minified} b ${JSON.parse(keyFile).private_key}`,
    );
    for (const marker of markers) expect(said).not.toContain(marker);
  });
  test('a secret as it is sent: in a form, in an address, in JSON', () => {
    const clientSecret = 'abc8Q~MARKER+/="quoted"-and-more-of-it';
    const hideOwn = createSecretRedactor(secretRunbook, { clientSecret });
    for (const sent of [
      new URLSearchParams({ clientSecret }).toString(),
      encodeURIComponent(clientSecret),
      JSON.stringify({ clientSecret }),
    ]) {
      expect(sent).not.toContain(clientSecret);
      expect(hideOwn(`You sent ${sent}.`)).not.toContain('MARKER');
    }
  });
  test('what is made with a secret: assertions and access tokens', () => {
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const assertion = `${part({ alg: 'RS256' })}.${part({ iss: 'spot' })}.c2lnbmF0dXJl`;
    expect(hide(`assertion=${assertion}&x`)).toBe('assertion=(secret)&x');
    expect(hide('Bearer ya29.a0AfH6SMB_x-y was refused')).toBe('Bearer (secret) was refused');
  });
  test('what is short may stand anywhere', () => {
    expect(
      createSecretRedactor(secretRunbook, { clientSecret: 'role' })('The role is missing.'),
    ).toBe('The role is missing.');
    expect(hide(`a ${clientSecret} b`)).toBe('a (secret) b');
  });
});
