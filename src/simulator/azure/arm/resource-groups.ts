import { AzureError } from '../errors.ts';
import { type AzureCall, type Route, route } from '../routes.ts';
import type { ResourceGroup } from '../state.ts';
import { apiVersions } from './api-versions.ts';
import { admitWrite, authorize, mayDo } from './authorize.ts';
import { resourceGroupNotFound } from './errors.ts';
import { locations, subscriptionIn } from './tenants.ts';

const versions = { apiVersions: apiVersions.resourceGroups };
const type = 'Microsoft.Resources/subscriptions/resourceGroups';

export const resourceGroupRoutes: readonly Route[] = [
  route('GET', 'subscriptions/{id}/resourcegroups', 'ResourceGroups_List', list, versions),
  route('GET', 'subscriptions/{id}/resourcegroups/{name}', 'ResourceGroups_Get', get, versions),
  route(
    'PUT',
    'subscriptions/{id}/resourcegroups/{name}',
    'ResourceGroups_CreateOrUpdate',
    createOrUpdate,
    versions,
  ),
];

/**
 * A list at the subscription is refused without a role there; one with a role at single groups only
 * gets those.
 */
function list(call: AzureCall) {
  const { id, resourceGroups } = subscriptionIn(call);
  const groups = [...resourceGroups.values()];
  const action = `${type}/read`;
  const visible = mayDo(call, action, `/subscriptions/${id}`)
    ? groups
    : groups.filter(({ name }) => mayDo(call, action, resourceGroupId(id, name)));
  if (visible.length === 0) authorize(call, action, `/subscriptions/${id}`);
  return { status: 200, body: { value: visible.map((group) => shown(id, group)) } };
}

function get(call: AzureCall) {
  const { id, resourceGroups } = subscriptionIn(call);
  const name = call.params.name ?? '';
  authorize(call, `${type}/read`, resourceGroupId(id, name));
  const group = resourceGroups.get(name.toLowerCase());
  if (!group) throw resourceGroupNotFound(name);
  return { status: 200, body: shown(id, group) };
}

function createOrUpdate(call: AzureCall) {
  const { id, resourceGroups } = subscriptionIn(call);
  const name = call.params.name ?? '';
  authorize(call, `${type}/write`, resourceGroupId(id, name));
  if (!/^[-\w.()]{0,89}[-\w()]$/u.test(name)) {
    const message = `The provided resource group name '${name}' has these invalid characters or is longer than '90'. The name can only be a letter, digit, '-', '.', '(', ')' or '_', and must not end in '.'.`;
    throw new AzureError('InvalidResourceGroup', 400, message);
  }
  const { location, tags } = (call.body ?? {}) as {
    location?: unknown;
    tags?: Record<string, string>;
  };
  if (typeof location !== 'string' || location === '') {
    throw new AzureError(
      'LocationRequired',
      400,
      'The location property is required for this definition.',
    );
  }
  const region = location.replaceAll(' ', '').toLowerCase();
  if (!locations.some(([known]) => known === region)) {
    const known = locations.map(([one]) => one).join(',');
    const message = `The provided location '${location}' is not available for resource group. List of available regions is '${known}'.`;
    throw new AzureError('LocationNotAvailableForResourceGroup', 400, message);
  }
  const existing = resourceGroups.get(name.toLowerCase());
  if (existing && existing.location !== region) {
    const message = `Invalid resource group location '${region}'. The Resource group already exists in location '${existing.location}'.`;
    throw new AzureError('InvalidResourceGroupLocation', 409, message);
  }
  admitWrite(call, `/subscriptions/${id}`, type, name);
  const group: ResourceGroup = { name: existing?.name ?? name, location: region, tags: tags ?? {} };
  resourceGroups.set(name.toLowerCase(), group);
  return { status: existing ? 200 : 201, body: shown(id, group) };
}

const resourceGroupId = (subscriptionId: string, name: string): string =>
  `/subscriptions/${subscriptionId}/resourceGroups/${name}`;

const shown = (subscriptionId: string, { name, location, tags }: ResourceGroup) => ({
  id: resourceGroupId(subscriptionId, name),
  name,
  type: 'Microsoft.Resources/resourceGroups',
  location,
  tags,
  properties: { provisioningState: 'Succeeded' },
});
