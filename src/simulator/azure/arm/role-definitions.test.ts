import { describe, expect, it } from 'vitest';
import { assignRole, createCustomRole, createSubscription } from '../seed.ts';
import { type Contoso, contoso, send } from './testing.ts';

const version = 'api-version=2022-04-01';
const type = 'providers/Microsoft.Authorization/roleDefinitions';
const guid = '5b1b6f9e-0f0e-4a3b-8a64-0f5c3c3f1c11';
const reader = 'acdd72a7-3385-48ef-bd42-f606fba81ae7';

const put = (
  place: Contoso,
  properties: object | undefined,
  { who = place.owner, at = place.scope, name = guid } = {},
) =>
  send(place.world, who, 'PUT', `${at}/${type}/${name}?${version}`, properties && { properties });
const spot = ({ scope }: Contoso, more: object = {}) => ({
  roleName: 'Spot-CoreRole',
  description: 'For Spot',
  assignableScopes: [scope],
  permissions: [{ actions: ['Microsoft.Compute/virtualMachines/*'], notActions: [] }],
  ...more,
});
const list = async (place: Contoso, filter = '', at = place.scope) => {
  const query = filter && `&$filter=${encodeURIComponent(filter)}`;
  const { body } = await send(place.world, place.root, 'GET', `${at}/${type}?${version}${query}`);
  return body.value as {
    id: string;
    name: string;
    properties: { roleName: string; type: string };
  }[];
};
const namesOf = async (...of: Parameters<typeof list>) =>
  (await list(...of)).map(({ properties }) => properties.roleName);

describe('writing a custom role', () => {
  it('keeps it, and lists it below the subscription', async () => {
    const place = contoso();
    const { status, body } = await put(place, spot(place));
    expect(status).toBe(201);
    expect(body).toMatchObject({
      id: `${place.scope}/${type}/${guid}`,
      properties: { roleName: 'Spot-CoreRole', type: 'CustomRole' },
    });
    expect(await namesOf(place, "roleName eq 'spot-corerole'")).toEqual(['Spot-CoreRole']);
    expect(await namesOf(place, "type eq 'CustomRole'")).toEqual(['Spot-CoreRole']);
  });

  it.each<[string, (place: Contoso) => object | undefined, number, string]>([
    ['no body', () => undefined, 400, 'BadRequestFormat'],
    ['no name', (place) => spot(place, { roleName: undefined }), 400, 'BadRequestFormat'],
    [
      'no assignable scope',
      (place) => spot(place, { assignableScopes: [] }),
      400,
      'BadRequestFormat',
    ],
    [
      'permissions that are no list',
      (place) => spot(place, { permissions: {} }),
      400,
      'BadRequestFormat',
    ],
    [
      'an action that is none',
      (place) => spot(place, { permissions: [{ actions: ['Microsoft.Compute/nonsense/read'] }] }),
      400,
      'InvalidActionOrNotAction',
    ],
    [
      'an action without a verb',
      (place) => spot(place, { permissions: [{ actions: ['Microsoft.Compute/virtualMachines'] }] }),
      400,
      'InvalidActionOrNotAction',
    ],
    [
      'an unknown provider',
      (place) => spot(place, { permissions: [{ actions: ['Microsoft.Compte/disks/read'] }] }),
      400,
      'InvalidActionOrNotAction',
    ],
    [
      'the placeholder of the template',
      (place) => spot(place, { assignableScopes: ['/subscriptions/{subscriptionId}'] }),
      400,
      'LinkedInvalidPropertyId',
    ],
    [
      'the root as its scope',
      (place) => spot(place, { assignableScopes: ['/'] }),
      400,
      'LinkedInvalidPropertyId',
    ],
    [
      'a subscription that is not there',
      (place) =>
        spot(place, {
          assignableScopes: [place.scope, '/subscriptions/11111111-1111-1111-1111-111111111111'],
        }),
      403,
      'LinkedAuthorizationFailed',
    ],
  ])('refuses %s', async (_, properties, status, code) => {
    const place = contoso();
    expect(await put(place, properties(place))).toMatchObject({ status, code });
    expect(place.tenant.customRoles.size).toBe(0);
  });

  it('refuses the format of az role definition create', async () => {
    const place = contoso();
    const body = {
      Name: 'Spot',
      IsCustom: true,
      Actions: ['*/read'],
      AssignableScopes: [place.scope],
    };
    const answered = await send(
      place.world,
      place.owner,
      'PUT',
      `${place.scope}/${type}/${guid}?${version}`,
      body,
    );
    expect(answered).toMatchObject({ status: 400, code: 'BadRequestFormat' });
  });

  it('refuses another subscription, where the writer has no such right', async () => {
    const place = contoso();
    const other = createSubscription(place.world, { tenant: place.tenant, displayName: 'Other' });
    const properties = spot(place, {
      assignableScopes: [place.scope, `/subscriptions/${other.id}`],
    });
    expect(await put(place, properties)).toMatchObject({
      status: 403,
      code: 'LinkedAuthorizationFailed',
    });
    assignRole(place.world, {
      tenant: place.tenant,
      principalId: place.owner.objectId,
      role: 'Owner',
      scope: `/subscriptions/${other.id}`,
    });
    expect(await put(place, properties)).toMatchObject({ status: 201 });
  });

  it('refuses a name that the directory has, also where nobody sees the other role', async () => {
    const place = contoso();
    const other = createSubscription(place.world, { tenant: place.tenant });
    const taken = {
      tenant: place.tenant,
      roleName: 'Spot-CoreRole',
      assignableScopes: [`/subscriptions/${other.id}`],
    };
    createCustomRole(place.world, taken);
    expect(await put(place, spot(place))).toMatchObject({
      status: 409,
      code: 'RoleDefinitionWithSameNameExists',
    });
    expect(await put(place, spot(place, { roleName: 'Reader' }))).toMatchObject({
      code: 'RoleDefinitionWithSameNameExists',
    });
    expect(await namesOf(place, "type eq 'CustomRole'")).toEqual([]);
  });

  it('updates a role under its own name', async () => {
    const place = contoso();
    await put(place, spot(place));
    const { status, body } = await put(place, spot(place, { description: 'Newer' }));
    expect([status, body.properties.description, place.tenant.customRoles.size]).toEqual([
      201,
      'Newer',
      1,
    ]);
  });

  it.each([
    ['a name that is no GUID', 'spot', 'InvalidRoleDefinitionId'],
    ['a built-in role', reader, 'RoleDefinitionUpdateNotPermitted'],
  ])('refuses %s', async (_, name, code) => {
    const place = contoso();
    expect(await put(place, spot(place), { name })).toMatchObject({ status: 400, code });
  });

  it.each(['Contributor', 'Reader', 'Role Based Access Control Administrator'])(
    'refuses somebody with %s only',
    async (role) => {
      const place = contoso();
      place.grant(place.stranger, role);
      const answered = await put(place, spot(place), { who: place.stranger });
      expect(answered).toMatchObject({ status: 403, code: 'AuthorizationFailed' });
      expect(answered.message).toContain(
        `to perform action 'Microsoft.Authorization/roleDefinitions/write' over scope '${place.scope}/${type}/${guid}'`,
      );
    },
  );

  it('refuses in a disabled subscription, and where Azure Policy denies', async () => {
    const place = contoso();
    place.subscription.state = 'Disabled';
    expect(await put(place, spot(place))).toMatchObject({
      status: 409,
      code: 'ReadOnlyDisabledSubscription',
    });
    place.subscription.state = 'Enabled';
    place.tenant.policyAssignments.push({
      name: 'p',
      displayName: 'No custom roles',
      scope: '/providers/Microsoft.Management/managementGroups/finops',
      notScopes: [],
      policyDefinitionId: '/d',
      policyDefinitionName: 'd',
      enforcementMode: 'Default',
      deniesResourceTypes: ['Microsoft.Authorization/roleDefinitions'],
    });
    const denied = await put(place, spot(place));
    expect(denied).toMatchObject({ status: 403, code: 'RequestDisallowedByPolicy' });
    expect(denied.message).toContain('No custom roles');
    place.tenant.policyAssignments[0]!.notScopes.push(place.scope);
    expect(await put(place, spot(place))).toMatchObject({ status: 201 });
  });
});

describe('finding roles', () => {
  it('shows reservation roles where they can be assigned only', async () => {
    const place = contoso();
    const filter = "roleName eq 'Reservations Reader'";
    expect(await namesOf(place, filter)).toEqual([]);
    const found = await list(place, filter, '/providers/Microsoft.Capacity');
    expect(found.map(({ id }) => id)).toEqual([`/${type}/582fc458-8989-419f-a480-75249bc5db7e`]);
    expect(await namesOf(place, `atScopeAndBelow() and ${filter}`, '/')).toEqual([
      'Reservations Reader',
    ]);
  });

  it('finds nothing by the singular that Spot writes', async () => {
    expect(
      await namesOf(contoso(), "roleName eq 'Reservation Reader'", '/providers/Microsoft.Capacity'),
    ).toEqual([]);
  });

  it('refuses a filter that it does not have', async () => {
    const place = contoso();
    const path = `${place.scope}/${type}?${version}&$filter=${encodeURIComponent("color eq 'red'")}`;
    expect(await send(place.world, place.root, 'GET', path)).toMatchObject({
      status: 400,
      code: 'UnsupportedQuery',
    });
  });

  it('says that a role does not exist', async () => {
    const place = contoso();
    const path = `${place.scope}/${type}/${guid}?${version}`;
    expect(await send(place.world, place.owner, 'GET', path)).toMatchObject({
      status: 404,
      code: 'RoleDefinitionDoesNotExist',
    });
  });
});

it('deletes a role that nobody has, and no other', async () => {
  const place = contoso();
  await put(place, spot(place));
  const path = `${place.scope}/${type}/${guid}?${version}`;
  const assignment = place.grant(place.app, guid);
  expect(await send(place.world, place.owner, 'DELETE', path)).toMatchObject({
    status: 400,
    code: 'RoleDefinitionHasAssignments',
  });
  place.tenant.roleAssignments.delete(assignment.id);
  expect(await send(place.world, place.owner, 'DELETE', path)).toMatchObject({ status: 200 });
  expect((await send(place.world, place.owner, 'DELETE', path)).status).toBe(204);
});
