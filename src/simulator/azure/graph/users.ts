import { groupsOf } from '../authenticate.ts';
import { AzureError } from '../errors.ts';
import { type AzureCall, type Route, route } from '../routes.ts';
import type { User } from '../state.ts';
import { demand } from './authorization.ts';
import { notFound } from './errors.ts';
import { directoryObjects } from './objects.ts';
import { collection, entity } from './odata.ts';
import { directoryRole, group, user, userInFull } from './shapes.ts';

const read = 'microsoft.directory/users/standard/read';

/** The signed-in user. Applications have no /me. */
function me({ caller }: AzureCall): User {
  if (caller.user) return caller.user;
  throw new AzureError(
    'BadRequest',
    400,
    '/me request is only valid with delegated authentication flow.',
  );
}

/** The user that a path names by object id or user principal name; everybody may read himself. */
function named(call: AzureCall): User {
  const wanted = (call.params.id ?? '').toLowerCase();
  const found = [...call.caller.tenant.users.values()].find(
    ({ id, userPrincipalName }) => id === wanted || userPrincipalName.toLowerCase() === wanted,
  );
  if (found?.id !== call.caller.objectId) demand(call.caller, read);
  if (!found) throw notFound(call.params.id ?? '');
  return found;
}

const shape = (call: AzureCall, one: User) =>
  call.url.searchParams.has('$select') ? userInFull(one) : user(one);

function list(call: AzureCall) {
  demand(call.caller, read);
  const filtered = call.url.searchParams.has('$filter') || call.url.searchParams.has('$select');
  return collection(
    call,
    'users',
    [...call.caller.tenant.users.values()].map((one) => (filtered ? userInFull(one) : user(one))),
  );
}

/**
 * Roles and groups of a user: those that name him, or with `transitive` those through groups as
 * well.
 */
function memberships(
  call: AzureCall,
  one: User,
  { transitive, only }: { transitive: boolean; only?: 'group' | 'directoryRole' },
) {
  const { tenant } = call.caller;
  const direct = [...tenant.groups.values()]
    .filter(({ members }) => members.includes(one.id))
    .map(({ id }) => id);
  const groups = (transitive ? groupsOf(tenant, one.id) : direct).flatMap(
    (id) => tenant.groups.get(id) ?? [],
  );
  const roles = new Set([
    ...one.directoryRoles,
    ...(transitive ? groups.flatMap(({ directoryRoles }) => directoryRoles) : []),
  ]);
  const asRoles = [...roles].map((name) => directoryRole(tenant, name));
  const asGroups = groups.map((found) => ({
    '@odata.type': '#microsoft.graph.group',
    ...group(found),
  }));
  const chosen =
    only === 'group' ? asGroups : only === 'directoryRole' ? asRoles : [...asRoles, ...asGroups];
  return collection(call, 'directoryObjects', chosen);
}

function membershipRoutes(
  prefix: string,
  operation: string,
  whose: (call: AzureCall) => User,
): Route[] {
  return [false, true].flatMap((transitive) => {
    const path = `${prefix}/${transitive ? 'transitiveMemberOf' : 'memberOf'}`;
    const name = `${operation}.list${transitive ? 'Transitive' : ''}MemberOf`;
    return [
      route('GET', path, name, (call) => memberships(call, whose(call), { transitive })),
      ...(['group', 'directoryRole'] as const).map((only) =>
        route('GET', `${path}/microsoft.graph.${only}`, name, (call) =>
          memberships(call, whose(call), { transitive, only }),
        ),
      ),
    ];
  });
}

/** Applications and service principals that the signed-in user owns. */
function ownedObjects(call: AzureCall) {
  const { tenant } = call.caller;
  const owner = me(call).id;
  const owned = [...tenant.applications.values(), ...tenant.servicePrincipals.values()].filter(
    ({ owners }) => owners.includes(owner),
  );
  return collection(
    call,
    'directoryObjects',
    directoryObjects(
      tenant,
      owned.map(({ id }) => id),
    ),
  );
}

export const userRoutes: Route[] = [
  route('GET', '/v1.0/me', 'me.get', (call) => entity(call, 'users', shape(call, me(call)))),
  route('GET', '/v1.0/me/ownedObjects', 'me.listOwnedObjects', ownedObjects),
  ...membershipRoutes('/v1.0/me', 'me', me),
  route('GET', '/v1.0/users', 'users.list', list),
  route('GET', '/v1.0/users/{id}', 'users.get', (call) =>
    entity(call, 'users', shape(call, named(call))),
  ),
  ...membershipRoutes('/v1.0/users/{id}', 'users', named),
];
