import type { ListedAssignment } from '../../../evidence/azure/_shared/roles.ts';
import { findOtherPrincipal } from '../../../evidence/azure/_shared/subjects.ts';
import { actionsBeyond, grantTogether, missingActions, type Permission } from '../_rbac/actions.ts';
import { builtInRoles } from '../_rbac/built-in-roles.ts';
import type { Definition } from '../_rbac/evaluate.ts';
import { lastPart } from '../_rbac/scopes.ts';
import { onlyReads } from '../_role/spot-role.ts';

/** What a role is worth for reading costs (or reservations): enough, nothing, or nobody knows. */
type Worth = 'enough' | 'nothing' | 'unknown';

export interface KnownRole {
  name: string;
  worth: Exclude<Worth, 'unknown'>;
  /** It allows changes too. */
  changes?: true;
}

/**
 * Built-in roles that matter for costs.
 * Source: https://learn.microsoft.com/azure/role-based-access-control/built-in-roles
 */
export const costRoles: Readonly<Record<string, KnownRole>> = {
  '72fafb9e-0641-4937-9268-a91bfd8191a3': { name: 'Cost Management Reader', worth: 'enough' },
  'fa23ad8b-c56e-40d8-ac0c-ce449e1d2c64': { name: 'Billing Reader', worth: 'enough' },
  'acdd72a7-3385-48ef-bd42-f606fba81ae7': { name: 'Reader', worth: 'enough' },
  '434105ed-43f6-45c7-a02f-909b2ba83430': {
    name: 'Cost Management Contributor',
    worth: 'enough',
    changes: true,
  },
  'ac63b705-f282-497d-ac71-919bf39d939d': { name: 'Management Group Reader', worth: 'nothing' },
};

/** The same for reservations. */
export const reservationRoles: Readonly<Record<string, KnownRole>> = {
  '582fc458-8989-419f-a480-75249bc5db7e': { name: 'Reservations Reader', worth: 'enough' },
  'acdd72a7-3385-48ef-bd42-f606fba81ae7': { name: 'Reader', worth: 'enough' },
  'a8889054-8d42-49c9-bc1c-52486c10e7cd': {
    name: 'Reservations Administrator',
    worth: 'enough',
    changes: true,
  },
  'f7b75c60-3036-4b75-91c3-6b41c27c1689': {
    name: 'Reservation Purchaser',
    worth: 'nothing',
    changes: true,
  },
  '72fafb9e-0641-4937-9268-a91bfd8191a3': { name: 'Cost Management Reader', worth: 'nothing' },
};

/** The same for savings plans. */
export const savingsPlanRoles: Readonly<Record<string, KnownRole>> = {
  'd534ad90-4ac5-4815-a178-b2e47397baab': { name: 'Savings plan Reader', worth: 'enough' },
  'acdd72a7-3385-48ef-bd42-f606fba81ae7': { name: 'Reader', worth: 'enough' },
  '433febaf-a31d-4d4f-8dc8-b4593b39bda5': {
    name: 'Savings plan Administrator',
    worth: 'enough',
    changes: true,
  },
};

export interface JudgedAssignment {
  id: string;
  /** As it was assigned. */
  scope: string;
  roleName: string;
  worth: Worth;
  /** It allows changes too, whatever they are of. */
  changes: boolean;
}

const givesRoles = 'Microsoft.Authorization/roleAssignments/write';

/**
 * What an assigned role is worth for `actions`. Roles that are neither in `known` nor among those
 * that this program reads are judged by their permissions where these could be seen (custom roles),
 * else nobody knows.
 */
export function judgeAssignment(
  { id, properties }: ListedAssignment,
  known: Readonly<Record<string, KnownRole>>,
  actions: readonly string[],
  customRoles: readonly Definition[] | undefined,
): JudgedAssignment {
  const guid = lastPart(properties.roleDefinitionId);
  const place = { id, scope: properties.scope };
  const role = known[guid];
  // A condition of Azure narrows what a role allows; what is left of it cannot be told from here. Of
  // roles that may give roles it limits which, and nothing else.
  const worthOf = (worth: Worth, permissions: readonly Permission[] = []): Worth =>
    properties.condition && !grantTogether(permissions, givesRoles) ? 'unknown' : worth;
  if (role)
    return {
      ...place,
      roleName: role.name,
      worth: worthOf(role.worth),
      changes: role.changes === true,
    };
  const builtIn = builtInRoles[guid];
  if (builtIn) {
    const allows = missingActions([builtIn], actions).length === 0;
    return {
      ...place,
      roleName: builtIn.roleName,
      worth: worthOf(allows ? 'enough' : 'nothing', [builtIn]),
      changes: builtIn.broad,
    };
  }
  const custom = customRoles?.find(({ name }) => name.toLowerCase() === guid);
  if (!custom) return { ...place, roleName: `the role ${guid}`, worth: 'unknown', changes: false };
  const { roleName, permissions } = custom.properties;
  return {
    ...place,
    roleName,
    worth: worthOf(missingActions(permissions, actions).length > 0 ? 'nothing' : 'enough'),
    changes: actionsBeyond(permissions, actions, onlyReads).length > 0,
  };
}

export const isWorking = ({ worth }: JudgedAssignment): boolean => worth === 'enough';

/**
 * The rows of a list that are of one service principal, its own or through a group into which
 * Azure's filter looked.
 */
export const rowsOf = (
  rows: readonly ListedAssignment[],
  servicePrincipalId: string,
): ListedAssignment[] =>
  findOtherPrincipal(rows, servicePrincipalId) === undefined
    ? [...rows]
    : rows.filter(
        ({ properties }) =>
          properties.principalId.toLowerCase() === servicePrincipalId.toLowerCase(),
      );
