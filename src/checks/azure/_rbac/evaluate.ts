import groupBy from '../../group-by.ts';
import { includes, type Permission, touches } from './actions.ts';
import { builtInRoles } from './built-in-roles.ts';
import { lastPart, placeOf } from './scopes.ts';

/** A role assignment as Resource Manager gives it. */
export interface Assignment {
  id: string;
  properties: {
    roleDefinitionId: string;
    principalId: string;
    principalType?: string | null;
    scope: string;
    condition?: string | null;
    createdOn?: string | null;
  };
}

export interface Definition {
  name: string;
  properties: {
    roleName: string;
    permissions: readonly Permission[];
    assignableScopes: readonly string[];
  };
}

export interface Denial {
  id: string;
  properties: {
    denyAssignmentName?: string | null;
    permissions: readonly Permission[];
    scope: string;
    condition?: string | null;
    doNotApplyToChildScopes?: boolean | null;
    principals: readonly { id: string; type?: string | null }[];
    excludePrincipals: readonly { id: string; type?: string | null }[];
  };
}

/**
 * Who is asked about: the object id, and the groups that are known. `groups` undefined: nobody
 * could look, so group assignments are unknown.
 */
export interface Who {
  objectId: string;
  groups?: readonly string[];
}

/**
 * Whether an assignment (or a denial) names somebody: `maybe` when only their groups would tell.
 */
export function reaches(
  principal: { id: string; type?: string | null },
  { objectId, groups }: Who,
): 'yes' | 'no' | 'maybe' {
  const id = principal.id.toLowerCase();
  if (id === objectId.toLowerCase()) return 'yes';
  if (/^(user|serviceprincipal|device)$/i.test(principal.type ?? '')) return 'no';
  // A group, or of a type that is not known here.
  if (groups === undefined) return 'maybe';
  return groups.some((group) => group.toLowerCase() === id) ? 'yes' : 'no';
}

/**
 * A role that somebody has at or above a place. `permissions` undefined: a role whose content is
 * not known here.
 */
export interface Grant {
  assignment: Assignment;
  roleName: string;
  permissions?: readonly Permission[];
  /** Through a group nobody could look into. */
  unsure: boolean;
}

/** The roles that somebody has at a place: assigned there or above. */
export function grantsAt(
  place: string,
  who: Who,
  {
    assignments,
    definitions,
  }: { assignments: readonly Assignment[]; definitions: readonly Definition[] },
): Grant[] {
  const custom = groupBy(definitions, ({ name }) => name.toLowerCase());
  return assignments.flatMap((assignment) => {
    const { principalId, principalType, scope, roleDefinitionId } = assignment.properties;
    if (!['at', 'above'].includes(placeOf(scope, place))) return [];
    const reached = reaches({ id: principalId, type: principalType }, who);
    if (reached === 'no') return [];
    return [{ assignment, ...roleOf(roleDefinitionId, custom), unsure: reached === 'maybe' }];
  });
}

/** Name and content of the role with an id: a custom one, or a built-in one that is known here. */
function roleOf(
  roleDefinitionId: string,
  definitions: ReadonlyMap<string, readonly Definition[]>,
): { roleName: string; permissions?: readonly Permission[] } {
  const guid = lastPart(roleDefinitionId);
  const [custom] = definitions.get(guid) ?? [];
  if (custom)
    return { roleName: custom.properties.roleName, permissions: custom.properties.permissions };
  const builtIn = builtInRoles[guid];
  return builtIn
    ? { roleName: builtIn.roleName, permissions: [builtIn] }
    : { roleName: `the role ${guid}` };
}

/**
 * What a deny assignment takes from somebody at a place, of the wanted actions. `maybe`: only
 * groups would tell whether it means them.
 */
export function deniedActions(
  place: string,
  who: Who,
  denial: Denial,
  wanted: readonly string[],
): { actions: string[]; sure: boolean } {
  const { scope, doNotApplyToChildScopes, principals, excludePrincipals, permissions, condition } =
    denial.properties;
  const where = placeOf(scope, place);
  const applies = where === 'at' || (where === 'above' && doNotApplyToChildScopes !== true);
  if (!applies) return { actions: [], sure: true };
  const named = strongest(
    principals.map((principal) => (isEveryone(principal) ? 'yes' : reaches(principal, who))),
  );
  const excluded = strongest(excludePrincipals.map((principal) => reaches(principal, who)));
  if (named === 'no' || excluded === 'yes') return { actions: [], sure: true };
  // Of a pattern such as `virtualMachines/*` a denial takes a part even where it does not take all.
  const actions = wanted.filter((action) =>
    permissions.some(
      (permission) =>
        touches(permission.actions, action) && !includes(permission.notActions, action),
    ),
  );
  return { actions, sure: named === 'yes' && excluded === 'no' && !condition };
}

/**
 * All zeros of the type `SystemDefined` means everyone; older words call the type `Everyone`.
 * Source: https://learn.microsoft.com/azure/role-based-access-control/deny-assignments
 */
const isEveryone = ({ id, type }: { id: string; type?: string | null }) =>
  id === '00000000-0000-0000-0000-000000000000' || /^(Everyone|SystemDefined)$/i.test(type ?? '');

function strongest(answers: readonly ('yes' | 'no' | 'maybe')[]): 'yes' | 'no' | 'maybe' {
  if (answers.includes('yes')) return 'yes';
  return answers.includes('maybe') ? 'maybe' : 'no';
}
