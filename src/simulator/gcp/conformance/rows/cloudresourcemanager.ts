import { setOrgPolicy } from '../../seed.ts';
import { accountEmail, folder, organization, type Prepared, project } from '../../testing.ts';
import { type Input, type Refusal, type Row, refuses } from '../row.ts';

const host = 'cloudresourcemanager.googleapis.com';
const crm = (id: string, method: string, rest: Omit<Row, 'id' | 'method' | 'host'>): Row => ({
  id: `cloudresourcemanager.${id}`,
  method,
  host,
  ...rest,
});
const at = (path: string, body?: object) => (): Input => ({ path, ...(body ? { body } : {}) });
const missing = (
  path: string,
  body?: object,
  message = /^The caller does not have permission$/,
): Refusal => refuses('it does not exist', 403, 'PERMISSION_DENIED', message, at(path, body));

const filtered = { kind: 'filtered', reason: 'what the caller cannot see is left out' } as const;
const key = 'constraints/iam.disableServiceAccountKeyCreation';

/** A policy that adds one binding to what the project has. */
const grant =
  (binding: object, more: object = {}) =>
  ({ world }: Prepared): Input => {
    const { policy } = world.gcp.projects.get('my-project')?.policy ?? { policy: undefined };
    return {
      path: `/v1/${project}:setIamPolicy`,
      body: {
        policy: {
          version: 3,
          etag: policy?.etag,
          bindings: [...(policy?.bindings ?? []), binding],
          ...more,
        },
      },
    };
  };
const editor = { role: 'roles/editor', members: [`serviceAccount:${accountEmail}`] };
const invalid = (
  when: string,
  binding: object,
  message: RegExp,
  prepare?: Refusal['prepare'],
  more: object = {},
): Refusal => refuses(when, 400, 'INVALID_ARGUMENT', message, grant(binding, more), prepare);
const condition = {
  title: 'soon over',
  expression: 'request.time < timestamp("2030-01-01T00:00:00Z")',
};

const setIamPolicyRefusals: Refusal[] = [
  missing(
    '/v1/projects/nothing-here:setIamPolicy',
    { policy: { bindings: [] } },
    /^Policy update access denied\.$/,
  ),
  invalid(
    'the service account does not exist',
    { role: 'roles/editor', members: ['serviceAccount:gone@my-project.iam.gserviceaccount.com'] },
    /^Service account gone@\S+ does not exist\.$/,
  ),
  invalid(
    'the user does not exist',
    { role: 'roles/editor', members: ['user:x@example.com'] },
    /^User x@example\.com does not exist\.$/,
  ),
  invalid(
    'the group does not exist',
    { role: 'roles/editor', members: ['group:x@example.com'] },
    /^Group x@example\.com does not exist\.$/,
  ),
  invalid(
    'the member has the wrong prefix',
    { role: 'roles/editor', members: [`user:${accountEmail}`] },
    /is of type "serviceAccount"\. Please set the type prefix to be "serviceAccount:"\.$/,
  ),
  invalid(
    'the predefined role does not exist',
    { ...editor, role: 'roles/editors' },
    /^Role roles\/editors is not supported for this resource\.$/,
  ),
  invalid(
    'the custom role does not exist',
    { ...editor, role: `${project}/roles/gone` },
    /does not exist in the resource's hierarchy\.$/,
  ),
  invalid(
    'a condition is on a basic role',
    { ...editor, condition },
    /^Conditions can't be set on primitive roles\.$/,
  ),
  invalid(
    'the condition is no expression',
    {
      role: 'roles/compute.viewer',
      members: editor.members,
      condition: { title: 't', expression: '((' },
    },
    /^Condition expression compilation failed\.$/,
  ),
  invalid(
    'a condition is in version 1',
    { role: 'roles/compute.viewer', members: editor.members, condition },
    /must have their version set to 3/,
    undefined,
    { version: 1 },
  ),
  refuses(
    'the policy changed since it was read',
    409,
    'ABORTED',
    /^There were concurrent policy changes\./,
    grant(editor, { etag: 'BwYAAAAAAAA=' }),
  ),
  refuses(
    'there is no policy',
    400,
    'INVALID_ARGUMENT',
    /invalid argument/,
    at(`/v1/${project}:setIamPolicy`, {}),
  ),
  refuses(
    'domain restricted sharing does not allow the member',
    400,
    'FAILED_PRECONDITION',
    /do not belong to a permitted customer/,
    grant(editor),
    ({ world }) =>
      setOrgPolicy(world, organization, 'iam.allowedPolicyMemberDomains', {
        values: { allowedValues: ['C0another'] },
      }),
  ),
];

const kinds = [
  { kind: 'projects', version: 'v1', name: project },
  { kind: 'projects', version: 'v3', name: project },
  { kind: 'organizations', version: 'v1', name: organization },
  { kind: 'organizations', version: 'v3', name: organization },
  { kind: 'folders', version: 'v2', name: folder },
  { kind: 'folders', version: 'v3', name: folder },
] as const;

const policyRows = kinds.flatMap(({ kind, version, name }): Row[] => {
  const path = `/${version}/${name}`;
  const other = `/${version}/${kind}/${kind === 'projects' ? 'nothing-here' : '999999999999'}`;
  const v3 =
    /denied on resource '\/\/cloudresourcemanager\.googleapis\.com\/\S+' \(or it may not exist\)\.$/;
  const set = kind === 'projects' && version === 'v1';
  return [
    crm(`${kind}.getIamPolicy`, 'POST', {
      input: at(`${path}:getIamPolicy`, { options: { requestedPolicyVersion: 3 } }),
      permissions: [[`resourcemanager.${kind}.getIamPolicy`, name]],
      refusals: [missing(`${other}:getIamPolicy`, {}, version === 'v3' ? v3 : undefined)],
    }),
    crm(`${kind}.setIamPolicy`, 'POST', {
      input: at(`${path}:setIamPolicy`, { policy: { version: 3, bindings: [] } }),
      permissions: [[`resourcemanager.${kind}.setIamPolicy`, name]],
      refusals: set
        ? setIamPolicyRefusals
        : [
            missing(
              `${other}:setIamPolicy`,
              { policy: {} },
              version === 'v3' ? v3 : /^Policy update access denied\.$/,
            ),
          ],
    }),
    crm(`${kind}.testIamPermissions`, 'POST', {
      input: at(`${path}:testIamPermissions`, { permissions: [`resourcemanager.${kind}.get`] }),
      permissions: [],
      exception: { kind: 'open', reason: 'it answers what the caller may do' },
      refusals: [
        missing(`${other}:testIamPermissions`, { permissions: [] }),
        refuses(
          'the permission does not exist',
          400,
          'INVALID_ARGUMENT',
          /^Permission compute\.zones\.paint is not valid/,
          at(`${path}:testIamPermissions`, { permissions: ['compute.zones.paint'] }),
        ),
      ],
    }),
  ];
});

const orgPolicyRows = (['projects', 'folders', 'organizations'] as const).flatMap((kind): Row[] => {
  const name = { projects: project, folders: folder, organizations: organization }[kind];
  const unknown = (verb: string) =>
    refuses(
      'the constraint does not exist',
      400,
      'INVALID_ARGUMENT',
      /^The constraint provided is invalid/,
      at(`/v1/${name}:${verb}`, {
        constraint: 'constraints/no.such',
        policy: { constraint: 'constraints/no.such' },
      }),
    );
  const reads = [['orgpolicy.policy.get', name]] as const;
  const writes = [['orgpolicy.policy.set', name]] as const;
  return [
    crm(`${kind}.getOrgPolicy`, 'POST', {
      input: at(`/v1/${name}:getOrgPolicy`, { constraint: key }),
      permissions: reads,
      refusals: [unknown('getOrgPolicy')],
    }),
    crm(`${kind}.getEffectiveOrgPolicy`, 'POST', {
      input: at(`/v1/${name}:getEffectiveOrgPolicy`, { constraint: key }),
      permissions: reads,
      refusals: [unknown('getEffectiveOrgPolicy')],
    }),
    crm(`${kind}.clearOrgPolicy`, 'POST', {
      input: at(`/v1/${name}:clearOrgPolicy`, { constraint: key }),
      permissions: writes,
      refusals: [unknown('clearOrgPolicy')],
    }),
    crm(`${kind}.setOrgPolicy`, 'POST', {
      input: at(`/v1/${name}:setOrgPolicy`, {
        policy: { constraint: key, booleanPolicy: { enforced: true } },
      }),
      permissions: writes,
      refusals: [
        unknown('setOrgPolicy'),
        refuses(
          'the policy is of another type',
          400,
          'INVALID_ARGUMENT',
          /does not match the constraint type/,
          at(`/v1/${name}:setOrgPolicy`, {
            policy: { constraint: key, listPolicy: { allValues: 'DENY' } },
          }),
        ),
        refuses(
          'the policy changed since it was read',
          409,
          'ABORTED',
          /stale/,
          at(`/v1/${name}:setOrgPolicy`, {
            policy: { constraint: key, booleanPolicy: {}, etag: 'BwAAAAAAAAA=' },
          }),
          ({ world }) =>
            setOrgPolicy(world, name, 'iam.disableServiceAccountKeyCreation', { enforce: true }),
        ),
      ],
    }),
  ];
});

const seeProject = [['resourcemanager.projects.get', project]] as const;
const badFilter = (path: string) =>
  refuses('the filter is no filter', 400, 'INVALID_ARGUMENT', /^Invalid filter/, at(path));
const badParent = (path: string) =>
  refuses(
    'the parent is missing',
    400,
    'INVALID_ARGUMENT',
    /^The parent field must be set/,
    at(path),
  );
const denied = /denied on resource/;

export const cloudresourcemanagerRows: readonly Row[] = [
  crm('projects.get', 'GET', {
    input: at(`/v1/${project}`),
    permissions: seeProject,
    refusals: [missing('/v1/projects/nothing-here')],
  }),
  crm('projects.get', 'GET', {
    input: at(`/v3/${project}`),
    permissions: seeProject,
    refusals: [missing('/v3/projects/nothing-here', undefined, denied)],
  }),
  crm('projects.getAncestry', 'POST', {
    input: at(`/v1/${project}:getAncestry`, {}),
    permissions: seeProject,
    refusals: [missing('/v1/projects/nothing-here:getAncestry', {})],
  }),
  crm('projects.list', 'GET', {
    input: at('/v1/projects'),
    permissions: seeProject,
    exception: filtered,
    refusals: [badFilter('/v1/projects?filter=whatever')],
  }),
  crm('projects.list', 'GET', {
    input: at(`/v3/projects?parent=${folder}`),
    permissions: [['resourcemanager.projects.list', folder]],
    refusals: [
      badParent('/v3/projects'),
      missing('/v3/projects?parent=folders/99', undefined, denied),
    ],
  }),
  crm('projects.search', 'GET', {
    input: at('/v3/projects:search'),
    permissions: seeProject,
    exception: filtered,
    refusals: [badFilter('/v3/projects:search?query=colour:red')],
  }),
  crm('organizations.get', 'GET', {
    input: at(`/v1/${organization}`),
    permissions: [['resourcemanager.organizations.get', organization]],
    refusals: [missing('/v1/organizations/99')],
  }),
  crm('organizations.get', 'GET', {
    input: at(`/v3/${organization}`),
    permissions: [['resourcemanager.organizations.get', organization]],
    refusals: [missing('/v3/organizations/99', undefined, denied)],
  }),
  crm('organizations.search', 'POST', {
    input: at('/v1/organizations:search', {}),
    permissions: [['resourcemanager.organizations.get', organization]],
    exception: filtered,
    refusals: [
      refuses(
        'the filter is no filter',
        400,
        'INVALID_ARGUMENT',
        /^Invalid filter/,
        at('/v1/organizations:search', { filter: 'x' }),
      ),
    ],
  }),
  crm('organizations.search', 'GET', {
    input: at('/v3/organizations:search'),
    permissions: [['resourcemanager.organizations.get', organization]],
    exception: filtered,
    refusals: [badFilter('/v3/organizations:search?query=x')],
  }),
  crm('folders.get', 'GET', {
    input: at(`/v2/${folder}`),
    permissions: [['resourcemanager.folders.get', folder]],
    refusals: [missing('/v2/folders/99')],
  }),
  crm('folders.get', 'GET', {
    input: at(`/v3/${folder}`),
    permissions: [['resourcemanager.folders.get', folder]],
    refusals: [missing('/v3/folders/99', undefined, denied)],
  }),
  crm('folders.list', 'GET', {
    input: at(`/v2/folders?parent=${organization}`),
    permissions: [['resourcemanager.folders.list', organization]],
    refusals: [badParent('/v2/folders')],
  }),
  crm('folders.list', 'GET', {
    input: at(`/v3/folders?parent=${organization}`),
    permissions: [['resourcemanager.folders.list', organization]],
    refusals: [badParent('/v3/folders')],
  }),
  ...policyRows,
  ...orgPolicyRows,
];
