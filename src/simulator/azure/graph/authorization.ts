import type { Caller } from '../authenticate.ts';
import { directoryRoles } from '../entra/directory-roles.ts';
import type { Application, ServicePrincipal } from '../state.ts';
import { denied } from './errors.ts';

/** What application permissions of Microsoft Graph allow, in the words of directory permissions. */
const graphAppRoles: Readonly<Record<string, readonly string[]>> = {
  'Application.Read.All': [
    'microsoft.directory/applications/standard/read',
    'microsoft.directory/servicePrincipals/standard/read',
  ],
  'Application.ReadWrite.All': [
    'microsoft.directory/applications/*',
    'microsoft.directory/servicePrincipals/*',
  ],
  'Application.ReadWrite.OwnedBy': [
    'microsoft.directory/applications/createAsOwner',
    'microsoft.directory/servicePrincipals/createAsOwner',
  ],
  'Directory.Read.All': ['*/standard/read'],
  'Organization.Read.All': ['microsoft.directory/organization/standard/read'],
  'Policy.Read.All': ['microsoft.directory/policies/standard/read'],
  'User.Read.All': ['microsoft.directory/users/standard/read'],
};

/**
 * What everybody of a kind may read.
 * https://learn.microsoft.com/en-us/entra/fundamentals/users-default-permissions
 */
const memberReads = [
  'applications',
  'servicePrincipals',
  'users',
  'groups',
  'organization',
  'authorizationPolicy',
];
const guestReads = ['applications', 'servicePrincipals', 'organization'];

function matches(pattern: string, permission: string): boolean {
  if (!pattern.includes('*')) return pattern.toLowerCase() === permission.toLowerCase();
  const source = pattern.split('*').map((part) => part.replace(/[.+?^$()[\]{}|\\]/g, '\\$&'));
  return new RegExp(`^${source.join('.*')}$`, 'i').test(permission);
}

/**
 * Whether a caller has a directory permission over the whole directory: by role, by application
 * permission, or as every user has it.
 */
export function holds(caller: Caller, permission: string): boolean {
  const { user, servicePrincipal, tenant } = caller;
  const granted = user?.onlyDirectoryPermissions ?? [
    ...caller.directoryRoles.flatMap((role) => directoryRoles[role]?.permissions ?? []),
    ...(servicePrincipal?.graphAppRoles.flatMap((role) => graphAppRoles[role] ?? []) ?? []),
  ];
  const defaults: string[] = [];
  if (user) {
    const kinds = user.userType === 'Member' ? memberReads : guestReads;
    defaults.push(...kinds.map((kind) => `microsoft.directory/${kind}/standard/read`));
    const mayCreate =
      user.userType === 'Member' &&
      tenant.authorizationPolicy.allowedToCreateApps &&
      !user.onlyDirectoryPermissions;
    if (mayCreate)
      defaults.push(
        'microsoft.directory/applications/createAsOwner',
        'microsoft.directory/servicePrincipals/createAsOwner',
      );
  } else if (caller.directoryRoles.length > 0) {
    defaults.push(...memberReads.map((kind) => `microsoft.directory/${kind}/standard/read`));
  }
  return [...granted, ...defaults].some((pattern) => matches(pattern, permission));
}

/** Throws Authorization_RequestDenied unless the caller holds one of the permissions. */
export function demand(caller: Caller, ...permissions: string[]): void {
  if (!permissions.some((permission) => holds(caller, permission))) throw denied();
}

/**
 * As {@link demand}, or the caller owns the object: owners manage their applications and service
 * principals. Guests too.
 */
export function demandFor(
  caller: Caller,
  object: Pick<Application | ServicePrincipal, 'owners'>,
  permission: string,
): void {
  if (!object.owners.includes(caller.objectId)) demand(caller, permission);
}
