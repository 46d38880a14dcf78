/** AWS's own policies that give a role far more than any product of Spot asks for, by name. */
export const generousPolicies: readonly string[] = [
  'AdministratorAccess',
  'PowerUserAccess',
  'IAMFullAccess',
  'SystemAdministrator',
  'AmazonS3FullAccess',
];
