import { describe, expect, it } from 'vitest';
import application from '../../../evidence/azure/application.ts';
import billingRoleAssignments from '../../../evidence/azure/billing-role-assignments.ts';
import costAssignments from '../../../evidence/azure/cost-assignments.ts';
import elevatedAccess from '../../../evidence/azure/elevated-access.ts';
import servicePrincipal from '../../../evidence/azure/service-principal.ts';
import tenant from '../../../evidence/azure/tenant.ts';
import { codes } from '../../testing.ts';
import * as billing from '../_billing/testing.ts';
import {
  absent,
  assignment,
  commands,
  costScopes,
  denied,
  found,
  ids,
  look,
  subscriptionScope,
  userAccessAdministrator,
} from '../_billing/testing.ts';
import billingRemoved from './check.ts';

const gone = {
  ...absent(application, 'Request_ResourceNotFound'),
  ...absent(servicePrincipal, 'Request_ResourceNotFound'),
  ...found(billingRoleAssignments, { value: [] }),
  ...found(costAssignments, costScopes()),
};

describe('azure/billing-removed', () => {
  it('passes when all is gone', () => {
    expect(look(billingRemoved, gone).status).toBe('pass');
    expect(
      look(billingRemoved, { ...gone, ...denied(billingRoleAssignments) }, { agreement: 'mosp' })
        .status,
    ).toBe('pass');
  });

  it('finds everything that is left', () => {
    const result = look(billingRemoved);
    expect(codes(result)).toEqual(['AZB-REMOVED-001', 'AZB-REMOVED-002', 'AZB-REMOVED-003']);
    expect(commands(result)).toContain('elevateAccess');
  });

  it('001: the service principal alone', () => {
    const principal = found(servicePrincipal, { id: ids.principal, appId: ids.client });
    expect(commands(look(billingRemoved, { ...gone, ...principal }))).toBe(
      `az ad sp delete --id ${ids.principal}`,
    );
  });

  it('003: a role on a subscription takes no elevated access', () => {
    const left = found(
      costAssignments,
      costScopes(assignment('72fafb9e-0641-4937-9268-a91bfd8191a3', subscriptionScope(0))),
    );
    expect(commands(look(billingRemoved, { ...gone, ...left }))).not.toContain('elevateAccess');
  });

  it('004: elevated access left on', () => {
    const elevated = found(elevatedAccess, {
      value: [assignment(userAccessAdministrator, '/', ids.reader)],
    });
    expect(codes(look(billingRemoved, { ...gone, ...elevated }))).toEqual(['AZB-REMOVED-004']);
  });

  it('is not green where it could not look', () => {
    const elsewhere = found(tenant, { value: [{ id: '99999999-0000-4000-8000-000000000000' }] });
    expect(look(billingRemoved, { ...gone, ...elsewhere }, { agreement: 'mosp' })).toMatchObject({
      status: 'undetermined',
      findings: [],
    });
    expect(look(billingRemoved, { ...gone, ...denied(tenant) }).status).toBe('undetermined');
    expect(look(billingRemoved, { ...gone, ...denied(application) }).status).toBe('undetermined');
    expect(look(billingRemoved, { ...gone, ...denied(billingRoleAssignments) }).status).toBe(
      'undetermined',
    );
    expect(
      look(billingRemoved, { ...gone, ...denied(elevatedAccess, 'ExpiredAuthenticationToken') })
        .status,
    ).toBe('undetermined');
  });
});

describe('near misses', () => {
  const removed = {
    ...billing.absent(application, 'Request_ResourceNotFound'),
    ...billing.absent(servicePrincipal, 'Request_ResourceNotFound'),
    ...billing.found(billingRoleAssignments, { value: [] }),
  };
  it.each([
    // Whoever gave elevated access back sees the top no longer, and roles of an app that is gone give
    // nobody access.
    ['denied', billing.denied(costAssignments), 'pass'],
    [
      'hidden',
      billing.found(costAssignments, {
        costScopes: [{ scope: billing.rootGroup, assignments: null }],
      }),
      'pass',
    ],
    ['unreachable', billing.unreachable(costAssignments), 'undetermined'],
  ])('roles that an app left behind, when they are %s', (_, evidence, status) => {
    expect(billing.look(billingRemoved, { ...removed, ...evidence }).status).toBe(status);
  });
});
