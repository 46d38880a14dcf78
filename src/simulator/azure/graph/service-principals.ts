import { AzureError } from '../errors.ts';
import { type AzureCall, type Route, route } from '../routes.ts';
import { createServicePrincipal } from '../seed.ts';
import { demand, demandFor, holds } from './authorization.ts';
import { badRequest, denied, invalidValue, required } from './errors.ts';
import {
  backingApplication,
  bodyOf,
  directoryObjects,
  objectRoutes,
  servicePrincipalOf,
} from './objects.ts';
import { collection, entity } from './odata.ts';
import { servicePrincipal } from './shapes.ts';

const permission = (name: string) => `microsoft.directory/servicePrincipals/${name}`;

const shape = (
  { caller: { tenant } }: AzureCall,
  principal: Parameters<typeof servicePrincipal>[0],
) => servicePrincipal(principal, backingApplication(tenant, principal), tenant);

function list(call: AzureCall) {
  demand(call.caller, permission('standard/read'));
  return collection(
    call,
    'servicePrincipals',
    [...call.caller.tenant.servicePrincipals.values()].map((one) => shape(call, one)),
  );
}

/** Who may create service principals as an owner may do it for applications that he owns. */
function create(call: AzureCall) {
  const { caller, world } = call;
  demand(caller, permission('create'), permission('createAsOwner'));
  const { appId, accountEnabled = true, tags = [] } = bodyOf(call);
  if (typeof appId !== 'string' || appId === '') throw required('appId', 'ServicePrincipal');
  if (typeof accountEnabled !== 'boolean') throw invalidValue('accountEnabled', 'ServicePrincipal');
  const app = backingApplication(caller.tenant, { appId }) ?? multiTenantApplication(call, appId);
  if (!app) {
    const message = `The appId '${appId}' of the service principal does not reference a valid application object.`;
    throw badRequest(message, {
      details: [{ code: 'NoBackingApplicationObject', message, target: 'appId' }],
    });
  }
  if (!holds(caller, permission('create')) && !app.owners.includes(caller.objectId)) throw denied();
  if (
    [...caller.tenant.servicePrincipals.values()].some((principal) => principal.appId === app.appId)
  ) {
    const message = `The service principal cannot be created, updated, or restored because the service principal name ${app.appId} is already in use.`;
    throw new AzureError('Request_MultipleObjectsWithSameKeyValue', 409, message);
  }
  const owners = holds(caller, permission('create')) ? [] : [caller.objectId];
  const principal = createServicePrincipal(world, caller.tenant, app, {
    accountEnabled,
    owners,
    tags: tags as string[],
  });
  return entity(call, 'servicePrincipals', shape(call, principal), 201);
}

/** An application of another tenant that lets others in. */
function multiTenantApplication({ world, caller }: AzureCall, appId: string) {
  for (const tenant of world.azure.tenants.values()) {
    const app = tenant === caller.tenant ? undefined : backingApplication(tenant, { appId });
    if (app && app.signInAudience !== 'AzureADMyOrg') return app;
  }
  return undefined;
}

function get(call: AzureCall) {
  const principal = servicePrincipalOf(call);
  demandFor(call.caller, principal, permission('standard/read'));
  return entity(call, 'servicePrincipals', shape(call, principal));
}

function update(call: AzureCall) {
  const principal = servicePrincipalOf(call);
  const { accountEnabled, displayName, tags } = bodyOf(call);
  const name =
    accountEnabled === undefined ? 'basic/update' : accountEnabled ? 'enable' : 'disable';
  demandFor(call.caller, principal, permission(name));
  if (accountEnabled !== undefined && typeof accountEnabled !== 'boolean')
    throw invalidValue('accountEnabled', 'ServicePrincipal');
  if (accountEnabled !== undefined) principal.accountEnabled = accountEnabled;
  if (typeof displayName === 'string') principal.displayName = displayName;
  if (Array.isArray(tags)) principal.tags = tags.map(String);
  return { status: 204 };
}

function remove(call: AzureCall) {
  const principal = servicePrincipalOf(call);
  demandFor(call.caller, principal, permission('delete'));
  call.caller.tenant.servicePrincipals.delete(principal.id);
  return { status: 204 };
}

function listOwners(call: AzureCall) {
  const principal = servicePrincipalOf(call);
  demandFor(call.caller, principal, permission('standard/read'));
  return collection(
    call,
    'directoryObjects',
    directoryObjects(call.caller.tenant, principal.owners),
  );
}

export const servicePrincipalRoutes: Route[] = [
  route('GET', '/v1.0/servicePrincipals', 'servicePrincipals.list', list),
  route('POST', '/v1.0/servicePrincipals', 'servicePrincipals.create', create),
  ...objectRoutes('GET', 'servicePrincipals', '', 'servicePrincipals.get', get),
  ...objectRoutes('PATCH', 'servicePrincipals', '', 'servicePrincipals.update', update),
  ...objectRoutes('DELETE', 'servicePrincipals', '', 'servicePrincipals.delete', remove),
  ...objectRoutes(
    'GET',
    'servicePrincipals',
    '/owners',
    'servicePrincipals.listOwners',
    listOwners,
  ),
];
