import { z } from 'zod';
import { armEndpoint } from './define-azure-evidence.ts';

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

/** Where Resource Manager says who may do what in the subscription. */
export const authorizationAt = `${armEndpoint}/subscriptions/{{subscriptionId}}/providers/Microsoft.Authorization`;

/** Query that keeps of each role assignment what {@link roleAssignment} reads. */
export const assignmentsQuery =
  '{value: value[].{id: id, name: name, properties: properties.{roleDefinitionId: roleDefinitionId, principalId: principalId, principalType: principalType, scope: scope, condition: condition, createdOn: createdOn}}}';
