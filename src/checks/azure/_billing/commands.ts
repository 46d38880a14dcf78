import { armEndpoint } from '../../../evidence/azure/_shared/define-azure-evidence.ts';
import { quote } from '../../shell.ts';

/**
 * Billing roles by their GUID. Sources:
 * https://learn.microsoft.com/azure/cost-management-billing/manage/assign-roles-azure-service-principals,
 * https://learn.microsoft.com/rest/api/billing/2019-10-01-preview/role-assignments/put (examples)
 */
export const billingRoles: Readonly<
  Record<string, { name: string; agreement: 'ea' | 'mca'; can: 'read' | 'write' | 'less' }>
> = {
  '9f1983cb-2574-400c-87e9-34cf8e2280db': {
    name: 'Enterprise administrator',
    agreement: 'ea',
    can: 'write',
  },
  '24f8edb6-1668-4659-b5e2-40bb5f3a7d7e': {
    name: 'EnrollmentReader',
    agreement: 'ea',
    can: 'read',
  },
  'da6647fb-7651-49ee-be91-c43c4877f0c4': { name: 'EA purchaser', agreement: 'ea', can: 'write' },
  'db609904-a47f-4794-9be8-9bd86fbffd8a': {
    name: 'DepartmentReader',
    agreement: 'ea',
    can: 'less',
  },
  'a0bcee42-bf30-4d1b-926a-48d21664ef71': {
    name: 'SubscriptionCreator',
    agreement: 'ea',
    can: 'less',
  },
  '50000000-aaaa-bbbb-cccc-100000000000': {
    name: 'Billing account owner',
    agreement: 'mca',
    can: 'write',
  },
  '50000000-aaaa-bbbb-cccc-100000000001': {
    name: 'Billing account contributor',
    agreement: 'mca',
    can: 'write',
  },
  '50000000-aaaa-bbbb-cccc-100000000002': {
    name: 'Billing account reader',
    agreement: 'mca',
    can: 'read',
  },
};

/** The role that Spot needs, and the one that may give it, by agreement. */
export const readerRole = {
  ea: '24f8edb6-1668-4659-b5e2-40bb5f3a7d7e',
  mca: '50000000-aaaa-bbbb-cccc-100000000002',
} as const;
export const writerRole = {
  ea: '9f1983cb-2574-400c-87e9-34cf8e2280db',
  mca: '50000000-aaaa-bbbb-cccc-100000000000',
} as const;

export type BilledAgreement = keyof typeof readerRole;

/** Words for people, by the value of the input `agreement`. */
export const agreementNames: Readonly<Record<string, string>> = {
  ea: 'Enterprise Agreement',
  mca: 'Microsoft Customer Agreement',
  mosp: 'pay-as-you-go (Microsoft Online Services Program)',
};

export const administratorOf = {
  ea: 'an Enterprise Administrator (not read-only)',
  mca: 'a billing account owner',
} as const;

export interface BillingTarget {
  agreement: BilledAgreement;
  billingAccountId: string;
  servicePrincipalId: string;
  tenantId: string;
}

const accountUrl = (billingAccountId: string) =>
  `${armEndpoint}/providers/Microsoft.Billing/billingAccounts/${billingAccountId}`;
const roleId = (billingAccountId: string, role: string) =>
  `/providers/Microsoft.Billing/billingAccounts/${billingAccountId}/billingRoleDefinitions/${role}`;
const preview = 'api-version=2019-10-01-preview';

/** A new GUID, in the terminals of Linux, macOS and Azure Cloud Shell. */
const newGuid = '$( (uuidgen || cat /proc/sys/kernel/random/uuid) 2>/dev/null | tr A-Z a-z)';

/** Gives the service principal the role that reads the billing account. */
export function giveBillingRole({
  agreement,
  billingAccountId,
  servicePrincipalId,
  tenantId,
}: BillingTarget): string {
  const url = accountUrl(billingAccountId);
  const principal = `"principalId":"${servicePrincipalId}","roleDefinitionId":"${roleId(billingAccountId, readerRole[agreement])}"`;
  return agreement === 'ea'
    ? `az rest --method put --url "${url}/billingRoleAssignments/${newGuid}?${preview}" \\\n  --body '{"properties":{"principalTenantId":"${tenantId}",${principal}}}'`
    : `az rest --method post --url "${url}/createBillingRoleAssignment?${preview}" \\\n  --body '{"properties":{${principal}}}'`;
}

export const takeBillingRole = (billingAccountId: string, assignment: string): string =>
  `az rest --method delete --url ${quote(`${accountUrl(billingAccountId)}/billingRoleAssignments/${assignment}?${preview}`)}`;

/**
 * Gives the caller User Access Administrator at `/`, if they are a Global Administrator. Doing it
 * twice does no harm.
 */
export const elevate = `az rest --method post --url "${armEndpoint}/providers/Microsoft.Authorization/elevateAccess?api-version=2016-07-01"`;

/** Gives the service principal an Azure role. `scope` may be a variable of the shell. */
export const assignRole = (servicePrincipalId: string, role: string, scope: string): string =>
  `az role assignment create --assignee-object-id ${servicePrincipalId} --assignee-principal-type ServicePrincipal \\\n  --role "${role}" --scope "${scope}"`;

/** Takes Azure roles away, by the resource ids of their assignments. */
export const removeAssignments = (...ids: string[]): string =>
  `az role assignment delete --ids ${ids.map(quote).join(' ')}`;

export const rootGroupScope = (tenantId: string): string =>
  `/providers/Microsoft.Management/managementGroups/${tenantId}`;

/** The same role at every enabled subscription that whoever runs it can see. */
export const assignRoleEverywhere = (
  servicePrincipalId: string,
  role: string,
  tenantId: string,
): string =>
  [
    `for scope in $(az rest --method get --url "${armEndpoint}/subscriptions?api-version=2022-12-01" \\`,
    `  --query "value[?tenantId=='${tenantId}' && state!='Disabled' && state!='Deleted'].id" --output tsv); do`,
    `  az role assignment create --assignee-object-id ${servicePrincipalId} --assignee-principal-type ServicePrincipal \\`,
    `    --role "${role}" --scope "$scope"`,
    'done',
  ].join('\n');
