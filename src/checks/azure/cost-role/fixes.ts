import {
  assignRole,
  assignRoleEverywhere,
  removeAssignments,
  rootGroupScope,
} from '../_billing/commands.ts';
import {
  describeElevation,
  type Elevation,
  elevateFirst,
  elevateInConsole,
} from '../_billing/elevated-access.ts';

export const role = 'Cost Management Reader';

export interface Where {
  agreement: string;
  tenantId: string;
  servicePrincipalId: string;
  elevation: Elevation;
}

export const expectedPlace = ({ agreement, tenantId }: Where) =>
  agreement === 'mca'
    ? `${role} on every subscription`
    : `${role} on the tenant root management group ${tenantId}`;

/**
 * MCA: at every subscription, as Cost Management takes no management groups there. Else at the root
 * of the tenant.
 */
const giveRole = ({ agreement, tenantId, servicePrincipalId }: Where) =>
  agreement === 'mca'
    ? assignRoleEverywhere(servicePrincipalId, role, tenantId)
    : assignRole(servicePrincipalId, role, rootGroupScope(tenantId));

export const fixOf = (where: Where, why: string, remove: readonly string[] = []) => ({
  summary: `${why} ${describeElevation(where.elevation)}`,
  commands: elevateFirst(
    where.elevation,
    giveRole(where),
    ...(remove.length > 0 ? [removeAssignments(...remove)] : []),
  ),
  console: [
    ...elevateInConsole,
    where.agreement === 'mca'
      ? 'Open Subscriptions, and for each of them: Access control (IAM) > Add > Add role assignment.'
      : 'Open Management groups > Tenant Root Group > Access control (IAM) > Add > Add role assignment.',
    `Role: ${role}. Members: the app, by its name (its object ID is ${where.servicePrincipalId}). Choose Review + assign.`,
  ],
});
