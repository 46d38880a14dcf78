import { describe, expect, test } from 'vitest';
import { createApplication, createGroup, createTenant, newSecretText } from '../seed.ts';
import type { AzureIdentity } from '../state.ts';
import { type Contoso, contoso, graph } from '../testing.ts';

type Who = 'admin' | 'global' | 'member' | 'guest' | 'app';

const identity = (azure: Contoso, who: Who): AzureIdentity =>
  who === 'app' ? azure.app.identity : azure[who];
const nobody = '11111111-2222-4333-8444-555555555555';

/** Every operation: what succeeds, who is refused it, and what it refuses of whom it lets in. */
interface Row {
  method: string;
  path: (azure: Contoso) => string;
  body?: (azure: Contoso) => unknown;
  as: Who;
  status: number;
  /** Who gets Authorization_RequestDenied. */
  denied: readonly Who[];
  refusals: readonly [
    when: string,
    change: {
      path?: (azure: Contoso) => string;
      body?: (azure: Contoso) => unknown;
      as?: Who;
      prepare?: (azure: Contoso) => void;
    },
    status: number,
    code: string,
  ][];
}

const app = ({ app }: Contoso) => `/applications/${app.application.id}`;
const principal = ({ app }: Contoso) => `/servicePrincipals/${app.servicePrincipal.id}`;
const group = ({ world, tenant, member }: Contoso) =>
  `/groups/${createGroup(world, { tenant, displayName: 'Team', members: [member.objectId] }).id}`;
const key = ({ app }: Contoso) => app.application.passwordCredentials[0]?.keyId;
const missingApplication = (suffix = ''): Row['refusals'][number] => [
  'it does not exist',
  { path: () => `/applications/${nobody}${suffix}` },
  404,
  'Request_ResourceNotFound',
];
const missingPrincipal = (suffix = ''): Row['refusals'][number] => [
  'it does not exist',
  { path: () => `/servicePrincipals/${nobody}${suffix}` },
  404,
  'Request_ResourceNotFound',
];
const noJson: Row['refusals'][number] = [
  'the body is not JSON',
  { body: () => '{' },
  400,
  'BadRequest',
];
const badFilter = (collection: string): Row['refusals'][number] => [
  'the filter is nonsense',
  { path: () => `/${collection}?$filter=${encodeURIComponent('displayName like Spot')}` },
  ...([400, 'BadRequest'] as const),
];
const inOneYear = () => ({
  passwordCredential: {
    displayName: 'spot',
    endDateTime: new Date(Date.now() + 365 * 86_400_000).toISOString(),
  },
});
/** Members and guests are refused; what they may read or own is in authorization.test.ts. */
const writers: readonly Who[] = ['member', 'guest', 'app'];

const rows: Record<string, Row> = {
  'applications.list': {
    method: 'GET',
    path: () => '/applications',
    as: 'member',
    status: 200,
    denied: ['app'],
    refusals: [badFilter('applications')],
  },
  'applications.create': {
    method: 'POST',
    path: () => '/applications',
    body: () => ({ displayName: 'New' }),
    as: 'member',
    status: 201,
    denied: ['guest', 'app'],
    refusals: [
      noJson,
      [
        'there is no name',
        { body: () => ({ signInAudience: 'AzureADMyOrg' }) },
        400,
        'Request_BadRequest',
      ],
      [
        'the audience does not exist',
        { body: () => ({ displayName: 'New', signInAudience: 'Everybody' }) },
        400,
        'Request_BadRequest',
      ],
      [
        'a redirect URI is none',
        { body: () => ({ displayName: 'New', web: { redirectUris: ['spot.io'] } }) },
        400,
        'Request_BadRequest',
      ],
      [
        'a redirect URI is plain http',
        { body: () => ({ displayName: 'New', web: { redirectUris: ['http://spot.io'] } }) },
        400,
        'Request_BadRequest',
      ],
    ],
  },
  'applications.get': {
    method: 'GET',
    path: app,
    as: 'guest',
    status: 200,
    denied: ['app'],
    refusals: [missingApplication()],
  },
  'applications.update': {
    method: 'PATCH',
    path: app,
    body: () => ({ displayName: 'Renamed' }),
    as: 'admin',
    status: 204,
    denied: writers,
    refusals: [
      missingApplication(),
      noJson,
      ['the name is empty', { body: () => ({ displayName: '' }) }, 400, 'Request_BadRequest'],
    ],
  },
  'applications.delete': {
    method: 'DELETE',
    path: app,
    as: 'admin',
    status: 204,
    denied: writers,
    refusals: [missingApplication()],
  },
  'applications.listOwners': {
    method: 'GET',
    path: (azure) => `${app(azure)}/owners`,
    as: 'member',
    status: 200,
    denied: ['app'],
    refusals: [missingApplication('/owners')],
  },
  'applications.addOwner': {
    method: 'POST',
    path: (azure) => `${app(azure)}/owners/$ref`,
    as: 'admin',
    status: 204,
    denied: writers,
    body: ({ member }) => ({
      '@odata.id': `https://graph.microsoft.com/v1.0/directoryObjects/${member.objectId}`,
    }),
    refusals: [
      missingApplication('/owners/$ref'),
      [
        'the owner does not exist',
        {
          body: () => ({
            '@odata.id': `https://graph.microsoft.com/v1.0/directoryObjects/${nobody}`,
          }),
        },
        404,
        'Request_ResourceNotFound',
      ],
      [
        'he owns it already',
        { prepare: ({ app, member }) => app.application.owners.push(member.objectId) },
        400,
        'Request_BadRequest',
      ],
    ],
  },
  'applications.removeOwner': {
    method: 'DELETE',
    as: 'admin',
    status: 204,
    denied: writers,
    path: (azure) => {
      azure.app.application.owners.push(azure.global.objectId);
      return `${app(azure)}/owners/${azure.global.objectId}/$ref`;
    },
    refusals: [
      [
        'he does not own it',
        { path: (azure) => `${app(azure)}/owners/${nobody}/$ref` },
        404,
        'Request_ResourceNotFound',
      ],
    ],
  },
  'applications.addPassword': {
    method: 'POST',
    path: (azure) => `${app(azure)}/addPassword`,
    body: inOneYear,
    as: 'admin',
    status: 200,
    denied: writers,
    refusals: [
      missingApplication('/addPassword'),
      [
        'it ends before it starts',
        { body: () => ({ passwordCredential: { endDateTime: '2001-01-01T00:00:00Z' } }) },
        400,
        'Request_BadRequest',
      ],
      [
        'the end is no time',
        { body: () => ({ passwordCredential: { endDateTime: 'tomorrow' } }) },
        400,
        'Request_BadRequest',
      ],
      [
        'a policy forbids secrets',
        {
          prepare: ({ tenant }) =>
            Object.assign(tenant.appManagementPolicy, { isEnabled: true, passwordAddition: true }),
        },
        ...([400, 'CredentialTypeNotAllowedAsPerAppPolicy'] as const),
      ],
      [
        'it lives longer than a policy allows',
        {
          prepare: ({ tenant }) =>
            Object.assign(tenant.appManagementPolicy, {
              isEnabled: true,
              maxPasswordLifetime: 'P180D',
            }),
        },
        ...([400, 'CredentialInvalidLifetimeAsPerAppPolicy'] as const),
      ],
    ],
  },
  'applications.removePassword': {
    method: 'POST',
    path: (azure) => `${app(azure)}/removePassword`,
    as: 'admin',
    status: 204,
    denied: writers,
    body: (azure) => ({ keyId: key(azure) }),
    refusals: [
      missingApplication('/removePassword'),
      ['there is no such secret', { body: () => ({ keyId: nobody }) }, 400, 'Request_BadRequest'],
      ['no secret is named', { body: () => ({}) }, 400, 'Request_BadRequest'],
    ],
  },
  'servicePrincipals.list': {
    method: 'GET',
    path: () => '/servicePrincipals',
    as: 'member',
    status: 200,
    denied: ['app'],
    refusals: [badFilter('servicePrincipals')],
  },
  'servicePrincipals.create': {
    method: 'POST',
    path: () => '/servicePrincipals',
    as: 'admin',
    status: 201,
    denied: writers,
    body: ({ world, tenant }) => ({
      appId: createApplication(world, { tenant, servicePrincipal: false }).application.appId,
      accountEnabled: true,
    }),
    refusals: [
      [
        'no application is named',
        { body: () => ({ accountEnabled: true }) },
        400,
        'Request_BadRequest',
      ],
      [
        'the application does not exist',
        { body: () => ({ appId: nobody }) },
        400,
        'Request_BadRequest',
      ],
      [
        'there is one already',
        { body: ({ app }) => ({ appId: app.application.appId }) },
        409,
        'Request_MultipleObjectsWithSameKeyValue',
      ],
      [
        'the application of another tenant lets nobody in',
        {
          body: ({ world }) => ({
            appId: createApplication(world, {
              tenant: createTenant(world, { displayName: 'Fabrikam' }),
            }).application.appId,
          }),
        },
        ...([400, 'Request_BadRequest'] as const),
      ],
    ],
  },
  'servicePrincipals.get': {
    method: 'GET',
    path: principal,
    as: 'guest',
    status: 200,
    denied: ['app'],
    refusals: [missingPrincipal()],
  },
  'servicePrincipals.update': {
    method: 'PATCH',
    path: principal,
    body: () => ({ accountEnabled: false }),
    as: 'admin',
    status: 204,
    denied: writers,
    refusals: [
      missingPrincipal(),
      [
        'the switch is no boolean',
        { body: () => ({ accountEnabled: 'no' }) },
        400,
        'Request_BadRequest',
      ],
    ],
  },
  'servicePrincipals.delete': {
    method: 'DELETE',
    path: principal,
    as: 'admin',
    status: 204,
    denied: writers,
    refusals: [missingPrincipal()],
  },
  'servicePrincipals.listOwners': {
    method: 'GET',
    path: (azure) => `${principal(azure)}/owners`,
    as: 'member',
    status: 200,
    denied: ['app'],
    refusals: [missingPrincipal('/owners')],
  },
  'me.get': {
    method: 'GET',
    path: () => '/me',
    as: 'guest',
    status: 200,
    denied: [],
    refusals: [['an application asks', { as: 'app' }, 400, 'BadRequest']],
  },
  'me.listOwnedObjects': {
    method: 'GET',
    path: () => '/me/ownedObjects',
    as: 'member',
    status: 200,
    denied: [],
    refusals: [['an application asks', { as: 'app' }, 400, 'BadRequest']],
  },
  'me.listMemberOf': {
    method: 'GET',
    path: () => '/me/memberOf',
    as: 'member',
    status: 200,
    denied: [],
    refusals: [['an application asks', { as: 'app' }, 400, 'BadRequest']],
  },
  'users.list': {
    method: 'GET',
    path: () => '/users',
    as: 'member',
    status: 200,
    denied: ['guest', 'app'],
    refusals: [badFilter('users')],
  },
  'users.get': {
    method: 'GET',
    path: ({ admin }) => `/users/${admin.userPrincipalName}`,
    as: 'member',
    status: 200,
    denied: ['guest', 'app'],
    refusals: [
      [
        'he does not exist',
        { path: () => '/users/nobody@example.com' },
        404,
        'Request_ResourceNotFound',
      ],
    ],
  },
  'users.listTransitiveMemberOf': {
    method: 'GET',
    path: ({ admin }) => `/users/${admin.objectId}/transitiveMemberOf`,
    as: 'member',
    status: 200,
    denied: ['guest', 'app'],
    refusals: [
      [
        'he does not exist',
        { path: () => `/users/${nobody}/memberOf` },
        404,
        'Request_ResourceNotFound',
      ],
    ],
  },
  'directoryObjects.getByIds': {
    method: 'POST',
    path: () => '/directoryObjects/getByIds',
    as: 'member',
    status: 200,
    denied: ['app'],
    body: ({ app }) => ({ ids: [app.servicePrincipal.id] }),
    refusals: [['there are no ids', { body: () => ({}) }, 400, 'Request_BadRequest']],
  },
  'directoryObjects.get': {
    method: 'GET',
    path: ({ member }) => `/directoryObjects/${member.objectId}`,
    as: 'member',
    status: 200,
    denied: ['app'],
    refusals: [
      [
        'it does not exist',
        { path: () => `/directoryObjects/${nobody}` },
        404,
        'Request_ResourceNotFound',
      ],
    ],
  },
  'organization.list': {
    method: 'GET',
    path: () => '/organization',
    as: 'guest',
    status: 200,
    denied: ['app'],
    refusals: [],
  },
  'groups.list': {
    method: 'GET',
    path: () => '/groups',
    as: 'member',
    status: 200,
    denied: ['guest', 'app'],
    refusals: [badFilter('groups')],
  },
  'groups.get': {
    method: 'GET',
    path: (azure) => `${group(azure)}`,
    as: 'member',
    status: 200,
    denied: ['guest', 'app'],
    refusals: [
      ['it does not exist', { path: () => `/groups/${nobody}` }, 404, 'Request_ResourceNotFound'],
    ],
  },
  'groups.listMembers': {
    method: 'GET',
    path: (azure) => `${group(azure)}/members`,
    as: 'member',
    status: 200,
    denied: ['guest', 'app'],
    refusals: [
      [
        'it does not exist',
        { path: () => `/groups/${nobody}/members` },
        404,
        'Request_ResourceNotFound',
      ],
    ],
  },
  'policies.getAuthorizationPolicy': {
    method: 'GET',
    path: () => '/policies/authorizationPolicy',
    as: 'member',
    status: 200,
    denied: ['guest', 'app'],
    refusals: [],
  },
  'policies.getDefaultAppManagementPolicy': {
    method: 'GET',
    path: () => '/policies/defaultAppManagementPolicy',
    as: 'admin',
    status: 200,
    denied: ['member', 'guest', 'app'],
    refusals: [],
  },
};

const entries = Object.entries(rows);

describe('Graph answers', () => {
  test.each(entries)('%s', async (operation, { method, path, body, as, status }) => {
    const azure = contoso();
    const answer = await graph(
      azure.world,
      identity(azure, as),
      method,
      path(azure),
      body?.(azure),
    );
    expect(answer.status).toBe(status);
    expect(azure.world.calls.at(-1)).toMatchObject({ service: 'graph', operation, status });
    if (status === 204) expect(answer.body).toBeUndefined();
    if (status === 200 || status === 201)
      expect(answer.body['@odata.context']).toMatch(
        /^https:\/\/graph\.microsoft\.com\/v1\.0\/\$metadata#/,
      );
  });
});

const denials = entries.flatMap(([operation, row]) =>
  row.denied.map((who) => [operation, who, row] as const),
);

describe('Graph denies', () => {
  test.each(denials)('%s to %s', async (_, who, { method, path, body }) => {
    const azure = contoso();
    const answer = await graph(
      azure.world,
      identity(azure, who),
      method,
      path(azure),
      body?.(azure),
    );
    expect({
      status: answer.status,
      code: answer.body.error.code,
      message: answer.body.error.message,
    }).toEqual({
      status: 403,
      code: 'Authorization_RequestDenied',
      message: 'Insufficient privileges to complete the operation.',
    });
  });
});

const refusals = entries.flatMap(([operation, row]) =>
  row.refusals.map((refusal) => [operation, refusal[0], row, refusal] as const),
);

describe('Graph refuses', () => {
  test.each(refusals)('%s when %s', async (_, __, row, [, change, status, code]) => {
    const azure = contoso();
    change.prepare?.(azure);
    const who = identity(azure, change.as ?? row.as);
    const answer = await graph(
      azure.world,
      who,
      row.method,
      (change.path ?? row.path)(azure),
      (change.body ?? row.body)?.(azure),
    );
    expect({ status: answer.status, code: answer.body.error.code }).toEqual({ status, code });
    expect(answer.body.error).toMatchObject({
      message: expect.any(String),
      innerError: { 'request-id': expect.any(String) },
    });
  });
});

test('every operation of the service has a row', async () => {
  const { graphService } = await import('./index.ts');
  const twins: Record<string, string> = {
    'me.listTransitiveMemberOf': 'me.listMemberOf',
    'users.listMemberOf': 'users.listTransitiveMemberOf',
    'applications.listFederatedCredentials': 'applications.listOwners',
  };
  const operations = new Set(
    graphService.routes.map(({ operation }) => twins[operation] ?? operation),
  );
  expect([...operations].sort()).toEqual(Object.keys(rows).sort());
});

test('secrets look like those of Microsoft', () => {
  expect(newSecretText()).toMatch(/^[0-9A-Za-z]{3}8Q~[\w-]{34}$/);
});
