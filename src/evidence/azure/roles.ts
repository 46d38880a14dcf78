import { z } from 'zod';
import { armEndpoint, defineAzureEvidence } from './define-azure-evidence.ts';

const strings = z
  .array(z.string())
  .nullish()
  .transform((list) => list ?? []);

/** One block of permissions of a role or a deny assignment; missing lists read as empty. */
export const permission = z.object({
  actions: strings,
  notActions: strings,
  dataActions: strings,
  notDataActions: strings,
});

/** Resource Manager, role assignment. */
export const roleAssignment = z.object({
  id: z.string(),
  name: z.string(),
  properties: z.object({
    /** Resource id of the role; its last part is the role's GUID. */
    roleDefinitionId: z.string(),
    /** Object id of a user, group or service principal. */
    principalId: z.string(),
    principalType: z.string().nullish(),
    scope: z.string(),
    condition: z.string().nullish(),
    createdOn: z.string().nullish(),
  }),
});

export type ListedAssignment = z.infer<typeof roleAssignment>;

/** Resource Manager, role definition. */
export const roleDefinition = z.object({
  id: z.string(),
  /** GUID. */
  name: z.string(),
  properties: z.object({
    roleName: z.string(),
    type: z.string().nullish(),
    description: z.string().nullish(),
    assignableScopes: strings,
    permissions: z.array(permission),
  }),
});

/** Resource Manager, deny assignment. */
export const denyAssignment = z.object({
  id: z.string(),
  name: z.string(),
  properties: z.object({
    denyAssignmentName: z.string().nullish(),
    permissions: z.array(permission),
    scope: z.string(),
    doNotApplyToChildScopes: z.boolean().nullish(),
    principals: z.array(z.object({ id: z.string(), type: z.string().nullish() })),
    excludePrincipals: z
      .array(z.object({ id: z.string(), type: z.string().nullish() }))
      .nullish()
      .transform((list) => list ?? []),
  }),
});

const at = `${armEndpoint}/subscriptions/{{subscriptionId}}/providers/Microsoft.Authorization`;

/** Query that keeps of each role assignment what {@link roleAssignment} reads. */
export const assignmentsQuery =
  '{value: value[].{id: id, name: name, properties: properties.{roleDefinitionId: roleDefinitionId, principalId: principalId, principalType: principalType, scope: scope, condition: condition, createdOn: createdOn}}}';

/** All role assignments that touch the subscription: at it, inherited from above, and below it. */
export const roleAssignments = defineAzureEvidence({
  id: 'azure/role-assignments',
  title: 'the role assignments of the subscription',
  schema: z.object({ value: z.array(roleAssignment) }),
  inputs: ['subscriptionId'],
  url: `${at}/roleAssignments?api-version=2022-04-01`,
  query: assignmentsQuery,
  permissions: ['Microsoft.Authorization/roleAssignments/read'],
});

/** Custom roles that can be assigned in the subscription. */
export const customRoles = defineAzureEvidence({
  id: 'azure/custom-roles',
  title: 'the custom roles of the subscription',
  schema: z.object({ value: z.array(roleDefinition) }),
  inputs: ['subscriptionId'],
  url: `${at}/roleDefinitions?api-version=2022-04-01&%24filter=type%20eq%20'CustomRole'`,
  permissions: ['Microsoft.Authorization/roleDefinitions/read'],
});

/**
 * Custom roles of the whole directory, wherever they can be assigned: their names are unique in it.
 */
export const tenantCustomRoles = defineAzureEvidence({
  id: 'azure/tenant-custom-roles',
  title: 'the custom roles of the directory',
  schema: z.object({ value: z.array(roleDefinition) }),
  inputs: [],
  url: `${armEndpoint}/providers/Microsoft.Authorization/roleDefinitions?api-version=2022-04-01&%24filter=type%20eq%20'CustomRole'`,
  permissions: ['Microsoft.Authorization/roleDefinitions/read'],
});

/** Deny assignments at the subscription, inherited ones included. They win over every role. */
export const denyAssignments = defineAzureEvidence({
  id: 'azure/deny-assignments',
  title: 'the deny assignments of the subscription',
  schema: z.object({ value: z.array(denyAssignment) }),
  inputs: ['subscriptionId'],
  url: `${at}/denyAssignments?api-version=2022-04-01`,
  permissions: ['Microsoft.Authorization/denyAssignments/read'],
});
