import { describe, expect, it } from 'vitest';
import costReads from '../../../evidence/azure/billing-cost-reads.ts';
import billingPolicies from '../../../evidence/azure/billing-policies.ts';
import { codes } from '../../testing.ts';
import { denied, found, look, lookAsSpot, rootGroup } from '../_billing/testing.ts';
import billingViewCharges from './check.ts';

const policy = (accountOwnerViewCharges: string) =>
  found(billingPolicies, {
    properties: { enterpriseAgreementPolicies: { accountOwnerViewCharges } },
  });
const read = (outcome: string, code?: string) =>
  found(costReads, { scopes: [{ scope: rootGroup, outcome, ...(code ? { code } : {}) }] });

describe('azure/billing-view-charges', () => {
  it('passes for both eyes', () => {
    expect(look(billingViewCharges).status).toBe('pass');
    expect(lookAsSpot(billingViewCharges).status).toBe('pass');
  });

  it.each(['NotAllowed', 'Disabled'])('001: %s', (said) =>
    expect(look(billingViewCharges, policy(said))).toMatchObject({
      status: 'fail',
      findings: [{ code: 'AZB-CHARGES-001', observed: said }],
    }),
  );

  it('cannot tell from a word that nobody here knows', () =>
    expect(look(billingViewCharges, policy('Other'))).toMatchObject({
      status: 'undetermined',
      findings: [],
    }));

  it('does not care what department admins see', () =>
    expect(
      look(
        billingViewCharges,
        found(billingPolicies, {
          properties: {
            enterpriseAgreementPolicies: {
              accountOwnerViewCharges: 'Allowed',
              departmentAdminViewCharges: 'NotAllowed',
            },
          },
        }),
      ).status,
    ).toBe('pass'));

  it('001: what Cost Management answers Spot', () =>
    expect(codes(lookAsSpot(billingViewCharges, read('denied', 'AccountCostDisabled')))).toEqual([
      'AZB-CHARGES-001',
    ]));

  it('cannot tell from a refusal, to the reader or to Spot', () => {
    expect(look(billingViewCharges, denied(billingPolicies)).status).toBe('undetermined');
    expect(lookAsSpot(billingViewCharges, read('denied', 'RBACAccessDenied')).status).toBe(
      'undetermined',
    );
  });
});
