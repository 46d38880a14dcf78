import { neverBasic, ownerOnly, permissions, reading } from './permissions.ts';

export interface PredefinedRole {
  title: string;
  permissions: ReadonlySet<string>;
}

const select = (wanted: (permission: string) => boolean) => [...permissions].filter(wanted);
const startsWith = (...prefixes: string[]) =>
  select((one) => prefixes.some((prefix) => one.startsWith(prefix)));
const readsOf = (...prefixes: string[]) =>
  startsWith(...prefixes).filter((one) => reading.test(one));
const verbsOf = (type: string, verbs: string) => verbs.split(' ').map((verb) => `${type}.${verb}`);

const owner = select((one) => !neverBasic.test(one));
const editor = owner.filter((one) => !ownerOnly.test(one));
const seeProject = verbsOf('resourcemanager.projects', 'get list');
const seeServices = [
  ...verbsOf('serviceusage.services', 'get list'),
  'serviceusage.operations.get',
  'serviceusage.quotas.get',
];
const policiesOf = (type: string) => verbsOf(type, 'getIamPolicy setIamPolicy');
const seeOrgPolicies = [
  'orgpolicy.constraints.list',
  'orgpolicy.policies.list',
  'orgpolicy.policy.get',
];
const manageKeys = verbsOf('iam.serviceAccountKeys', 'create delete disable enable get list');

/**
 * Source: https://cloud.google.com/iam/docs/roles-permissions, cut down to the permissions that are
 * simulated.
 */
const roles: Readonly<Record<string, [title: string, permissions: readonly string[]]>> = {
  'roles/owner': ['Owner', owner],
  'roles/editor': ['Editor', editor],
  'roles/viewer': ['Viewer', editor.filter((one) => reading.test(one))],
  'roles/browser': [
    'Browser',
    [
      ...verbsOf('resourcemanager.folders', 'get list'),
      'resourcemanager.organizations.get',
      ...verbsOf('resourcemanager.projects', 'get getIamPolicy list'),
    ],
  ],
  'roles/bigquery.admin': ['BigQuery Admin', [...startsWith('bigquery.'), ...seeProject]],
  'roles/bigquery.dataViewer': [
    'BigQuery Data Viewer',
    [
      ...verbsOf('bigquery.datasets', 'get getIamPolicy'),
      ...verbsOf('bigquery.tables', 'export get getData getIamPolicy list'),
      ...seeProject,
    ],
  ],
  'roles/bigquery.jobUser': [
    'BigQuery Job User',
    ['bigquery.config.get', 'bigquery.jobs.create', ...seeProject],
  ],
  'roles/billing.admin': [
    'Billing Account Administrator',
    [
      ...startsWith('billing.').filter((one) => one !== 'billing.accounts.create'),
      ...verbsOf('resourcemanager.projects', 'createBillingAssignment deleteBillingAssignment'),
      ...seeProject,
    ],
  ],
  'roles/billing.projectManager': [
    'Project Billing Manager',
    verbsOf('resourcemanager.projects', 'createBillingAssignment deleteBillingAssignment'),
  ],
  'roles/billing.user': [
    'Billing Account User',
    [
      ...verbsOf('billing.accounts', 'get getIamPolicy list'),
      'billing.resourceAssociations.create',
    ],
  ],
  'roles/billing.viewer': ['Billing Account Viewer', readsOf('billing.')],
  'roles/compute.admin': [
    'Compute Admin',
    [...startsWith('compute.'), ...seeProject, ...seeServices],
  ],
  'roles/compute.instanceAdmin.v1': [
    'Compute Instance Admin (v1)',
    [
      ...startsWith(
        'compute.instances.',
        'compute.disks.',
        'compute.instanceGroups.',
        'compute.instanceTemplates.',
      ),
      ...readsOf('compute.'),
      ...seeProject,
    ],
  ],
  'roles/compute.viewer': [
    'Compute Viewer',
    [...readsOf('compute.'), ...seeProject, ...verbsOf('serviceusage.services', 'get list')],
  ],
  'roles/consumerprocurement.orderAdmin': [
    'Consumer Procurement Order Administrator',
    [...startsWith('consumerprocurement.'), 'billing.accounts.get', 'billing.accounts.list'],
  ],
  'roles/container.admin': [
    'Kubernetes Engine Admin',
    [...startsWith('container.'), ...seeProject],
  ],
  'roles/container.clusterViewer': [
    'Kubernetes Engine Cluster Viewer',
    [...verbsOf('container.clusters', 'connect get list'), ...seeProject],
  ],
  'roles/container.viewer': ['Kubernetes Engine Viewer', [...readsOf('container.'), ...seeProject]],
  'roles/iam.organizationRoleAdmin': [
    'Organization Role Administrator',
    [
      ...startsWith('iam.roles.'),
      ...verbsOf('resourcemanager.organizations', 'get getIamPolicy'),
      ...verbsOf('resourcemanager.projects', 'get getIamPolicy list'),
    ],
  ],
  'roles/iam.roleAdmin': [
    'Role Administrator',
    [...startsWith('iam.roles.'), ...verbsOf('resourcemanager.projects', 'get getIamPolicy')],
  ],
  'roles/iam.roleViewer': [
    'Role Viewer',
    [
      ...verbsOf('iam.roles', 'get list'),
      ...verbsOf('resourcemanager.projects', 'get getIamPolicy'),
    ],
  ],
  'roles/iam.securityAdmin': [
    'Security Admin',
    [
      ...select((one) => /\.(getIamPolicy|setIamPolicy|list)$/.test(one)),
      ...verbsOf('iam.roles', 'get list'),
      'iam.serviceAccounts.get',
    ],
  ],
  'roles/iam.securityReviewer': [
    'Security Reviewer',
    [
      ...select((one) => /\.(getIamPolicy|list)$/.test(one)),
      ...verbsOf('iam.roles', 'get list'),
      'iam.serviceAccounts.get',
    ],
  ],
  'roles/iam.serviceAccountAdmin': [
    'Service Account Admin',
    [
      ...verbsOf(
        'iam.serviceAccounts',
        'create delete disable enable get getIamPolicy list setIamPolicy undelete update',
      ),
      ...seeProject,
    ],
  ],
  'roles/iam.serviceAccountCreator': [
    'Create Service Accounts',
    [...verbsOf('iam.serviceAccounts', 'create get list'), ...seeProject],
  ],
  'roles/iam.serviceAccountDeleter': [
    'Delete Service Accounts',
    [...verbsOf('iam.serviceAccounts', 'delete get list'), ...seeProject],
  ],
  'roles/iam.serviceAccountKeyAdmin': [
    'Service Account Key Admin',
    [...manageKeys, ...verbsOf('iam.serviceAccounts', 'get list'), ...seeProject],
  ],
  'roles/iam.serviceAccountTokenCreator': [
    'Service Account Token Creator',
    [
      ...verbsOf(
        'iam.serviceAccounts',
        'get getAccessToken getOpenIdToken implicitDelegation list signBlob signJwt',
      ),
      ...seeProject,
    ],
  ],
  'roles/iam.serviceAccountUser': [
    'Service Account User',
    [...verbsOf('iam.serviceAccounts', 'actAs get list'), ...seeProject],
  ],
  'roles/iam.serviceAccountViewer': [
    'View Service Accounts',
    [
      ...verbsOf('iam.serviceAccounts', 'get getIamPolicy list'),
      ...verbsOf('iam.serviceAccountKeys', 'get list'),
      ...seeProject,
    ],
  ],
  'roles/logging.viewer': ['Logs Viewer', [...readsOf('logging.'), 'resourcemanager.projects.get']],
  'roles/monitoring.viewer': ['Monitoring Viewer', [...readsOf('monitoring.'), ...seeProject]],
  'roles/orgpolicy.policyAdmin': ['Organization Policy Administrator', startsWith('orgpolicy.')],
  'roles/orgpolicy.policyViewer': [
    'Organization Policy Viewer',
    [...seeOrgPolicies, ...verbsOf('orgpolicy.customConstraints', 'get list')],
  ],
  'roles/resourcemanager.folderAdmin': [
    'Folder Admin',
    [
      ...startsWith('resourcemanager.folders.'),
      ...seeOrgPolicies,
      ...policiesOf('resourcemanager.projects'),
      ...seeProject,
      'resourcemanager.projects.move',
    ],
  ],
  'roles/resourcemanager.folderViewer': [
    'Folder Viewer',
    [...verbsOf('resourcemanager.folders', 'get list'), ...seeOrgPolicies, ...seeProject],
  ],
  'roles/resourcemanager.organizationAdmin': [
    'Organization Administrator',
    [
      ...seeOrgPolicies,
      ...verbsOf('resourcemanager.folders', 'get getIamPolicy list setIamPolicy'),
      ...verbsOf('resourcemanager.organizations', 'get getIamPolicy setIamPolicy'),
      ...policiesOf('resourcemanager.projects'),
      ...seeProject,
    ],
  ],
  'roles/resourcemanager.organizationViewer': [
    'Organization Viewer',
    ['resourcemanager.organizations.get'],
  ],
  'roles/resourcemanager.projectCreator': [
    'Project Creator',
    ['resourcemanager.organizations.get', 'resourcemanager.projects.create'],
  ],
  'roles/resourcemanager.projectDeleter': ['Project Deleter', ['resourcemanager.projects.delete']],
  'roles/resourcemanager.projectIamAdmin': [
    'Project IAM Admin',
    ['resourcemanager.projects.get', ...policiesOf('resourcemanager.projects')],
  ],
  'roles/resourcemanager.projectMover': [
    'Project Mover',
    verbsOf('resourcemanager.projects', 'get move update'),
  ],
  'roles/serviceusage.serviceUsageAdmin': [
    'Service Usage Admin',
    ['monitoring.timeSeries.list', ...startsWith('serviceusage.')],
  ],
  'roles/serviceusage.serviceUsageConsumer': [
    'Service Usage Consumer',
    ['monitoring.timeSeries.list', ...seeServices, 'serviceusage.services.use'],
  ],
  'roles/serviceusage.serviceUsageViewer': [
    'Service Usage Viewer',
    ['monitoring.timeSeries.list', ...seeServices],
  ],
  'roles/storage.admin': ['Storage Admin', [...startsWith('storage.'), ...seeProject]],
  'roles/storage.objectViewer': [
    'Storage Object Viewer',
    [...verbsOf('storage.objects', 'get list'), ...seeProject],
  ],
};

/** Predefined roles by name. A binding of any other `roles/…` is refused as unknown. */
export const predefinedRoles: ReadonlyMap<string, PredefinedRole> = new Map(
  Object.entries(roles).map(([name, [title, granted]]) => [
    name,
    { title, permissions: new Set(granted) },
  ]),
);

export const basicRoles: ReadonlySet<string> = new Set([
  'roles/owner',
  'roles/editor',
  'roles/viewer',
]);
