import type { AzureCall, Route } from '../routes.ts';
import { route } from '../routes.ts';
import type { Application, ServicePrincipal, Tenant } from '../state.ts';
import { badRequest, notFound } from './errors.ts';
import { application, group, servicePrincipal, user } from './shapes.ts';

/** Routes to one object of a collection, by object id and by `(appId='…')`. */
export function objectRoutes(
  method: string,
  collection: 'applications' | 'servicePrincipals',
  suffix: string,
  operation: string,
  handle: Route['handle'],
): Route[] {
  return [
    route(method, `/v1.0/${collection}(appId='{appId}')${suffix}`, operation, handle),
    route(method, `/v1.0/${collection}/{id}${suffix}`, operation, handle),
  ];
}

/** The application that a path names. Throws Request_ResourceNotFound. */
export function applicationOf({ caller: { tenant }, params }: AzureCall): Application {
  const found = find(tenant.applications.values(), params);
  if (!found) throw notFound(params.id ?? params.appId ?? '');
  return found;
}

/** The service principal that a path names. Throws Request_ResourceNotFound. */
export function servicePrincipalOf({ caller: { tenant }, params }: AzureCall): ServicePrincipal {
  const found = find(tenant.servicePrincipals.values(), params);
  if (!found) throw notFound(params.id ?? params.appId ?? '');
  return found;
}

function find<One extends { id: string; appId: string }>(
  all: Iterable<One>,
  { id, appId }: Record<string, string>,
): One | undefined {
  for (const one of all)
    if (id === undefined ? one.appId === appId?.toLowerCase() : one.id === id.toLowerCase())
      return one;
  return undefined;
}

/** The application behind a service principal, in its own tenant. */
export function backingApplication(
  tenant: Tenant,
  { appId }: { appId: string },
): Application | undefined {
  return find(tenant.applications.values(), { appId });
}

/** Any object of the directory with its type, or undefined. */
export function directoryObject(tenant: Tenant, id: string): Record<string, unknown> | undefined {
  const typed = (type: string, value: object) => ({
    '@odata.type': `#microsoft.graph.${type}`,
    ...value,
  });
  const [aUser, aGroup, app, principal] = [
    ...([tenant.users.get(id), tenant.groups.get(id)] as const),
    ...([tenant.applications.get(id), tenant.servicePrincipals.get(id)] as const),
  ];
  if (aUser) return typed('user', user(aUser));
  if (aGroup) return typed('group', group(aGroup));
  if (app) return typed('application', application(app, tenant));
  return (
    principal &&
    typed(
      'servicePrincipal',
      servicePrincipal(principal, backingApplication(tenant, principal), tenant),
    )
  );
}

/** Those objects of the directory that exist, in the order of their ids. */
export function directoryObjects(
  tenant: Tenant,
  ids: readonly string[],
): Record<string, unknown>[] {
  return ids.map((id) => directoryObject(tenant, id)).filter((found) => found !== undefined);
}

/** The body of a request as an object. Throws Request_BadRequest. */
export function bodyOf({ body }: AzureCall): Record<string, unknown> {
  if (typeof body === 'object' && body !== null && !Array.isArray(body))
    return body as Record<string, unknown>;
  throw badRequest('A request body of JSON, with an object in it, is required.');
}
