import { expect, test } from 'vitest';
import servicePrincipal from '../../../evidence/azure/service-principal.ts';
import { absent, codes, denied, ids, look, prints } from '../testing.ts';
import azureServicePrincipal from './check.ts';

test('an enabled one passes; one that says nothing about it too', () => {
  expect(look(azureServicePrincipal).status).toBe('pass');
  expect(
    look(
      azureServicePrincipal,
      prints(servicePrincipal, { id: ids.principal, appId: ids.clientId }),
    ).status,
  ).toBe('pass');
});

test('missing and disabled', () => {
  expect(codes(look(azureServicePrincipal, absent(servicePrincipal)))).toEqual(['AZ-SP-001']);
  expect(
    codes(
      look(
        azureServicePrincipal,
        prints(servicePrincipal, { id: ids.principal, appId: ids.clientId, accountEnabled: false }),
      ),
    ),
  ).toEqual(['AZ-SP-002']);
});

test('refused is not missing', () => {
  expect(look(azureServicePrincipal, denied(servicePrincipal)).status).toBe('undetermined');
});
