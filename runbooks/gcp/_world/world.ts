import { customRolePermissions } from '../../../src/evidence/gcp/_shared/spot-permissions.ts';
import type { Identities } from '../../../src/simulator/command-line.ts';
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
} from '../../../src/simulator/gcp/seed.ts';
import type {
  CustomRole,
  GcpIdentity,
  GcpOrganization,
  GcpProject,
  ServiceAccount,
} from '../../../src/simulator/gcp/state.ts';
import type { Simulator } from '../../../src/simulator/index.ts';
import { type InputsOf, type ProofWorld, readInput } from '../../define-faults.ts';
import type { gcpInputs } from '../_project/inputs.ts';

type Inputs = InputsOf<{ inputs: ReturnType<typeof gcpInputs> }, 'customRoleId' | 'keyFile'>;

/** A world around one project of Google Cloud. */
export interface GcpWorld extends ProofWorld<Inputs> {
  organization: GcpOrganization;
  project: GcpProject;
  reader: Identities & { gcp: GcpIdentity };
}

const readerEmail = 'alice@example.com';
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
    parent: standalone ? undefined : parent,
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
  const inputs: Inputs = {
    projectId,
    serviceAccountId: options.serviceAccountId ?? 'spotinst-role-act-550cdfc7',
    roleChoice,
  };
  if (roleChoice === 'custom')
    inputs.customRoleId = options.customRoleId ?? 'spotinstCustomRoleact550cdfc7';
  return {
    world,
    organization,
    project,
    inputs,
    reader: { gcp: reader },
    spot: {},
    limitReader: (rights) =>
      limitUser(
        world,
        reader,
        projectId,
        rights.filter((right) => !right.startsWith('roles/')),
      ),
  };
}

/** The world as the guide leaves it. */
export function createHealthyWorld(simulator: Simulator, options: GcpWorldOptions = {}): GcpWorld {
  const subject = createEmptyWorld(simulator, options);
  const { world, project, inputs } = subject;
  setServices(world, project.projectId, { on: guideApis });
  createServiceAccount(world, {
    projectId: project.projectId,
    accountId: inputs.serviceAccountId,
  });
  if (inputs.roleChoice === 'custom') {
    createRole(world, `projects/${project.projectId}`, {
      roleId: readInput(subject, 'customRoleId'),
      title: 'Spot',
      includedPermissions: customRolePermissions,
    });
  }
  for (const role of listRoles(subject)) grantRole(subject, role);
  inputs.keyFile = createServiceAccountKey(world, formatEmail(subject));
  return subject;
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
export function removeConnection(subject: GcpWorld): void {
  const { world, project, inputs } = subject;
  unbind(world, `projects/${project.projectId}`, formatMember(subject));
  world.gcp.serviceAccounts.delete(findAccount(subject).uniqueId);
  const role = project.roles.get(inputs.customRoleId ?? '');
  if (role) role.deletedAt = world.clock.now();
}

/** The project's name as a node of the resource hierarchy. */
export function formatProjectName({ project }: GcpWorld): `projects/${string}` {
  return `projects/${project.projectId}`;
}

/** Address of the guide's service account. */
export function formatEmail({ project, inputs }: GcpWorld): string {
  return `${inputs.serviceAccountId}@${project.projectId}.iam.gserviceaccount.com`;
}

/** The guide's service account, as policies name it. */
export function formatMember(subject: GcpWorld): string {
  return `serviceAccount:${formatEmail(subject)}`;
}

/** The roles that the guide grants on the chosen path. */
export function listRoles(subject: GcpWorld): [string, ...string[]] {
  if (subject.inputs.roleChoice !== 'custom') return ['roles/editor'];
  const own = `${formatProjectName(subject)}/roles/${readInput(subject, 'customRoleId')}`;
  return [own, 'roles/iam.serviceAccountUser'];
}

/** Grants a role in the project to the service account. */
export function grantRole(
  subject: GcpWorld,
  role: string,
  condition?: Parameters<typeof bind>[4],
): void {
  bind(subject.world, formatProjectName(subject), role, formatMember(subject), condition);
}

/**
 * Takes a role in the project away from the service account; all without a name. Throws an Error
 * when it has none to take.
 */
export function revokeRole(subject: GcpWorld, role?: string): void {
  const member = formatMember(subject);
  const isHeld = subject.project.policy.policy.bindings.some(
    (binding) => binding.members.includes(member) && (role ?? binding.role) === binding.role,
  );
  if (!isHeld)
    throw new Error(`${member} has no ${role ?? 'role'} in the project; none can be taken away.`);
  unbind(subject.world, formatProjectName(subject), member, role);
}

/** Switches APIs off. Throws an Error for one that is not on. */
export function switchOff(subject: GcpWorld, ...apis: string[]): void {
  const { world, project } = subject;
  for (const api of apis)
    if (!project.services.has(`${api}.googleapis.com`))
      throw new Error(`The API ${api} is not on in the project; it cannot be switched off.`);
  setServices(world, project.projectId, { off: apis });
}

/** The custom role of the guide. Throws an Error when the world has none. */
export function findCustomRole(subject: GcpWorld): CustomRole {
  const id = readInput(subject, 'customRoleId');
  const role = subject.project.roles.get(id);
  if (!role) throw new Error(`The project has no custom role ${id}; it cannot be changed.`);
  return role;
}

/** Deletes all custom roles of the project, as if they had never been made. */
export function removeCustomRoles({ project }: GcpWorld): void {
  if (project.roles.size === 0)
    throw new Error('The project has no custom roles; none can be removed.');
  project.roles.clear();
}

/** The service account of the guide, deleted or not. */
export function findAccount(subject: GcpWorld): ServiceAccount {
  const account = [...subject.world.gcp.serviceAccounts.values()].find(
    ({ email }) => email === formatEmail(subject),
  );
  if (!account) throw new Error(`The world has no service account ${formatEmail(subject)}.`);
  return account;
}
