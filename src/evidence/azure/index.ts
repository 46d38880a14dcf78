export { application, directoryObject } from './application.ts';
export { agreementTypes, billingAccounts } from './billing-accounts.ts';
export { billingPolicies } from './billing-policies.ts';
export { billingRoleAssignments } from './billing-role-assignments.ts';
export { billingAccountRead, costReads, reservationReads } from './billing-spot-access.ts';
export { costAssignments } from './cost-assignments.ts';
export { rootManagementGroup } from './cost-management-group.ts';
export { elevatedAccess } from './elevated-access.ts';
export { policyAssignments } from './policy-assignments.ts';
export {
  authorizationPolicy,
  directoryRoles,
  signedInUser,
  subscriptionPermissions,
} from './reader-rights.ts';
export { reservationAssignments, savingsPlanAssignments } from './reservation-assignments.ts';
export { resourceProviders } from './resource-providers.ts';
export { customRoles, denyAssignments, roleAssignments, tenantCustomRoles } from './roles.ts';
export { servicePrincipal } from './service-principal.ts';
export { clientSecret, spotPermissions, spotReads, spotSignIn } from './spot-access.ts';
export { subscription, subscriptions } from './subscription.ts';
export { tenant } from './tenant.ts';
