import type { Evidence, EvidenceKind } from '../../evidence/define-evidence.ts';
import {
  customRolePermissions,
  permissionsNeeded,
} from '../../evidence/gcp/_shared/spot-permissions.ts';
import accountCreationPolicy, {
  accountConstraint,
} from '../../evidence/gcp/account-creation-policy.ts';
import ancestorPolicies from '../../evidence/gcp/ancestor-policies.ts';
import billingAccountsKind from '../../evidence/gcp/billing-accounts.ts';
import billingInfoKind from '../../evidence/gcp/billing-info.ts';
import customRole from '../../evidence/gcp/custom-role.ts';
import customRoles from '../../evidence/gcp/custom-roles.ts';
import keyCreationPolicy, { keyConstraint } from '../../evidence/gcp/key-creation-policy.ts';
import keyFileKind from '../../evidence/gcp/key-file.ts';
import managedAccountCreationPolicy, {
  managedAccountConstraint,
} from '../../evidence/gcp/managed-account-creation-policy.ts';
import managedKeyCreationPolicy, {
  managedKeyConstraint,
} from '../../evidence/gcp/managed-key-creation-policy.ts';
import projectKind from '../../evidence/gcp/project.ts';
import projectPolicy from '../../evidence/gcp/project-policy.ts';
import { defineReaderRights } from '../../evidence/gcp/reader-rights.ts';
import serviceAccount from '../../evidence/gcp/service-account.ts';
import serviceAccountKeys from '../../evidence/gcp/service-account-keys.ts';
import services from '../../evidence/gcp/services.ts';
import spotGrants from '../../evidence/gcp/spot-grants.ts';
import spotSignIn from '../../evidence/gcp/spot-sign-in.ts';
import spotZones from '../../evidence/gcp/spot-zones.ts';
import visibleProjects from '../../evidence/gcp/visible-projects.ts';
import type { CheckResult } from '../report.ts';
import { defineLook, prints } from '../testing.ts';
import { requiredApis } from './apis/check.ts';

/** For tests only: what the commands print in a project where everything is right. */

export const now = new Date('2026-11-23T12:00:00Z');

const inputs = {
  projectId: 'shop-prod-482913',
  serviceAccountId: 'spotinst-role-act-550cdfc7',
  roleChoice: 'editor',
  customRoleId: 'spotinstCustomRole',
};

export const email = `${inputs.serviceAccountId}@${inputs.projectId}.iam.gserviceaccount.com`;
export const member = `serviceAccount:${email}`;
export const deletedMember = `deleted:${member}?uid=101234567890123456789`;
export const keyId = '0123456789abcdef0123456789abcdef01234567';
export const customRoleName = `projects/${inputs.projectId}/roles/${inputs.customRoleId}`;

export const keyEntry = (id: string, changes: object = {}) => ({
  name: `projects/${inputs.projectId}/serviceAccounts/${email}/keys/${id}`,
  validAfterTime: '2026-11-22T10:00:00Z',
  validBeforeTime: '9999-12-31T23:59:59Z',
  keyType: 'USER_MANAGED',
  ...changes,
});

export const keyFile = (changes: object = {}) => ({
  type: 'service_account',
  project_id: inputs.projectId,
  private_key_id: keyId,
  private_key: 1704,
  client_email: email,
  client_id: '102345678901234567890',
  auth_uri: 'https://accounts.google.com/o/oauth2/auth',
  token_uri: 'https://oauth2.googleapis.com/token',
  auth_provider_x509_cert_url: 'https://www.googleapis.com/oauth2/v1/certs',
  client_x509_cert_url: 'https://www.googleapis.com/robot/v1/metadata/x509/x',
  universe_domain: 'googleapis.com',
  ...changes,
});

/** A role, or one with the expression of its condition. */
export type Granted = string | readonly [role: string, expression: string];

export const bindings = (...roles: readonly Granted[]) => ({
  etag: 'BwY=',
  bindings: roles.map((role) =>
    typeof role === 'string'
      ? { role, members: [member, 'user:alice@example.com'] }
      : { role: role[0], members: [member], condition: { title: 'limited', expression: role[1] } },
  ),
});

const policy = (name: string, enforce: boolean) => ({
  name: `projects/123456789012/policies/${name}`,
  spec: { rules: [{ enforce }] },
});
export const enforced = (kind: EvidenceKind, name: string) => prints(kind, policy(name, true));

/** All that the guides' steps take of their reader. */
const readerPermissions = [
  'iam.roles.create',
  'iam.roles.get',
  'iam.serviceAccountKeys.create',
  'iam.serviceAccountKeys.list',
  'iam.serviceAccounts.create',
  'iam.serviceAccounts.get',
  'iam.serviceAccounts.list',
  'orgpolicy.policy.get',
  'resourcemanager.projects.get',
  'resourcemanager.projects.getIamPolicy',
  'resourcemanager.projects.setIamPolicy',
  'serviceusage.services.enable',
  'serviceusage.services.list',
  'serviceusage.services.use',
];

/** What each kind's command prints; unparsed. */
const printed: Record<string, unknown> = {
  [projectKind.id]: {
    ...{
      projectId: inputs.projectId,
      projectNumber: '123456789012',
      name: 'Shop',
      lifecycleState: 'ACTIVE',
    },
    parent: { type: 'organization', id: '998877665544' },
  },
  [visibleProjects.id]: [
    {
      projectId: inputs.projectId,
      projectNumber: '123456789012',
      name: 'Shop',
      lifecycleState: 'ACTIVE',
    },
    {
      projectId: 'shop-staging-77',
      projectNumber: '210987654321',
      name: 'shop-tests',
      lifecycleState: 'ACTIVE',
    },
  ],
  [billingInfoKind.id]: {
    name: `projects/${inputs.projectId}/billingInfo`,
    billingAccountName: 'billingAccounts/01A2B3-C4D5E6-F70819',
    billingEnabled: true,
  },
  [billingAccountsKind.id]: [{ name: 'billingAccounts/01A2B3-C4D5E6-F70819', open: true }],
  [services.id]: [...Object.keys(requiredApis), 'container.googleapis.com'].map((name) => ({
    config: { name },
    state: 'ENABLED',
  })),
  [keyCreationPolicy.id]: policy(keyConstraint, false),
  [managedKeyCreationPolicy.id]: policy(managedKeyConstraint, false),
  [accountCreationPolicy.id]: policy(accountConstraint, false),
  [managedAccountCreationPolicy.id]: policy(managedAccountConstraint, false),
  [serviceAccount.id]: [{ email, uniqueId: '102345678901234567890', projectId: inputs.projectId }],
  [serviceAccountKeys.id]: [keyEntry(keyId)],
  [projectPolicy.id]: bindings('roles/editor'),
  [ancestorPolicies.id]: [
    { type: 'project', id: inputs.projectId, policy: bindings('roles/editor') },
    { type: 'organization', id: '998877665544', policy: { etag: 'BwY=' } },
  ],
  [customRole.id]: {
    name: customRoleName,
    title: 'Spot',
    stage: 'GA',
    includedPermissions: customRolePermissions,
  },
  [customRoles.id]: {},
  [keyFileKind.id]: keyFile(),
  'gcp/reader-rights': { permissions: readerPermissions },
  [spotSignIn.id]: { signedIn: true },
  [spotGrants.id]: { permissions: permissionsNeeded('custom') },
  [spotZones.id]: { items: [{ name: 'europe-west1-b' }] },
};

export const absent = (code = 'NOT_FOUND'): Evidence => ({ status: 'absent', code, message: code });
export const denied = (
  code = 'PERMISSION_DENIED',
  message = 'The caller does not have permission',
): Evidence => ({
  status: 'denied',
  code,
  message,
});
export const unreachable: Evidence = { status: 'unreachable', message: 'time-out' };

/** Evidence of one kind from what its command printed. */
const allKinds: EvidenceKind[] = [
  accountCreationPolicy,
  ancestorPolicies,
  billingAccountsKind,
  billingInfoKind,
  customRole,
  customRoles,
  keyCreationPolicy,
  keyFileKind,
  managedAccountCreationPolicy,
  managedKeyCreationPolicy,
  projectKind,
  projectPolicy,
  serviceAccount,
  serviceAccountKeys,
  services,
  spotGrants,
  spotSignIn,
  spotZones,
  visibleProjects,
];

const healthyEvidence: Record<string, Evidence> = Object.assign(
  {},
  ...[...allKinds, defineReaderRights(readerPermissions)].map((kind) =>
    prints(kind, printed[kind.id]),
  ),
);

/** Runs a check on the healthy evidence with these changes. */
export const look = defineLook({ inputs, evidence: healthyEvidence, now });

export const commands = (result: CheckResult) => result.findings.flatMap(({ fix }) => fix.commands);
