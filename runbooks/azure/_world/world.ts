import { createTenant, type createUser } from '../../../src/simulator/azure/seed.ts';
import type { Tenant } from '../../../src/simulator/azure/state.ts';
import type { InputValues, ProofWorld } from '../../define-faults.ts';

/** What every guide that makes an app asks for. */
export type AppInputs = {
  tenantId: string;
  appName: string;
  expirationDate: string;
  clientId?: string;
  clientSecret?: string;
};

/** Somebody who is signed in to a directory. */
export type User = ReturnType<typeof createUser>;

/** A world around one directory and the app in it that Spot signs in as. */
export interface AzureWorld<Inputs extends InputValues = AppInputs> extends ProofWorld<Inputs> {
  tenant: Tenant;
  reader: ProofWorld['reader'] & { azure: User };
}

/** Makes another directory, in which nobody of the world is anybody. */
export function addTenant({ world }: AzureWorld): Tenant {
  return createTenant(world, { displayName: 'Fabrikam' });
}

/** Scope of a subscription. */
export function formatSubscriptionScope({ id }: { id: string }): string {
  return `/subscriptions/${id}`;
}

/** Scope of the tenant root management group, which is above all subscriptions. */
export function formatRootGroupScope({ tenant }: AzureWorld): string {
  return `/providers/Microsoft.Management/managementGroups/${tenant.id}`;
}
