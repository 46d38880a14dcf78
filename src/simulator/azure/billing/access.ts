import { authorizationFailed } from '../arm/errors.ts';
import { matchesAction } from '../arm/rbac/actions.ts';
import { AzureError } from '../errors.ts';
import type { AzureCall } from '../routes.ts';
import type { BillingAccount } from '../state.ts';

/**
 * Who may do what on a billing account. Billing roles are apart from Azure RBAC: a Global
 * Administrator, an Owner of every subscription and whoever elevated their access has none. The
 * account administrator of a MOSP account (whose assignment has no definition) may do everything.
 */
function billingActionsOf({ caller }: AzureCall, account: BillingAccount): string[] {
  const actions: string[] = [];
  for (const { principalId, roleDefinitionName } of account.roleAssignments.values()) {
    if (principalId !== caller.objectId && !caller.groups.includes(principalId)) continue;
    const role = account.roleDefinitions.get(roleDefinitionName);
    if (role) actions.push(...role.actions);
    else if (account.agreementType === 'MicrosoftOnlineServicesProgram') actions.push('*');
  }
  return actions;
}

/**
 * Whether a billing role of the caller permits an action, e.g.
 * `Microsoft.Billing/billingAccounts/read`.
 */
export const mayBill = (call: AzureCall, account: BillingAccount, action: string): boolean =>
  billingActionsOf(call, account).some((pattern) => matchesAction(pattern, action));

/** Whether the caller has any role on a billing account: then it is in their list. */
export const hasBillingRole = (call: AzureCall, account: BillingAccount): boolean =>
  billingActionsOf(call, account).length > 0;

export const billingAccountId = (name: string): string =>
  `/providers/Microsoft.Billing/billingAccounts/${name}`;

/**
 * The account of the path's `{account}`, when the caller may do an action there. Throws NotFound
 * and AuthorizationFailed.
 */
export function billingAccountIn(call: AzureCall, action: string): BillingAccount {
  const account = findBillingAccount(call, call.params.account ?? '');
  if (!account) throw billingNotFound();
  if (mayBill(call, account, action)) return account;
  throw authorizationFailed(call.caller, action, billingAccountId(account.name));
}

/** A billing account of the caller's directory by its name. */
export function findBillingAccount(
  { world, caller }: AzureCall,
  name: string,
): BillingAccount | undefined {
  const account = world.azure.billingAccounts.get(name);
  return account?.tenantId === caller.tenant.id ? account : undefined;
}

/**
 * A billing account, role or assignment that is not there. Source of the words: reports of users
 * who gave another account's id.
 */
export const billingNotFound = (): AzureError =>
  new AzureError('NotFound', 404, 'The resource or one of its dependencies could not be found.');
