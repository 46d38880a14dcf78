import { describe, expect, it } from 'vitest';
import billingRoleAssignments from '../../../evidence/azure/billing-role-assignments.ts';
import signedInUser from '../../../evidence/azure/signed-in-user.ts';
import {
  billingAssignment,
  denied,
  found,
  ids,
  look,
  refusal,
  unreachable,
} from '../_billing/testing.ts';
import billingReader from './check.ts';

const roles = (...own: string[]) =>
  found(billingRoleAssignments, { value: own.map((role) => billingAssignment(role, ids.reader)) });

describe('azure/billing-reader', () => {
  it('passes for who may give roles', () => {
    expect(look(billingReader).status).toBe('pass');
    expect(
      look(billingReader, roles('50000000-aaaa-bbbb-cccc-100000000000'), { agreement: 'mca' })
        .status,
    ).toBe('pass');
  });

  it('002: names the roles there are', () => {
    const result = look(billingReader, roles('24f8edb6-1668-4659-b5e2-40bb5f3a7d7e'));
    expect(result).toMatchObject({
      status: 'warning',
      findings: [{ code: 'AZB-READER-002', observed: 'alex@contoso.com: EnrollmentReader' }],
    });
  });

  it('002: a refusal to list them is one, as whoever gives roles may list them', () =>
    expect(look(billingReader, denied(billingRoleAssignments))).toMatchObject({
      status: 'warning',
    }));

  it.each([
    denied(billingRoleAssignments, 'ExpiredAuthenticationToken'),
    denied(
      billingRoleAssignments,
      'AuthorizationFailed',
      refusal('Microsoft.Authorization/roleAssignments/read', '/subscriptions/1'),
    ),
    denied(
      billingRoleAssignments,
      'AuthorizationFailed',
      refusal(
        'Microsoft.Billing/billingAccounts/billingRoleAssignments/read',
        '/providers/Microsoft.Billing/billingAccounts/7777777',
      ),
    ),
    roles('99999999-0000-4000-8000-000000000000'),
    unreachable(billingRoleAssignments),
    unreachable(signedInUser),
  ])('cannot tell from any other answer', (changes) =>
    expect(look(billingReader, changes)).toMatchObject({ status: 'undetermined', findings: [] }),
  );
});
