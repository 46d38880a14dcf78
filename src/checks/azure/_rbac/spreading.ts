/**
 * Minutes until Azure acts on a new role assignment everywhere
 * (https://learn.microsoft.com/azure/role-based-access-control/troubleshooting).
 */
export const spreadingMinutes = 10;
