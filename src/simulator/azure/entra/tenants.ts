import type { World } from '../../world.ts';
import type { Tenant } from '../state.ts';
import { EntraError } from './errors.ts';

const guid = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i;
const domain = /^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/i;

/** Names that stand for any tenant. */
export const sharedTenants = ['common', 'organizations', 'consumers'];

/** The tenant of a world by its id or domain. */
export function tenantOf(world: World, name: string): Tenant | undefined {
  const wanted = name.toLowerCase();
  for (const tenant of world.azure.tenants.values()) {
    if (tenant.id === wanted || tenant.defaultDomain.toLowerCase() === wanted) return tenant;
  }
  return undefined;
}

/**
 * AADSTS900023 for what cannot be a tenant, AADSTS90002 for one that does not exist. The discovery
 * endpoint calls the latter `invalid_tenant`.
 */
export function tenantRefusal(name: string, error = 'invalid_request'): EntraError {
  if (!guid.test(name) && !domain.test(name)) {
    const message = `Specified tenant identifier '${name}' is neither a valid DNS name, nor a valid external domain.`;
    return new EntraError(900023, 'invalid_request', 400, message);
  }
  const message = `Tenant '${name}' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud. Check with your subscription administrator, this may happen if there are no active subscriptions for the tenant.`;
  return new EntraError(90002, error, 400, message);
}
