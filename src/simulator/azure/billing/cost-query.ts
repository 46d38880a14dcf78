import { apiVersions } from '../arm/api-versions.ts';
import { mayDo, scopeOf } from '../arm/authorize.ts';
import { resourceGroupNotFound } from '../arm/errors.ts';
import {
  covers,
  findManagementGroup,
  managementGroupOf,
  managementGroupScope,
  subscriptionIdOf,
  subscriptionOf,
} from '../arm/scopes.ts';
import { AzureError } from '../errors.ts';
import { type AzureCall, type Route, route } from '../routes.ts';
import type { AgreementType, Subscription } from '../state.ts';
import { billingNotFound, findBillingAccount, mayBill } from './access.ts';

const action = 'Microsoft.CostManagement/query/read';

export const costQueryRoutes: readonly Route[] = [
  route('POST', '{scope*}/providers/Microsoft.CostManagement/query', 'Query_Usage', query, {
    apiVersions: apiVersions.costQuery,
  }),
];

/**
 * Costs at a scope. Azure RBAC decides at subscriptions and management groups, billing roles at
 * billing accounts. This Azure has used nothing: whoever may ask gets no rows. Refusals of Cost
 * Management are 401, not 403, and name no action.
 */
function query(call: AzureCall) {
  const scope = scopeOf(call);
  const account = /^\/providers\/Microsoft\.Billing\/billingAccounts\/([^/]+)$/i.exec(scope)?.[1];
  const group = managementGroupOf(scope);
  if (account !== undefined) admitBillingAccount(call, account);
  else if (group !== undefined) admitManagementGroup(call, group);
  else if (subscriptionIdOf(scope) !== undefined) admitSubscription(call, scope);
  else
    throw new AzureError(
      'BadRequest',
      400,
      `Invalid scope '${scope}' (Request ID: ${call.requestId})`,
    );
  refuseDefinition(call);
  const name = call.requestId;
  const columns = [
    { name: 'Cost', type: 'Number' },
    { name: 'UsageDate', type: 'Number' },
    { name: 'Currency', type: 'String' },
  ];
  const body = {
    id: `${scope.slice(1)}/providers/Microsoft.CostManagement/query/${name}`,
    name,
    type: 'Microsoft.CostManagement/query',
    location: null,
    sku: null,
    eTag: null,
    properties: { nextLink: null, columns, rows: [] },
  };
  return { status: 200, body };
}

function admitBillingAccount(call: AzureCall, name: string): void {
  const account = findBillingAccount(call, name);
  if (!account) throw billingNotFound();
  if (mayBill(call, account, action)) return;
  if (account.agreementType !== 'EnterpriseAgreement') throw accessDenied(call);
  throw new AzureError('401', 401, 'No claims present for the caller in the system');
}

/**
 * Management groups show the costs of EA and pay-as-you-go subscriptions; one with only others in
 * it has no valid ones.
 */
function admitManagementGroup(call: AzureCall, name: string): void {
  const scope = managementGroupScope(name);
  if (!mayDo(call, action, scope)) throw accessDenied(call);
  if (!findManagementGroup(call.caller.tenant, name)) {
    throw new AzureError(
      'NotFound',
      404,
      `Management group ${name} was not found. (Request ID: ${call.requestId})`,
    );
  }
  const { azure } = call.world;
  const valid = [...azure.subscriptions.values()].filter(
    ({ id, tenantId }) =>
      tenantId === call.caller.tenant.id &&
      covers(azure, call.caller.tenant, scope, `/subscriptions/${id}`) &&
      supportedAtGroups.includes(agreementOf(call, azure.subscriptions.get(id))),
  );
  if (valid.length === 0) {
    const message = `Management group ${name} does not have any valid subscriptions. (Request ID: ${call.requestId})`;
    throw new AzureError('BadRequest', 400, message);
  }
  if (valid.every((subscription) => hidesCharges(call, subscription))) throw accountCostDisabled();
}

const supportedAtGroups: readonly AgreementType[] = [
  'EnterpriseAgreement',
  'MicrosoftOnlineServicesProgram',
];

function admitSubscription(call: AzureCall, scope: string): void {
  if (!mayDo(call, action, scope)) throw accessDenied(call);
  const subscription = subscriptionOf(
    call.world.azure,
    call.caller.tenant,
    subscriptionIdOf(scope) ?? '',
  );
  const group = /^\/subscriptions\/[^/]+\/resourceGroups\/([^/]+)/i.exec(scope)?.[1];
  if (group !== undefined && !subscription?.resourceGroups.has(group.toLowerCase()))
    throw resourceGroupNotFound(group);
  if (subscription && hidesCharges(call, subscription)) throw accountCostDisabled();
}

/**
 * The agreement that pays for a subscription. One whose billing account nobody made is told by its
 * offer.
 */
function agreementOf({ world }: AzureCall, subscription: Subscription | undefined): AgreementType {
  const account =
    subscription?.billingAccount === undefined
      ? undefined
      : world.azure.billingAccounts.get(subscription.billingAccount);
  if (account) return account.agreementType;
  return subscription?.quotaId.startsWith('EnterpriseAgreement')
    ? 'EnterpriseAgreement'
    : 'MicrosoftOnlineServicesProgram';
}

/** With the enrolment's policy off, costs are hidden from everybody with Azure roles. */
function hidesCharges({ world }: AzureCall, { billingAccount }: Subscription): boolean {
  const account =
    billingAccount === undefined ? undefined : world.azure.billingAccounts.get(billingAccount);
  return (
    account?.agreementType === 'EnterpriseAgreement' && !account.policies.accountOwnerViewCharges
  );
}

const accessDenied = ({ requestId }: AzureCall): AzureError =>
  new AzureError(
    'RBACAccessDenied',
    401,
    `The client does not have authorization to perform action. Request ID: ${requestId}`,
  );

const accountCostDisabled = (): AzureError =>
  new AzureError(
    'AccountCostDisabled',
    401,
    "The Enterprise Agreement administrator hasn't enabled Cost Management (view charges) for account owners and subscription users.",
  );

function refuseDefinition({ body, requestId }: AzureCall): void {
  const { type, timeframe, dataset } = (body ?? {}) as Record<string, unknown>;
  const refuse = (problem: string) =>
    new AzureError(
      'BadRequest',
      400,
      `Invalid query definition: ${problem} (Request ID: ${requestId})`,
    );
  if (!['Usage', 'ActualCost', 'AmortizedCost'].includes(String(type))) {
    throw refuse("Missing or unknown type; valid values: 'Usage','ActualCost','AmortizedCost'.");
  }
  if (typeof timeframe !== 'string') throw refuse('Missing timeframe.');
  if (typeof dataset !== 'object' || dataset === null) throw refuse('Missing dataset.');
}
