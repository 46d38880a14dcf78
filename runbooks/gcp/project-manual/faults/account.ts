import {
  bind,
  createGroup,
  createRole,
  createServiceAccount,
  createUser,
  setOrgPolicy,
} from '../../../../src/simulator/gcp/seed.ts';
import type { Fault } from '../../../define-faults.ts';
import {
  deleteAccount,
  keyFromTerminal,
  onlySpot,
  withoutAccount,
  withoutKey,
} from '../../fault-set-up.ts';
import {
  accountOf,
  createOtherProject,
  type GcpWorld,
  grantRole,
  memberOf,
  revokeRole,
} from '../../gcp-world.ts';

const legacy = 'iam.disableServiceAccountKeyCreation';
const managed = 'iam.managed.disableServiceAccountKeyCreation';

/** The organization enforces constraints, as those made since May 2024 do. */
const enforce = ({ world, organization }: GcpWorld, ...constraints: string[]) => {
  for (const constraint of constraints)
    setOrgPolicy(world, `organizations/${organization.id}`, constraint, { enforce: true });
};

function keysForbidden(
  name: string,
  title: string,
  constraints: readonly string[],
  codes: readonly string[],
): Fault<GcpWorld> {
  return {
    name,
    title,
    catalogue: 'F-090',
    breaks(subject) {
      withoutKey(subject);
      enforce(subject, ...constraints);
    },
    expected: { reader: [...codes, 'GCP-KEY-001'] },
    inputsAfterFix: keyFromTerminal,
  };
}

export const accountFaults: readonly Fault<GcpWorld>[] = [
  {
    name: 'narrower-role-not-made',
    title: 'The reader chose the custom role, and nobody made it',
    inputs: { roleChoice: 'custom' },
    breaks(subject) {
      revokeRole(subject);
      subject.project.roles.clear();
    },
    expected: { reader: ['GCP-CUSTOMROLE-001'], spot: ['GCP-SPOT-003'] },
  },
  keysForbidden(
    'keys-forbidden',
    'The organization forbids keys, in the older form of the policy',
    [legacy],
    ['GCP-ORGPOLICY-001'],
  ),
  keysForbidden(
    'keys-forbidden-managed',
    'The organization forbids keys, in the managed form of the policy',
    [managed],
    ['GCP-ORGPOLICY-002'],
  ),
  keysForbidden(
    'keys-forbidden-twice',
    'The organization forbids keys in both forms',
    [legacy, managed],
    ['GCP-ORGPOLICY-001', 'GCP-ORGPOLICY-002'],
  ),
  {
    name: 'accounts-forbidden',
    title: 'The organization forbids creating service accounts',
    breaks(subject) {
      withoutAccount(subject);
      enforce(subject, 'iam.disableServiceAccountCreation');
    },
    expected: { reader: ['GCP-ORGPOLICY-003', 'GCP-ACCOUNT-001'] },
    inputsAfterFix: keyFromTerminal,
  },
  {
    name: 'accounts-forbidden-managed',
    title: 'The organization forbids creating service accounts, in the managed form of the policy',
    breaks(subject) {
      withoutAccount(subject);
      enforce(subject, 'iam.managed.disableServiceAccountCreation');
    },
    expected: { reader: ['GCP-ORGPOLICY-004', 'GCP-ACCOUNT-001'] },
    inputsAfterFix: keyFromTerminal,
  },
  {
    name: 'keys-forbidden-and-the-old-one-disabled',
    title: 'The organization forbids keys, and the only one there was is disabled',
    breaks(subject) {
      for (const one of accountOf(subject).keys.values()) one.disabled = true;
      enforce(subject, legacy);
    },
    expected: { reader: ['GCP-ORGPOLICY-001', 'GCP-KEY-007'], spot: ['GCP-SPOT-001'] },
  },
  {
    name: 'custom-role-that-grants',
    title: 'A custom role that may grant roles was given to the service account besides Editor',
    breaks(subject) {
      createRole(subject.world, `projects/${subject.project.projectId}`, {
        roleId: 'helpful',
        title: 'Helpful',
        includedPermissions: ['resourcemanager.projects.setIamPolicy'],
      });
      grantRole(subject, `projects/${subject.project.projectId}/roles/helpful`);
    },
    expected: { reader: [], spot: ['GCP-SPOT-007'] },
    noCommand: 'Which role brings a permission is not seen from here.',
  },
  {
    name: 'account-missing',
    title: 'The service account was not created',
    breaks: withoutAccount,
    expected: { reader: ['GCP-ACCOUNT-001'] },
    inputsAfterFix: keyFromTerminal,
  },
  {
    name: 'account-disabled',
    title: 'Somebody disabled the service account',
    catalogue: 'F-094',
    breaks(subject) {
      accountOf(subject).disabled = true;
    },
    expected: { reader: ['GCP-ACCOUNT-002'], spot: ['GCP-SPOT-002'] },
  },
  {
    name: 'account-deleted',
    title: 'Somebody deleted the service account; its roles are left',
    catalogue: 'F-094',
    breaks: deleteAccount,
    expected: { reader: ['GCP-ACCOUNT-003'], spot: ['GCP-SPOT-002'] },
    inputsAfterFix: keyFromTerminal,
  },
  {
    name: 'account-recreated',
    title: 'The service account was deleted and created again: role and key belong to the old one',
    catalogue: 'F-087',
    breaks(subject) {
      deleteAccount(subject);
      const { world, project, inputs } = subject;
      const old = accountOf(subject);
      createServiceAccount(world, {
        projectId: project.projectId,
        accountId: inputs.serviceAccountId as string,
      });
      // The newer one is what the address names.
      world.gcp.serviceAccounts.delete(old.uniqueId);
      world.gcp.serviceAccounts.set(old.uniqueId, old);
    },
    expected: { reader: ['GCP-ROLE-006', 'GCP-KEY-006'], spot: ['GCP-SPOT-001'] },
    inputsAfterFix: keyFromTerminal,
  },
  {
    name: 'role-missing',
    title: 'The service account was given no role',
    catalogue: 'F-088',
    breaks: (subject) => revokeRole(subject),
    expected: { reader: ['GCP-ROLE-001'], spot: ['GCP-SPOT-003'] },
  },
  {
    name: 'role-in-another-project',
    title: 'Editor was granted in another project',
    catalogue: 'F-088',
    breaks(subject) {
      revokeRole(subject);
      const { projectId } = createOtherProject(subject);
      bind(subject.world, `projects/${projectId}`, 'roles/editor', memberOf(subject));
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
    name: 'owner-of-the-organization',
    title: 'The service account is Owner of the whole organization',
    breaks: (subject) =>
      bind(
        subject.world,
        `organizations/${subject.organization.id}`,
        'roles/owner',
        memberOf(subject),
      ),
    expected: { reader: ['GCP-ROLE-008'] },
    noCommand:
      'What is granted above the project is for an administrator of the organization to take away.',
  },
  {
    name: 'role-above-unseen',
    title: 'Editor is granted on the organization, where the reader may not look',
    breaks(subject) {
      const { world, project, organization } = subject;
      revokeRole(subject);
      bind(world, `organizations/${organization.id}`, 'roles/editor', memberOf(subject));
      subject.reader = {
        gcp: createUser(world, {
          email: 'bob@example.com',
          projectId: project.projectId,
          roles: { [`projects/${project.projectId}`]: ['roles/owner'] },
        }),
      };
    },
    expected: { reader: ['GCP-ROLE-007'], spot: [] },
    expectedStatus: { check: 'gcp/editor-grant', status: 'undetermined' },
  },
  {
    name: 'role-through-a-group',
    title: 'A group is Editor; whether the service account belongs to it cannot be seen',
    breaks(subject) {
      const { world, project } = subject;
      revokeRole(subject);
      createGroup(world, 'spot@example.com', [memberOf(subject)]);
      bind(world, `projects/${project.projectId}`, 'roles/editor', 'group:spot@example.com');
    },
    expected: { reader: [], spot: [] },
    expectedStatus: { check: 'gcp/editor-grant', status: 'undetermined' },
    noCommand: onlySpot,
  },
];
