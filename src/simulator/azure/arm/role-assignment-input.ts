import { AzureError } from '../errors.ts';
import type { AzureCall } from '../routes.ts';
import { isReplicated } from '../seed.ts';
import type { PrincipalType, RoleAssignment, Tenant } from '../state.ts';
import { badRequestFormat } from './errors.ts';
import { judgeCondition } from './rbac/conditions.ts';
import { roleOf } from './rbac/evaluate.ts';
import { isAssignable, roleDefinitionDoesNotExist } from './role-definitions.ts';
import { authorizationId, bareGuid, isGuid } from './scopes.ts';

type Input = Pick<
  RoleAssignment,
  | 'roleDefinitionName'
  | 'principalId'
  | 'principalType'
  | 'description'
  | 'condition'
  | 'conditionVersion'
>;

const principalTypes: readonly string[] = [
  'User',
  'Group',
  'ServicePrincipal',
  'ForeignGroup',
  'Device',
];

/**
 * Reads the body of a role assignment, and checks that its role can be assigned at the scope and
 * that its principal is one of the directory. Throws AzureError.
 */
export function parseRoleAssignment(call: AzureCall, scope: string): Input {
  const properties = (call.body as { properties?: Record<string, unknown> } | undefined)
    ?.properties;
  if (typeof properties !== 'object' || properties === null) throw badRequestFormat();
  const { roleDefinitionId, principalId, principalType, description, condition, conditionVersion } =
    properties;
  if (typeof roleDefinitionId !== 'string' || typeof principalId !== 'string')
    throw badRequestFormat();
  const named = /(?:^|\/)providers\/Microsoft\.Authorization\/roleDefinitions\/([^/]+)$/i.exec(
    roleDefinitionId,
  )?.[1];
  if (named === undefined || !isGuid(named)) throw badRequestFormat();
  if (!isGuid(principalId)) {
    const message = `The Principal ID '${principalId}' is not valid. Principal ID must be a GUID.`;
    throw new AzureError('InvalidPrincipalId', 400, message);
  }
  if (
    principalType !== undefined &&
    principalType !== null &&
    !principalTypes.includes(String(principalType))
  )
    throw badRequestFormat();
  const { tenant } = call.caller;
  const role = roleOf(tenant, named.toLowerCase());
  if (!role) throw roleDefinitionDoesNotExist(named, 400);
  if (!isAssignable(call, role, scope)) {
    const id = authorizationId('/', 'roleDefinitions', role.name);
    const message = `The scope '${scope}' cannot be assigned to the role definition '${id}'.`;
    throw new AzureError('RoleAssignmentScopeNotAssignableToRoleDefinition', 400, message);
  }
  const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : null);
  return {
    roleDefinitionName: role.name,
    principalId: principalId.toLowerCase(),
    description: text(description),
    principalType: checkedType(
      call,
      principalId.toLowerCase(),
      text(principalType) as PrincipalType | null,
    ),
    ...checkedCondition(text(condition), text(conditionVersion)),
  };
}

/**
 * The type of a principal that ARM finds in the directory. One that was just made is found only
 * after `propagation.principalMs`, unless the request says its type: then ARM does not look. The
 * object id of an app registration is no principal. Source:
 * https://learn.microsoft.com/en-us/azure/role-based-access-control/troubleshooting and the
 * refusals that users of az and Terraform report.
 */
function checkedType(
  { world, caller: { tenant } }: AzureCall,
  id: string,
  stated: PrincipalType | null,
): PrincipalType {
  const actual = typeOf(tenant, id);
  if (actual === 'Application') {
    if (stated === null) {
      const message = 'Principals of type Application cannot validly be used in role assignments.';
      throw new AzureError('PrincipalTypeNotSupported', 400, message);
    }
    throw unmatchedPrincipalType(id, actual, stated);
  }
  if (actual === undefined || (stated === null && !isReplicated(world, tenant, id)))
    throw principalNotFound(tenant, id);
  if (stated !== null && stated !== actual) throw unmatchedPrincipalType(id, actual, stated);
  return actual;
}

function typeOf(
  tenant: Tenant,
  id: string,
): 'User' | 'Group' | 'ServicePrincipal' | 'Application' | undefined {
  if (tenant.users.has(id)) return 'User';
  if (tenant.groups.has(id)) return 'Group';
  if (tenant.servicePrincipals.has(id)) return 'ServicePrincipal';
  return tenant.applications.has(id) ? 'Application' : undefined;
}

function principalNotFound(tenant: Tenant, id: string): AzureError {
  const message = `Principal ${bareGuid(id)} does not exist in the directory ${tenant.id}. Check that you have the correct principal ID. If you are creating this principal and then immediately assigning a role, this error might be related to a replication delay. In this case, set the role assignment principalType property to a value, such as ServicePrincipal, User, or Group. See https://aka.ms/docs-principaltype`;
  return new AzureError('PrincipalNotFound', 400, message);
}

/** The misspelt word is Azure's. */
function unmatchedPrincipalType(id: string, actual: string, stated: string): AzureError {
  const message = `The PrincipalId '${bareGuid(id)}' has type '${actual}' , which is different from specified PrinciaplType '${stated}'.`;
  return new AzureError('UnmatchedPrincipalType', 400, message);
}

function checkedCondition(
  condition: string | null,
  conditionVersion: string | null,
): Pick<Input, 'condition' | 'conditionVersion'> {
  if (condition === null) return { condition, conditionVersion: null };
  try {
    judgeCondition(condition, { action: '', attributes: {} });
  } catch (error) {
    throw new AzureError(
      'InvalidCondition',
      400,
      `The condition is not valid. ${(error as Error).message}`,
    );
  }
  return { condition, conditionVersion: conditionVersion ?? '2.0' };
}
