import { describe, expect, it } from 'vitest';
import { createCustomRole, createGroup } from '../../seed.ts';
import { contoso } from '../testing.ts';
import { matchesAction } from './actions.ts';
import { judgeCondition } from './conditions.ts';
import { decide } from './evaluate.ts';

const read = 'Microsoft.Compute/virtualMachines/read';

describe('matchesAction', () => {
  it.each([
    ['*', read, true],
    ['*/read', read, true],
    ['Microsoft.Compute/*', read, true],
    ['microsoft.compute/VIRTUALMACHINES/Read', read, true],
    ['Microsoft.Compute/*/read', read, true],
    ['*/read', 'Microsoft.Compute/virtualMachines/write', false],
    ['Microsoft.Compute/*/read', 'Microsoft.Compute/read', false],
    ['Microsoft.Network/*', read, false],
    ['Microsoft.Compute/virtualMachines', read, false],
  ])('%s holds %s: %s', (pattern, action, expected) =>
    expect(matchesAction(pattern, action)).toBe(expected),
  );
});

describe('decide', () => {
  const may = (
    place: ReturnType<typeof contoso>,
    action: string,
    scope = place.scope,
    groups: string[] = [],
  ) =>
    decide(
      place.world,
      place.tenant,
      { objectId: place.stranger.objectId, groups },
      { action, scope },
    ).allowed;

  it('gives nothing without a role', () => {
    expect(may(contoso(), read)).toBe(false);
  });

  it.each(['/', '/providers/Microsoft.Management/managementGroups/finops'])(
    'inherits from %s down to a resource',
    (at) => {
      const place = contoso();
      place.grant(place.stranger, 'Reader', at);
      const resource = `${place.scope}/resourceGroups/apps/providers/Microsoft.Compute/virtualMachines/one`;
      expect([
        may(place, read, resource),
        may(place, read),
        may(place, 'Microsoft.Compute/virtualMachines/write'),
      ]).toEqual([true, true, false]);
    },
  );

  it('inherits from the root management group, also with another group between', () => {
    const place = contoso();
    place.grant(
      place.stranger,
      'Reader',
      `/providers/Microsoft.Management/managementGroups/${place.tenant.id}`,
    );
    expect([may(place, read), may(place, read, '/')]).toEqual([true, false]);
  });

  it('does not reach up from a resource group, nor across', () => {
    const place = contoso();
    place.grant(place.stranger, 'Reader', `${place.scope}/resourceGroups/apps`);
    const at = (name: string) => may(place, read, `${place.scope}/resourceGroups/${name}`);
    expect([at('APPS'), at('other'), may(place, read)]).toEqual([true, false, false]);
  });

  it('does not reach a provider of the directory from a subscription', () => {
    const place = contoso();
    const action = 'Microsoft.Capacity/reservationOrders/read';
    expect(
      decide(
        place.world,
        place.tenant,
        { ...place.owner, groups: [] },
        { action, scope: '/providers/Microsoft.Capacity' },
      ).allowed,
    ).toBe(false);
  });

  it('takes notActions from their own role only', () => {
    const place = contoso();
    place.grant(place.stranger, 'Contributor');
    const write = 'Microsoft.Authorization/roleAssignments/write';
    expect([may(place, 'Microsoft.Compute/disks/write'), may(place, write)]).toEqual([true, false]);
    place.grant(place.stranger, 'User Access Administrator');
    expect(may(place, write)).toBe(true);
  });

  it('resolves groups', () => {
    const place = contoso();
    const group = createGroup(place.world, {
      tenant: place.tenant,
      displayName: 'readers',
      members: [place.stranger.objectId],
    });
    place.grant({ ...place.stranger, objectId: group.id }, 'Reader');
    expect([may(place, read), may(place, read, place.scope, [group.id])]).toEqual([false, true]);
  });

  it('counts data actions apart from actions', () => {
    const place = contoso();
    place.grant(place.stranger, 'Storage Blob Data Reader');
    const action = 'Microsoft.Storage/storageAccounts/blobServices/containers/blobs/read';
    const principal = { ...place.stranger, groups: [] };
    const allowed = (plane: 'control' | 'data') =>
      decide(place.world, place.tenant, principal, { action, scope: place.scope, plane }).allowed;
    expect([allowed('control'), allowed('data')]).toEqual([false, true]);
  });

  it('lets a deny assignment win, except for whom it excludes', () => {
    const place = contoso();
    place.grant(place.stranger, 'Owner');
    const permission = { actions: ['*/read'], notActions: [], dataActions: [], notDataActions: [] };
    place.tenant.denyAssignments.push({
      name: 'deny',
      displayName: 'deny',
      description: '',
      scope: place.scope,
      permissions: [permission],
      createdAt: 0,
      doNotApplyToChildScopes: false,
      isSystemProtected: true,
      excludePrincipals: [],
      principals: [{ id: '00000000-0000-0000-0000-000000000000', type: 'SystemDefined' }],
    });
    expect([may(place, read), may(place, 'Microsoft.Compute/disks/write')]).toEqual([false, true]);
    place.tenant.denyAssignments[0]?.excludePrincipals.push({
      id: place.stranger.objectId,
      type: 'User',
    });
    expect(may(place, read)).toBe(true);
  });

  it('waits until an assignment is in effect', () => {
    const place = contoso();
    place.grant(place.stranger, 'Reader').effectiveAt = place.world.clock.now() + 60_000;
    expect(may(place, read)).toBe(false);
    place.world.clock.advance(60_000);
    expect(may(place, read)).toBe(true);
  });

  it('forgets an assignment whose role is gone', () => {
    const place = contoso();
    const role = createCustomRole(place.world, {
      tenant: place.tenant,
      roleName: 'r',
      assignableScopes: [place.scope],
      actions: ['*'],
    });
    place.grant(place.stranger, role.name);
    expect(may(place, read)).toBe(true);
    place.tenant.customRoles.delete(role.name);
    expect(may(place, read)).toBe(false);
  });

  it('refuses where a condition is not fulfilled or cannot be read', () => {
    const place = contoso();
    const assignment = place.grant(place.stranger, 'Owner');
    assignment.condition = `!(ActionMatches{'Microsoft.Compute/*'})`;
    const request = { action: read, scope: place.scope };
    expect(
      decide(place.world, place.tenant, { ...place.stranger, groups: [] }, request),
    ).toMatchObject({ reason: 'condition' });
    expect(may(place, 'Microsoft.Network/virtualNetworks/read')).toBe(true);
    assignment.condition = 'who knows';
    expect(may(place, 'Microsoft.Network/virtualNetworks/read')).toBe(false);
  });
});

describe('judgeCondition', () => {
  const write = 'Microsoft.Authorization/roleAssignments/write';
  const reader = 'acdd72a7-3385-48ef-bd42-f606fba81ae7';
  const owner = '8e3af657-a8ff-443c-a75c-2fe8c4bcb635';
  // The template "Constrain roles" of the portal, in its words.
  const constrained = `((!(ActionMatches{'${write}'})) OR (@Request[Microsoft.Authorization/roleAssignments:RoleDefinitionId] ForAnyOfAnyValues:GuidEquals {${reader}}))`;
  const asked = (role: string, action = write) => ({
    action,
    attributes: { 'request:microsoft.authorization/roleassignments:roledefinitionid': [role] },
  });

  it.each([
    ['the allowed role', asked(reader), true],
    ['another role', asked(owner), false],
    ['another action', asked(owner, 'Microsoft.Compute/disks/read'), true],
  ])('constrains what may be assigned: %s', (_, context, expected) =>
    expect(judgeCondition(constrained, context)).toBe(expected),
  );

  it('reads the exclusion of privileged roles', () => {
    const excluded = `@Request[Microsoft.Authorization/roleAssignments:RoleDefinitionId] ForAnyOfAllValues:GuidNotEquals {${owner}, 18d7d88d-d35e-4fb5-a5c3-7773c20a72d9}`;
    expect([
      judgeCondition(excluded, asked(reader)),
      judgeCondition(excluded, asked(owner)),
    ]).toEqual([true, false]);
  });

  it.each(['', '(', `ActionMatches{'a'} nonsense`, `@Request[a:b] Resembles {'x'}`])(
    'cannot read %j',
    (condition) => expect(() => judgeCondition(condition, asked(reader))).toThrow(SyntaxError),
  );
});
