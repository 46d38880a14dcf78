import { randomUUID } from 'node:crypto';
import type { Caller } from '../authenticate.ts';
import { type AzureCall, type Route, route } from '../routes.ts';
import type { Application } from '../state.ts';
import { applyApplication } from './application-input.ts';
import { demand, demandFor, holds } from './authorization.ts';
import { badRequest, notFound, required } from './errors.ts';
import { applicationOf, bodyOf, directoryObjects, objectRoutes } from './objects.ts';
import { collection, context, entity } from './odata.ts';
import { application } from './shapes.ts';

const permission = (name: string) => `microsoft.directory/applications/${name}`;

/**
 * Throws Authorization_RequestDenied unless the caller may read this application: owners may,
 * whoever they are.
 */
function demandRead(caller: Caller, app: Application): void {
  demandFor(caller, app, permission('standard/read'));
}

function list(call: AzureCall) {
  const { caller } = call;
  demand(caller, permission('standard/read'));
  return collection(
    call,
    'applications',
    [...caller.tenant.applications.values()].map((app) => application(app, caller.tenant)),
  );
}

/** Creates no service principal: only the portal does that by itself. */
function create(call: AzureCall) {
  const { caller, world } = call;
  demand(caller, permission('create'), permission('createAsOwner'));
  const body = bodyOf(call);
  if (!body.displayName) throw required('displayName', 'Application');
  const app: Application = {
    id: randomUUID(),
    appId: randomUUID(),
    displayName: '',
    signInAudience: 'AzureADMyOrg',
    webRedirectUris: [],
    identifierUris: [],
    passwordCredentials: [],
    createdAt: world.clock.now(),
    otherProperties: {},
    // With the right to create any application, Graph makes nobody its owner.
    owners: holds(caller, permission('create')) ? [] : [caller.objectId],
  };
  applyApplication(app, body);
  caller.tenant.applications.set(app.id, app);
  return entity(call, 'applications', application(app, caller.tenant), 201);
}

function get(call: AzureCall) {
  const app = applicationOf(call);
  demandRead(call.caller, app);
  return entity(call, 'applications', application(app, call.caller.tenant));
}

function update(call: AzureCall) {
  const app = applicationOf(call);
  const body = bodyOf(call);
  demandFor(
    call.caller,
    app,
    permission(body.keyCredentials ? 'credentials/update' : 'basic/update'),
  );
  applyApplication(app, body);
  return { status: 204 };
}

/** Its service principal in the same tenant goes with it. */
function remove(call: AzureCall) {
  const app = applicationOf(call);
  demandFor(call.caller, app, permission('delete'));
  const { tenant } = call.caller;
  tenant.applications.delete(app.id);
  for (const principal of tenant.servicePrincipals.values())
    if (principal.appId === app.appId) tenant.servicePrincipals.delete(principal.id);
  return { status: 204 };
}

function listOwners(call: AzureCall) {
  const app = applicationOf(call);
  demandRead(call.caller, app);
  const { tenant } = call.caller;
  return collection(call, 'directoryObjects', directoryObjects(tenant, app.owners));
}

function addOwner(call: AzureCall) {
  const app = applicationOf(call);
  demandFor(call.caller, app, permission('owners/update'));
  const id =
    String(bodyOf(call)['@odata.id'] ?? '')
      .split('/')
      .at(-1) ?? '';
  const { tenant } = call.caller;
  if (!tenant.users.has(id) && !tenant.servicePrincipals.has(id)) throw notFound(id);
  if (app.owners.includes(id)) {
    throw badRequest(
      "One or more added object references already exist for the following modified properties: 'owners'.",
    );
  }
  app.owners.push(id);
  return { status: 204 };
}

function removeOwner(call: AzureCall) {
  const app = applicationOf(call);
  demandFor(call.caller, app, permission('owners/update'));
  const id = call.params.ownerId ?? '';
  if (!app.owners.includes(id)) throw notFound(id);
  app.owners = app.owners.filter((owner) => owner !== id);
  return { status: 204 };
}

function federatedCredentials(call: AzureCall) {
  demandRead(call.caller, applicationOf(call));
  return {
    status: 200,
    body: { '@odata.context': `${context}federatedIdentityCredentials`, value: [] },
  };
}

export const applicationRoutes: Route[] = [
  route('GET', '/v1.0/applications', 'applications.list', list),
  route('POST', '/v1.0/applications', 'applications.create', create),
  ...objectRoutes('GET', 'applications', '', 'applications.get', get),
  ...objectRoutes('PATCH', 'applications', '', 'applications.update', update),
  ...objectRoutes('DELETE', 'applications', '', 'applications.delete', remove),
  ...objectRoutes('GET', 'applications', '/owners', 'applications.listOwners', listOwners),
  ...objectRoutes('POST', 'applications', '/owners/$ref', 'applications.addOwner', addOwner),
  ...objectRoutes(
    'DELETE',
    'applications',
    '/owners/{ownerId}/$ref',
    'applications.removeOwner',
    removeOwner,
  ),
  ...objectRoutes(
    'GET',
    'applications',
    '/federatedIdentityCredentials',
    'applications.listFederatedCredentials',
    federatedCredentials,
  ),
];
