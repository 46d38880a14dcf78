import { describe, expect, it } from 'vitest';
import billingAccounts from '../../../evidence/gcp/billing-accounts.ts';
import billingInfo from '../../../evidence/gcp/billing-info.ts';
import { codes, prints } from '../../testing.ts';
import { commands, denied, look } from '../testing.ts';
import billing from './check.ts';

const name = 'projects/shop-prod-482913/billingInfo';
const unlinked = prints(billingInfo, { name, billingAccountName: '' });

describe('gcp/billing', () => {
  it('passes when billing is on', () => expect(look(billing).status).toBe('pass'));

  it('cannot tell what pays when billing is on and no account is named', () => {
    const odd = prints(billingInfo, { name, billingEnabled: true });
    expect(look(billing, odd)).toMatchObject({ status: 'undetermined', findings: [] });
  });

  it('001: links the only account there is', () => {
    const result = look(billing, unlinked);
    expect(codes(result)).toEqual(['GCP-BILLING-001']);
    expect(commands(result)).toEqual([
      'gcloud billing projects link shop-prod-482913 --billing-account=01A2B3-C4D5E6-F70819',
    ]);
  });

  it('001: leaves the choice among several, or none, to the reader', () => {
    const two = ['01A2B3-C4D5E6-F70819', '0D0E0F-1A1B1C-2D2E2F'].map((id) => ({
      name: `billingAccounts/${id}`,
      open: true,
    }));
    expect(commands(look(billing, { ...unlinked, ...prints(billingAccounts, two) }))).toEqual([]);
    expect(commands(look(billing, { ...unlinked, [billingAccounts.id]: denied() }))).toEqual([]);
  });

  it('002: linked to an account that is closed', () => {
    const closed = prints(billingInfo, {
      name,
      billingAccountName: 'billingAccounts/0D0E0F-1A1B1C-2D2E2F',
    });
    const result = look(billing, closed);
    expect(codes(result)).toEqual(['GCP-BILLING-002']);
    expect(result.findings[0]?.observed).toBe('linked to 0D0E0F-1A1B1C-2D2E2F, billing off');
  });

  it('is undetermined when billing cannot be seen', () => {
    expect(look(billing, { [billingInfo.id]: denied() }).status).toBe('undetermined');
  });
});

describe('near misses', () => {
  it('what was pasted of the billing of another project says nothing about this one', () => {
    const other = prints(billingInfo, {
      name: 'projects/shop-staging-77/billingInfo',
      billingAccountName: '',
      billingEnabled: true,
    });
    expect(look(billing, other)).toMatchObject({ status: 'undetermined', findings: [] });
  });
});
