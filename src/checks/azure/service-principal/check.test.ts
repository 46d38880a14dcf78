import { expect, test } from 'vitest';
import servicePrincipal from '../../../evidence/azure/service-principal.ts';
import tenant from '../../../evidence/azure/tenant.ts';
import { codes, prints } from '../../testing.ts';
import { absent, denied, ids, look } from '../testing.ts';
import servicePrincipalCheck from './check.ts';

test('an enabled one passes; one that says nothing about it does not', () => {
  expect(look(servicePrincipalCheck).status).toBe('pass');
  expect(
    look(
      servicePrincipalCheck,
      prints(servicePrincipal, { id: ids.principal, appId: ids.clientId }),
    ).status,
  ).toBe('undetermined');
});

test('missing and disabled', () => {
  expect(codes(look(servicePrincipalCheck, absent(servicePrincipal)))).toEqual(['AZ-SP-001']);
  expect(
    codes(
      look(
        servicePrincipalCheck,
        prints(servicePrincipal, { id: ids.principal, appId: ids.clientId, accountEnabled: false }),
      ),
    ),
  ).toEqual(['AZ-SP-002']);
});

test('refused is not missing', () => {
  expect(look(servicePrincipalCheck, denied(servicePrincipal)).status).toBe('undetermined');
});

test('one of another directory’s app, or seen from another directory, is left open', () => {
  const foreign = prints(servicePrincipal, {
    ...{ id: ids.principal, appId: ids.clientId, accountEnabled: true },
    appOwnerOrganizationId: 'elsewhere',
  });
  for (const seen of [foreign, prints(tenant, { value: [{ id: 'elsewhere' }] })])
    expect(look(servicePrincipalCheck, seen)).toMatchObject({
      status: 'undetermined',
      findings: [],
    });
});
