import { customRolePermissions } from '../../src/evidence/gcp/_shared/spot-permissions.ts';
import type { Identities } from '../../src/simulator/command-line.ts';
import {
  bind,
  createBillingAccount,
  createOrganization,
  createProject,
  createRole,
  createServiceAccount,
  createServiceAccountKey,
  createUser,
  limitUser,
  setServices,
  unbind,
} from '../../src/simulator/gcp/seed.ts';
import type {
  GcpIdentity,
  GcpOrganization,
  GcpProject,
  ServiceAccount,
} from '../../src/simulator/gcp/state.ts';
import type { Simulator } from '../../src/simulator/index.ts';
import type { ProofWorld } from '../define-faults.ts';

/** A world around one project of Google Cloud. */
export interface GcpWorld extends ProofWorld {
  organization: GcpOrganization;
  project: GcpProject;
  reader: Identities & { gcp: GcpIdentity };
}

export const readerEmail = 'alice@example.com';
const billingAccount = '01A2B3-C4D5E6-F70819';

/** APIs that both guides switch on. */
const guideApis = [
  'cloudresourcemanager',
  'cloudbilling',
  'orgpolicy',
  'iam',
  'compute',
  'container',
  'monitoring',
  'servicemanagement',
];

export interface GcpWorldOptions {
  roleChoice?: string;
  projectId?: string;
  /** A project that belongs to no organization. */
  standalone?: boolean;
  serviceAccountId?: string;
  customRoleId?: string;
}

/**
 * The world before the guide starts: a project fresh from the console, and its owner, who may also
 * change policies of the organization.
 */
export function createEmptyWorld(simulator: Simulator, options: GcpWorldOptions = {}): GcpWorld {
  const world = simulator.createWorld();
  // Google knows a service account by its address, so no two worlds may have the same project.
  const {
    projectId = `shop-prod-${world.id}`,
    roleChoice = 'editor',
    standalone = false,
  } = options;
  const organization = createOrganization(world);
  createBillingAccount(world, { id: billingAccount });
  const parent = `organizations/${organization.id}`;
  const project = createProject(world, {
    projectId,
    name: 'Shop production',
    billingAccount,
    ...(standalone ? {} : { parent }),
  });
  const reader = createUser(world, {
    email: readerEmail,
    projectId,
    roles: {
      [`projects/${projectId}`]: ['roles/owner'],
      [parent]: ['roles/orgpolicy.policyAdmin', 'roles/iam.securityReviewer'],
      [`billingAccounts/${billingAccount}`]: ['roles/billing.admin'],
    },
  });
  return {
    ...{ world, organization, project, reader: { gcp: reader }, spot: {} },
    limitReader: (rights) =>
      limitUser(
        world,
        reader,
        projectId,
        rights.filter((right) => !right.startsWith('roles/')),
      ),
    inputs: {
      projectId,
      serviceAccountId: options.serviceAccountId ?? 'spotinst-role-act-550cdfc7',
      roleChoice,
      ...(roleChoice === 'custom'
        ? { customRoleId: options.customRoleId ?? 'spotinstCustomRoleact550cdfc7' }
        : {}),
    },
  };
}

/** The world as the guide leaves it. */
export function createHealthyWorld(simulator: Simulator, options: GcpWorldOptions = {}): GcpWorld {
  const healthy = createEmptyWorld(simulator, options);
  const { world, project, inputs } = healthy;
  setServices(world, project.projectId, { on: guideApis });
  createServiceAccount(world, {
    projectId: project.projectId,
    accountId: inputs.serviceAccountId as string,
  });
  if (inputs.roleChoice === 'custom') {
    createRole(world, `projects/${project.projectId}`, {
      roleId: inputs.customRoleId as string,
      title: 'Spot',
      includedPermissions: customRolePermissions,
    });
  }
  for (const role of rolesOf(healthy)) grantRole(healthy, role);
  inputs.keyFile = createServiceAccountKey(world, emailOf(healthy));
  return healthy;
}

/** Another project of the same people; its ID is like no other world's. */
export function createOtherProject({ world, reader }: GcpWorld): GcpProject {
  const projectId = `shop-staging-${world.id}`;
  const project = createProject(world, {
    projectId,
    name: 'Shop staging',
    enabledApis: ['iam', 'cloudresourcemanager', 'compute'],
  });
  bind(world, `projects/${projectId}`, 'roles/owner', `user:${reader.gcp.email}`);
  return project;
}

/** Takes away everything that the guide creates, as its undo step does. */
export function removeConnection(healthy: GcpWorld): void {
  const { world, project, inputs } = healthy;
  unbind(world, `projects/${project.projectId}`, memberOf(healthy));
  world.gcp.serviceAccounts.delete(accountOf(healthy).uniqueId);
  const role = project.roles.get(inputs.customRoleId ?? '');
  if (role) role.deletedAt = world.clock.now();
}

export const emailOf = ({ project, inputs }: GcpWorld) =>
  `${inputs.serviceAccountId}@${project.projectId}.iam.gserviceaccount.com`;
export const memberOf = (healthy: GcpWorld) => `serviceAccount:${emailOf(healthy)}`;

/** The roles that the guide grants on the chosen path. */
export function rolesOf({ project, inputs }: GcpWorld): string[] {
  if (inputs.roleChoice !== 'custom') return ['roles/editor'];
  return [
    `projects/${project.projectId}/roles/${inputs.customRoleId}`,
    'roles/iam.serviceAccountUser',
  ];
}

/** Grants a role in the project to the service account. */
export function grantRole(
  healthy: GcpWorld,
  role: string,
  condition?: Parameters<typeof bind>[4],
): void {
  bind(healthy.world, `projects/${healthy.project.projectId}`, role, memberOf(healthy), condition);
}

/** Takes a role in the project away from the service account; all without a name. */
export function revokeRole(healthy: GcpWorld, role?: string): void {
  unbind(healthy.world, `projects/${healthy.project.projectId}`, memberOf(healthy), role);
}

/** The service account of the guide, deleted or not. */
export function accountOf(healthy: GcpWorld): ServiceAccount {
  const account = [...healthy.world.gcp.serviceAccounts.values()].find(
    ({ email }) => email === emailOf(healthy),
  );
  if (!account) throw new Error(`The world has no service account ${emailOf(healthy)}.`);
  return account;
}

/** The key in the inputs, as Google stores it. */
export function keyOf(healthy: GcpWorld) {
  const id =
    (JSON.parse(healthy.inputs.keyFile ?? '{}') as { private_key_id?: string }).private_key_id ??
    '';
  const key = accountOf(healthy).keys.get(id);
  if (!key) throw new Error(`The service account has no key ${id}.`);
  return key;
}
