import type { Fault } from '../../define-faults.ts';
import { day } from '../../time.ts';
import {
  accountDisabled,
  billingUnlinked,
  keysForbidden,
  keysOfEarlierAttempts,
  readerIsViewer,
} from '../_project/faults.ts';
import { removeKey, takeOtherKey, takePrintedKey } from '../_world/key-file.ts';
import { ask, askGiver, rights, typed } from '../_world/reasons.ts';
import {
  createOtherProject,
  findAccount,
  findCustomRole,
  type GcpWorld,
  grantRole,
  listRoles,
  removeConnection,
  removeCustomRoles,
  revokeRole,
  switchOff,
} from '../_world/world.ts';

/** The custom role is granted under a condition only. */
function conditionFault(
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
      const [granted] = listRoles(subject);
      revokeRole(subject, granted);
      grantRole(subject, granted, {
        title: 'limited',
        expression: expression(subject.world.clock.now()),
      });
    },
  };
}

/** A moment (epoch milliseconds) as conditions write it. */
function formatTimestamp(time: number): string {
  return `timestamp("${new Date(time).toISOString()}")`;
}

/** Ways in which the custom role goes wrong, and the script stops half-way. */
export const faults: readonly Fault<GcpWorld>[] = [
  billingUnlinked,
  readerIsViewer,
  keysForbidden,
  accountDisabled,
  keysOfEarlierAttempts,
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
      removeCustomRoles(subject);
      removeKey(subject);
    },
    expected: { reader: ['GCP-KEY-001', 'GCP-CUSTOMROLE-001'] },
    correctInputs: takePrintedKey,
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
      revokeRole(subject, listRoles(subject)[0]);
      const role = findCustomRole(subject);
      removeCustomRoles(subject);
      createOtherProject(subject).roles.set(role.roleId, role);
    },
    expected: { reader: ['GCP-CUSTOMROLE-001'], spot: ['GCP-SPOT-004'] },
  },
  {
    name: 'custom-role-deleted',
    title: 'Somebody deleted the custom role',
    catalogue: 'F-100',
    breaks(subject) {
      findCustomRole(subject).deletedAt = subject.world.clock.now();
    },
    expected: { reader: ['GCP-CUSTOMROLE-002'], spot: ['GCP-SPOT-004'] },
  },
  {
    name: 'custom-role-disabled',
    title: 'The custom role is in the stage DISABLED',
    breaks(subject) {
      findCustomRole(subject).stage = 'DISABLED';
    },
    expected: { reader: ['GCP-CUSTOMROLE-003'], spot: ['GCP-SPOT-004'] },
    noCommand: ask,
  },
  {
    name: 'custom-role-outdated',
    title: 'The custom role is from an older list and lacks permissions',
    breaks(subject) {
      const role = findCustomRole(subject);
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
      void findCustomRole(subject).includedPermissions.push(
        'resourcemanager.projects.setIamPolicy',
        'iam.serviceAccountKeys.create',
      ),
    expected: { reader: ['GCP-CUSTOMROLE-005'] },
  },
  {
    name: 'custom-role-holds-more',
    title: 'The custom role lets its holder read and change files, which Spot does not need',
    breaks: (subject) =>
      void findCustomRole(subject).includedPermissions.push(
        'storage.objects.get',
        'storage.objects.update',
      ),
    expected: { reader: ['GCP-CUSTOMROLE-006'] },
    noCommand: askGiver,
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
    name: 'editor-fills-the-gaps-of-the-custom-role',
    title: 'The custom role lacks a permission, which Spot has through Editor alone',
    breaks(subject) {
      const role = findCustomRole(subject);
      role.includedPermissions = role.includedPermissions.filter(
        (one) => one !== 'compute.disks.use',
      );
      grantRole(subject, 'roles/editor');
    },
    expected: { reader: ['GCP-ROLE-008'], spot: [] },
  },
  {
    name: 'editor-besides',
    title: 'Editor of an earlier attempt is left beside the custom role',
    breaks: (subject) => grantRole(subject, 'roles/editor'),
    expected: { reader: ['GCP-ROLE-008'] },
  },
  conditionFault(
    'grant-over',
    'The role was granted for a test, and the test is over',
    (now) => `request.time < ${formatTimestamp(now - day)}`,
    {
      expected: { reader: ['GCP-ROLE-003'], spot: ['GCP-SPOT-004'] },
      noCommand: ask,
    },
  ),
  conditionFault(
    'grant-ends',
    'The role was granted for two weeks',
    (now) => `request.time < ${formatTimestamp(now + 14 * day)}`,
    {
      expected: { reader: ['GCP-ROLE-004'] },
      noCommand: ask,
    },
  ),
  conditionFault(
    'grant-not-yet',
    'The role is granted from next week on',
    (now) => `request.time >= ${formatTimestamp(now + 7 * day)}`,
    {
      expected: { reader: ['GCP-ROLE-005'], spot: ['GCP-SPOT-004'] },
      noCommand: ask,
      expectedStatus: { check: 'gcp/custom-role-grant', status: 'undetermined' },
    },
  ),
  conditionFault(
    'grant-for-some-machines',
    'The role is granted for machines of one name only',
    () => 'resource.name.endsWith("/instances/web-1")',
    {
      expected: { reader: ['GCP-ROLE-005'], spot: ['GCP-SPOT-004'] },
      noCommand: ask,
      expectedStatus: { check: 'gcp/custom-role-grant', status: 'undetermined' },
    },
  ),
  {
    name: 'key-file-reused',
    title: "The folder held another project's key file, which was handed to Spot",
    catalogue: 'F-103',
    breaks(subject) {
      const { projectId } = createOtherProject(subject);
      takeOtherKey(subject, { projectId, accountId: 'spotinst-role', roles: ['roles/editor'] });
    },
    expected: { reader: ['GCP-KEY-003'], spot: ['GCP-SPOT-003'] },
    correctInputs: takePrintedKey,
  },
  {
    name: 'metrics-switched-off',
    title: 'Somebody switched off an API that the script had switched on',
    catalogue: 'F-085',
    breaks: (subject) => switchOff(subject, 'monitoring'),
    expected: { reader: ['GCP-API-003'] },
    noCommand: ask,
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
      subject.world.gcp.serviceAccounts.delete(findAccount(subject).uniqueId);
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
