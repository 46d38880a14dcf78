import {
  linkedBundles,
  linkedIntegrations,
  linkedProducts,
} from '../../../src/checks/aws/_linked/bundles.ts';
import { linkedReasonFor, permissionReasons } from '../../../src/checks/aws/_linked/policy.ts';
import { definePermissions } from '../../define-permissions.ts';

const reasons = permissionReasons({ permissionSet: 'default', products: [], integrations: [] });

const purposes: Readonly<Record<string, string>> = {
  AccountOperativeActions: 'Work in the account: pass roles to servers, read prices and settings.',
  OceanAndElastigroupBasicActions:
    'Elastigroup and Ocean: start, replace and stop servers, and keep them behind their load balancers.',
  OverviewDashboard: 'Dashboard: show what runs in the account and what it could save.',
};

function findLabel(value: string): string {
  const option = [...linkedProducts, ...linkedIntegrations].find((one) => one.value === value);
  return option?.label ?? value;
}

/** The whole policy of a linked account, statement by statement. */
export default definePermissions(
  linkedBundles.map(({ sid, askedBy, resource, actions }) => ({
    sid,
    purpose: purposes[sid] ?? `For ${askedBy.map(findLabel).join(', ')}.`,
    resource,
    actions: actions.map((action) => ({
      action,
      reason: linkedReasonFor(action) ?? '',
      writes: reasons.some((known) => known.action === action && known.writes),
    })),
  })),
);
