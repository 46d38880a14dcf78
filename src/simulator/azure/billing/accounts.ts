import { apiVersions } from '../arm/api-versions.ts';
import { AzureError } from '../errors.ts';
import { type AzureCall, type Route, route } from '../routes.ts';
import type { BillingAccount } from '../state.ts';
import { billingAccountId, billingAccountIn, hasBillingRole, mayBill } from './access.ts';

const type = 'Microsoft.Billing/billingAccounts';
const versions = { apiVersions: apiVersions.billing };
const path = `providers/${type}`;

export const accountRoutes: readonly Route[] = [
  route('GET', path, 'BillingAccounts_List', list, versions),
  route('GET', `${path}/{account}`, 'BillingAccounts_Get', get, versions),
  route('GET', `${path}/{account}/policies/default`, 'Policies_GetByBillingAccount', getPolicy, {
    apiVersions: ['2024-04-01'],
    resourceType: `${type}/policies`,
  }),
];

/**
 * Only the accounts on which the caller has a billing role. An empty list does not mean that there
 * is none.
 */
function list(call: AzureCall) {
  const accounts = [...call.world.azure.billingAccounts.values()].filter(
    (account) => account.tenantId === call.caller.tenant.id && hasBillingRole(call, account),
  );
  return { status: 200, body: { value: accounts.map((account) => shown(call, account)) } };
}

function get(call: AzureCall) {
  return { status: 200, body: shown(call, billingAccountIn(call, `${type}/read`)) };
}

/**
 * The policies of an enrolment. The billing account of another agreement has none at this place.
 */
function getPolicy(call: AzureCall) {
  const account = billingAccountIn(call, `${type}/policies/read`);
  if (account.agreementType !== 'EnterpriseAgreement') {
    const message = `The operation is not supported for billing accounts with agreement type ${account.agreementType}.`;
    throw new AzureError('BadRequest', 400, message);
  }
  const said = (allowed: boolean) => (allowed ? 'Allowed' : 'NotAllowed');
  const { accountOwnerViewCharges, departmentAdminViewCharges } = account.policies;
  const body = {
    id: `${billingAccountId(account.name)}/policies/default`,
    name: 'default',
    type: `${type}/policies`,
    properties: {
      enterpriseAgreementPolicies: {
        authenticationType: 'OrganizationalAccountOnly',
        accountOwnerViewCharges: said(accountOwnerViewCharges),
        departmentAdminViewCharges: said(departmentAdminViewCharges),
      },
      marketplacePurchases: 'AllAllowed',
      reservationPurchases: 'Allowed',
      savingsPlanPurchases: 'Allowed',
    },
  };
  return { status: 200, body };
}

/** `$expand` may ask for more than is kept here; `properties/enrollmentDetails` is answered. */
function shown(call: AzureCall, account: BillingAccount) {
  const { name, displayName, agreementType, accountType, accountStatus, policies } = account;
  const isEnrolment =
    agreementType === 'EnterpriseAgreement' &&
    /enrollmentDetails/i.test(call.url.searchParams.get('$expand') ?? '');
  return {
    id: billingAccountId(name),
    name,
    type,
    properties: {
      displayName,
      agreementType,
      accountType,
      accountStatus,
      hasReadAccess: mayBill(call, account, `${type}/read`),
      ...(isEnrolment ? { enrollmentDetails: { status: accountStatus, policies } } : {}),
    },
  };
}
