import { describe, expect, it } from 'vitest';
import billingAccountRead from '../../../evidence/azure/billing-account-read.ts';
import costReads from '../../../evidence/azure/billing-cost-reads.ts';
import reservationReads from '../../../evidence/azure/billing-reservation-reads.ts';
import spotSignIn from '../../../evidence/azure/spot-sign-in.ts';
import { codes } from '../../testing.ts';
import {
  commands,
  found,
  ids,
  look,
  lookAsSpot,
  rootGroup,
  unreachable,
} from '../_billing/testing.ts';
import billingSpotAccess from './check.ts';

const refused = (code: string) => found(spotSignIn, { outcome: 'refused', code, message: 'no' });
const account = (
  outcome: string,
  code = outcome === 'denied' ? 'AuthorizationFailed' : 'NotFound',
) => found(billingAccountRead, { outcome, code, message: 'in Azure’s words' });

describe('azure/billing-spot-access', () => {
  it('passes, for pay-as-you-go without a billing account', () => {
    expect(lookAsSpot(billingSpotAccess).status).toBe('pass');
    expect(
      lookAsSpot(billingSpotAccess, unreachable(billingAccountRead), {
        agreement: 'mosp',
        billingAccountId: '',
      }).status,
    ).toBe('pass');
  });

  it.each([
    ['AADSTS7000215', 'AZ-SIGNIN-001'],
    ['AADSTS7000222', 'AZ-SIGNIN-002'],
    ['AADSTS700016', 'AZ-SIGNIN-003'],
    ['AADSTS90002', 'AZ-SIGNIN-004'],
    ['AADSTS7000112', 'AZ-SIGNIN-005'],
    ['AADSTS7000229', 'AZ-SIGNIN-006'],
  ])('%s: the words of the sign-in, as with a subscription', (aadsts, code) =>
    expect(codes(lookAsSpot(billingSpotAccess, refused(aadsts)))).toEqual([code]),
  );

  it('001: refused, with the call of the agreement', () => {
    const result = lookAsSpot(billingSpotAccess, account('denied'));
    expect(result.findings[0]).toMatchObject({
      code: 'AZB-ACCESS-001',
      observed: 'in Azure’s words',
    });
    expect(commands(result)).toContain('--method put');
    expect(
      commands(
        lookAsSpot(billingSpotAccess, account('denied'), {
          agreement: 'mca',
          billingAccountId: ids.mca,
        }),
      ),
    ).toContain('createBillingRoleAssignment');
  });

  it('001: no command for an ID of the other agreement’s form', () =>
    expect(
      commands(lookAsSpot(billingSpotAccess, account('denied'), { billingAccountId: ids.mca })),
    ).toBe(''));

  it('002: there is none', () =>
    expect(codes(lookAsSpot(billingSpotAccess, account('absent')))).toEqual(['AZB-ACCESS-002']));

  it.each(['denied', 'absent'])('cannot tell from words that it does not know (%s)', (outcome) => {
    const result = lookAsSpot(billingSpotAccess, account(outcome, 'SomethingNew2027'));
    expect(result).toMatchObject({ status: 'undetermined', findings: [] });
    expect(result.unseen[0]?.message).toContain('SomethingNew2027: in Azure’s words');
  });

  it('leaves costs and reservations to their steps, and is not green', () => {
    const costs = found(costReads, { scopes: [{ scope: rootGroup, outcome: 'denied' }] });
    expect(lookAsSpot(billingSpotAccess, costs)).toMatchObject({
      status: 'undetermined',
      findings: [],
    });
    const reservations = found(reservationReads, {
      reservations: { outcome: 'denied' },
      savingsPlans: { outcome: 'ok' },
    });
    expect(lookAsSpot(billingSpotAccess, reservations)).toMatchObject({
      status: 'undetermined',
      findings: [],
    });
    const notThere = found(reservationReads, {
      reservations: { outcome: 'absent' },
      savingsPlans: { outcome: 'ok' },
    });
    expect(lookAsSpot(billingSpotAccess, notThere)).toMatchObject({
      status: 'undetermined',
      findings: [],
    });
  });

  it('cannot tell for anybody but Spot, or while Azure does not answer', () => {
    expect(look(billingSpotAccess).status).toBe('undetermined');
    expect(lookAsSpot(billingSpotAccess, unreachable(billingAccountRead)).status).toBe(
      'undetermined',
    );
    expect(lookAsSpot(billingSpotAccess, unreachable(costReads)).status).toBe('undetermined');
  });
});
