import type { World } from '../world.ts';
import { assignRole, createCustomRole } from './seed.ts';
import { assignBillingRole } from './seed-billing.ts';
import type { AzureIdentity } from './state.ts';

/**
 * Makes a user somebody with exactly these rights: ARM actions (at every scope), billing actions
 * (`Microsoft.Billing/…`, on every billing account of the tenant) and directory permissions (e.g.
 * `microsoft.directory/applications/createAsOwner`). Takes away all roles and groups, and the
 * default right to register applications; what every user may read in the directory remains.
 * Calling it again replaces the rights.
 */
export default function limitUser(
  world: World,
  identity: AzureIdentity,
  {
    actions = [],
    directoryPermissions = [],
  }: { actions?: readonly string[]; directoryPermissions?: readonly string[] },
): void {
  const tenant = world.azure.tenants.get(identity.tenantId);
  const user = tenant?.users.get(identity.objectId);
  if (!tenant || !user)
    throw new Error(
      `limitUser() limits a user of the world; ${identity.objectId} in ${identity.tenantId} is none.`,
    );
  user.directoryRoles = [];
  user.onlyDirectoryPermissions = [...directoryPermissions];
  for (const group of tenant.groups.values())
    group.members = group.members.filter((id) => id !== user.id);
  for (const [id, { principalId }] of tenant.roleAssignments)
    if (principalId === user.id) tenant.roleAssignments.delete(id);
  const name = `limits-of-${user.id}`;
  const ofArm = actions.filter((action) => !/^Microsoft\.Billing\//i.test(action));
  if (ofArm.length > 0) {
    createCustomRole(world, {
      tenant,
      name,
      roleName: name,
      assignableScopes: ['/'],
      actions: ofArm,
    });
    assignRole(world, { tenant, principalId: user.id, role: name, scope: '/' });
  }
  const ofBilling = actions.filter((action) => /^Microsoft\.Billing\//i.test(action));
  for (const account of world.azure.billingAccounts.values()) {
    if (account.tenantId !== tenant.id) continue;
    for (const [key, { principalId }] of account.roleAssignments)
      if (principalId === user.id) account.roleAssignments.delete(key);
    if (ofBilling.length === 0) continue;
    account.roleDefinitions.set(name, {
      name,
      roleName: name,
      description: '',
      actions: ofBilling,
    });
    assignBillingRole(world, account, { principalId: user.id, role: name });
  }
}
