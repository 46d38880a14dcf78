import {
  linkedBundles,
  linkedIntegrations,
  linkedProducts,
} from '../checks/aws/_linked/bundles.ts';
import { linkedReasonFor, permissionReasons } from '../checks/aws/_linked/policy.ts';
import { ecoPermissions } from '../checks/aws/_role/eco-permissions.ts';
import { spotRole } from '../checks/azure/_role/spot-role.ts';
import type { TrustDrawing } from '../components/trust-diagram/drawing.ts';
import { awsEco } from '../components/trust-diagram/drawings/aws-eco.ts';
import {
  awsLinked,
  azureApp,
  azureBilling,
  gcpKey,
} from '../components/trust-diagram/drawings/chains.ts';
import { spotPermissions } from '../evidence/gcp/_shared/spot-permissions.ts';
import type { PermissionStatements } from './transform.ts';

const linkedActions = permissionReasons({
  permissionSet: 'default',
  products: [],
  integrations: [],
});
const linkedLabel = (value: string) =>
  [...linkedProducts, ...linkedIntegrations].find((option) => option.value === value)?.label ??
  value;

const linkedPurposes: Readonly<Record<string, string>> = {
  AccountOperativeActions: 'Work in the account: pass roles to servers, read prices and settings.',
  OceanAndElastigroupBasicActions:
    'Elastigroup and Ocean: start, replace and stop servers, and keep them behind their load balancers.',
  OverviewDashboard: 'Dashboard: show what runs in the account and what it could save.',
};

/** The whole policy of a linked account, statement by statement. */
const linkedStatements: PermissionStatements = linkedBundles.map(
  ({ sid, askedBy, resource, actions }) => ({
    sid,
    purpose: linkedPurposes[sid] ?? `For ${askedBy.map(linkedLabel).join(', ')}.`,
    resource,
    actions: actions.map((action) => ({
      action,
      reason: linkedReasonFor(action) ?? '',
      writes: linkedActions.some((known) => known.action === action && known.writes),
    })),
  }),
);

const projectStatements: PermissionStatements = spotPermissions.map(({ purpose, permissions }) => ({
  purpose,
  resource: 'your project',
  actions: permissions.map(({ permission, reason }) => ({
    action: permission,
    reason,
    writes: !/\.(get|list|use)\w*$/.test(permission),
  })),
}));

const subscriptionStatements: PermissionStatements = spotRole.map(({ area, reason, actions }) => ({
  purpose: area,
  resource: 'your subscription',
  actions: actions.map((action) => ({ action, reason, writes: !/\/read$/.test(action) })),
}));

const billingStatements: PermissionStatements = [
  {
    purpose: 'Read the bill.',
    resource: 'your billing account',
    actions: [
      {
        action: 'EnrollmentReader',
        reason:
          'Enterprise Agreement: reads usage and prices of the enrollment. It can change nothing.',
      },
      {
        action: 'Billing account reader',
        reason:
          'Microsoft Customer Agreement: reads invoices, usage and prices. It can change and buy nothing.',
      },
    ],
  },
  {
    purpose: 'Read costs and commitments.',
    resource: 'the scope that your agreement supports',
    actions: [
      {
        action: 'Cost Management Reader',
        reason: 'Reads costs by resource, to see what a commitment would cover.',
      },
      {
        action: 'Reservations Reader',
        reason: 'Reads the reservations that you have, so that none is planned twice.',
      },
      {
        action: 'Savings plan Reader',
        reason: 'Reads the savings plans that you have, so that none is planned twice.',
      },
    ],
  },
];

/**
 * What each runbook lets Spot do, action by action with its reason: `::permissions` of its guide.
 */
export const permissionLists: Readonly<Record<string, PermissionStatements>> = {
  'aws/management-account': ecoPermissions,
  'aws/linked-account': linkedStatements,
  'aws/linked-account-manual': linkedStatements,
  'gcp/project': projectStatements,
  'gcp/project-manual': projectStatements,
  'azure/subscription': subscriptionStatements,
  'azure/billing-account': billingStatements,
};

/** What `::trust-diagram` draws in each runbook's guide. */
export const drawings: Readonly<Record<string, TrustDrawing>> = {
  'aws/management-account': awsEco,
  'aws/linked-account': awsLinked,
  'aws/linked-account-manual': awsLinked,
  'gcp/project': gcpKey,
  'gcp/project-manual': gcpKey,
  'azure/subscription': azureApp,
  'azure/billing-account': azureBilling,
};
