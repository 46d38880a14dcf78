import { setOrgPolicy, setServices } from '../../seed.ts';
import { folder, organization, type Prepared, project } from '../../testing.ts';
import { type Input, type Refusal, type Row, refuses } from '../row.ts';

const at = (path: string, body?: object) => (): Input => ({ path, ...(body ? { body } : {}) });
type Rest = Omit<Row, 'id' | 'method' | 'host'>;

const usage = (id: string, method: string, rest: Rest): Row => ({
  id: `serviceusage.${id}`,
  method,
  host: 'serviceusage.googleapis.com',
  ...rest,
});
const services = `/v1/${project}/services`;
const on = (verb: string): Row['permissions'] => [[`serviceusage.services.${verb}`, project]];
const unknownService = (suffix: string, method: object = {}) =>
  refuses(
    'the API does not exist',
    403,
    'PERMISSION_DENIED',
    /^Not found or permission denied for service\(s\): nothing\.googleapis\.com\.$/,
    at(`${services}${suffix}`, method),
  );
const unknownProject = (suffix: string, body?: object): Refusal =>
  refuses(
    'the project does not exist',
    403,
    'PERMISSION_DENIED',
    /^Permission denied to /,
    at(`/v1/projects/nothing-here/services${suffix}`, body),
  );
const compute = 'compute.googleapis.com';
const withoutBilling = ({ world }: Prepared) => {
  setServices(world, 'my-project', { off: ['compute'] });
  delete world.gcp.projects.get('my-project')?.billingAccount;
};
const billingClosed = (subject: Prepared) => {
  setServices(subject.world, 'my-project', { off: ['compute'] });
  subject.billing.open = false;
};

const serviceusageRows: Row[] = [
  usage('services.list', 'GET', {
    input: at(`${services}?filter=state:ENABLED`),
    permissions: on('list'),
    refusals: [
      unknownProject(''),
      refuses(
        'the filter is unknown',
        400,
        'INVALID_ARGUMENT',
        /^Invalid filter/,
        at(`${services}?filter=name:x`),
      ),
    ],
  }),
  usage('services.get', 'GET', {
    input: at(`${services}/iam.googleapis.com`),
    permissions: on('get'),
    refusals: [
      unknownProject(`/${compute}`),
      refuses(
        'the API does not exist',
        403,
        'PERMISSION_DENIED',
        /^Not found or permission denied/,
        at(`${services}/nothing.googleapis.com`),
      ),
    ],
  }),
  usage('services.enable', 'POST', {
    input: at(`${services}/container.googleapis.com:enable`, {}),
    permissions: on('enable'),
    refusals: [
      unknownProject(`/${compute}:enable`, {}),
      unknownService('/nothing.googleapis.com:enable'),
      refuses(
        'the project has no billing account',
        400,
        'FAILED_PRECONDITION',
        /^Billing account for project '\d+' is not found\./,
        at(`${services}/${compute}:enable`, {}),
        withoutBilling,
      ),
      refuses(
        'the billing account is closed',
        400,
        'FAILED_PRECONDITION',
        /^Billing account for project '\d+' is not open\./,
        at(`${services}/${compute}:enable`, {}),
        billingClosed,
      ),
    ],
  }),
  usage('services.batchEnable', 'POST', {
    input: at(`${services}:batchEnable`, { serviceIds: ['container.googleapis.com', compute] }),
    permissions: on('enable'),
    refusals: [
      unknownService(':batchEnable', { serviceIds: ['nothing.googleapis.com', compute] }),
      refuses(
        'nothing is asked for',
        400,
        'INVALID_ARGUMENT',
        /between 1 and 20/,
        at(`${services}:batchEnable`, {}),
      ),
      refuses(
        'the project has no billing account',
        400,
        'FAILED_PRECONDITION',
        /is not found/,
        at(`${services}:batchEnable`, { serviceIds: [compute, 'pubsub.googleapis.com'] }),
        withoutBilling,
      ),
    ],
  }),
  usage('services.disable', 'POST', {
    input: at(`${services}/${compute}:disable`, {}),
    permissions: on('disable'),
    refusals: [
      refuses(
        'the API is off',
        400,
        'FAILED_PRECONDITION',
        /is not enabled/,
        at(`${services}/container.googleapis.com:disable`, {}),
      ),
    ],
  }),
  usage('operations.get', 'GET', {
    input: at('/v1/operations/acf.p2-1-x'),
    prepare: ({ world }) => {
      const operation = {
        name: 'operations/acf.p2-1-x',
        host: 'serviceusage.googleapis.com',
        doneAt: 0,
        response: {},
      };
      world.gcp.operations.set('serviceusage.googleapis.com/operations/acf.p2-1-x', operation);
    },
    permissions: [],
    exception: { kind: 'open', reason: 'the name of an operation is known to whoever started it' },
    refusals: [
      refuses(
        'it does not exist',
        404,
        'NOT_FOUND',
        /^Operation not found/,
        at('/v1/operations/none'),
      ),
    ],
  }),
];

const constraint = 'iam.disableServiceAccountKeyCreation';
const orgpolicyRows = (['projects', 'folders', 'organizations'] as const).flatMap((kind): Row[] => {
  const name = { projects: project, folders: folder, organizations: organization }[kind];
  const policy = (id: string, method: string, rest: Rest): Row => ({
    id: `orgpolicy.${kind}.${id}`,
    method,
    host: 'orgpolicy.googleapis.com',
    ...rest,
  });
  const one = `/v2/${name}/policies/${constraint}`;
  const isSet = ({ world }: Prepared) => setOrgPolicy(world, name, constraint, { enforce: true });
  const missing = (body?: object) =>
    refuses('it is not set', 404, 'NOT_FOUND', /^Requested entity was not found\.$/, at(one, body));
  const unknown = (suffix = '', body?: object) =>
    refuses(
      'the constraint does not exist',
      400,
      'INVALID_ARGUMENT',
      /^The constraint provided is invalid/,
      at(`/v2/${name}/policies/no.such${suffix}`, body),
    );
  const enforce = { name: `${name}/policies/${constraint}`, spec: { rules: [{ enforce: true }] } };
  const create = (body: object) => at(`/v2/${name}/policies`, body);
  return [
    policy('policies.get', 'GET', {
      input: at(one),
      prepare: isSet,
      permissions: [['orgpolicy.policy.get', name]],
      refusals: [missing(), unknown()],
    }),
    policy('policies.getEffectivePolicy', 'GET', {
      input: at(`${one}:getEffectivePolicy`),
      permissions: [['orgpolicy.policy.get', name]],
      refusals: [unknown(':getEffectivePolicy')],
    }),
    policy('policies.list', 'GET', {
      input: at(`/v2/${name}/policies`),
      permissions: [['orgpolicy.policies.list', name]],
      refusals: [],
    }),
    policy('policies.create', 'POST', {
      input: create(enforce),
      permissions: [['orgpolicy.policies.create', name]],
      refusals: [
        refuses(
          'it is set already',
          409,
          'ALREADY_EXISTS',
          /already exists/,
          create(enforce),
          isSet,
        ),
        refuses(
          'the constraint does not exist',
          400,
          'INVALID_ARGUMENT',
          /invalid/,
          create({ name: `${name}/policies/no.such` }),
        ),
        refuses(
          'the rules are of another type',
          400,
          'INVALID_ARGUMENT',
          /must be boolean rules/,
          create({ ...enforce, spec: { rules: [{ allowAll: true }] } }),
        ),
        refuses(
          'it resets and has rules',
          400,
          'INVALID_ARGUMENT',
          /resets/,
          create({ ...enforce, spec: { reset: true, rules: [{ enforce: true }] } }),
        ),
      ],
    }),
    policy('policies.patch', 'PATCH', {
      input: at(one, enforce),
      prepare: isSet,
      permissions: [['orgpolicy.policies.update', name]],
      refusals: [
        missing(enforce),
        refuses(
          'it changed since it was read',
          409,
          'ABORTED',
          /etag/,
          at(one, { ...enforce, spec: { etag: 'BwAAAAAAAAA=', rules: [] } }),
          isSet,
        ),
      ],
    }),
    policy('policies.delete', 'DELETE', {
      input: at(one),
      prepare: isSet,
      permissions: [['orgpolicy.policies.delete', name]],
      refusals: [missing()],
    }),
    policy('constraints.list', 'GET', {
      input: at(`/v2/${name}/constraints`),
      permissions: [['orgpolicy.constraints.list', name]],
      refusals: [],
    }),
  ];
});

const billing = (id: string, method: string, rest: Rest): Row => ({
  id: `cloudbilling.${id}`,
  method,
  host: 'cloudbilling.googleapis.com',
  ...rest,
});
const accountId = '01A2B3-C4D5E6-F70819';
const billingAccount = `billingAccounts/${accountId}`;
const info = `/v1/${project}/billingInfo`;
const hidden = (path: string, body?: object) =>
  refuses(
    'it does not exist',
    403,
    'PERMISSION_DENIED',
    /^The caller does not have permission$/,
    at(path, body),
  );
const billingRows: Row[] = [
  billing('projects.getBillingInfo', 'GET', {
    input: at(info),
    permissions: [['resourcemanager.projects.get', project]],
    refusals: [hidden('/v1/projects/nothing-here/billingInfo')],
  }),
  billing('projects.updateBillingInfo', 'PUT', {
    input: at(info, { billingAccountName: billingAccount }),
    permissions: [
      ['resourcemanager.projects.createBillingAssignment', project],
      ['billing.resourceAssociations.create', billingAccount],
    ],
    refusals: [
      hidden(info, { billingAccountName: 'billingAccounts/000000-000000-000000' }),
      refuses(
        'the account is no id',
        400,
        'INVALID_ARGUMENT',
        /invalid argument/,
        at(info, { billingAccountName: 'billingAccounts/mine' }),
      ),
    ],
  }),
  billing('billingAccounts.list', 'GET', {
    input: at('/v1/billingAccounts'),
    permissions: [['billing.accounts.list', billingAccount]],
    exception: { kind: 'filtered', reason: 'what the caller cannot see is left out' },
    refusals: [],
  }),
  billing('billingAccounts.get', 'GET', {
    input: at(`/v1/${billingAccount}`),
    permissions: [['billing.accounts.get', billingAccount]],
    refusals: [hidden('/v1/billingAccounts/000000-000000-000000')],
  }),
  billing('billingAccounts.projects.list', 'GET', {
    input: at(`/v1/${billingAccount}/projects`),
    permissions: [['billing.resourceAssociations.list', billingAccount]],
    refusals: [hidden('/v1/billingAccounts/000000-000000-000000/projects')],
  }),
];

const reading = (id: string, collection: string, permission: string): Row => {
  const path = (name: string) => `/compute/v1/projects/${name}${collection}`;
  return {
    id: `compute.${id}`,
    method: 'GET',
    host: compute,
    input: at(path('my-project')),
    permissions: [[permission, project]],
    refusals: [
      refuses(
        'the project does not exist',
        404,
        'NOT_FOUND',
        /^The resource 'projects\/nothing-here' was not found$/,
        at(path('nothing-here')),
      ),
      refuses(
        'billing is off',
        403,
        'PERMISSION_DENIED',
        /^This API method requires billing to be enabled\./,
        at(path('my-project')),
        (subject) => {
          subject.billing.open = false;
        },
      ),
    ],
  };
};

/** Service Usage, Organization Policy, Cloud Billing and Compute Engine. */
export const otherRows: readonly Row[] = [
  ...serviceusageRows,
  ...orgpolicyRows,
  ...billingRows,
  reading('zones.list', '/zones', 'compute.zones.list'),
  reading('regions.list', '/regions', 'compute.regions.list'),
  reading('instances.aggregatedList', '/aggregated/instances', 'compute.instances.list'),
  reading('projects.get', '', 'compute.projects.get'),
];
