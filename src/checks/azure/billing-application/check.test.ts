import { describe, expect, it } from 'vitest';
import application from '../../../evidence/azure/application.ts';
import { codes } from '../../testing.ts';
import { denied, found, ids, look } from '../_billing/testing.ts';
import applicationCheck from '../application/check.ts';
import billingApplication from './check.ts';

const app = (more: object) =>
  found(application, {
    id: ids.registration,
    appId: ids.client,
    signInAudience: 'AzureADMyOrg',
    passwordCredentials: [],
    ...more,
  });

describe('azure/billing-application', () => {
  it('passes without a redirect address, which a subscription would need', () => {
    expect(look(billingApplication).status).toBe('pass');
    expect(codes(look(applicationCheck))).toEqual(['AZ-APP-006']);
  });

  it('finds everything else that is found there', () =>
    expect(codes(look(billingApplication, app({ signInAudience: 'AzureADMultipleOrgs' })))).toEqual(
      ['AZ-APP-005'],
    ));

  it('cannot tell from what was not seen', () =>
    expect(
      look(billingApplication, denied(application, 'Authorization_RequestDenied')),
    ).toMatchObject({
      status: 'undetermined',
      findings: [],
    }));
});
