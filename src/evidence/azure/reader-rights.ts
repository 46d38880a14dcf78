import { z } from 'zod';
import { armEndpoint, defineAzureEvidence, graphEndpoint } from './define-azure-evidence.ts';
import { permission } from './roles.ts';

/**
 * What the caller may do at the subscription: one block for each role that they have there. Deny
 * assignments are not in it.
 */
export const subscriptionPermissions = defineAzureEvidence({
  id: 'azure/subscription-permissions',
  title: 'your rights in the subscription',
  schema: z.object({ value: z.array(permission) }),
  inputs: ['subscriptionId'],
  url: `${armEndpoint}/subscriptions/{{subscriptionId}}/providers/Microsoft.Authorization/permissions?api-version=2022-04-01`,
  permissions: ['Microsoft.Authorization/permissions/read'],
});

/** Graph, user: the caller. */
export const signedInUser = defineAzureEvidence({
  id: 'azure/signed-in-user',
  title: 'who you are signed in as',
  schema: z.object({
    id: z.string(),
    userPrincipalName: z.string(),
    /** `Member` or `Guest`; null in old directories. */
    userType: z.string().nullish(),
  }),
  inputs: [],
  url: `${graphEndpoint}/me?%24select=id,userPrincipalName,userType`,
});

/** Microsoft Entra roles that the caller has, through groups too. */
export const directoryRoles = defineAzureEvidence({
  id: 'azure/directory-roles',
  title: 'your Microsoft Entra roles',
  schema: z.object({
    value: z.array(
      z.object({
        '@odata.type': z.string().nullish(),
        displayName: z.string().nullish(),
        roleTemplateId: z.string().nullish(),
      }),
    ),
  }),
  inputs: [],
  url: `${graphEndpoint}/me/transitiveMemberOf/microsoft.graph.directoryRole`,
});

/** Graph, authorizationPolicy: whether everybody in the directory may register applications. */
export const authorizationPolicy = defineAzureEvidence({
  id: 'azure/authorization-policy',
  title: 'whether users may register applications',
  schema: z.object({
    defaultUserRolePermissions: z.object({ allowedToCreateApps: z.boolean().nullish() }),
  }),
  inputs: [],
  url: `${graphEndpoint}/policies/authorizationPolicy`,
});
