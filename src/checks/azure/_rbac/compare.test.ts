import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { matchesAction } from '../../../simulator/azure/arm/rbac/actions.ts';
import { decide } from '../../../simulator/azure/arm/rbac/evaluate.ts';
import { covers } from '../../../simulator/azure/arm/scopes.ts';
import {
  assignRole,
  createCustomRole,
  createManagementGroup,
  createSubscription,
  createTenant,
} from '../../../simulator/azure/seed.ts';
import type { RolePermission } from '../../../simulator/azure/state.ts';
import { World } from '../../../simulator/world.ts';
import { countComparisons } from '../../budget.ts';
import { missingActions, touches } from './actions.ts';
import { deniedActions, grantsAt } from './evaluate.ts';

/**
 * Two readers of Azure RBAC that share no code, on the same generated directories: what a check
 * reads from lists, and what the simulated Resource Manager enforces. On all of what is generated
 * here both must decide, and alike.
 *
 * Sources: https://learn.microsoft.com/azure/role-based-access-control/role-definitions,
 * https://learn.microsoft.com/azure/role-based-access-control/deny-assignments,
 * https://learn.microsoft.com/azure/role-based-access-control/scope-overview
 */

const me = 'aaaaaaaa-0000-4000-8000-000000000001';
const group = 'aaaaaaaa-0000-4000-8000-000000000002';
const otherGroup = 'aaaaaaaa-0000-4000-8000-000000000003';
const stranger = 'aaaaaaaa-0000-4000-8000-000000000004';
const everyone = '00000000-0000-0000-0000-000000000000';

const typeOf = (id: string) =>
  id === everyone
    ? 'SystemDefined'
    : [group, otherGroup].includes(id)
      ? 'Group'
      : 'ServicePrincipal';

const principal = fc.constantFrom(me, me, group, otherGroup, stranger);

const concrete = fc
  .tuple(
    fc.constantFrom('Microsoft.Compute', 'Microsoft.Network', 'Microsoft.Authorization'),
    fc.constantFrom('virtualMachines', 'disks', 'virtualMachines/extensions', 'disks/a'),
    fc.constantFrom('read', 'write', 'delete', 'start/action', 'restart/action'),
  )
  .map((parts) => parts.join('/'));

/** In any letters: neither actions nor scopes have case. */
const inAnyCase = (text: fc.Arbitrary<string>) =>
  fc.tuple(text, fc.constantFrom('as is', 'upper', 'lower')).map(([plain, how]) => {
    if (how === 'as is') return plain;
    return how === 'upper' ? plain.toUpperCase() : plain.toLowerCase();
  });

/** An action with up to three stars, each in place of any part of it, none included. */
const pattern = inAnyCase(
  fc
    .tuple(concrete, fc.array(fc.tuple(fc.nat(60), fc.nat(25)), { maxLength: 3 }))
    .map(([action, cuts]) =>
      cuts.reduce((text, [at, length]) => {
        const start = at % (text.length + 1);
        return `${text.slice(0, start)}*${text.slice(start + length)}`;
      }, action),
    ),
);

const patterns: fc.Arbitrary<string[]> = fc.oneof(
  { weight: 4, arbitrary: fc.array(pattern, { maxLength: 3 }) },
  { weight: 1, arbitrary: fc.constant<string[]>(['*']) },
);

const permission = fc.record({
  actions: patterns,
  notActions: patterns,
  dataActions: patterns,
  notDataActions: patterns,
});

const subscriptionId = '11111111-2222-4333-8444-555555555555';
const subscriptionScope = `/subscriptions/${subscriptionId}`;
const webGroup = `${subscriptionScope}/resourceGroups/web`;
const machine = `${webGroup}/providers/Microsoft.Compute/virtualMachines/one`;
const groupScope = (id: string) => `/providers/Microsoft.Management/managementGroups/${id}`;
const places = [subscriptionScope, webGroup, machine];

const scope = inAnyCase(
  fc.constantFrom(
    '/',
    groupScope('platform'),
    groupScope('production'),
    groupScope('sandbox'),
    '/subscriptions/99999999-2222-4333-8444-555555555555',
    ...places,
    `${subscriptionScope}/resourceGroups/web2`,
    `${webGroup}/`,
  ),
);

const directory = fc.record({
  roles: fc.array(fc.array(permission, { minLength: 1, maxLength: 2 }), {
    minLength: 1,
    maxLength: 3,
  }),
  assignments: fc.array(fc.record({ role: fc.nat(2), principal, scope }), { maxLength: 4 }),
  denials: fc.array(
    fc.record({
      permissions: fc.array(permission, { minLength: 1, maxLength: 2 }),
      scope,
      principals: fc.array(fc.oneof(principal, fc.constant(everyone)), {
        minLength: 1,
        maxLength: 2,
      }),
      excludePrincipals: fc.array(principal, { maxLength: 1 }),
      doNotApplyToChildScopes: fc.boolean(),
    }),
    { maxLength: 1 },
  ),
  action: inAnyCase(concrete),
  place: fc.constantFrom(...places),
});

type Directory = typeof directory extends fc.Arbitrary<infer T> ? T : never;

/** The generated directory, as the simulated Azure keeps it. */
function build({ roles, assignments, denials }: Directory) {
  const world = new World();
  const tenant = createTenant(world);
  const subscription = createSubscription(world, { tenant, id: subscriptionId });
  createManagementGroup(tenant, { id: 'platform' });
  createManagementGroup(tenant, {
    id: 'production',
    parent: 'platform',
    subscriptions: [subscription],
  });
  createManagementGroup(tenant, { id: 'sandbox', parent: 'platform' });
  const definitions = roles.map((permissions, index) =>
    createCustomRole(world, {
      tenant,
      roleName: `role ${index}`,
      assignableScopes: [subscriptionScope],
      permissions,
    }),
  );
  const assigned = assignments.map(({ role, principal: principalId, scope: at }) =>
    assignRole(world, {
      tenant,
      principalId,
      role: definitions[role % definitions.length]?.name ?? '',
      scope: at,
      principalType: typeOf(principalId) === 'Group' ? 'Group' : 'ServicePrincipal',
    }),
  );
  const named = (ids: readonly string[]) => ids.map((id) => ({ id, type: typeOf(id) }));
  for (const [index, one] of denials.entries())
    tenant.denyAssignments.push({
      ...one,
      ...{ name: `${index}`, displayName: `${index}`, description: '', createdAt: 0 },
      ...{ isSystemProtected: true, principals: named(one.principals) },
      excludePrincipals: named(one.excludePrincipals),
    });
  return { world, tenant, definitions, assigned };
}

type Built = ReturnType<typeof build>;
type Decide = (built: Built, asked: Directory) => boolean | undefined;

const enforced: Decide = ({ world, tenant }, { action, place }) =>
  decide(world, tenant, { objectId: me, groups: [group] }, { action, scope: place }).allowed;

/** What a check makes of the lists that Azure shows at the place; undefined: it cannot tell. */
const judged: Decide = ({ world, tenant, definitions, assigned }, { action, place }) => {
  const isListed = (at: string) =>
    covers(world.azure, tenant, at, place) || covers(world.azure, tenant, place, at);
  const who = { objectId: me, groups: [group] };
  const grants = grantsAt(place, who, {
    assignments: assigned
      .filter((one) => isListed(one.scope))
      .map(({ id, roleDefinitionName, ...properties }) => ({
        id,
        properties: {
          ...properties,
          roleDefinitionId: `/providers/Microsoft.Authorization/roleDefinitions/${roleDefinitionName}`,
        },
      })),
    definitions: definitions.map((role) => ({ name: role.name, properties: role })),
  });
  if (grants.some(({ unsure, permissions }) => unsure || permissions === undefined))
    return undefined;
  const isAllowed =
    missingActions(
      grants.flatMap(({ permissions = [] }) => permissions),
      [action],
    ).length === 0;
  const denials = tenant.denyAssignments
    .filter((one) => isListed(one.scope))
    .map((one) => deniedActions(place, who, { id: one.name, properties: one }, [action]));
  if (denials.some(({ actions, sure }) => actions.length > 0 && !sure)) return undefined;
  return isAllowed && denials.every(({ actions }) => actions.length === 0);
};

const tally = { decided: 0, allowed: 0, untold: 0 };

/** Whether two readers decide alike on everything that is generated; the smallest case if not. */
function compare(one: Decide, other: Decide, numRuns: number, count = false) {
  return fc.check(
    fc.property(directory, (asked) => {
      const built = build(asked);
      const [first, second] = [one(built, asked), other(built, asked)];
      if (count) {
        if (first === undefined) tally.untold += 1;
        else tally.decided += 1;
        if (first) tally.allowed += 1;
      }
      return first === second;
    }),
    { numRuns },
  );
}

describe('two readers of the same directory', () => {
  test('decide alike, and always', () => {
    const result = compare(judged, enforced, 4_000, true);
    expect(result.counterexample ?? []).toEqual([]);
    expect(tally.untold).toBe(0);
    // Neither answer may be the only one that is ever given.
    expect(Math.min(tally.allowed, tally.decided - tally.allowed)).toBeGreaterThan(300);
  });

  afterAll(() => {
    console.info(
      `Azure RBAC: decided ${tally.decided} (${tally.allowed} allowed), cannot tell ${tally.untold}`,
    );
  });

  const changed = (decider: Decide, change: (asked: Directory) => Directory): Decide => {
    return (_, asked) => {
      const other = change(asked);
      return decider(build(other), other);
    };
  };
  const everyPermission = (
    asked: Directory,
    change: (one: RolePermission) => RolePermission,
  ): Directory => ({
    ...asked,
    roles: asked.roles.map((role) => role.map(change)),
  });
  const mistakes: [string, (asked: Directory) => Directory][] = [
    [
      'forgets NotActions',
      (asked) => everyPermission(asked, (one) => ({ ...one, notActions: [] })),
    ],
    [
      'takes data actions for actions',
      (asked) =>
        everyPermission(asked, (one) => ({
          ...one,
          actions: [...one.actions, ...one.dataActions],
        })),
    ],
    ['forgets deny assignments', (asked) => ({ ...asked, denials: [] })],
    [
      'forgets whom a deny assignment excludes',
      (asked) => ({
        ...asked,
        denials: asked.denials.map((one) => ({ ...one, excludePrincipals: [] })),
      }),
    ],
    [
      'applies to children what does not',
      (asked) => ({
        ...asked,
        denials: asked.denials.map((one) => ({ ...one, doNotApplyToChildScopes: false })),
      }),
    ],
    ['counts one role only', (asked) => ({ ...asked, assignments: asked.assignments.slice(0, 1) })],
    [
      'does not inherit from management groups',
      (asked) => ({
        ...asked,
        assignments: asked.assignments.filter((one) => !/managementGroups/i.test(one.scope)),
      }),
    ],
    [
      'stops a star at a slash',
      (asked) =>
        everyPermission(asked, (one) => ({
          ...one,
          actions: one.actions.filter((action) => !/\*$/.test(action)),
        })),
    ],
  ];

  test.each(mistakes)('a check that %s is found out', (_, mistake) =>
    expect(compare(changed(judged, mistake), enforced, 4_000).failed).toBe(true),
  );
  test.each(mistakes)('an Azure that %s is found out', (_, mistake) =>
    expect(compare(judged, changed(enforced, mistake), 4_000).failed).toBe(true),
  );
});

describe('patterns', () => {
  test('what is granted whole is granted in each of its parts', () => {
    fc.assert(
      fc.property(
        directory,
        pattern,
        fc.array(fc.string({ unit: fc.constantFrom('a', '/', 'read'), maxLength: 4 }), {
          minLength: 3,
          maxLength: 3,
        }),
        (asked, wanted, fillings) => {
          const whole = { ...asked, denials: [], action: wanted };
          const built = build(whole);
          if (!judged(built, whole)) return;
          let index = 0;
          const action = wanted.replaceAll('*', () => fillings[index++ % 3] ?? '');
          expect(enforced(built, { ...whole, action })).toBe(true);
        },
      ),
      { numRuns: 3_000 },
    );
  });

  test('two patterns that hold the same action overlap', () => {
    fc.assert(
      fc.property(pattern, pattern, concrete, (one, other, action) => {
        const isInBoth = matchesAction(one, action) && matchesAction(other, action);
        expect(touches([one], other) || !isInBoth).toBe(true);
        expect(touches([one], other)).toBe(touches([other], one));
      }),
      { numRuns: 3_000 },
    );
  });

  test('many stars and many NotActions take no time', () => {
    const stars = `${'a*'.repeat(60)}b`;
    const action = 'a'.repeat(400);
    const hostile = {
      actions: ['*', stars],
      notActions: Array.from({ length: 200 }, (_, index) => `${stars}${index}`),
      dataActions: [],
      notDataActions: [],
    };
    const asked: Directory = {
      roles: [[hostile, hostile]],
      assignments: [{ role: 0, principal: me, scope: subscriptionScope }],
      denials: [],
      action,
      place: subscriptionScope,
    };
    const built = build(asked);
    expect([judged(built, asked), enforced(built, asked)]).toEqual([true, true]);
    expect(countComparisons(() => judged(built, asked))).toBeLessThan(200_000);
  });
});
