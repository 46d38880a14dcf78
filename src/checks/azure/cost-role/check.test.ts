import { describe, expect, it } from 'vitest';
import costReads from '../../../evidence/azure/billing-cost-reads.ts';
import costAssignments from '../../../evidence/azure/cost-assignments.ts';
import rootManagementGroup from '../../../evidence/azure/cost-management-group.ts';
import elevatedAccess from '../../../evidence/azure/elevated-access.ts';
import tenantCustomRoles from '../../../evidence/azure/tenant-custom-roles.ts';
import { codes } from '../../testing.ts';
import * as billing from '../_billing/testing.ts';
import {
  absent,
  assignment,
  commands,
  costManagementReader,
  costScopes,
  denied,
  found,
  ids,
  look,
  lookAsSpot,
  owner,
  rootGroup,
  subscriptionScope,
  userAccessAdministrator,
} from '../_billing/testing.ts';
import costRole from './check.ts';

const roles = (...assignments: ReturnType<typeof assignment>[]) =>
  found(costAssignments, costScopes(...assignments));
const reader = (scope: string) => assignment(costManagementReader, scope);
const reads = (...scopes: object[]) => found(costReads, { scopes });
const refusal = {
  outcome: 'denied',
  code: 'RBACAccessDenied',
  message: 'The client does not have authorization to perform action.',
};
const [mca, mosp] = [{ agreement: 'mca' }, { agreement: 'mosp' }];
const custom = (...actions: string[]) =>
  found(tenantCustomRoles, {
    value: [
      {
        id: 'x',
        name: 'abcdefab-0000-4000-8000-000000000000',
        properties: { roleName: 'Cost viewer', permissions: [{ actions }] },
      },
    ],
  });

describe('azure/cost-role, with the reader’s eyes', () => {
  it('passes on the root group, or on every subscription', () => {
    expect(look(costRole).status).toBe('pass');
    expect(look(costRole, {}, mosp).status).toBe('pass');
    const each = roles(reader(subscriptionScope(0)), reader(subscriptionScope(1)));
    expect(look(costRole, each).status).toBe('pass');
    expect(look(costRole, each, mca).status).toBe('pass');
  });

  it('001: none; the fix elevates first, unless that is done', () => {
    const result = look(costRole, roles());
    expect(codes(result)).toEqual(['AZB-COST-001']);
    expect(commands(result)).toMatch(/elevateAccess[\s\S]*Cost Management Reader/);
    const elevated = found(elevatedAccess, {
      value: [assignment(userAccessAdministrator, '/', ids.reader)],
    });
    expect(commands(look(costRole, { ...roles(), ...elevated }))).not.toContain('elevateAccess');
  });

  it('001 goes to every subscription with a customer agreement', () =>
    expect(commands(look(costRole, roles(), mca))).toContain('for scope in'));

  it('002: some subscriptions, named', () => {
    const result = look(costRole, roles(reader(subscriptionScope(0))));
    expect(result).toMatchObject({
      status: 'warning',
      findings: [{ code: 'AZB-COST-002', observed: '1 of 2 subscriptions' }],
    });
    expect(result.findings[0]?.explanation).toContain(ids.subscriptions[1]);
  });

  it('002: pay-as-you-go on subscriptions instead of the root', () =>
    expect(
      codes(
        look(costRole, roles(reader(subscriptionScope(0)), reader(subscriptionScope(1))), mosp),
      ),
    ).toEqual(['AZB-COST-002']));

  it('cannot tell of a subscription whose role has a condition; it is not left out', () => {
    const [one, other] = [reader(subscriptionScope(0)), reader(subscriptionScope(1))];
    const { costScopes: all } = costScopes(one, other);
    const limited = all.map((place) => ({
      ...place,
      assignments: (place.assignments ?? []).map((each) =>
        each.id === other.id
          ? {
              ...each,
              properties: { ...each.properties, condition: '@Resource[x] StringEquals y' },
            }
          : each,
      ),
    }));
    const result = look(costRole, found(costAssignments, { costScopes: limited }));
    expect(result).toMatchObject({ status: 'undetermined', findings: [] });
  });

  it('a condition on Owner limits which roles it may give, and nothing that it reads', () => {
    const { costScopes: all } = costScopes(assignment(owner, rootGroup));
    const limited = all.map((place) => ({
      ...place,
      assignments: (place.assignments ?? []).map((each) => ({
        ...each,
        properties: { ...each.properties, condition: "ActionMatches{'x'}" },
      })),
    }));
    const result = look(costRole, found(costAssignments, { costScopes: limited }));
    expect(codes(result)).toEqual(['AZB-COST-005']);
  });

  it('005: what reads one subscription does not replace what reads them all', () => {
    const both = roles(reader(subscriptionScope(0)), assignment(owner, rootGroup));
    const result = look(costRole, both);
    expect(codes(result)).toEqual(['AZB-COST-005']);
    expect(commands(result)).toMatch(/Cost Management Reader[\s\S]*assignment delete/);
  });

  it('cannot tell from a refusal of another kind', () => {
    const blocked = reads({ scope: rootGroup, ...refusal, code: 'RequestDisallowedByAzure' });
    expect(lookAsSpot(costRole, blocked)).toMatchObject({ status: 'undetermined', findings: [] });
  });

  it('003: a resource group', () =>
    expect(
      codes(look(costRole, roles(reader(`${subscriptionScope(0)}/resourceGroups/a`)))),
    ).toEqual(['AZB-COST-003']));

  it('a management group passes its role on to subscriptions of a customer agreement', () => {
    expect(look(costRole, {}, mca).status).toBe('pass');
    const { costScopes: all } = costScopes(assignment(costManagementReader, rootGroup));
    const topOnly = all.map((one, index) => (index < 2 ? { ...one, assignments: null } : one));
    expect(
      look(
        costRole,
        found(costAssignments, {
          costScopes: [
            ...topOnly.slice(0, 2),
            { scope: rootGroup, assignments: [assignment(costManagementReader, rootGroup)] },
          ],
        }),
        mca,
      ).status,
    ).toBe('undetermined');
  });

  it('005: Owner; with the reading role beside it only that goes', () => {
    const alone = look(costRole, roles(assignment(owner, rootGroup)));
    expect(codes(alone)).toEqual(['AZB-COST-005']);
    expect(commands(alone)).toContain('Cost Management Reader');
    expect(
      commands(
        look(
          costRole,
          roles(reader(rootGroup), {
            ...assignment(owner, rootGroup),
            id: `${rootGroup}/providers/Microsoft.Authorization/roleAssignments/other`,
          }),
        ),
      ),
    ).not.toContain('assignment create');
  });

  it('006: roles that show no costs, custom ones included', () => {
    expect(
      codes(look(costRole, roles(assignment('ac63b705-f282-497d-ac71-919bf39d939d', rootGroup)))),
    ).toEqual(['AZB-COST-006']);
    const own = roles(assignment('abcdefab-0000-4000-8000-000000000000', rootGroup));
    expect(codes(look(costRole, { ...own, ...custom('Microsoft.Compute/*/read') }))).toEqual([
      'AZB-COST-006',
    ]);
    expect(look(costRole, { ...own, ...custom('Microsoft.CostManagement/*/read') }).status).toBe(
      'pass',
    );
    expect(look(costRole, { ...own, ...denied(tenantCustomRoles) })).toMatchObject({
      status: 'undetermined',
      findings: [],
    });
  });

  it('007: no management groups', () => {
    expect(codes(look(costRole, { ...roles(), ...absent(rootManagementGroup) }))).toEqual([
      'AZB-COST-007',
    ]);
    expect(codes(look(costRole, { ...roles(), ...absent(rootManagementGroup) }, mca))).toEqual([
      'AZB-COST-001',
    ]);
  });

  it('is not green for subscriptions that did not show their roles, unless the root group covers them', () => {
    const [seen] = costScopes(reader(subscriptionScope(0))).costScopes;
    const one = (first: unknown) =>
      found(costAssignments, {
        costScopes: [first, { scope: subscriptionScope(1), assignments: null }],
      });
    expect(look(costRole, one(seen))).toMatchObject({ status: 'undetermined', findings: [] });
    expect(look(costRole, one(costScopes(reader(rootGroup)).costScopes[0])).status).toBe('pass');
    expect(look(costRole, one({ scope: rootGroup, assignments: [] }))).toMatchObject({
      status: 'undetermined',
      findings: [],
    });
  });

  it.each([
    denied(costAssignments),
    found(costAssignments, { costScopes: [{ scope: rootGroup, assignments: null }] }),
  ])('cannot tell from nothing seen', (changes) =>
    expect(look(costRole, changes)).toMatchObject({ status: 'undetermined', findings: [] }),
  );
});

describe('azure/cost-role, with Spot’s eyes', () => {
  const [one, two] = ([0, 1] as const).map((number) => ({
    scope: subscriptionScope(number),
    outcome: 'ok',
  }));

  it('passes when the costs of the root group, or of all it sees, can be read, empty ones too', () => {
    expect(lookAsSpot(costRole).status).toBe('pass');
    expect(
      lookAsSpot(costRole, reads({ scope: rootGroup, ...refusal }, one as object, two as object))
        .status,
    ).toBe('pass');
    expect(lookAsSpot(costRole, reads(one as object, two as object), mca).status).toBe('pass');
  });

  it('002: one of the subscriptions it sees is refused; pay-as-you-go without the root group', () => {
    const some = reads({ scope: rootGroup, ...refusal }, one as object, {
      ...refusal,
      scope: subscriptionScope(1),
    });
    expect(lookAsSpot(costRole, some)).toMatchObject({
      findings: [{ code: 'AZB-COST-002', observed: '1 of 2 subscriptions' }],
    });
    expect(codes(lookAsSpot(costRole, some, mca))).toEqual(['AZB-COST-002']);
    expect(
      codes(lookAsSpot(costRole, reads({ scope: rootGroup, ...refusal }, one as object), mosp)),
    ).toEqual(['AZB-COST-002']);
  });

  it('is not green for subscriptions that were not asked for', () => {
    const many = found(costReads, { scopes: [{ scope: rootGroup, ...refusal }, one], notAsked: 3 });
    expect(lookAsSpot(costRole, many)).toMatchObject({ status: 'undetermined', findings: [] });
    const root = found(costReads, {
      scopes: [{ scope: rootGroup, outcome: 'ok' }, one],
      notAsked: 3,
    });
    expect(lookAsSpot(costRole, root).status).toBe('pass');
  });

  it('001: refused everywhere, in Azure’s words', () =>
    expect(lookAsSpot(costRole, reads({ scope: rootGroup, ...refusal }))).toMatchObject({
      status: 'fail',
      findings: [{ code: 'AZB-COST-001', observed: refusal.message }],
    }));

  it('a management group does not answer for a customer agreement', () =>
    expect(codes(lookAsSpot(costRole, reads({ scope: rootGroup, outcome: 'ok' }), mca))).toEqual([
      'AZB-COST-001',
    ]));

  it('hidden charges are not a missing role', () =>
    expect(
      lookAsSpot(
        costRole,
        reads({ scope: rootGroup, outcome: 'denied', code: 'AccountCostDisabled' }),
      ),
    ).toMatchObject({
      status: 'undetermined',
      findings: [],
    }));
});

describe('near misses', () => {
  it('a place that Azure does not know is no cost that can be read', () => {
    const reads = billing.found(costReads, {
      scopes: [{ scope: billing.rootGroup, outcome: 'absent', code: 'NotFound', message: 'none' }],
    });
    expect(codes(billing.lookAsSpot(costRole, reads))).toEqual(['AZB-COST-001']);
  });

  it('a custom role that changes things is more than reading costs takes', () => {
    const guid = 'abcdefab-0000-4000-8000-000000000000';
    const custom = billing.found(tenantCustomRoles, {
      value: [
        {
          id: 'x',
          name: guid,
          properties: { roleName: 'Contoso Admin', permissions: [{ actions: ['*'] }] },
        },
      ],
    });
    const given = billing.found(
      costAssignments,
      billing.costScopes(billing.assignment(guid, billing.rootGroup)),
    );
    expect(codes(billing.look(costRole, { ...custom, ...given }))).toEqual(['AZB-COST-005']);
  });
});
