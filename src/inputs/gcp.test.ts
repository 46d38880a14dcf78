import { describe, expect, test } from 'vitest';
import type { InputKind } from './define-input.ts';
import { isSecret, validateInput } from './kinds.ts';

const judge = (kind: InputKind, value: string) =>
  validateInput({ kind, label: 'The value', help: 'Look it up.' }, value);
const message = (kind: InputKind, value: string) => {
  const result = judge(kind, value);
  return result.ok ? `accepted ${result.value}` : result.message;
};

describe('project ID', () => {
  test.each(['my-shop-prod', 'a23456', 'abcdefghijklmnopqrstuvwxyz1234'])('%s', (value) => {
    expect(judge('gcp-project-id', value)).toEqual({ ok: true, value });
  });
  test.each([
    [
      'https://console.cloud.google.com/iam-admin/iam?project=my-shop-prod',
      'Took the project ID out of the address.',
    ],
    ['projects/my-shop-prod', 'Took “projects/” away: commands want the ID alone.'],
    [' my-shop-prod\u00a0', 'Took blanks away.'],
  ])('cleans %s', (value, note) => {
    expect(judge('gcp-project-id', value)).toEqual({ ok: true, value: 'my-shop-prod', note });
  });
  test.each([
    ['123456789012', /project number/],
    ['My Shop', /project's name/],
    ['shop', /6 to 30 characters; this one has 4/],
    ['my_shop_prod', /“_”/],
    ['1shop-prod', /begins with a letter/],
    ['my-shop-', /does not end with a hyphen/],
    ['example.com:shop', /domain-scoped/],
    ['GCP_PROJECT_ID', /placeholder/],
    ['spot@my-shop-prod.iam.gserviceaccount.com', /Paste the project ID alone: my-shop-prod/],
    ['https://console.cloud.google.com/', /without a project ID/],
  ])('refuses %s', (value, words) => expect(message('gcp-project-id', value)).toMatch(words));
});

describe('service account ID', () => {
  test('takes the part before the @', () => {
    expect(
      judge('gcp-service-account-id', 'spotinst-role@my-shop-prod.iam.gserviceaccount.com'),
    ).toEqual({
      ...{ ok: true, value: 'spotinst-role', note: 'Took the part before the @: that is the ID.' },
    });
  });
  test.each([
    ['Spotinst-role-act-550cdfc7', /Use spotinst-role-act-550cdfc7\./],
    ['spot', /6 to 30/],
    ['spotinst-role-act-550cdfc7-production', /this one has 37/],
    ['spot_inst', /Use spot-inst\./],
    ['alice@example.com', /address of a person/],
    ['123456789012-compute@developer.gserviceaccount.com', /that Google made/],
    ['9spotinst', /begins with a letter/],
    ['101234567890123456789', /unique ID/],
  ])('refuses %s', (value, words) =>
    expect(message('gcp-service-account-id', value)).toMatch(words),
  );
});

describe('role ID', () => {
  test('takes the last part of a full name', () =>
    expect(judge('gcp-role-id', 'projects/my-shop-prod/roles/spotRole')).toMatchObject({
      ok: true,
      value: 'spotRole',
    }));
  test.each([
    ['roles/editor', /that Google made/],
    ['spot-role', /Use spot_role\./],
    ['ab', /3 to 64/],
    ['rôle', /“ô”/],
  ])('refuses %s', (value, words) => expect(message('gcp-role-id', value)).toMatch(words));
});

describe('key file', () => {
  const file = JSON.stringify(
    {
      type: 'service_account',
      private_key: '-----BEGIN PRIVATE KEY-----\nabc\n-----END PRIVATE KEY-----\n',
    },
    null,
    2,
  );
  test('is a secret, and stays as it is', () => {
    expect(isSecret('gcp-key-file')).toBe(true);
    expect(judge('gcp-key-file', file)).toEqual({ ok: true, value: file });
  });
  test('may have more than the usual length', () =>
    expect(judge('gcp-key-file', `${file.slice(0, -2)},"x":"${'y'.repeat(4000)}"}`).ok).toBe(true));
  test.each([
    [file.slice(0, 60), /cut off/],
    ['-----BEGIN PRIVATE KEY-----\nabc', /private key alone/],
    [`MIIKSgIBAzCCCgQGCSqGSIb3DQEHAaCCCfUEggnxMIIJ7TCC${'A'.repeat(40)}`, /P12/],
    ['spotinst_key.json', /name of a file/],
    ['{"type":"service_account" "x":1}', /not valid JSON/],
    [`AIza${'a'.repeat(35)}`, /API key/],
    ['[1]', /begins with a curly bracket/],
  ])('refuses %s', (value, words) => {
    expect(message('gcp-key-file', value)).toMatch(words);
    expect(message('gcp-key-file', value)).not.toContain('abc');
  });
});
