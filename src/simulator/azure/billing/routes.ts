import type { Route } from '../routes.ts';
import { accountRoutes } from './accounts.ts';
import { costQueryRoutes } from './cost-query.ts';
import { roleRoutes } from './roles.ts';

/** Microsoft.Billing and the cost query, which Azure Resource Manager serves too. */
export const billingRoutes: readonly Route[] = [
  ...roleRoutes,
  ...accountRoutes,
  ...costQueryRoutes,
];
