import { notInEditor } from '../../../evidence/gcp/_shared/spot-permissions.ts';
import type { CustomRoles } from './custom-roles.ts';

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

/** Roles that hold all that one of those has which Spot needs. */
export const holdersOf = (role: string): readonly string[] =>
  role === 'roles/iam.serviceAccountUser' ? ['roles/editor', 'roles/owner'] : ['roles/owner'];

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

/** The products whose permissions the roles of a product hold, of those that Spot works with. */
const products: Readonly<Record<string, readonly string[]>> = {
  bigquery: [],
  billing: [],
  compute: ['compute'],
  container: ['container', 'compute'],
  iam: ['iam'],
  logging: [],
  monitoring: ['monitoring'],
  orgpolicy: [],
  pubsub: [],
  resourcemanager: [],
  servicemanagement: ['servicemanagement'],
  serviceusage: ['monitoring'],
  storage: [],
};

/**
 * Whether a role may hold a permission that Spot needs. What a custom role holds that was not seen, or
 * a role of a product that is not known here, may be anything; a custom role of another project
 * grants nothing in this one.
 *
 * Source: https://cloud.google.com/iam/docs/roles-permissions
 */
export function mayHold(
  role: string,
  permission: string,
  projectId: string,
  customRoles: CustomRoles,
): boolean {
  const seen = customRoles.get(role);
  if (seen) return seen.includes(permission);
  const [, parent, id] = /^(projects|organizations)\/([^/]+)\/roles\//.exec(role) ?? [];
  if (parent) return parent === 'organizations' || id === projectId;
  if (role === 'roles/owner') return true;
  if (role === 'roles/editor') return !notInEditor.includes(permission);
  if (role === 'roles/viewer') return /\.(get|list)[A-Za-z]*$/.test(permission);
  if (role === 'roles/browser') return false;
  const product = /^roles\/([a-z]+)\./.exec(role)?.[1] ?? '';
  const [service = ''] = permission.split('.');
  return products[product]?.includes(service) ?? true;
}
