import { isGuid } from '../arm/scopes.ts';
import { AzureError } from '../errors.ts';
import type { Answer, AzureCall } from '../routes.ts';
import type { BillingAccount, BillingRoleAssignment } from '../state.ts';

type Input = Pick<
  BillingRoleAssignment,
  'principalId' | 'principalTenantId' | 'roleDefinitionName'
>;

/**
 * Reads the body of a billing role assignment: `{ properties: { principalId, principalTenantId,
 * roleDefinitionId } }`. A body without these is answered in the shape of RFC 7807 and not of ARM;
 * `prefix` is how that answer writes `properties`. Throws AzureError. Source: the answers that
 * users of the API report, https://github.com/Azure/azure-rest-api-specs/issues/9852 and
 * https://github.com/helderpinto/AzureOptimizationEngine/issues/116
 */
export function parseBillingRoleAssignment(
  call: AzureCall,
  account: BillingAccount,
  prefix: 'Properties' | 'properties',
): Input | Answer {
  const { name } = call.params;
  const { properties = {} } = (call.body ?? {}) as { properties?: Record<string, unknown> };
  const { principalId, principalTenantId, roleDefinitionId } = properties;
  const errors: Record<string, string[]> = {};
  if (typeof principalId !== 'string' || principalId === '') {
    const missing = 'PrincipalId or UserEmailAddress/UserAuthenticationType must be specified.';
    for (const field of ['PrincipalId', 'UserEmailAddress', 'UserAuthenticationType'])
      errors[`${prefix}.${field}`] = [missing];
  }
  if (typeof roleDefinitionId !== 'string' || roleDefinitionId === '') {
    errors[`${prefix}.RoleDefinitionId`] = ['The RoleDefinitionId field is required.'];
  }
  if (Object.keys(errors).length > 0) return invalid(call, errors);
  const refuse = (message: string) => new AzureError('BadRequest', 400, message);
  if (name !== undefined && !isGuid(name))
    throw refuse(`The billing role assignment name '${name}' must be a GUID.`);
  if (!isGuid(String(principalId)))
    throw refuse(`The principal id '${principalId}' must be a GUID.`);
  if (account.agreementType === 'EnterpriseAgreement' && !isGuid(String(principalTenantId ?? ''))) {
    throw refuse('The principal tenant id must be specified with a principal id.');
  }
  const named =
    /^\/providers\/Microsoft\.Billing\/billingAccounts\/([^/]+)\/billingRoleDefinitions\/([^/]+)$/i.exec(
      String(roleDefinitionId),
    );
  const role =
    named?.[1] === account.name
      ? account.roleDefinitions.get(named[2]?.toLowerCase() ?? '')
      : undefined;
  if (!role)
    throw refuse(`The role definition '${roleDefinitionId}' is not one of this billing account.`);
  return {
    principalId: String(principalId).toLowerCase(),
    roleDefinitionName: role.name,
    principalTenantId: typeof principalTenantId === 'string' ? principalTenantId : account.tenantId,
  };
}

function invalid({ requestId }: AzureCall, errors: Record<string, string[]>): Answer {
  const [type, title] = [
    'https://tools.ietf.org/html/rfc7231#section-6.5.1',
    'One or more validation errors occurred.',
  ];
  return {
    status: 400,
    body: { errors, type, title, status: 400, traceId: `|${requestId.slice(0, 8)}.` },
  };
}
