import { isAllowed } from '../authorization/evaluate.ts';
import { invalidArgument } from '../errors.ts';
import type { Call, Operation } from '../service.ts';
import type { GcpFolder, GcpOrganization } from '../state.ts';
import { requireNode } from './access.ts';
import { folderV2, folderV3, organizationV1, organizationV3 } from './views.ts';

function searchOrganizations(call: Call, view: (organization: GcpOrganization) => object): object {
  const filter = String(call.body.filter ?? call.query.get('query') ?? '');
  const domain = /^domain:"?([^"\s]+)"?$/.exec(filter)?.[1];
  if (filter !== '' && domain === undefined)
    throw invalidArgument('Invalid filter. Please check the query syntax.');
  const organizations = [...call.world.gcp.organizations.values()].filter(
    (node) =>
      (domain === undefined || node.displayName === domain) &&
      isAllowed(call.world, call.caller, 'resourcemanager.organizations.get', { node }),
  );
  return organizations.length > 0 ? { organizations: organizations.map(view) } : {};
}

function listFolders(
  call: Call,
  version: 'v2' | 'v3',
  view: (folder: GcpFolder) => object,
): object {
  const parent = call.query.get('parent') ?? '';
  if (!/^(folders|organizations)\/\d+$/.test(parent))
    throw invalidArgument('The parent field must be set to a folder or an organization.');
  requireNode(call, parent, 'resourcemanager.folders.list', version);
  const folders = [...call.world.gcp.folders.values()].filter(
    (folder) => folder.parent === parent && folder.lifecycleState === 'ACTIVE',
  );
  return folders.length > 0 ? { folders: folders.map(view) } : {};
}

const organization = (call: Call, version: 'v1' | 'v3') =>
  requireNode(
    call,
    `organizations/${call.params.id}`,
    'resourcemanager.organizations.get',
    version,
  ) as GcpOrganization;
const folder = (call: Call, version: 'v2' | 'v3') =>
  requireNode(
    call,
    `folders/${call.params.id}`,
    'resourcemanager.folders.get',
    version,
  ) as GcpFolder;

/** Organizations and folders. */
export const hierarchyOperations: readonly Operation[] = [
  {
    id: 'cloudresourcemanager.organizations.get',
    method: 'GET',
    path: '/v1/organizations/{id}',
    run: (call) => organizationV1(organization(call, 'v1')),
  },
  {
    id: 'cloudresourcemanager.organizations.search',
    method: 'POST',
    path: '/v1/organizations:search',
    run: (call) => searchOrganizations(call, organizationV1),
  },
  {
    id: 'cloudresourcemanager.organizations.get',
    method: 'GET',
    path: '/v3/organizations/{id}',
    run: (call) => organizationV3(organization(call, 'v3')),
  },
  {
    id: 'cloudresourcemanager.organizations.search',
    method: 'GET',
    path: '/v3/organizations:search',
    run: (call) => searchOrganizations(call, organizationV3),
  },
  {
    id: 'cloudresourcemanager.folders.get',
    method: 'GET',
    path: '/v2/folders/{id}',
    run: (call) => folderV2(folder(call, 'v2')),
  },
  {
    id: 'cloudresourcemanager.folders.get',
    method: 'GET',
    path: '/v3/folders/{id}',
    run: (call) => folderV3(folder(call, 'v3')),
  },
  {
    id: 'cloudresourcemanager.folders.list',
    method: 'GET',
    path: '/v2/folders',
    run: (call) => listFolders(call, 'v2', folderV2),
  },
  {
    id: 'cloudresourcemanager.folders.list',
    method: 'GET',
    path: '/v3/folders',
    run: (call) => listFolders(call, 'v3', folderV3),
  },
];
