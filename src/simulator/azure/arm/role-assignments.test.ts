import { describe, expect, it } from 'vitest';
import { createCustomRole, createGroup } from '../seed.ts';
import { type Contoso, contoso, send } from './testing.ts';

const version = 'api-version=2022-04-01';
const type = 'providers/Microsoft.Authorization/roleAssignments';
const roles = '/providers/Microsoft.Authorization/roleDefinitions';
const guid = '5b1b6f9e-0f0e-4a3b-8a64-0f5c3c3f1c11';
const other = '6c2c7fae-0f0e-4a3b-8a64-0f5c3c3f1c22';
const reader = 'acdd72a7-3385-48ef-bd42-f606fba81ae7';
const reservationsReader = '582fc458-8989-419f-a480-75249bc5db7e';

const put = (
  place: Contoso,
  properties: object,
  { who = place.owner, at = place.scope, name = guid } = {},
) =>
  send(place.world, who, 'PUT', `${at === '/' ? '' : at}/${type}/${name}?${version}`, {
    properties: {
      roleDefinitionId: `${roles}/${reader}`,
      principalId: place.servicePrincipal.id,
      ...properties,
    },
  });
const list = async (place: Contoso, at: string, filter = '') => {
  const query = filter && `&$filter=${encodeURIComponent(filter)}`;
  const { body } = await send(
    place.world,
    place.root,
    'GET',
    `${at === '/' ? '' : at}/${type}?${version}${query}`,
  );
  return body.value as {
    id: string;
    properties: { principalId: string; roleDefinitionId: string; scope: string };
  }[];
};

describe('assigning a role', () => {
  it('keeps it, with the role as the subscription names it', async () => {
    const place = contoso();
    const { status, body } = await put(place, {});
    expect(status).toBe(201);
    expect(body).toMatchObject({
      id: `${place.scope}/${type}/${guid}`,
      properties: {
        roleDefinitionId: `${place.scope}${roles}/${reader}`,
        principalType: 'ServicePrincipal',
        scope: place.scope,
      },
    });
    expect(
      (await send(place.world, place.app, 'GET', `${place.scope}?api-version=2022-12-01`)).status,
    ).toBe(200);
  });

  const missing = '99999999-9999-9999-9999-999999999999';
  it.each<[string, (place: Contoso) => object, string]>([
    ['a principal that is not there', () => ({ principalId: missing }), 'PrincipalNotFound'],
    [
      'one that is not there, with a type',
      () => ({ principalId: missing, principalType: 'ServicePrincipal' }),
      'PrincipalNotFound',
    ],
    [
      'the object id of the app registration',
      ({ application }) => ({ principalId: application.id }),
      'PrincipalTypeNotSupported',
    ],
    [
      'the same, called a service principal',
      ({ application }) => ({ principalId: application.id, principalType: 'ServicePrincipal' }),
      'UnmatchedPrincipalType',
    ],
    [
      'the client id of the app',
      ({ application }) => ({ principalId: application.appId }),
      'PrincipalNotFound',
    ],
    [
      'a user called a group',
      ({ stranger }) => ({ principalId: stranger.objectId, principalType: 'Group' }),
      'UnmatchedPrincipalType',
    ],
    ['a principal that is no GUID', () => ({ principalId: 'spot' }), 'InvalidPrincipalId'],
    ['a type that is none', () => ({ principalType: 'Robot' }), 'BadRequestFormat'],
    [
      'a role that is not there',
      () => ({ roleDefinitionId: `${roles}/${missing}` }),
      'RoleDefinitionDoesNotExist',
    ],
    ['a role by its name', () => ({ roleDefinitionId: 'Reader' }), 'BadRequestFormat'],
    [
      'a role that is for reservations',
      () => ({ roleDefinitionId: `${roles}/${reservationsReader}` }),
      'RoleAssignmentScopeNotAssignableToRoleDefinition',
    ],
    ['a condition that cannot be read', () => ({ condition: 'please' }), 'InvalidCondition'],
  ])('refuses %s', async (_, properties, code) => {
    const place = contoso();
    const before = place.tenant.roleAssignments.size;
    expect(await put(place, properties(place))).toMatchObject({ status: 400, code });
    expect(place.tenant.roleAssignments.size).toBe(before);
  });

  it('does not find a new principal yet, unless its type is said', async () => {
    const place = contoso();
    place.world.azure.propagation.principalMs = 30_000;
    const refusal = await put(place, {});
    expect(refusal).toMatchObject({ status: 400, code: 'PrincipalNotFound' });
    expect(refusal.message).toContain(place.servicePrincipal.id.replaceAll('-', ''));
    expect((await put(place, { principalType: 'ServicePrincipal' })).status).toBe(201);
    place.world.clock.advance(30_000);
    expect(
      (await put(place, { principalId: place.stranger.objectId }, { name: other })).status,
    ).toBe(201);
  });

  it('takes a while until it counts', async () => {
    const place = contoso();
    place.world.azure.propagation.roleAssignmentMs = 60_000;
    await put(place, {});
    const ask = () => send(place.world, place.app, 'GET', `${place.scope}?api-version=2022-12-01`);
    expect(await ask()).toMatchObject({ status: 403, code: 'AuthorizationFailed' });
    place.world.clock.advance(60_000);
    expect((await ask()).status).toBe(200);
  });

  it('refuses a second one of the same, and a name that is used', async () => {
    const place = contoso();
    await put(place, {});
    const twin = await put(place, {}, { name: other });
    expect(twin).toMatchObject({ status: 409, code: 'RoleAssignmentExists' });
    // What az looks for to take the existing one instead.
    expect(twin.message).toContain('role assignment already exists');
    const changed = await put(place, { principalId: place.stranger.objectId });
    expect(changed).toMatchObject({ status: 400, code: 'RoleAssignmentUpdateNotPermitted' });
    expect(await put(place, { description: 'why' })).toMatchObject({
      status: 201,
      body: { properties: { description: 'why' } },
    });
  });

  it.each(['Contributor', 'Reader'])('refuses somebody with %s only', async (role) => {
    const place = contoso();
    place.grant(place.stranger, role);
    const refusal = await put(place, {}, { who: place.stranger });
    expect(refusal).toMatchObject({ status: 403, code: 'AuthorizationFailed' });
    expect(refusal.message).toContain("'Microsoft.Authorization/roleAssignments/write'");
  });

  it('lets a condition narrow what may be assigned, and says so', async () => {
    const place = contoso();
    const assignment = place.grant(place.stranger, 'Role Based Access Control Administrator');
    assignment.condition = `((!(ActionMatches{'Microsoft.Authorization/roleAssignments/write'})) OR (@Request[Microsoft.Authorization/roleAssignments:RoleDefinitionId] ForAnyOfAnyValues:GuidEquals {${reader}}))`;
    const owner = { roleDefinitionId: `${roles}/8e3af657-a8ff-443c-a75c-2fe8c4bcb635` };
    const refusal = await put(place, owner, { who: place.stranger });
    expect(refusal).toMatchObject({ status: 403, code: 'AuthorizationFailed' });
    expect(refusal.message).toContain('an ABAC condition not fulfilled');
    expect((await put(place, {}, { who: place.stranger })).status).toBe(201);
  });

  it.each([
    '/providers/Microsoft.Capacity',
    '/providers/Microsoft.Management/managementGroups/finops',
    '/',
  ])('takes elevated access at %s: an owner of the subscription is refused', async (at) => {
    const place = contoso();
    expect(await put(place, {}, { at })).toMatchObject({
      status: 403,
      code: 'AuthorizationFailed',
    });
    expect(await put(place, {}, { at, who: place.administrator })).toMatchObject({ status: 403 });
    const elevate = '/providers/Microsoft.Authorization/elevateAccess?api-version=2016-07-01';
    expect((await send(place.world, place.administrator, 'POST', elevate)).status).toBe(200);
    const { status, body } = await put(place, {}, { at, who: place.administrator });
    expect([status, body.properties.roleDefinitionId]).toEqual([201, `${roles}/${reader}`]);
  });

  it('refuses a management group that is not there to whoever cannot see it', async () => {
    const place = contoso();
    const at = '/providers/Microsoft.Management/managementGroups/nowhere';
    expect(await put(place, {}, { at })).toMatchObject({
      status: 403,
      code: 'AuthorizationFailed',
    });
  });
});

describe('listing role assignments', () => {
  it('counts what is above, and below unless told otherwise', async () => {
    const place = contoso();
    place.grant(place.app, 'Reader', `${place.scope}/resourceGroups/apps`);
    place.grant(place.app, 'Reader', '/providers/Microsoft.Management/managementGroups/finops');
    const scopes = async (filter?: string) =>
      (await list(place, place.scope, filter)).map(({ properties }) => properties.scope).sort();
    const above = ['/', '/providers/Microsoft.Management/managementGroups/finops', place.scope];
    expect(await scopes('atScope()')).toEqual(above);
    expect(await scopes()).toEqual([...above, `${place.scope}/resourceGroups/apps`]);
    expect(await scopes(`principalId eq '${place.servicePrincipal.id}'`)).toEqual([
      above[1],
      `${place.scope}/resourceGroups/apps`,
    ]);
  });

  it('finds what somebody has through a group', async () => {
    const place = contoso();
    const group = createGroup(place.world, {
      tenant: place.tenant,
      displayName: 'g',
      members: [place.servicePrincipal.id],
    });
    place.grant({ ...place.app, objectId: group.id }, 'Reader');
    const { id } = place.servicePrincipal;
    const found = async (filter: string) =>
      (await list(place, place.scope, filter)).map(({ properties }) => properties.principalId);
    expect([
      await found(`principalId eq '${id}'`),
      await found(`atScope() and assignedTo('${id}')`),
    ]).toEqual([[], [group.id]]);
  });

  it('shows the root what was elevated', async () => {
    const place = contoso();
    await send(
      place.world,
      place.administrator,
      'POST',
      '/providers/Microsoft.Authorization/elevateAccess?api-version=2016-07-01',
    );
    await send(
      place.world,
      place.administrator,
      'POST',
      '/providers/Microsoft.Authorization/elevateAccess?api-version=2016-07-01',
    );
    const [found, ...more] = (await list(place, '/', 'atScope()')).filter(
      ({ properties }) => properties.principalId === place.administrator.objectId,
    );
    expect(more).toEqual([]);
    const path = `${found?.id}?${version}`;
    expect((await send(place.world, place.administrator, 'DELETE', path)).status).toBe(200);
    expect((await send(place.world, place.administrator, 'GET', path)).status).toBe(403);
  });
});

it('shows Spot with its custom role its own assignment, and nothing that it was not given', async () => {
  const place = contoso();
  const actions = [
    'Microsoft.Authorization/roleAssignments/read',
    'Microsoft.Compute/virtualMachines/*',
  ];
  const role = createCustomRole(place.world, {
    tenant: place.tenant,
    roleName: 'Spot',
    assignableScopes: [place.scope],
    actions,
  });
  place.grant(place.app, role.name);
  const as = (path: string) => send(place.world, place.app, 'GET', `${place.scope}/${path}`);
  expect((await as(`${type}?${version}`)).status).toBe(200);
  expect(
    (await as('providers/Microsoft.Compute/virtualMachines?api-version=2024-07-01')).status,
  ).toBe(200);
  const refusal = await as('providers/Microsoft.Network/virtualNetworks?api-version=2023-09-01');
  expect(refusal).toMatchObject({ status: 403, code: 'AuthorizationFailed' });
  expect(refusal.message).toContain(
    `The client '${place.app.clientId}' with object id '${place.servicePrincipal.id}'`,
  );
});
