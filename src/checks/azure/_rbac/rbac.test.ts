import { describe, expect, test } from 'vitest';
import { grants, includes, missingActions, takenAway, touches } from './actions.ts';
import { type Assignment, type Denial, deniedActions, grantsAt, reaches } from './evaluate.ts';
import { placeOf } from './scopes.ts';

const sub = '/subscriptions/11111111-2222-4333-8444-555555555555';

describe('actions', () => {
  test.each([
    ['*', 'Microsoft.Compute/virtualMachines/*', true],
    ['Microsoft.Compute/*', 'microsoft.compute/disks/read', true],
    ['Microsoft.Compute/*/read', 'Microsoft.Compute/virtualMachines/extensions/read', true],
    ['Microsoft.Compute/virtualMachines/read', 'Microsoft.Compute/virtualMachines/*', false],
    [
      'Microsoft.Compute/virtualMachines/*',
      'Microsoft.Compute/virtualMachineScaleSets/read',
      false,
    ],
    ['*/read', 'Microsoft.Compute/virtualMachines/*', false],
    ['Microsoft.Compute/virtual(Machines)', 'Microsoft.Compute/virtualMachines', false],
  ])('%s includes %s: %s', (outer, inner, expected) =>
    expect(includes([outer], inner)).toBe(expected),
  );

  test.each([
    ['*/delete', 'Microsoft.Compute/virtualMachines/*', true],
    ['Microsoft.Sql/*', 'Microsoft.Compute/virtualMachines/*', false],
    ['Microsoft.Compute/*', '*/read', true],
    ['a', 'A', true],
    ['a', 'ab', false],
    ['*', '', true],
  ])('%s overlaps %s: %s', (one, other, expected) => {
    expect(touches([one], other)).toBe(expected);
    expect(touches([other], one)).toBe(expected);
  });

  test('NotActions take away from their own block only, and any touch of a pattern breaks it', () => {
    const narrow = { actions: ['Microsoft.Compute/*'], notActions: ['*/delete'] };
    expect(grants(narrow, 'Microsoft.Compute/disks/read')).toBe(true);
    expect(grants(narrow, 'Microsoft.Compute/virtualMachines/*')).toBe(false);
    const wide = { actions: ['Microsoft.Compute/virtualMachines/*'], notActions: [] };
    expect(
      missingActions(
        [narrow, wide],
        ['Microsoft.Compute/virtualMachines/*', 'Microsoft.Network/read'],
      ),
    ).toEqual(['Microsoft.Network/read']);
  });

  test('what was listed and taken away is told from what was never listed', () => {
    const block = { actions: ['Microsoft.Compute/*'], notActions: ['Microsoft.Compute/disks/*'] };
    expect(
      takenAway([block], ['Microsoft.Compute/disks/delete', 'Microsoft.Network/read']),
    ).toEqual([{ action: 'Microsoft.Compute/disks/delete', by: 'Microsoft.Compute/disks/*' }]);
  });
});

describe('scopes', () => {
  test.each([
    [sub, 'at'],
    [sub.toUpperCase().replace('/SUBSCRIPTIONS', '/subscriptions'), 'at'],
    [`${sub}/`, 'at'],
    ['/', 'above'],
    ['/providers/Microsoft.Management/managementGroups/platform', 'above'],
    [`${sub}/resourceGroups/web`, 'below'],
    [`${sub}9`, 'elsewhere'],
    ['/subscriptions/99999999-2222-4333-8444-555555555555', 'elsewhere'],
    ['/providers/Microsoft.Capacity', 'elsewhere'],
  ])('%s is %s', (scope, expected) => expect(placeOf(scope, sub)).toBe(expected));
});

const assign = (changes: Partial<Assignment['properties']> = {}): Assignment => ({
  id: 'a',
  properties: {
    roleDefinitionId: '/x/roleDefinitions/8e3af657-a8ff-443c-a75c-2fe8c4bcb635',
    principalId: 'P',
    scope: sub,
    ...changes,
  },
});

describe('who has what', () => {
  test('groups are unknown until somebody looked', () => {
    const group = { id: 'g', type: 'Group' };
    expect(reaches(group, { objectId: 'p' })).toBe('maybe');
    expect(reaches(group, { objectId: 'p', groups: ['G'] })).toBe('yes');
    expect(reaches(group, { objectId: 'p', groups: [] })).toBe('no');
    expect(reaches({ id: 'other', type: 'User' }, { objectId: 'p' })).toBe('no');
  });

  test('roles count at the place and above, not below; the content of unknown roles is unknown', () => {
    const assignments = [
      assign(),
      assign({ scope: `${sub}/resourceGroups/web` }),
      assign({ principalId: 'somebody', principalType: 'User' }),
      assign({ scope: '/', roleDefinitionId: '/x/99999999-0000-4000-8000-000000000000' }),
      assign({ principalId: 'g', principalType: 'Group' }),
    ];
    const grants = grantsAt(sub, { objectId: 'p' }, { assignments, definitions: [] });
    expect(grants.map(({ roleName, unsure }) => [roleName, unsure])).toEqual([
      ['Owner', false],
      ['the role 99999999-0000-4000-8000-000000000000', false],
      ['Owner', true],
    ]);
    expect(grants[1]?.permissions).toBeUndefined();
  });
});

const denial = (changes: Partial<Denial['properties']> = {}): Denial => ({
  id: 'd',
  properties: {
    permissions: [{ actions: ['*/delete'], notActions: [] }],
    ...{
      scope: sub,
      principals: [{ id: '00000000-0000-0000-0000-000000000000', type: 'SystemDefined' }],
      excludePrincipals: [],
    },
    ...changes,
  },
});
const wanted = ['Microsoft.Compute/virtualMachines/*', 'Microsoft.Compute/disks/read'];
const who = { objectId: 'p' };

describe('deny assignments', () => {
  test('take even a part of a pattern, from everyone', () => {
    expect(deniedActions(sub, who, denial(), wanted)).toEqual({
      actions: ['Microsoft.Compute/virtualMachines/*'],
      sure: true,
    });
  });

  test.each([
    ['another scope', { scope: `${sub}/resourceGroups/web` }],
    ['an upper scope alone', { scope: '/', doNotApplyToChildScopes: true }],
    ['others', { principals: [{ id: 'q', type: 'User' }] }],
    ['all but this one', { excludePrincipals: [{ id: 'P', type: 'ServicePrincipal' }] }],
    ['other actions', { permissions: [{ actions: ['Microsoft.Sql/*'], notActions: [] }] }],
    [
      'actions that it excepts',
      { permissions: [{ actions: ['*'], notActions: ['Microsoft.Compute/*'] }] },
    ],
  ])('nothing when they mean %s', (_, changes) => {
    expect(deniedActions(sub, who, denial(changes), wanted).actions).toEqual([]);
  });

  test('groups on either side leave it open', () => {
    expect(
      deniedActions(sub, who, denial({ principals: [{ id: 'g', type: 'Group' }] }), wanted).sure,
    ).toBe(false);
    expect(
      deniedActions(sub, who, denial({ excludePrincipals: [{ id: 'g', type: 'Group' }] }), wanted)
        .sure,
    ).toBe(false);
  });
});

test('an ID that begins like another is elsewhere', () => {
  expect(placeOf('/subscriptions/1', '/subscriptions/12')).toBe('elsewhere');
});
