import { randomUUID } from 'node:crypto';
import type { World } from '../world.ts';
import type { AgreementType, BillingAccount, BillingRoleDefinition, Tenant } from './state.ts';

/**
 * Ids of billing roles. EA: "Assign Enterprise Agreement roles to service principals"; MCA: as
 * Microsoft's samples show them.
 */
export const billingRoles = {
  enrollmentAdministrator: '9f1983cb-2574-400c-87e9-34cf8e2280db',
  enrollmentReader: '24f8edb6-1668-4659-b5e2-40bb5f3a7d7e',
  eaPurchaser: 'da6647fb-7651-49ee-be91-c43c4877f0c4',
  departmentReader: 'db609904-a47f-4794-9be8-9bd86fbffd8a',
  subscriptionCreator: 'a0bcee42-bf30-4d1b-926a-48d21664ef71',
  billingAccountOwner: '50000000-aaaa-bbbb-cccc-100000000000',
  billingAccountContributor: '50000000-aaaa-bbbb-cccc-100000000001',
  billingAccountReader: '50000000-aaaa-bbbb-cccc-100000000002',
} as const;

const all = 'Microsoft.Billing/*';
const read = 'Microsoft.Billing/*/read';
const cost = ['Microsoft.CostManagement/*/read', 'Microsoft.Consumption/*/read'];

const definitions: Partial<Record<AgreementType, BillingRoleDefinition[]>> = {
  EnterpriseAgreement: [
    {
      name: billingRoles.enrollmentAdministrator,
      roleName: 'Enterprise administrator',
      description: '',
      actions: [all, ...cost],
    },
    {
      name: billingRoles.enrollmentReader,
      roleName: 'Enrollment reader',
      description: '',
      actions: [read, ...cost],
    },
    {
      name: billingRoles.eaPurchaser,
      roleName: 'EA purchaser',
      description: '',
      actions: [read, ...cost],
    },
    {
      name: billingRoles.departmentReader,
      roleName: 'Department reader',
      description: '',
      actions: ['Microsoft.Billing/billingAccounts/departments/read'],
    },
    {
      name: billingRoles.subscriptionCreator,
      roleName: 'Subscription creator',
      description: '',
      actions: ['Microsoft.Billing/billingAccounts/enrollmentAccounts/read'],
    },
  ],
  MicrosoftCustomerAgreement: [
    {
      name: billingRoles.billingAccountOwner,
      roleName: 'Billing account owner',
      description: '',
      actions: [all, ...cost],
    },
    {
      name: billingRoles.billingAccountContributor,
      roleName: 'Billing account contributor',
      description: '',
      actions: [read, 'Microsoft.Billing/billingAccounts/write', ...cost],
    },
    {
      name: billingRoles.billingAccountReader,
      roleName: 'Billing account reader',
      description: '',
      actions: [read, ...cost],
    },
  ],
};

/** A name in the shape of its agreement: an enrolment number, `guid:guid_2019-05-31`, or a GUID. */
function billingAccountName(agreementType: AgreementType): string {
  if (agreementType === 'EnterpriseAgreement')
    return String(60_000_000 + Math.floor(Math.random() * 9_999_999));
  const suffix =
    agreementType === 'MicrosoftOnlineServicesProgram' ? '' : `:${randomUUID()}_2019-05-31`;
  return `${randomUUID()}${suffix}`;
}

/**
 * A billing account with the billing roles of its agreement. `administrators` (object ids) manage
 * it: enterprise administrators (EA), billing account owners (MCA); with MOSP the account has no
 * billing roles here.
 */
export function createBillingAccount(
  world: World,
  {
    tenant,
    agreementType,
    name = billingAccountName(agreementType),
    administrators = [],
    ...rest
  }: { tenant: Tenant; agreementType: AgreementType; administrators?: readonly string[] } & Partial<
    Omit<BillingAccount, 'tenantId' | 'agreementType'>
  >,
): BillingAccount {
  const roleDefinitions = new Map(
    (definitions[agreementType] ?? []).map((definition) => [definition.name, { ...definition }]),
  );
  const account: BillingAccount = {
    name,
    displayName: 'Contoso',
    agreementType,
    accountStatus: 'Active',
    tenantId: tenant.id,
    accountType: agreementType === 'MicrosoftOnlineServicesProgram' ? 'Individual' : 'Enterprise',
    policies: { accountOwnerViewCharges: true, departmentAdminViewCharges: true },
    roleDefinitions,
    roleAssignments: new Map(),
    ...rest,
  };
  world.azure.billingAccounts.set(name, account);
  const administration =
    agreementType === 'EnterpriseAgreement'
      ? billingRoles.enrollmentAdministrator
      : billingRoles.billingAccountOwner;
  for (const principalId of administrators)
    assignBillingRole(world, account, { principalId, role: administration });
  return account;
}

/**
 * Gives a principal a billing role (by the GUID of its definition). Returns the name of the
 * assignment.
 */
export function assignBillingRole(
  world: World,
  account: BillingAccount,
  { principalId, role, name = randomUUID() }: { principalId: string; role: string; name?: string },
): string {
  account.roleAssignments.set(name, {
    name,
    principalId,
    principalTenantId: account.tenantId,
    roleDefinitionName: role,
    createdAt: world.clock.now(),
    createdByPrincipalId: null,
    createdByUserEmail: null,
  });
  return name;
}
