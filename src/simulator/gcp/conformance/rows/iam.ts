import { createRole, setOrgPolicy } from '../../seed.ts';
import { addServiceAccountKey } from '../../service-accounts.ts';
import { accountEmail, organization, type Prepared, project } from '../../testing.ts';
import { type Input, type Refusal, type Row, refuses } from '../row.ts';

const row = (id: string, method: string, rest: Omit<Row, 'id' | 'method' | 'host'>): Row => ({
  id: `iam.${id}`,
  method,
  host: 'iam.googleapis.com',
  ...rest,
});
const at = (path: string, body?: object) => (): Input => ({ path, ...(body ? { body } : {}) });

const accounts = `/v1/${project}/serviceAccounts`;
const account = `${accounts}/${accountEmail}`;
const other = `${accounts}/nobody-here@my-project.iam.gserviceaccount.com`;
const unknownAccount = (suffix = '', body?: object): Refusal =>
  refuses(
    'the service account does not exist',
    404,
    'NOT_FOUND',
    /^Unknown service account$/,
    at(`${other}${suffix}`, body),
  );
const hiddenAccount = (suffix = '', body?: object): Refusal =>
  refuses(
    'the service account does not exist and the project is a dash',
    403,
    'PERMISSION_DENIED',
    /\(or it may not exist\)\.$/,
    at(
      `/v1/projects/-/serviceAccounts/nobody-here@my-project.iam.gserviceaccount.com${suffix}`,
      body,
    ),
  );
const unknownProject = (suffix: string, body?: object): Refusal =>
  refuses(
    'the project does not exist',
    403,
    'PERMISSION_DENIED',
    /\(or it may not exist\)\.$/,
    at(`/v1/projects/nothing-here${suffix}`, body),
  );
const onAccount = (verb: string): Row['permissions'] => [[`iam.serviceAccounts.${verb}`, project]];
const onKey = (verb: string): Row['permissions'] => [[`iam.serviceAccountKeys.${verb}`, project]];
const create = (accountId: string) =>
  at(accounts, { accountId, serviceAccount: { displayName: 'Spot' } });

const serviceAccountRows: Row[] = [
  row('projects.serviceAccounts.create', 'POST', {
    input: create('spot-role-act-2'),
    permissions: onAccount('create'),
    refusals: [
      unknownProject('/serviceAccounts', { accountId: 'spot-role-act-2' }),
      refuses(
        'the id is short',
        400,
        'INVALID_ARGUMENT',
        /^The account ID "spot" does not have a length between 6 and 30\.$/,
        create('spot'),
      ),
      refuses(
        'the id is long',
        400,
        'INVALID_ARGUMENT',
        /length between 6 and 30/,
        create('s'.repeat(31)),
      ),
      refuses(
        'the id has a capital',
        400,
        'INVALID_ARGUMENT',
        /does not match/,
        create('Spotinst-role'),
      ),
      refuses(
        'the id is taken',
        409,
        'ALREADY_EXISTS',
        /^Service account spot-role-act-1 already exists within project projects\/my-project\.$/,
        create('spot-role-act-1'),
      ),
      refuses(
        'the display name is long',
        400,
        'INVALID_ARGUMENT',
        /display name/,
        at(accounts, {
          accountId: 'spot-role-act-2',
          serviceAccount: { displayName: 'x'.repeat(101) },
        }),
      ),
      refuses(
        'organization policy forbids it',
        400,
        'FAILED_PRECONDITION',
        /not allowed/,
        create('spot-role-act-2'),
        ({ world }) =>
          setOrgPolicy(world, organization, 'iam.disableServiceAccountCreation', { enforce: true }),
      ),
    ],
  }),
  row('projects.serviceAccounts.list', 'GET', {
    input: at(accounts),
    permissions: onAccount('list'),
    refusals: [unknownProject('/serviceAccounts')],
  }),
  row('projects.serviceAccounts.get', 'GET', {
    input: at(account),
    permissions: onAccount('get'),
    refusals: [unknownAccount(), hiddenAccount()],
  }),
  row('projects.serviceAccounts.patch', 'PATCH', {
    input: at(account, { serviceAccount: { displayName: 'New' }, updateMask: 'displayName' }),
    permissions: onAccount('update'),
    refusals: [
      unknownAccount('', {}),
      refuses(
        'it changed since it was read',
        409,
        'ABORTED',
        /concurrent/,
        at(account, { serviceAccount: { displayName: 'New', etag: 'BwAAAAAAAAA=' } }),
      ),
    ],
  }),
  row('projects.serviceAccounts.delete', 'DELETE', {
    input: at(account),
    permissions: onAccount('delete'),
    refusals: [unknownAccount(), hiddenAccount()],
  }),
  row('projects.serviceAccounts.disable', 'POST', {
    input: at(`${account}:disable`, {}),
    permissions: onAccount('disable'),
    refusals: [unknownAccount(':disable', {})],
  }),
  row('projects.serviceAccounts.enable', 'POST', {
    input: at(`${account}:enable`, {}),
    permissions: onAccount('enable'),
    refusals: [unknownAccount(':enable', {})],
  }),
  row('projects.serviceAccounts.undelete', 'POST', {
    input: ({ account: { uniqueId } }: Prepared) => ({
      path: `${accounts}/${uniqueId}:undelete`,
      body: {},
    }),
    prepare: (subject) => {
      subject.account.deletedAt = subject.world.clock.now();
    },
    permissions: onAccount('undelete'),
    refusals: [
      refuses('it is not deleted', 404, 'NOT_FOUND', /Unknown/, at(`${account}:undelete`, {})),
      refuses(
        'it was deleted 31 days ago',
        404,
        'NOT_FOUND',
        /Unknown/,
        at(`${account}:undelete`, {}),
        (subject) => {
          subject.account.deletedAt = subject.world.clock.now() - 31 * 86_400_000;
        },
      ),
    ],
  }),
  row('projects.serviceAccounts.getIamPolicy', 'POST', {
    input: at(`${account}:getIamPolicy`, {}),
    permissions: onAccount('getIamPolicy'),
    refusals: [unknownAccount(':getIamPolicy', {})],
  }),
  row('projects.serviceAccounts.setIamPolicy', 'POST', {
    input: at(`${account}:setIamPolicy`, {
      policy: {
        bindings: [{ role: 'roles/iam.serviceAccountUser', members: ['user:nobody@example.com'] }],
      },
    }),
    permissions: onAccount('setIamPolicy'),
    refusals: [
      unknownAccount(':setIamPolicy', { policy: {} }),
      refuses(
        'the user does not exist',
        400,
        'INVALID_ARGUMENT',
        /^User x@example\.com does not exist\.$/,
        at(`${account}:setIamPolicy`, {
          policy: { bindings: [{ role: 'roles/viewer', members: ['user:x@example.com'] }] },
        }),
      ),
    ],
  }),
];

const keys = `${account}/keys`;
const ofKey =
  (suffix = '', body?: object) =>
  ({ key }: Prepared): Input => ({
    path: `${keys}/${key.private_key_id}${suffix}`,
    ...(body ? { body } : {}),
  });
const unknownKey = (suffix = '', body?: object) =>
  refuses(
    'the key does not exist',
    404,
    'NOT_FOUND',
    /^Service account key \w+ does not exist\.$/,
    at(`${keys}/${'0'.repeat(40)}${suffix}`, body),
  );
const policyForbids = (constraint: string, where: string): Refusal =>
  refuses(
    `${constraint} is enforced on ${where}`,
    400,
    'FAILED_PRECONDITION',
    /^Key creation is not allowed on this service account\.$/,
    at(keys, {}),
    ({ world }) => setOrgPolicy(world, where, constraint, { enforce: true }),
  );

const keyRows: Row[] = [
  row('projects.serviceAccounts.keys.create', 'POST', {
    input: at(keys, { privateKeyType: 'TYPE_GOOGLE_CREDENTIALS_FILE' }),
    permissions: onKey('create'),
    refusals: [
      unknownAccount('/keys', {}),
      hiddenAccount('/keys', {}),
      policyForbids('iam.disableServiceAccountKeyCreation', organization),
      policyForbids('iam.disableServiceAccountKeyCreation', project),
      policyForbids('iam.managed.disableServiceAccountKeyCreation', organization),
      refuses(
        'there are ten keys',
        400,
        'FAILED_PRECONDITION',
        /^Precondition check failed\.$/,
        at(keys, {}),
        (subject) => {
          for (let count = subject.account.keys.size; count < 10; count += 1)
            addServiceAccountKey(subject.world, subject.account);
        },
      ),
      refuses(
        'the type is unknown',
        400,
        'INVALID_ARGUMENT',
        /invalid argument/,
        at(keys, { privateKeyType: 'TYPE_PKCS12_FILE' }),
      ),
    ],
  }),
  row('projects.serviceAccounts.keys.list', 'GET', {
    input: at(keys),
    permissions: onKey('list'),
    refusals: [unknownAccount('/keys'), hiddenAccount('/keys')],
  }),
  row('projects.serviceAccounts.keys.get', 'GET', {
    input: ofKey(),
    permissions: onKey('get'),
    refusals: [unknownKey()],
  }),
  row('projects.serviceAccounts.keys.delete', 'DELETE', {
    input: ofKey(),
    permissions: onKey('delete'),
    refusals: [unknownKey()],
  }),
  row('projects.serviceAccounts.keys.disable', 'POST', {
    input: ofKey(':disable', {}),
    permissions: onKey('disable'),
    refusals: [unknownKey(':disable', {})],
  }),
  row('projects.serviceAccounts.keys.enable', 'POST', {
    input: ofKey(':enable', {}),
    permissions: onKey('enable'),
    refusals: [unknownKey(':enable', {})],
  }),
];

const days = (count: number) => count * 86_400_000;
const roleRows = (['projects', 'organizations'] as const).flatMap((scope): Row[] => {
  const parent = scope === 'projects' ? project : organization;
  const roles = `/v1/${parent}/roles`;
  const one = `${roles}/spotRole`;
  const exists =
    (deletedDaysAgo?: number) =>
    ({ world }: Prepared) => {
      createRole(world, parent, {
        roleId: 'spotRole',
        includedPermissions: ['compute.zones.list'],
      });
      const role = (
        scope === 'projects'
          ? world.gcp.projects.get('my-project')
          : world.gcp.organizations.get('123456789012')
      )?.roles.get('spotRole');
      if (role && deletedDaysAgo !== undefined)
        role.deletedAt = world.clock.now() - days(deletedDaysAgo);
    };
  const holding = (verb: string): Row['permissions'] => [[`iam.roles.${verb}`, parent]];
  const create = (
    roleId: string,
    includedPermissions: string[] = ['compute.zones.list'],
    more: object = {},
  ) => at(roles, { roleId, role: { title: 'Spot', includedPermissions, stage: 'GA', ...more } });
  const unknown = (suffix = '', body?: object) =>
    refuses(
      'the role does not exist',
      404,
      'NOT_FOUND',
      /^The role named \S+ was not found\.$/,
      at(`${roles}/gone${suffix}`, body),
    );
  return [
    row(`${scope}.roles.create`, 'POST', {
      input: create('spotRole'),
      permissions: holding('create'),
      refusals: [
        refuses(
          'the id has a hyphen',
          400,
          'INVALID_ARGUMENT',
          /role_id \(spot-role\)/,
          create('spot-role'),
        ),
        refuses(
          'a permission does not exist',
          400,
          'INVALID_ARGUMENT',
          /^Permission compute\.zones\.paint is not valid\.$/,
          create('spotRole', ['compute.zones.paint']),
        ),
        ...(scope === 'projects'
          ? [
              refuses(
                'a permission is not for projects',
                400,
                'INVALID_ARGUMENT',
                /^Permission resourcemanager\.projects\.list is not valid\.$/,
                create('spotRole', ['resourcemanager.projects.list']),
              ),
            ]
          : []),
        refuses(
          'the stage is unknown',
          400,
          'INVALID_ARGUMENT',
          /^Invalid value at 'role\.stage'/,
          create('spotRole', [], { stage: 'DONE' }),
        ),
        refuses(
          'the role exists',
          409,
          'ALREADY_EXISTS',
          /^A role named spotRole in \S+ already exists\.$/,
          create('spotRole'),
          exists(),
        ),
        refuses(
          'the role was deleted 6 days ago',
          400,
          'FAILED_PRECONDITION',
          /^You can't create a role with role_id \(spotRole\) where there is an existing role with that role_id in a deleted state\.$/,
          create('spotRole'),
          exists(6),
        ),
        refuses(
          'the role was deleted 20 days ago',
          400,
          'FAILED_PRECONDITION',
          /^You can't create a role_id \(spotRole\) which has been marked for deletion\.$/,
          create('spotRole'),
          exists(20),
        ),
      ],
    }),
    row(`${scope}.roles.list`, 'GET', {
      input: at(roles),
      permissions: holding('list'),
      refusals: [],
    }),
    row(`${scope}.roles.get`, 'GET', {
      input: at(one),
      prepare: exists(),
      permissions: holding('get'),
      refusals: [unknown()],
    }),
    row(`${scope}.roles.patch`, 'PATCH', {
      input: at(one, { includedPermissions: ['compute.regions.list'] }),
      prepare: exists(),
      permissions: holding('update'),
      refusals: [
        unknown('', {}),
        refuses(
          'it changed since it was read',
          409,
          'ABORTED',
          /concurrent/,
          at(one, { title: 'x', etag: 'BwAAAAAAAAA=' }),
          exists(),
        ),
        refuses(
          'it is deleted',
          400,
          'FAILED_PRECONDITION',
          /deleted/,
          at(one, { title: 'x' }),
          exists(1),
        ),
        refuses(
          'a permission does not exist',
          400,
          'INVALID_ARGUMENT',
          /is not valid\.$/,
          at(one, { includedPermissions: ['x.y.z'] }),
          exists(),
        ),
      ],
    }),
    row(`${scope}.roles.delete`, 'DELETE', {
      input: at(one),
      prepare: exists(),
      permissions: holding('delete'),
      refusals: [
        unknown(),
        refuses('it is deleted', 400, 'FAILED_PRECONDITION', /deleted already/, at(one), exists(1)),
      ],
    }),
    row(`${scope}.roles.undelete`, 'POST', {
      input: at(`${one}:undelete`, {}),
      prepare: exists(1),
      permissions: holding('undelete'),
      refusals: [
        unknown(':undelete', {}),
        refuses(
          'it is not deleted',
          400,
          'FAILED_PRECONDITION',
          /not deleted/,
          at(`${one}:undelete`, {}),
          exists(),
        ),
        refuses(
          'it was deleted 8 days ago',
          400,
          'FAILED_PRECONDITION',
          /more than 7 days/,
          at(`${one}:undelete`, {}),
          exists(8),
        ),
      ],
    }),
  ];
});

const open = {
  kind: 'open',
  reason: 'predefined roles and permissions are the same for everybody',
} as const;

export const iamRows: readonly Row[] = [
  ...serviceAccountRows,
  ...keyRows,
  ...roleRows,
  row('roles.get', 'GET', {
    input: at('/v1/roles/editor'),
    permissions: [],
    exception: open,
    refusals: [
      refuses(
        'the role does not exist',
        404,
        'NOT_FOUND',
        /^The role named roles\/gone was not found\.$/,
        at('/v1/roles/gone'),
      ),
    ],
  }),
  row('roles.list', 'GET', {
    input: at('/v1/roles'),
    permissions: [],
    exception: open,
    refusals: [],
  }),
  row('permissions.queryTestablePermissions', 'POST', {
    input: at('/v1/permissions:queryTestablePermissions', {
      fullResourceName: `//cloudresourcemanager.googleapis.com/${project}`,
    }),
    permissions: [],
    exception: open,
    refusals: [
      refuses(
        'the resource does not exist',
        400,
        'INVALID_ARGUMENT',
        /^Invalid resource name\.$/,
        at('/v1/permissions:queryTestablePermissions', { fullResourceName: 'x' }),
      ),
    ],
  }),
];
