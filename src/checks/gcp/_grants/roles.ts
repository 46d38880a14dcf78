/** Roles with which the holder of a key could take over the project. */
export const administering: ReadonlySet<string> = new Set([
  'roles/owner',
  'roles/iam.securityAdmin',
  'roles/admin',
  'roles/resourcemanager.projectIamAdmin',
  'roles/resourcemanager.folderAdmin',
  'roles/resourcemanager.folderIamAdmin',
  'roles/resourcemanager.organizationAdmin',
  'roles/iam.serviceAccountAdmin',
  'roles/iam.serviceAccountKeyAdmin',
  'roles/iam.serviceAccountTokenCreator',
  'roles/iam.roleAdmin',
]);

/** Roles that hold all of another. */
export const holders: Readonly<Record<string, readonly string[]>> = {
  'roles/editor': ['roles/owner'],
  'roles/iam.serviceAccountUser': ['roles/editor', 'roles/owner'],
};

/**
 * Roles of which Editor has everything in the same place, so that they add nothing to it.
 *
 * Source: https://cloud.google.com/iam/docs/roles-permissions
 */
const inEditor = [
  'roles/viewer',
  'roles/compute.viewer',
  'roles/container.viewer',
  'roles/iam.serviceAccountUser',
  'roles/logging.logWriter',
  'roles/monitoring.metricWriter',
  'roles/monitoring.viewer',
  'roles/serviceusage.serviceUsageConsumer',
  'roles/serviceusage.serviceUsageViewer',
];

/** Roles that hold all of others. */
export const contained: Readonly<Record<string, readonly string[]>> = {
  'roles/editor': inEditor,
  'roles/owner': ['roles/editor', ...inEditor],
};

/**
 * Roles that Spot's own guides give: Eco reads the export of the bill with them, and the names of
 * folders.
 *
 * Source: https://docs.spot.io/eco/getting-started/connect-gc-account
 */
export const ofSpotsGuides: ReadonlySet<string> = new Set([
  'roles/bigquery.dataViewer',
  'roles/bigquery.jobUser',
  'roles/bigquery.readSessionUser',
  'roles/billing.viewer',
  'roles/browser',
]);

/**
 * Whether a role may hold what Spot needs without being the one that was chosen: custom roles hold
 * what people put into them, and the roles of Service Management are the only others with the
 * permissions that Spot has of it. A custom role of another project grants nothing here.
 */
export function mayHold(role: string, projectId: string): boolean {
  const [, parent, own] = /^(projects|organizations)\/([^/]+)\/roles\//.exec(role) ?? [];
  if (parent) return parent === 'organizations' || own === projectId;
  return (
    role === 'roles/editor' || role === 'roles/owner' || /^roles\/servicemanagement\./.test(role)
  );
}
