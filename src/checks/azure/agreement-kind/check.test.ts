import { describe, expect, it } from 'vitest';
import billingAccounts from '../../../evidence/azure/billing-accounts.ts';
import signedInUser from '../../../evidence/azure/signed-in-user.ts';
import subscriptions from '../../../evidence/azure/subscriptions.ts';
import tenant from '../../../evidence/azure/tenant.ts';
import { codes } from '../../testing.ts';
import * as billing from '../_billing/testing.ts';
import { account, denied, found, ids, look, unreachable } from '../_billing/testing.ts';
import agreementKind from './check.ts';

const accounts = (...types: string[]) =>
  found(billingAccounts, { value: types.map((type, index) => account(String(index), type)) });
const offers = (quotaId: string) =>
  found(subscriptions, {
    value: [
      {
        subscriptionId: ids.subscriptions[0],
        displayName: 'One',
        state: 'Enabled',
        tenantId: ids.tenant,
        subscriptionPolicies: { quotaId },
      },
    ],
  });

describe('azure/agreement-kind', () => {
  it.each([
    ['ea', 'EnterpriseAgreement'],
    ['mca', 'MicrosoftCustomerAgreement'],
    ['mosp', 'MicrosoftOnlineServicesProgram'],
  ])('passes for %s', (agreement, type) =>
    expect(
      look(agreementKind, accounts('MicrosoftPartnerAgreement', type), { agreement }).status,
    ).toBe('pass'),
  );

  it('001: another directory, and nothing else is judged', () => {
    const changes = {
      ...found(tenant, { value: [{ id: '99999999-0000-4000-8000-000000000000' }] }),
      ...accounts(),
    };
    const result = look(agreementKind, changes);
    expect(codes(result)).toEqual(['AZB-AGREEMENT-001']);
    expect(result.findings[0]?.fix.console?.join()).toContain(`az login --tenant ${ids.tenant}`);
  });

  it('002: a guest', () => {
    const guest = found(signedInUser, {
      id: ids.reader,
      userPrincipalName: 'alex_fabrikam.com#EXT#@contoso.com',
      userType: 'Guest',
    });
    expect(codes(look(agreementKind, guest))).toEqual(['AZB-AGREEMENT-002']);
  });

  it('003: only a reseller’s account, or only subscriptions of one', () => {
    expect(codes(look(agreementKind, accounts('MicrosoftPartnerAgreement')))).toEqual([
      'AZB-AGREEMENT-003',
    ]);
    expect(
      codes(
        look(agreementKind, { ...accounts(), ...offers('CSP_2015-05-01') }, { agreement: 'mca' }),
      ),
    ).toEqual(['AZB-AGREEMENT-003']);
  });

  it('004: names what there is', () => {
    const result = look(
      agreementKind,
      accounts('MicrosoftCustomerAgreement', 'MicrosoftCustomerAgreement'),
    );
    expect(result.findings[0]).toMatchObject({
      code: 'AZB-AGREEMENT-004',
      observed: 'Microsoft Customer Agreement',
      expected: 'Enterprise Agreement',
    });
    expect(codes(look(agreementKind, accounts(), { agreement: 'mosp' }))).toEqual([
      'AZB-AGREEMENT-004',
    ]);
  });

  it('005: no account in sight, where one is needed', () => {
    expect(codes(look(agreementKind, accounts()))).toEqual(['AZB-AGREEMENT-005']);
    expect(
      codes(
        look(
          agreementKind,
          { ...accounts(), ...offers('PayAsYouGo_2014-09-01') },
          { agreement: 'mca' },
        ),
      ),
    ).toEqual(['AZB-AGREEMENT-005']);
  });

  it('pay-as-you-go needs no account in sight, and cannot be told from nothing at all', () => {
    const mosp = { agreement: 'mosp' };
    expect(
      look(agreementKind, { ...accounts(), ...offers('PayAsYouGo_2014-09-01') }, mosp).status,
    ).toBe('pass');
    expect(
      look(agreementKind, { ...accounts(), ...found(subscriptions, { value: [] }) }, mosp).status,
    ).toBe('undetermined');
  });

  it.each([
    denied(billingAccounts),
    unreachable(billingAccounts),
    denied(tenant),
    unreachable(tenant),
    denied(signedInUser),
  ])('cannot tell from what was not seen', (changes) =>
    expect(look(agreementKind, changes)).toMatchObject({ status: 'undetermined', findings: [] }),
  );

  it('cannot tell of a kind that nobody knows', () =>
    expect(look(agreementKind, accounts('MicrosoftMoonAgreement')).status).toBe('undetermined'));
});

describe('near misses', () => {
  it('a subscription tells of pay-as-you-go only when it was bought so', () => {
    const sold = (...offers: (string | undefined)[]) => ({
      ...billing.found(billingAccounts, { value: [] }),
      ...billing.found(subscriptions, {
        value: offers.map((quotaId) => ({
          ...{
            subscriptionId: billing.ids.subscriptions[0],
            displayName: 'x',
            state: 'Enabled',
            tenantId: billing.ids.tenant,
          },
          subscriptionPolicies: { quotaId },
        })),
      }),
    });
    const status = (...offers: (string | undefined)[]) =>
      billing.look(agreementKind, sold(...offers), { agreement: 'mosp' }).status;
    expect(status('EnterpriseAgreement_2014-09-01', 'CSP_2015-05-01')).toBe('undetermined');
    expect(status(undefined)).toBe('undetermined');
    expect(status('MSDN_2014-09-01')).toBe('pass');
  });
});
