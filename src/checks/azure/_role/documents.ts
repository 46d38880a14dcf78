import { quote, writeJson } from '../../shell.ts';
import { scopeOf } from '../_fixes/commands.ts';
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

/** Gives a role that exists the guide's content; it stays assignable where it was. */
export function replaceRole(
  inputs: RoleInputs & { guid: string; assignableScopes: readonly string[] },
): string {
  const { subscriptionId, guid, assignableScopes } = inputs;
  const own = scopeOf(subscriptionId);
  const scopes = assignableScopes.some((scope) => scope.toLowerCase() === own)
    ? [...assignableScopes]
    : [...assignableScopes, own];
  const url = `https://management.azure.com${own}/providers/Microsoft.Authorization/roleDefinitions/${guid}?api-version=2022-04-01`;
  return `${writeJson('spot-role.json', roleDefinitionFor(inputs, scopes))}\naz rest --method put --url ${quote(url)} --body @spot-role.json --output none`;
}
