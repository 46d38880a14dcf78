import { describe, expect, it } from 'vitest';
import servicePrincipal from '../../../evidence/azure/service-principal.ts';
import { codes } from '../../testing.ts';
import { absent, denied, ids, look, lookAsSpot } from '../_billing/testing.ts';
import billingPrincipal from './check.ts';

describe('azure/billing-principal', () => {
  it('passes for both eyes, whatever the case', () => {
    expect(look(billingPrincipal).status).toBe('pass');
    expect(
      lookAsSpot(billingPrincipal, {}, { servicePrincipalId: ids.principal.toUpperCase() }).status,
    ).toBe('pass');
  });

  it.each([
    [ids.registration, /app registration/],
    [ids.client, /client\) ID/],
    [ids.reader, /something else/],
  ])('001: %s', (servicePrincipalId, words) => {
    const result = look(billingPrincipal, {}, { servicePrincipalId });
    expect(result.findings[0]).toMatchObject({
      code: 'AZB-PRINCIPAL-001',
      expected: ids.principal,
    });
    expect(result.findings[0]?.explanation).toMatch(words);
    expect(codes(lookAsSpot(billingPrincipal, {}, { servicePrincipalId }))).toEqual([
      'AZB-PRINCIPAL-001',
    ]);
  });

  it.each([denied(servicePrincipal), absent(servicePrincipal)])(
    'cannot tell without a service principal',
    (changes) =>
      expect(look(billingPrincipal, changes)).toMatchObject({
        status: 'undetermined',
        findings: [],
      }),
  );
});
