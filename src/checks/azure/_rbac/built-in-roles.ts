import type { Permission } from './actions.ts';

/**
 * Built-in roles that this program reads by their GUID. Others it does not judge.
 * Source: https://learn.microsoft.com/azure/role-based-access-control/built-in-roles
 */
export const builtInRoles: Readonly<
  Record<string, Permission & { roleName: string; broad: boolean }>
> = {
  '8e3af657-a8ff-443c-a75c-2fe8c4bcb635': {
    roleName: 'Owner',
    actions: ['*'],
    notActions: [],
    broad: true,
  },
  'b24988ac-6180-42a0-ab88-20f7382dd24c': {
    roleName: 'Contributor',
    actions: ['*'],
    notActions: [
      'Microsoft.Authorization/*/Delete',
      'Microsoft.Authorization/*/Write',
      'Microsoft.Authorization/elevateAccess/Action',
      'Microsoft.Blueprint/blueprintAssignments/write',
      'Microsoft.Blueprint/blueprintAssignments/delete',
      'Microsoft.Compute/galleries/share/action',
      'Microsoft.Purview/consents/write',
      'Microsoft.Purview/consents/delete',
    ],
    broad: true,
  },
  '18d7d88d-d35e-4fb5-a5c3-7773c20a72d9': {
    roleName: 'User Access Administrator',
    actions: ['*/read', 'Microsoft.Authorization/*', 'Microsoft.Support/*'],
    notActions: [],
    broad: true,
  },
  'f58310d9-a9f6-439a-9e8d-f62e7b41a168': {
    roleName: 'Role Based Access Control Administrator',
    actions: [
      'Microsoft.Authorization/roleAssignments/write',
      'Microsoft.Authorization/roleAssignments/delete',
      '*/read',
      'Microsoft.Support/*',
    ],
    notActions: [],
    broad: true,
  },
  'acdd72a7-3385-48ef-bd42-f606fba81ae7': {
    roleName: 'Reader',
    actions: ['*/read'],
    notActions: [],
    broad: false,
  },
};
