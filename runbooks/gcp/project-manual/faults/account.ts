import {
  bind,
  createGroup,
  createRole,
  createServiceAccount,
} from '../../../../src/simulator/gcp/seed.ts';
import type { Fault } from '../../../define-faults.ts';
import { accountDisabled, keysForbidden, keysForbiddenFault } from '../../_project/faults.ts';
import { deleteAccount, removeAccount } from '../../_world/account.ts';
import { findKey, takePrintedKey } from '../../_world/key-file.ts';
import { enforce, noKeys, noKeysManaged } from '../../_world/organization.ts';
import { signInWithRoles } from '../../_world/reader.ts';
import { ask, askGiver, onlySpot } from '../../_world/reasons.ts';
import {
  createOtherProject,
  findAccount,
  formatMember,
  formatProjectName,
  type GcpWorld,
  grantRole,
  removeCustomRoles,
  revokeRole,
} from '../../_world/world.ts';

/** The organization's policies, the service account and its roles. */
export const accountFaults: readonly Fault<GcpWorld>[] = [
  {
    name: 'narrower-role-not-made',
    title: 'The reader chose the custom role, and nobody made it',
    inputs: { roleChoice: 'custom' },
    breaks(subject) {
      revokeRole(subject);
      removeCustomRoles(subject);
    },
    expected: { reader: ['GCP-CUSTOMROLE-001'], spot: ['GCP-SPOT-003'] },
  },
  keysForbidden,
  keysForbiddenFault(
    'keys-forbidden-managed',
    'The organization forbids keys, in the managed form of the policy',
    [noKeysManaged],
    ['GCP-ORGPOLICY-002'],
  ),
  keysForbiddenFault(
    'keys-forbidden-twice',
    'The organization forbids keys in both forms',
    [noKeys, noKeysManaged],
    ['GCP-ORGPOLICY-001', 'GCP-ORGPOLICY-002'],
  ),
  {
    name: 'accounts-forbidden',
    title: 'The organization forbids creating service accounts',
    breaks(subject) {
      removeAccount(subject);
      enforce(subject, 'iam.disableServiceAccountCreation');
    },
    expected: { reader: ['GCP-ORGPOLICY-003', 'GCP-ACCOUNT-001'] },
    noCommand: ask,
  },
  {
    name: 'accounts-forbidden-managed',
    title: 'The organization forbids creating service accounts, in the managed form of the policy',
    breaks(subject) {
      removeAccount(subject);
      enforce(subject, 'iam.managed.disableServiceAccountCreation');
    },
    expected: { reader: ['GCP-ORGPOLICY-004', 'GCP-ACCOUNT-001'] },
    noCommand: ask,
  },
  {
    name: 'keys-forbidden-and-the-old-one-disabled',
    title: 'The organization forbids keys, and the only one there was is disabled',
    breaks(subject) {
      findKey(subject).disabled = true;
      enforce(subject, noKeys);
    },
    expected: { reader: ['GCP-ORGPOLICY-001', 'GCP-KEY-007'], spot: ['GCP-SPOT-001'] },
    noCommand: ask,
  },
  {
    name: 'custom-role-that-grants',
    title: 'A custom role that may grant roles was given to the service account besides Editor',
    breaks(subject) {
      createRole(subject.world, formatProjectName(subject), {
        roleId: 'helpful',
        title: 'Helpful',
        includedPermissions: ['resourcemanager.projects.setIamPolicy'],
      });
      grantRole(subject, `${formatProjectName(subject)}/roles/helpful`);
    },
    expected: { reader: ['GCP-ROLE-009'], spot: ['GCP-SPOT-007'] },
    noCommand: 'Which role brings a permission is not seen from here.',
  },
  {
    name: 'account-missing',
    title: 'The service account was not created',
    breaks: removeAccount,
    expected: { reader: ['GCP-ACCOUNT-001'] },
    correctInputs: takePrintedKey,
  },
  accountDisabled,
  {
    name: 'account-deleted',
    title: 'Somebody deleted the service account; its roles are left',
    catalogue: 'F-094',
    breaks: deleteAccount,
    expected: { reader: ['GCP-ACCOUNT-003'], spot: ['GCP-SPOT-002'] },
    correctInputs: takePrintedKey,
  },
  {
    name: 'account-recreated',
    title: 'The service account was deleted and created again: role and key belong to the old one',
    catalogue: 'F-087',
    breaks(subject) {
      deleteAccount(subject);
      const { world, project, inputs } = subject;
      const old = findAccount(subject);
      createServiceAccount(world, {
        projectId: project.projectId,
        accountId: inputs.serviceAccountId,
      });
      // The newer one is what the address names.
      world.gcp.serviceAccounts.delete(old.uniqueId);
      world.gcp.serviceAccounts.set(old.uniqueId, old);
    },
    expected: { reader: ['GCP-ROLE-006', 'GCP-KEY-006'], spot: ['GCP-SPOT-001'] },
    correctInputs: takePrintedKey,
  },
  {
    name: 'role-missing',
    title: 'The service account was given no role',
    catalogue: 'F-088',
    breaks: (subject) => revokeRole(subject),
    expected: { reader: ['GCP-ROLE-001'], spot: ['GCP-SPOT-003'] },
  },
  {
    name: 'role-for-a-similar-account',
    title: 'The role was given to a service account whose name differs in a character',
    breaks(subject) {
      revokeRole(subject);
      const { world, project, inputs } = subject;
      const { email } = createServiceAccount(world, {
        projectId: project.projectId,
        accountId: inputs.serviceAccountId.replace(/.$/, (last) => (last === '1' ? '2' : '1')),
      });
      bind(world, formatProjectName(subject), 'roles/editor', `serviceAccount:${email}`);
    },
    expected: { reader: ['GCP-ROLE-010'], spot: ['GCP-SPOT-003'] },
  },
  {
    name: 'account-id-differs-in-a-character',
    title: 'The ID on the page differs in a character from that of the service account',
    catalogue: 'F-086',
    breaks({ inputs }) {
      inputs.serviceAccountId = inputs.serviceAccountId.replace(/.$/, (last) =>
        last === '1' ? '2' : '1',
      );
    },
    expected: { reader: ['GCP-ACCOUNT-001'] },
    correctInputs: takePrintedKey,
  },
  {
    name: 'role-in-another-project',
    title: 'Editor was granted in another project',
    catalogue: 'F-088',
    breaks(subject) {
      revokeRole(subject);
      const { projectId } = createOtherProject(subject);
      bind(subject.world, `projects/${projectId}`, 'roles/editor', formatMember(subject));
    },
    expected: { reader: ['GCP-ROLE-001'], spot: ['GCP-SPOT-003'] },
  },
  {
    name: 'viewer-instead-of-editor',
    title: 'The service account is Viewer only',
    catalogue: 'F-088',
    breaks(subject) {
      revokeRole(subject);
      grantRole(subject, 'roles/viewer');
    },
    expected: { reader: ['GCP-ROLE-002'], spot: ['GCP-SPOT-004'] },
  },
  {
    name: 'owner-instead-of-editor',
    title: 'The service account was made Owner',
    breaks(subject) {
      revokeRole(subject);
      grantRole(subject, 'roles/owner');
    },
    expected: { reader: ['GCP-ROLE-008'] },
  },
  {
    name: 'may-grant-roles-too',
    title: 'The service account is Editor, and may also change who has which role',
    breaks: (subject) => grantRole(subject, 'roles/resourcemanager.projectIamAdmin'),
    expected: { reader: ['GCP-ROLE-008'] },
  },
  {
    name: 'storage-admin-too',
    title: 'The service account is Editor, and has a role with rights that Editor leaves out',
    breaks: (subject) => grantRole(subject, 'roles/storage.admin'),
    expected: { reader: ['GCP-ROLE-009'] },
    noCommand: askGiver,
  },
  {
    name: 'viewer-of-the-organization',
    title: 'The service account may look at everything in the organization',
    breaks: (subject) =>
      bind(
        subject.world,
        `organizations/${subject.organization.id}`,
        'roles/viewer',
        formatMember(subject),
      ),
    expected: { reader: ['GCP-ROLE-009'] },
    noCommand: askGiver,
  },
  {
    name: 'owner-of-the-organization',
    title: 'The service account is Owner of the whole organization',
    breaks: (subject) =>
      bind(
        subject.world,
        `organizations/${subject.organization.id}`,
        'roles/owner',
        formatMember(subject),
      ),
    expected: { reader: ['GCP-ROLE-008'] },
    noCommand:
      'What is granted above the project is for an administrator of the organization to take away.',
  },
  {
    name: 'role-above-unseen',
    title: 'Editor is granted on the organization, where the reader may not look',
    breaks(subject) {
      const { world, organization } = subject;
      revokeRole(subject);
      bind(world, `organizations/${organization.id}`, 'roles/editor', formatMember(subject));
      signInWithRoles(subject, 'roles/owner');
    },
    expected: { reader: ['GCP-ROLE-007'], spot: [] },
    expectedStatus: { check: 'gcp/editor-grant', status: 'undetermined' },
  },
  {
    name: 'role-through-a-group',
    title: 'A group is Editor; whether the service account belongs to it cannot be seen',
    breaks(subject) {
      const { world } = subject;
      revokeRole(subject);
      createGroup(world, 'spot@example.com', [formatMember(subject)]);
      bind(world, formatProjectName(subject), 'roles/editor', 'group:spot@example.com');
    },
    expected: { reader: [], spot: [] },
    expectedStatus: { check: 'gcp/editor-grant', status: 'undetermined' },
    noCommand: onlySpot,
  },
];
