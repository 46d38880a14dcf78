import { quote, writeJson } from '../../shell.ts';
import { editDistance } from '../../similar.ts';
import { scopeOf } from '../_fixes/commands.ts';
import { missingActions, type Permission, touches } from '../_rbac/actions.ts';
import { spotActions } from './spot-role.ts';

export interface RoleInputs {
  roleName: string;
  subscriptionId: string;
}

const none: string[] = [];

const description = 'Lets Spot (Elastigroup, Ocean) run virtual machines in this subscription.';

/** The role as the portal and the REST API take it: everything below `properties`. */
export function roleDefinitionFor(
  { roleName, subscriptionId }: RoleInputs,
  assignableScopes = [scopeOf(subscriptionId)],
) {
  return {
    properties: {
      roleName,
      description,
      assignableScopes,
      permissions: [
        {
          actions: [...spotActions],
          notActions: none,
          dataActions: none,
          notDataActions: none,
        },
      ],
    },
  };
}

/** The role as `az role definition create` takes it: other names, nothing below `properties`. */
export function cliRoleDefinitionFor({ roleName, subscriptionId }: RoleInputs) {
  return {
    Name: roleName,
    IsCustom: true,
    Description: description,
    Actions: [...spotActions],
    NotActions: none,
    DataActions: none,
    NotDataActions: none,
    AssignableScopes: [scopeOf(subscriptionId)],
  };
}

/** Creates the role. */
export const createRole = (inputs: RoleInputs): string =>
  `${writeJson('spot-role.json', cliRoleDefinitionFor(inputs))}\naz role definition create --role-definition spot-role.json --output none`;

/**
 * What a role holds, completed by what it lacks of the guide's list: whatever else somebody put there
 * stays. A slip of one character in an action of the list goes, as Azure takes no such action.
 */
function completePermissions(permissions: readonly Permission[]) {
  const ofList = new Set(spotActions.map((action) => action.toLowerCase()));
  const isOfList = (action: string) => ofList.has(action.toLowerCase());
  const isSlip = (action: string) =>
    !isOfList(action) &&
    [...ofList].some((one) => editDistance(one, action.toLowerCase(), 1) !== undefined);
  const [first = { actions: none, notActions: none }, ...others] = permissions;
  const [head, ...rest] = [first, ...others].map((one) => ({
    actions: one.actions.filter((action) => !isSlip(action)),
    notActions: one.notActions.filter((taken) => !touches(spotActions, taken)),
    dataActions: (one.dataActions ?? none).filter((action) => !isOfList(action)),
    notDataActions: [...(one.notDataActions ?? none)],
  }));
  const all = head ? [head, ...rest] : rest;
  head?.actions.push(...missingActions(all, spotActions));
  return all;
}

/**
 * Gives a role that exists the guide's content; it stays assignable where it was. With `keep` what it
 * holds besides stays, too.
 */
export function replaceRole(
  inputs: RoleInputs & {
    guid: string;
    assignableScopes: readonly string[];
    keep?: readonly Permission[] | undefined;
  },
): string {
  const { subscriptionId, guid, assignableScopes, keep } = inputs;
  const own = scopeOf(subscriptionId);
  const scopes = assignableScopes.some((scope) => scope.toLowerCase() === own)
    ? [...assignableScopes]
    : [...assignableScopes, own];
  const url = `https://management.azure.com${own}/providers/Microsoft.Authorization/roleDefinitions/${guid}?api-version=2022-04-01`;
  const { properties } = roleDefinitionFor(inputs, scopes);
  const role = {
    properties: keep ? { ...properties, permissions: completePermissions(keep) } : properties,
  };
  return `${writeJson('spot-role.json', role)}\naz rest --method put --url ${quote(url)} --body @spot-role.json --output none`;
}
