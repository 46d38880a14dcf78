import { type AzureCall, type Route, route } from '../routes.ts';
import { demand } from './authorization.ts';
import { notFound, required } from './errors.ts';
import { bodyOf, directoryObject, directoryObjects } from './objects.ts';
import { collection, entity } from './odata.ts';
import { group } from './shapes.ts';

const reads = ['users', 'groups', 'applications', 'servicePrincipals'].map(
  (kind) => `microsoft.directory/${kind}/standard/read`,
);

/**
 * Objects by their ids; those that do not exist are left out. `types` limits the answer, as it does
 * at Microsoft.
 */
function getByIds(call: AzureCall) {
  demand(call.caller, ...reads);
  const { ids, types } = bodyOf(call);
  if (!Array.isArray(ids)) throw required('ids', 'directoryObject');
  const wanted =
    Array.isArray(types) && types.length > 0
      ? types.map((type) => `#microsoft.graph.${type}`)
      : undefined;
  const found = directoryObjects(
    call.caller.tenant,
    ids.map((id) => String(id).toLowerCase()),
  );
  const kept = found.filter(
    (one) =>
      !wanted ||
      wanted.includes('#microsoft.graph.directoryObject') ||
      wanted.includes(String(one['@odata.type'])),
  );
  return collection(call, 'directoryObjects', kept);
}

function getObject(call: AzureCall) {
  demand(call.caller, ...reads);
  const found = directoryObject(call.caller.tenant, (call.params.id ?? '').toLowerCase());
  if (!found) throw notFound(call.params.id ?? '');
  return entity(call, 'directoryObjects', found);
}

function organization(call: AzureCall) {
  demand(call.caller, 'microsoft.directory/organization/standard/read');
  const { id, displayName, defaultDomain, countryLetterCode } = call.caller.tenant;
  const domain = {
    capabilities: 'Email, OfficeCommunicationsOnline',
    isDefault: true,
    isInitial: true,
    name: defaultDomain,
    type: 'Managed',
  };
  const one = {
    id,
    deletedDateTime: null,
    displayName,
    countryLetterCode,
    tenantType: 'AAD',
    verifiedDomains: [domain],
  };
  return collection(call, 'organization', [one]);
}

function listGroups(call: AzureCall) {
  demand(call.caller, 'microsoft.directory/groups/standard/read');
  return collection(call, 'groups', [...call.caller.tenant.groups.values()].map(group));
}

function groupOf(call: AzureCall) {
  demand(call.caller, 'microsoft.directory/groups/standard/read');
  const found = call.caller.tenant.groups.get((call.params.id ?? '').toLowerCase());
  if (!found) throw notFound(call.params.id ?? '');
  return found;
}

function listMembers(call: AzureCall) {
  const { members } = groupOf(call);
  return collection(call, 'directoryObjects', directoryObjects(call.caller.tenant, members));
}

export const directoryRoutes: Route[] = [
  route('POST', '/v1.0/directoryObjects/getByIds', 'directoryObjects.getByIds', getByIds),
  route('GET', '/v1.0/directoryObjects/{id}', 'directoryObjects.get', getObject),
  route('GET', '/v1.0/organization', 'organization.list', organization),
  route('GET', '/v1.0/groups', 'groups.list', listGroups),
  route('GET', '/v1.0/groups/{id}', 'groups.get', (call) =>
    entity(call, 'groups', group(groupOf(call))),
  ),
  route('GET', '/v1.0/groups/{id}/members', 'groups.listMembers', listMembers),
];
