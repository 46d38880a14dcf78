import {
  createServiceAccount,
  createServiceAccountKey,
  setServices,
} from '../../../src/simulator/gcp/seed.ts';
import type { CustomRole } from '../../../src/simulator/gcp/state.ts';
import type { Fault } from '../../define-faults.ts';
import { keyFromTerminal, rights, typed, withoutKey } from '../fault-set-up.ts';
import {
  accountOf,
  createOtherProject,
  type GcpWorld,
  grantRole,
  removeConnection,
  revokeRole,
  rolesOf,
} from '../gcp-world.ts';
import { faults as byHand } from '../project-manual/faults/index.ts';

const customRole = (subject: GcpWorld): CustomRole => {
  const role = subject.project.roles.get(subject.inputs.customRoleId as string);
  if (!role) throw new Error('The healthy world has no custom role.');
  return role;
};

const granted = (subject: GcpWorld) => rolesOf(subject)[0] as string;

/** The custom role is granted under a condition only. */
function conditioned(
  name: string,
  title: string,
  expression: (now: number) => string,
  more: Omit<Fault<GcpWorld>, 'name' | 'title' | 'breaks'>,
): Fault<GcpWorld> {
  return {
    name,
    title,
    ...more,
    breaks(subject) {
      revokeRole(subject, granted(subject));
      grantRole(subject, granted(subject), {
        title: 'limited',
        expression: expression(subject.world.clock.now()),
      });
    },
  };
}

const day = 24 * 3_600_000;
const at = (time: number) => `timestamp("${new Date(time).toISOString()}")`;

/** What goes wrong here as it does by hand, one of each check. */
const alike = [
  'billing-unlinked',
  'reader-is-viewer',
  'keys-forbidden',
  'account-disabled',
  'keys-of-earlier-attempts',
];

/** Ways in which the custom role goes wrong, and the script stops half-way. */
export const faults: readonly Fault<GcpWorld>[] = [
  ...byHand.filter(({ name }) => alike.includes(name)),
  {
    name: 'placeholder-left',
    title: "The reader ran Spot's line with another project's ID left in it",
    catalogue: 'F-102',
    breaks({ inputs }) {
      inputs.projectId = 'gcp-project-id';
    },
    expected: { reader: ['GCP-PROJECT-001'] },
    noCommand: typed,
  },
  {
    name: 'stopped-before-the-role',
    title: 'The script stopped after the service account: there is neither role nor key',
    breaks(subject) {
      revokeRole(subject);
      subject.project.roles.clear();
      withoutKey(subject);
    },
    expected: { reader: ['GCP-KEY-001', 'GCP-CUSTOMROLE-001'] },
    inputsAfterFix: keyFromTerminal,
  },
  {
    name: 'stopped-before-the-grant',
    title: 'The script stopped after the custom role: it is granted to nobody',
    breaks: (subject) => revokeRole(subject),
    expected: { reader: ['GCP-ROLE-001'], spot: ['GCP-SPOT-003'] },
  },
  {
    name: 'custom-role-missing',
    title: 'The custom role was made in another project',
    breaks(subject) {
      revokeRole(subject, granted(subject));
      const role = customRole(subject);
      subject.project.roles.clear();
      createOtherProject(subject).roles.set(role.roleId, role);
    },
    expected: { reader: ['GCP-CUSTOMROLE-001'], spot: ['GCP-SPOT-004'] },
  },
  {
    name: 'custom-role-deleted',
    title: 'Somebody deleted the custom role',
    catalogue: 'F-100',
    breaks(subject) {
      customRole(subject).deletedAt = subject.world.clock.now();
    },
    expected: { reader: ['GCP-CUSTOMROLE-002'], spot: ['GCP-SPOT-004'] },
  },
  {
    name: 'custom-role-disabled',
    title: 'The custom role is in the stage DISABLED',
    breaks(subject) {
      customRole(subject).stage = 'DISABLED';
    },
    expected: { reader: ['GCP-CUSTOMROLE-003'], spot: ['GCP-SPOT-004'] },
  },
  {
    name: 'custom-role-outdated',
    title: 'The custom role is from an older list and lacks permissions',
    breaks(subject) {
      const role = customRole(subject);
      role.includedPermissions = role.includedPermissions.filter(
        (one) => !/instanceGroups\.delete|^container\./.test(one),
      );
    },
    expected: { reader: ['GCP-CUSTOMROLE-004'], spot: ['GCP-SPOT-004'] },
  },
  {
    name: 'custom-role-gives-away-the-project',
    title:
      'Somebody added permissions to the custom role that let its holder take over the project',
    breaks: (subject) =>
      void customRole(subject).includedPermissions.push(
        'resourcemanager.projects.setIamPolicy',
        'iam.serviceAccountKeys.create',
      ),
    expected: { reader: ['GCP-CUSTOMROLE-005'] },
  },
  {
    name: 'service-account-user-taken-away',
    title:
      'Terraform rewrote the members of Service Account User, and this one is no longer among them',
    catalogue: 'F-104',
    breaks: (subject) => revokeRole(subject, 'roles/iam.serviceAccountUser'),
    expected: { reader: ['GCP-ROLE-002'], spot: ['GCP-SPOT-004'] },
  },
  {
    name: 'editor-besides',
    title: 'Editor of an earlier attempt is left beside the custom role',
    breaks: (subject) => grantRole(subject, 'roles/editor'),
    expected: { reader: ['GCP-ROLE-008'] },
  },
  conditioned(
    'grant-over',
    'The role was granted for a test, and the test is over',
    (now) => `request.time < ${at(now - day)}`,
    {
      expected: { reader: ['GCP-ROLE-003'], spot: ['GCP-SPOT-004'] },
    },
  ),
  conditioned(
    'grant-ends',
    'The role was granted for two weeks',
    (now) => `request.time < ${at(now + 14 * day)}`,
    {
      expected: { reader: ['GCP-ROLE-004'] },
    },
  ),
  conditioned(
    'grant-not-yet',
    'The role is granted from next week on',
    (now) => `request.time >= ${at(now + 7 * day)}`,
    {
      expected: { reader: ['GCP-ROLE-005'], spot: ['GCP-SPOT-004'] },
      expectedStatus: { check: 'gcp/custom-role-grant', status: 'undetermined' },
    },
  ),
  conditioned(
    'grant-for-some-machines',
    'The role is granted for machines of one name only',
    () => 'resource.name.endsWith("/instances/web-1")',
    {
      expected: { reader: ['GCP-ROLE-005'], spot: ['GCP-SPOT-004'] },
      expectedStatus: { check: 'gcp/custom-role-grant', status: 'undetermined' },
    },
  ),
  {
    name: 'key-file-reused',
    title: "The folder held another project's key file, which was handed to Spot",
    catalogue: 'F-103',
    breaks(subject) {
      const { world, inputs } = subject;
      const { projectId } = createOtherProject(subject);
      const account = createServiceAccount(world, {
        projectId,
        accountId: 'spotinst-role',
        roles: ['roles/editor'],
      });
      accountOf(subject).keys.clear();
      inputs.keyFile = createServiceAccountKey(world, account.email);
    },
    expected: { reader: ['GCP-KEY-003'], spot: ['GCP-SPOT-003'] },
    inputsAfterFix: keyFromTerminal,
  },
  {
    name: 'metrics-switched-off',
    title: 'Somebody switched off an API that the script had switched on',
    catalogue: 'F-085',
    breaks: ({ world, project }) => setServices(world, project.projectId, { off: ['monitoring'] }),
    expected: { reader: ['GCP-API-001'] },
  },
  {
    name: 'nothing-removed',
    title: 'Nothing was taken down',
    step: 'undo',
    breaks: () => undefined,
    expected: { reader: ['GCP-REMOVED-001', 'GCP-REMOVED-002', 'GCP-REMOVED-003'] },
  },
  {
    name: 'only-the-custom-role-left',
    title: 'The custom role is left',
    step: 'undo',
    breaks(subject) {
      revokeRole(subject);
      subject.world.gcp.serviceAccounts.delete(accountOf(subject).uniqueId);
    },
    expected: { reader: ['GCP-REMOVED-003'] },
  },
  {
    name: 'whether-the-custom-role-is-left-unseen',
    title: 'Everything was taken down, and whoever checks may not see custom roles',
    step: 'undo',
    breaks(subject) {
      removeConnection(subject);
      subject.limitReader([
        'resourcemanager.projects.get',
        'resourcemanager.projects.getIamPolicy',
        'iam.serviceAccounts.list',
        'iam.serviceAccounts.get',
      ]);
    },
    expected: { reader: [] },
    expectedStatus: { check: 'gcp/removed', status: 'undetermined' },
    noCommand: rights,
  },
];
