import type { Route } from '../routes.ts';
import { accessRoutes } from './access.ts';
import { benefitRoutes } from './benefits.ts';
import { managementGroupRoutes } from './management-groups.ts';
import { providerRoutes } from './providers.ts';
import { resourceGroupRoutes } from './resource-groups.ts';
import { resourceRoutes } from './resources.ts';
import { roleAssignmentRoutes } from './role-assignments.ts';
import { roleDefinitionRoutes } from './role-definitions.ts';
import { tenantRoutes } from './tenants.ts';

/** Azure Resource Manager, without billing. The first route that matches answers. */
export const armRoutes: readonly Route[] = [
  ...roleDefinitionRoutes,
  ...roleAssignmentRoutes,
  ...accessRoutes,
  ...managementGroupRoutes,
  ...benefitRoutes,
  ...resourceRoutes,
  ...tenantRoutes,
  ...resourceGroupRoutes,
  ...providerRoutes,
];
