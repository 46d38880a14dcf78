/** Where Google Cloud says what policies and roles may hold. */
export const iamLimits = 'https://docs.cloud.google.com/iam/quotas';

/** Members in all bindings of one allow policy, each as often as it is named. */
export const policyMembers = 1_500;

/** Permissions in one custom role. */
export const rolePermissions = 3_000;

/** `&&`, `||` and `!` in the condition of one binding. */
export const conditionOperators = 12;
