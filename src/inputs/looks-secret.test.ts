import { expect, test } from 'vitest';
import { loadRunbooks } from '../../runbooks/workflows.ts';
import { looksSecret } from './looks-secret.ts';

const runbooks = await loadRunbooks();

test.each([
  'abc8Q~dEf0123456789_-.~dEf0123456789abcd',
  ' "password": "abc8Q~dEf0123456789_-.~dEf0123456789abcd" ',
  '-----BEGIN PRIVATE KEY-----\nMIIE',
  '{"type": "service_account", "private_key": "x"}',
  'eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJ4In0.sig',
  'ya29.a0AfB_byC',
])('%j is kept nowhere', (text) => {
  expect(looksSecret(text)).toBe(true);
});

test('what readers are to keep does not look like one', () => {
  const suggestions = Object.values(runbooks).flatMap(({ inputs }) =>
    Object.values(inputs).map(({ suggestion }) => suggestion ?? ''),
  );
  const samples = [
    ...[
      '111122223333',
      'spot:aws:extid:8f3b2c1d9e7a6b5c',
      '3f2504e0-4f89-11d3-9a0c-0305e82c3301',
      'shop-prod-8fd6a231',
    ],
    ...[
      'arn:aws:iam::111122223333:role/SpotRole-1',
      'spot-role@shop.iam.gserviceaccount.com',
      '2027-03-31',
    ],
    ...['8611537:a1b2c3d4-1111-2222-3333-444455556666_2019-05-31', 'Spot_Core~Role'],
  ];
  expect([...suggestions, ...samples].filter(looksSecret)).toEqual([]);
});
