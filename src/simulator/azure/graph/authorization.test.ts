import { describe, expect, test } from 'vitest';
import limitUser from '../limit-user.ts';
import { createApplication, createGroup, createServicePrincipal, createUser } from '../seed.ts';
import { askToken, type Contoso, contoso, graph } from '../testing.ts';

const create = (azure: Contoso, who: 'member' | 'guest' | 'admin', displayName = 'New') =>
  graph(azure.world, azure[who], 'POST', '/applications', { displayName });

describe('registering an application', () => {
  test('makes a member its owner, who then has the rest of the way open', async () => {
    const azure = contoso();
    const { world, tenant, member } = azure;
    const { body: made } = await create(azure, 'member');
    expect(tenant.applications.get(made.id)?.owners).toEqual([member.objectId]);
    const { body: principal, status } = await graph(world, member, 'POST', '/servicePrincipals', {
      appId: made.appId,
    });
    expect(status).toBe(201);
    expect(principal.id).not.toBe(made.id);
    const { body: secret } = await graph(
      world,
      member,
      'POST',
      `/applications/${made.id}/addPassword`,
      {},
    );
    const form = {
      grant_type: 'client_credentials',
      client_id: made.appId,
      scope: 'https://management.azure.com/.default',
    };
    expect(
      (await askToken([world], tenant.id, { ...form, client_secret: secret.secretText })).status,
    ).toBe(200);
    const { body: shown } = await graph(world, member, 'GET', `/applications/${made.id}`);
    expect(shown.passwordCredentials).toMatchObject([
      { keyId: secret.keyId, hint: secret.secretText.slice(0, 3), secretText: null },
    ]);
    expect((await graph(world, member, 'GET', '/me/ownedObjects')).body.value).toHaveLength(2);
  });

  test('creates no service principal', async () => {
    const azure = contoso();
    const { body } = await create(azure, 'admin');
    expect([...azure.tenant.servicePrincipals.values()].map(({ appId }) => appId)).not.toContain(
      body.appId,
    );
  });

  test('is refused to members when the tenant says so, not to administrators and developers', async () => {
    const azure = contoso();
    const { world, tenant } = azure;
    tenant.authorizationPolicy.allowedToCreateApps = false;
    expect((await create(azure, 'member')).status).toBe(403);
    expect((await create(azure, 'admin')).status).toBe(201);
    const developer = createUser(world, {
      tenant,
      upn: 'dev',
      directoryRoles: ['Application Developer'],
    });
    expect(
      (await graph(world, developer, 'POST', '/applications', { displayName: 'New' })).status,
    ).toBe(201);
  });

  test('is open to whom a group gives a role', async () => {
    const azure = contoso();
    const { world, tenant, guest } = azure;
    createGroup(world, {
      tenant,
      displayName: 'Admins',
      members: [guest.objectId],
      directoryRoles: ['Application Administrator'],
    });
    expect((await create(azure, 'guest')).status).toBe(201);
    const { body: direct } = await graph(
      world,
      guest,
      'GET',
      '/me/memberOf/microsoft.graph.directoryRole',
    );
    const { body: transitive } = await graph(
      world,
      guest,
      'GET',
      '/me/transitiveMemberOf/microsoft.graph.directoryRole',
    );
    expect(direct.value).toEqual([]);
    expect(transitive.value).toMatchObject([
      {
        '@odata.type': '#microsoft.graph.directoryRole',
        displayName: 'Application Administrator',
        roleTemplateId: '9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3',
      },
    ]);
  });
});

test("a member who may register applications makes no service principal of somebody else's", async () => {
  const { world, tenant, member } = contoso();
  const { application } = createApplication(world, { tenant, servicePrincipal: false });
  expect(
    (await graph(world, member, 'POST', '/servicePrincipals', { appId: application.appId })).status,
  ).toBe(403);
});

test('a limited user has only what he was given', async () => {
  const azure = contoso();
  const { world, member, admin } = azure;
  limitUser(world, member, {});
  expect((await create(azure, 'member')).status).toBe(403);
  limitUser(world, member, {
    directoryPermissions: ['microsoft.directory/applications/createAsOwner'],
  });
  const { status, body } = await create(azure, 'member');
  expect(status).toBe(201);
  expect(
    (await graph(world, member, 'POST', `/applications/${body.id}/addPassword`, {})).status,
  ).toBe(200);
  expect(
    (await graph(world, member, 'POST', '/servicePrincipals', { appId: body.appId })).status,
  ).toBe(403);
  limitUser(world, admin, { directoryPermissions: [] });
  expect((await graph(world, admin, 'DELETE', `/applications/${body.id}`)).status).toBe(403);
  expect((await graph(world, admin, 'GET', `/applications/${body.id}`)).status).toBe(200);
});

test('an application reads the directory only with a permission that was consented', async () => {
  const { world, app } = contoso();
  const list = () => graph(world, app.identity, 'GET', '/applications');
  expect((await list()).status).toBe(403);
  app.servicePrincipal.graphAppRoles.push('Application.Read.All');
  expect((await list()).status).toBe(200);
  expect((await graph(world, app.identity, 'GET', '/users')).status).toBe(403);
  expect(
    (await graph(world, app.identity, 'DELETE', `/applications/${app.application.id}`)).status,
  ).toBe(403);
});

describe('lists', () => {
  test.each([
    ["appId eq '{appId}'", 1],
    ["displayName eq 'spot'", 1],
    ["startswith(displayName,'Sp') and signInAudience eq 'AzureADMyOrg'", 2],
    ["identifierUris/any(s:s eq 'api://spot')", 1],
    ["displayName eq 'it''s'", 0],
  ])('of applications are filtered by %s', async (filter, count) => {
    const { world, tenant, member, app } = contoso();
    createApplication(world, { tenant, displayName: 'Spare', identifierUris: ['api://spot'] });
    const query = encodeURIComponent(filter.replace('{appId}', app.application.appId));
    const { body } = await graph(world, member, 'GET', `/applications?$filter=${query}`);
    expect(body.value).toHaveLength(count);
  });

  test('of service principals are found by the client id, as az asks', async () => {
    const { world, member, app } = contoso();
    const filter = encodeURIComponent(
      `servicePrincipalNames/any(c:c eq '${app.application.appId}')`,
    );
    const { body } = await graph(
      world,
      member,
      'GET',
      `/servicePrincipals?$filter=${filter}&$select=id`,
    );
    expect(body.value).toEqual([{ id: app.servicePrincipal.id }]);
  });

  test('come in pages', async () => {
    const { world, tenant, member } = contoso();
    for (let made = 0; made < 4; made += 1)
      createServicePrincipal(world, tenant, {
        appId: crypto.randomUUID(),
        displayName: `p${made}`,
      });
    const first = await graph(world, member, 'GET', '/servicePrincipals?$top=3&$count=true');
    expect(first.body).toMatchObject({ '@odata.count': 5, value: [{}, {}, {}] });
    const next = new URL(first.body['@odata.nextLink']);
    const second = await graph(
      world,
      member,
      'GET',
      `${next.pathname.replace('/v1.0', '')}${next.search}`,
    );
    expect(second.body.value).toHaveLength(2);
    expect(second.body['@odata.nextLink']).toBeUndefined();
  });
});

test('objects are found by their ids, of the types that were asked for', async () => {
  const { world, member, app } = contoso();
  const ids = [app.application.id, app.servicePrincipal.id, member.objectId, crypto.randomUUID()];
  const types = ['user', 'group', 'servicePrincipal', 'directoryObjectPartnerReference'];
  const { body } = await graph(world, member, 'POST', '/directoryObjects/getByIds', { ids, types });
  expect(body.value.map((one: { '@odata.type': string }) => one['@odata.type'])).toEqual([
    '#microsoft.graph.servicePrincipal',
    '#microsoft.graph.user',
  ]);
});

test('the app management policy is shown to who may see it', async () => {
  const { world, tenant, global } = contoso();
  tenant.appManagementPolicy = {
    isEnabled: true,
    passwordAddition: false,
    maxPasswordLifetime: 'P180D',
  };
  const { body } = await graph(world, global, 'GET', '/policies/defaultAppManagementPolicy');
  expect(body).toMatchObject({
    isEnabled: true,
    applicationRestrictions: {
      passwordCredentials: [{ restrictionType: 'passwordLifetime', maxLifetime: 'P180D' }],
    },
  });
});
