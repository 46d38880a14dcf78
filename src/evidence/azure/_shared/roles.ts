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

/**
 * Resource Manager, role assignment. Its id begins with the scope that it says, so that an empty
 * scope is not taken for `/`, above everything.
 */
export const roleAssignment = z
  .object({
    id: z.string(),
    name: z.string(),
    properties: z.object({
      /** Resource id of the role; its last part is the role's GUID. */
      roleDefinitionId: z.string().regex(/\/roleDefinitions\/[^/]+$/i),
      /** Object id of a user, group or service principal. */
      principalId: z.string().min(1),
      principalType: z.string().nullish(),
      scope: z.string().startsWith('/'),
      condition: z.string().nullish(),
      createdOn: z.string().nullish(),
    }),
  })
  .refine(
    ({ id, properties: { scope } }) => isKeptAt(id, scope),
    'The assignment has an id of another scope than it says.',
  );

export type ListedAssignment = z.infer<typeof roleAssignment>;

/** Resource Manager, role definition. */
export const roleDefinition = z.object({
  /** Ends in its name. */
  id: z.string(),
  /** GUID. */
  name: z.string(),
  properties: z.object({
    roleName: z.string(),
    type: z.string().nullish(),
    description: z.string().nullish(),
    assignableScopes: z
      .array(z.string().startsWith('/'))
      .nullish()
      .transform((list) => list ?? []),
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
    scope: z.string().startsWith('/'),
    /** Whom it denies may depend on attributes; nothing here reads those. */
    condition: z.string().nullish(),
    doNotApplyToChildScopes: z.boolean().nullish(),
    principals: z.array(z.object({ id: z.string(), type: z.string().nullish() })),
    excludePrincipals: z
      .array(z.object({ id: z.string(), type: z.string().nullish() }))
      .nullish()
      .transform((list) => list ?? []),
  }),
});

/** Whether what Microsoft.Authorization keeps under an id is kept at a scope. */
function isKeptAt(id: string, scope: string): boolean {
  const [at, kind] = id.split(/\/providers\/Microsoft\.Authorization\/roleAssignments\//i);
  const plain = (text: string) => text.split('/').filter(Boolean).join('/').toLowerCase();
  return kind !== undefined && plain(at ?? '') === plain(scope);
}

/** Where Resource Manager says who may do what in the subscription. */
export const authorizationAt = `${armEndpoint}/subscriptions/{{subscriptionId}}/providers/Microsoft.Authorization`;

/** Query that keeps of each role assignment what {@link roleAssignment} reads. */
export const assignmentsQuery =
  '{value: value[].{id: id, name: name, properties: properties.{roleDefinitionId: roleDefinitionId, principalId: principalId, principalType: principalType, scope: scope, condition: condition, createdOn: createdOn}}, nextLink: nextLink}';
