import { apiVersions } from '../arm/api-versions.ts';
import { AzureError } from '../errors.ts';
import { type Answer, type AzureCall, type Route, route } from '../routes.ts';
import type { BillingAccount, BillingRoleAssignment, BillingRoleDefinition } from '../state.ts';
import { billingAccountId, billingAccountIn, billingNotFound } from './access.ts';
import { parseBillingRoleAssignment } from './role-assignment-input.ts';

const scope = 'Microsoft.Billing/billingAccounts';
const versions = { apiVersions: apiVersions.billingRoles };
const path = `providers/${scope}/{account}`;

/**
 * Refusals of this API that are not ARM's own come without the `error` around them: `{ "code":
 * "Conflict", "message": … }`.
 * https://github.com/MicrosoftDocs/azure-docs/issues/95829,
 * https://github.com/helderpinto/AzureOptimizationEngine/issues/104
 */
function bare(handle: (call: AzureCall) => Answer): Route['handle'] {
  return (call) => {
    try {
      return handle(call);
    } catch (error) {
      if (!(error instanceof AzureError) || !['NotFound', 'Conflict'].includes(error.code))
        throw error;
      return { status: error.status, body: { code: error.code, message: error.message } };
    }
  };
}

export const roleRoutes: readonly Route[] = [
  route(
    'GET',
    `${path}/billingRoleDefinitions`,
    'BillingRoleDefinitions_ListByBillingAccount',
    bare(listDefinitions),
    versions,
  ),
  route(
    'GET',
    `${path}/billingRoleDefinitions/{name}`,
    'BillingRoleDefinitions_GetByBillingAccount',
    bare(getDefinition),
    versions,
  ),
  route(
    'GET',
    `${path}/billingRoleAssignments`,
    'BillingRoleAssignments_ListByBillingAccount',
    bare(listAssignments),
    versions,
  ),
  route(
    'GET',
    `${path}/billingRoleAssignments/{name}`,
    'BillingRoleAssignments_GetByBillingAccount',
    bare(getAssignment),
    versions,
  ),
  route(
    'PUT',
    `${path}/billingRoleAssignments/{name}`,
    'RoleAssignments_Put',
    bare(putAssignment),
    versions,
  ),
  route(
    'POST',
    `${path}/createBillingRoleAssignment`,
    'BillingRoleAssignments_AddByBillingAccount',
    bare(addAssignment),
    versions,
  ),
  route(
    'DELETE',
    `${path}/billingRoleAssignments/{name}`,
    'BillingRoleAssignments_DeleteByBillingAccount',
    bare(removeAssignment),
    versions,
  ),
];

function listDefinitions(call: AzureCall) {
  const account = billingAccountIn(call, `${scope}/billingRoleDefinitions/read`);
  return {
    status: 200,
    body: {
      value: [...account.roleDefinitions.values()].map((role) => shownDefinition(account, role)),
    },
  };
}

function getDefinition(call: AzureCall) {
  const account = billingAccountIn(call, `${scope}/billingRoleDefinitions/read`);
  const role = account.roleDefinitions.get(call.params.name ?? '');
  if (!role) throw billingNotFound();
  return { status: 200, body: shownDefinition(account, role) };
}

function listAssignments(call: AzureCall) {
  const account = billingAccountIn(call, `${scope}/billingRoleAssignments/read`);
  return {
    status: 200,
    body: {
      value: [...account.roleAssignments.values()].map((one) => shownAssignment(account, one)),
    },
  };
}

function getAssignment(call: AzureCall) {
  const account = billingAccountIn(call, `${scope}/billingRoleAssignments/read`);
  const assignment = account.roleAssignments.get(call.params.name ?? '');
  if (!assignment) throw billingNotFound();
  return { status: 200, body: shownAssignment(account, assignment) };
}

/**
 * EA: an enrolment writer gives a service principal a role, under a new GUID; it has one role per
 * enrolment. The principal is not looked up in the directory: the object id of an app registration
 * is taken, and serves nobody. A MCA account refuses this call in its preview version. Source:
 * https://learn.microsoft.com/en-us/azure/cost-management-billing/manage/assign-roles-azure-service-principals
 * and what users of it report.
 */
function putAssignment(call: AzureCall): Answer {
  const account = billingAccountIn(call, `${scope}/billingRoleAssignments/write`);
  if (account.agreementType !== 'EnterpriseAgreement' && call.apiVersion === '2019-10-01-preview') {
    throw new AzureError(
      'UnprocessableEntity',
      422,
      `The operation is not supported for agreement type ${account.agreementType}.`,
    );
  }
  const name = call.params.name ?? '';
  const parsed = parseBillingRoleAssignment(call, account, 'Properties');
  if ('status' in parsed) return parsed;
  const existing = account.roleAssignments.get(name);
  const isUpdate =
    existing?.principalId === parsed.principalId &&
    existing.roleDefinitionName === parsed.roleDefinitionName;
  const hasRole = [...account.roleAssignments.values()].some(
    ({ principalId }) => principalId === parsed.principalId,
  );
  if (!isUpdate && (existing || hasRole)) throw conflict();
  return { status: 200, body: shownAssignment(account, store(call, account, name, parsed)) };
}

/**
 * MCA: a billing account owner gives somebody a role. The service names the assignment after role
 * and principal.
 */
function addAssignment(call: AzureCall): Answer {
  const account = billingAccountIn(call, `${scope}/createBillingRoleAssignment/action`);
  if (account.agreementType === 'EnterpriseAgreement') {
    throw new AzureError(
      'UnprocessableEntity',
      422,
      `The operation is not supported for agreement type ${account.agreementType}.`,
    );
  }
  const parsed = parseBillingRoleAssignment(call, account, 'properties');
  if ('status' in parsed) return parsed;
  const { principalId, roleDefinitionName } = parsed;
  const twin = [...account.roleAssignments.values()].some(
    (one) => one.principalId === principalId && one.roleDefinitionName === roleDefinitionName,
  );
  if (twin) throw conflict();
  const assignment = store(call, account, `${roleDefinitionName}_${principalId}`, parsed);
  return { status: 201, body: shownAssignment(account, assignment) };
}

function removeAssignment(call: AzureCall) {
  const account = billingAccountIn(call, `${scope}/billingRoleAssignments/delete`);
  const assignment = account.roleAssignments.get(call.params.name ?? '');
  if (!assignment) throw billingNotFound();
  account.roleAssignments.delete(assignment.name);
  return { status: 200, body: shownAssignment(account, assignment) };
}

function store(
  { world, caller }: AzureCall,
  account: BillingAccount,
  name: string,
  parsed: Pick<BillingRoleAssignment, 'principalId' | 'principalTenantId' | 'roleDefinitionName'>,
): BillingRoleAssignment {
  const assignment: BillingRoleAssignment = {
    name,
    ...parsed,
    createdAt: world.clock.now(),
    createdByPrincipalId: caller.objectId,
    createdByUserEmail: caller.user?.mail ?? null,
  };
  account.roleAssignments.set(name, assignment);
  return assignment;
}

const conflict = (): AzureError =>
  new AzureError(
    'Conflict',
    409,
    'The role assignment conflicts with an existing role assignment.',
  );

const shownDefinition = (
  account: BillingAccount,
  { name, roleName, description, actions }: BillingRoleDefinition,
) => ({
  id: `${billingAccountId(account.name)}/billingRoleDefinitions/${name}`,
  name,
  type: `${scope}/billingRoleDefinitions`,
  properties: { roleName, description, permissions: [{ actions, notActions: [] }] },
});

function shownAssignment(account: BillingAccount, assignment: BillingRoleAssignment) {
  const {
    name,
    principalId,
    principalTenantId,
    roleDefinitionName,
    createdAt,
    createdByPrincipalId,
    createdByUserEmail,
  } = assignment;
  const id = billingAccountId(account.name);
  return {
    id: `${id}/billingRoleAssignments/${name}`,
    name,
    type: `${scope}/billingRoleAssignments`,
    properties: {
      principalId,
      principalTenantId,
      roleDefinitionId: `${id}/billingRoleDefinitions/${roleDefinitionName}`,
      scope: id,
      createdOn: new Date(createdAt).toISOString(),
      createdByPrincipalTenantId: account.tenantId,
      ...(createdByPrincipalId === null ? {} : { createdByPrincipalId }),
      ...(createdByUserEmail === null ? {} : { createdByUserEmailAddress: createdByUserEmail }),
    },
  };
}
