import { describe, expect, it } from 'vitest';
import billingAccounts from '../../../evidence/azure/billing-accounts.ts';
import { codes } from '../../testing.ts';
import { account, denied, found, ids, look } from '../_billing/testing.ts';
import billingAccount from './check.ts';

const both = found(billingAccounts, {
  value: [
    account('8608480', 'EnterpriseAgreement'),
    account(ids.mca, 'MicrosoftCustomerAgreement'),
  ],
});

describe('azure/billing-account', () => {
  it('passes, also among several', () => {
    expect(look(billingAccount).status).toBe('pass');
    expect(look(billingAccount, both).status).toBe('pass');
    expect(
      look(billingAccount, both, { agreement: 'mca', billingAccountId: ids.mca.toUpperCase() })
        .status,
    ).toBe('pass');
  });

  it('cannot tell of an agreement that nobody here knows', () => {
    const several = found(billingAccounts, {
      value: [account('8608480', 'EnterpriseAgreement'), account('77', 'SomethingNew2027')],
    });
    const result = look(billingAccount, several, { billingAccountId: '77' });
    expect(result).toMatchObject({ status: 'undetermined', findings: [] });
    expect(result.unseen[0]?.message).toContain('SomethingNew2027');
  });

  it('003: one that differs by a digit is named', () =>
    expect(look(billingAccount, {}, { billingAccountId: '8608490' }).findings[0]).toMatchObject({
      code: 'AZB-ACCOUNT-003',
      expected: '8608480',
      explanation: expect.stringContaining('spelled almost like it'),
    }));

  it('001: a subscription, with the right ID beside it', () => {
    const result = look(billingAccount, {}, { billingAccountId: ids.subscriptions[0] as string });
    expect(result.findings[0]).toMatchObject({ code: 'AZB-ACCOUNT-001', expected: '8608480' });
  });

  it('002: an account of the other agreement', () =>
    expect(codes(look(billingAccount, both, { billingAccountId: ids.mca }))).toEqual([
      'AZB-ACCOUNT-002',
    ]));

  it('003: nobody’s', () => {
    const result = look(billingAccount, both, { billingAccountId: '8604880' });
    expect(result.findings[0]).toMatchObject({ code: 'AZB-ACCOUNT-003', expected: '8608480' });
  });

  it('004: expired', () => {
    const expired = found(billingAccounts, {
      value: [account('8608480', 'EnterpriseAgreement', 'Expired')],
    });
    expect(codes(look(billingAccount, expired))).toEqual(['AZB-ACCOUNT-004']);
  });

  it.each(['Unknown', 'Pending', 'SomethingNew'])('cannot tell from the state %s', (status) => {
    const seen = found(billingAccounts, {
      value: [account('8608480', 'EnterpriseAgreement', status)],
    });
    expect(look(billingAccount, seen)).toMatchObject({ status: 'undetermined', findings: [] });
  });

  it('cannot tell without the list', () =>
    expect(look(billingAccount, denied(billingAccounts))).toMatchObject({
      status: 'undetermined',
      findings: [],
    }));
});
