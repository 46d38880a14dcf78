import { isAllowed } from '../authorization/evaluate.ts';
import { isTestable, permissions } from '../authorization/permissions.ts';
import { predefinedRoles } from '../authorization/predefined-roles.ts';
import {
  denied,
  errorInfo,
  failedPrecondition,
  GcpError,
  invalidArgument,
  notFound,
} from '../errors.ts';
import { newEtag, sameEtag } from '../identifiers.ts';
import { findNode } from '../resources.ts';
import type { Call, Operation } from '../service.ts';
import type { CustomRole, GcpOrganization, GcpProject } from '../state.ts';

type Scope = 'projects' | 'organizations';
type RoleParent = GcpProject | GcpOrganization;

const day = 24 * 60 * 60 * 1000;
const stages: readonly string[] = ['ALPHA', 'BETA', 'GA', 'DEPRECATED', 'DISABLED', 'EAP'];

function view(parent: string, role: CustomRole, full: boolean): object {
  return {
    name: `${parent}/roles/${role.roleId}`,
    title: role.title,
    ...(role.description ? { description: role.description } : {}),
    ...(full && role.includedPermissions.length > 0
      ? { includedPermissions: [...role.includedPermissions].sort() }
      : {}),
    // ALPHA is the zero of the enumeration, which JSON leaves out.
    ...(role.stage === 'ALPHA' ? {} : { stage: role.stage }),
    etag: role.etag,
    ...(role.deletedAt === undefined ? {} : { deleted: true }),
  };
}

function predefinedView(name: string, full: boolean): object {
  const role = predefinedRoles.get(name);
  if (!role) throw notFound(`The role named ${name} was not found.`);
  return {
    name,
    title: role.title,
    ...(full ? { includedPermissions: [...role.permissions].sort() } : {}),
    stage: 'GA',
    etag: 'AA==',
  };
}

const parentName = (call: Call): string =>
  call.params.project
    ? `projects/${call.params.project}`
    : `organizations/${call.params.organization}`;

function requireParent(call: Call, verb: string, sentence: string): RoleParent {
  const permission = `iam.roles.${verb}`;
  const node = findNode(call.world, parentName(call));
  if (node && 'roles' in node && isAllowed(call.world, call.caller, permission, { node }))
    return node;
  throw denied(
    sentence,
    errorInfo('IAM_PERMISSION_DENIED', 'iam.googleapis.com', {
      permission,
      resource: parentName(call),
    }),
  );
}

/** A role of the path for one verb, with the sentence that refuses it. */
function requireRole(
  call: Call,
  verb: 'get' | 'update' | 'delete' | 'undelete',
): { parent: RoleParent; role: CustomRole } {
  const name = `${parentName(call)}/roles/${call.params.role}`;
  const parent = requireParent(
    call,
    verb,
    `You don't have permission to ${verb} the role at ${name}.`,
  );
  const role = parent.roles.get(call.params.role ?? '');
  if (!role) throw notFound(`The role named ${name} was not found.`);
  return { parent, role };
}

function checkedPermissions(given: unknown, scope: Scope): string[] {
  const asked = Array.isArray(given) ? [...new Set(given.map(String))] : [];
  for (const permission of asked) {
    if (!isTestable(permission, scope))
      throw invalidArgument(`Permission ${permission} is not valid.`);
  }
  return asked;
}

function requireFreeId(call: Call, parent: RoleParent, roleId: string): void {
  const taken = parent.roles.get(roleId);
  if (!taken) return;
  if (taken.deletedAt === undefined) {
    throw new GcpError(
      'ALREADY_EXISTS',
      `A role named ${roleId} in ${parentName(call)} already exists.`,
    );
  }
  const age = call.world.clock.now() - taken.deletedAt;
  if (age <= 7 * day) {
    throw failedPrecondition(
      `You can't create a role with role_id (${roleId}) where there is an existing role with that role_id in a deleted state.`,
    );
  }
  if (age <= 37 * day)
    throw failedPrecondition(
      `You can't create a role_id (${roleId}) which has been marked for deletion.`,
    );
}

function stageOf(given: unknown, fallback: CustomRole['stage']): CustomRole['stage'] {
  if (given === undefined) return fallback;
  if (!stages.includes(String(given)))
    throw invalidArgument(
      `Invalid value at 'role.stage' (type.googleapis.com/google.iam.admin.v1.Role.RoleLaunchStage), "${given}"`,
    );
  return given as CustomRole['stage'];
}

function create(call: Call, scope: Scope): object {
  const parent = requireParent(
    call,
    'create',
    `You don't have permission to create a role in ${parentName(call)}.`,
  );
  const roleId = String(call.body.roleId ?? '');
  if (!/^[a-zA-Z0-9_.]{3,64}$/.test(roleId)) {
    throw invalidArgument(
      `The role_id (${roleId}) must have 3 to 64 characters: letters, digits, underscores and periods.`,
    );
  }
  const given = (call.body.role ?? {}) as Partial<CustomRole>;
  const includedPermissions = checkedPermissions(given.includedPermissions, scope);
  requireFreeId(call, parent, roleId);
  const role: CustomRole = {
    roleId,
    title: given.title ?? roleId,
    includedPermissions,
    ...(given.description ? { description: given.description } : {}),
    stage: stageOf(given.stage, 'ALPHA'),
    etag: newEtag(),
  };
  parent.roles.set(roleId, role);
  return view(parentName(call), role, true);
}

function patch(call: Call, scope: Scope): object {
  const { role } = requireRole(call, 'update');
  const given = call.body as Partial<CustomRole>;
  if (role.deletedAt !== undefined)
    throw failedPrecondition(
      `You can't update a deleted role (${role.roleId}). Undelete it first.`,
    );
  requireEtag(role, given.etag);
  const mask = call.query.get('updateMask')?.split(',');
  const named = (field: string) => (mask ? mask.includes(field) : field in given);
  if (named('includedPermissions'))
    role.includedPermissions = checkedPermissions(given.includedPermissions, scope);
  if (named('title')) role.title = given.title ?? '';
  if (named('description')) role.description = given.description ?? '';
  if (named('stage')) role.stage = stageOf(given.stage, 'ALPHA');
  role.etag = newEtag();
  return view(parentName(call), role, true);
}

function requireEtag(role: CustomRole, etag: string | null | undefined): void {
  if (!etag || sameEtag(etag, role.etag)) return;
  throw new GcpError(
    'ABORTED',
    'There were concurrent policy changes. Please retry the whole read-modify-write with exponential backoff.',
  );
}

function remove(call: Call): object {
  const { role } = requireRole(call, 'delete');
  requireEtag(role, call.query.get('etag'));
  if (role.deletedAt !== undefined)
    throw failedPrecondition(`You can't delete role_id (${role.roleId}): it is deleted already.`);
  role.deletedAt = call.world.clock.now();
  return view(parentName(call), role, true);
}

function undelete(call: Call): object {
  const { role } = requireRole(call, 'undelete');
  requireEtag(role, call.body.etag as string | undefined);
  if (role.deletedAt === undefined)
    throw failedPrecondition(`You can't undelete a role (${role.roleId}) that is not deleted.`);
  if (call.world.clock.now() - role.deletedAt > 7 * day)
    throw failedPrecondition(
      `You can't undelete a role (${role.roleId}) deleted more than 7 days ago.`,
    );
  delete role.deletedAt;
  return view(parentName(call), role, true);
}

function list(call: Call): object {
  const parent = requireParent(
    call,
    'list',
    `You don't have permission to list roles in ${parentName(call)}.`,
  );
  const full = call.query.get('view') === 'FULL';
  const roles = [...parent.roles.values()].filter(
    (role) =>
      role.deletedAt === undefined || call.query.get('showDeleted')?.toLowerCase() === 'true',
  );
  return roles.length > 0 ? { roles: roles.map((role) => view(parentName(call), role, full)) } : {};
}

function operationsOf(scope: Scope): Operation[] {
  const path = `/v1/${scope}/{${scope.slice(0, -1)}}/roles`;
  const one = `${path}/{role}`;
  return [
    { id: `iam.${scope}.roles.create`, method: 'POST', path, run: (call) => create(call, scope) },
    { id: `iam.${scope}.roles.list`, method: 'GET', path, run: list },
    {
      id: `iam.${scope}.roles.get`,
      method: 'GET',
      path: one,
      run: (call) => view(parentName(call), requireRole(call, 'get').role, true),
    },
    {
      id: `iam.${scope}.roles.patch`,
      method: 'PATCH',
      path: one,
      run: (call) => patch(call, scope),
    },
    { id: `iam.${scope}.roles.delete`, method: 'DELETE', path: one, run: remove },
    { id: `iam.${scope}.roles.undelete`, method: 'POST', path: `${one}:undelete`, run: undelete },
  ];
}

/** Permissions that could be granted on a resource, and which of them a custom role cannot hold. */
function testablePermissions(call: Call): object {
  const resource = String(call.body.fullResourceName ?? '').replace(
    /^\/\/cloudresourcemanager\.googleapis\.com\//,
    '',
  );
  const node = findNode(call.world, resource);
  if (!node) throw invalidArgument('Invalid resource name.');
  const scope: Scope = resource.startsWith('projects/') ? 'projects' : 'organizations';
  const known = [...permissions].sort().map((name) => ({
    name,
    ...(isTestable(name, scope) ? {} : { customRolesSupportLevel: 'NOT_SUPPORTED' }),
    stage: 'GA',
  }));
  return { permissions: known };
}

export const roleOperations: readonly Operation[] = [
  ...operationsOf('projects'),
  ...operationsOf('organizations'),
  {
    id: 'iam.roles.get',
    method: 'GET',
    path: '/v1/roles/{role}',
    run: (call) => predefinedView(`roles/${call.params.role}`, true),
  },
  {
    id: 'iam.roles.list',
    method: 'GET',
    path: '/v1/roles',
    run: (call) => ({
      roles: [...predefinedRoles.keys()].map((name) =>
        predefinedView(name, call.query.get('view') === 'FULL'),
      ),
    }),
  },
  {
    id: 'iam.permissions.queryTestablePermissions',
    method: 'POST',
    path: '/v1/permissions:queryTestablePermissions',
    run: testablePermissions,
  },
];
