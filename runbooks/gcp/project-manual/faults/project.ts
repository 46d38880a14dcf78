import { createBillingAccount, createUser } from '../../../../src/simulator/gcp/seed.ts';
import type { Fault } from '../../../define-faults.ts';
import { minute } from '../../../time.ts';
import { billingUnlinked, readerIsViewer, readerMayNotWait } from '../../_project/faults.ts';
import { removeAccount } from '../../_world/account.ts';
import { signInWithRoles } from '../../_world/reader.ts';
import { ask, rights, signIn, typed } from '../../_world/reasons.ts';
import { type GcpWorld, switchOff } from '../../_world/world.ts';

/** The reader may use a second billing account. */
function addBillingAccount(subject: GcpWorld): void {
  const account = createBillingAccount(subject.world, {
    id: '0D0E0F-1A1B1C-2D2E2F',
    displayName: 'Second',
  });
  account.policy.policy.bindings.push({
    role: 'roles/billing.admin',
    members: ['user:alice@example.com'],
  });
}

/** The project, its billing, its APIs, and the reader. */
export const projectFaults: readonly Fault<GcpWorld>[] = [
  {
    name: 'project-mistyped',
    title: 'The project ID has a wrong digit',
    catalogue: 'F-097',
    breaks({ inputs, project }) {
      inputs.projectId = project.projectId.replace(/.$/, (last) => (last === '7' ? '8' : '7'));
    },
    expected: { reader: ['GCP-PROJECT-001'] },
    noCommand: typed,
  },
  {
    name: 'project-name-typed',
    title: "The reader typed the project's name, which is not its ID",
    catalogue: 'F-097',
    breaks({ inputs, project }) {
      project.name = 'shop-production';
      inputs.projectId = 'shop-production';
    },
    expected: { reader: ['GCP-PROJECT-002'] },
    noCommand: typed,
  },
  {
    name: 'project-hidden',
    title: 'The reader is signed in with an account that has no role in the project',
    catalogue: 'F-097',
    breaks: (subject) => signInWithRoles(subject),
    expected: { reader: ['GCP-PROJECT-001'] },
    noCommand: signIn,
  },
  {
    name: 'project-shut-down',
    title: 'The project was shut down',
    breaks({ project }) {
      project.lifecycleState = 'DELETE_REQUESTED';
    },
    expected: { reader: ['GCP-PROJECT-003'] },
    noCommand:
      'Whether a project that somebody shut down shall live again is not for a copied command to decide.',
  },
  {
    name: 'sign-in-expired',
    title: "The reader's sign-in has expired",
    catalogue: 'F-102',
    breaks(subject) {
      const { world } = subject;
      subject.reader = {
        gcp: createUser(world, { email: 'alice@example.com', expiresAt: world.clock.now() - 1000 }),
      };
    },
    expected: { reader: ['GCP-PROJECT-004'] },
    noCommand: signIn,
  },
  {
    name: 'resource-manager-off',
    title: 'The Cloud Resource Manager API is off, so nobody can look at the project',
    catalogue: 'F-085',
    breaks: (subject) => switchOff(subject, 'cloudresourcemanager'),
    expected: { reader: ['GCP-PROJECT-005'], spot: ['GCP-SPOT-005'] },
  },
  billingUnlinked,
  {
    name: 'billing-unlinked-several-accounts',
    title: 'The project has no billing account, and the reader has two to choose from',
    breaks(subject) {
      addBillingAccount(subject);
      delete subject.project.billingAccount;
    },
    expected: { reader: ['GCP-BILLING-001'], spot: ['GCP-SPOT-006'] },
    noCommand: 'Which of several billing accounts shall pay is for the reader to say.',
  },
  {
    name: 'billing-closed',
    title: 'The billing account was closed; there is another one',
    breaks(subject) {
      addBillingAccount(subject);
      for (const account of subject.world.gcp.billingAccounts.values())
        if (account.displayName !== 'Second') account.open = false;
    },
    expected: { reader: ['GCP-BILLING-002'], spot: ['GCP-SPOT-006'] },
  },
  {
    name: 'reader-is-editor',
    title: 'The reader is Editor: may create keys, may not grant roles',
    catalogue: 'F-091',
    breaks: (subject) => signInWithRoles(subject, 'roles/editor'),
    expected: { reader: ['GCP-READER-001'] },
    noCommand: rights,
  },
  readerIsViewer,
  readerMayNotWait,
  {
    name: 'compute-off-later',
    title: 'Somebody switched the Compute Engine API off after the connection was made',
    catalogue: 'F-085',
    breaks: (subject) => switchOff(subject, 'compute'),
    expected: { reader: ['GCP-API-003'], spot: ['GCP-SPOT-005'] },
    noCommand: ask,
  },
  {
    name: 'iam-api-off',
    title: 'The IAM API is off',
    catalogue: 'F-084',
    breaks: (subject) => switchOff(subject, 'iam'),
    expected: { reader: ['GCP-API-001'] },
  },
  {
    name: 'monitoring-and-gke-off',
    title: 'The APIs of Monitoring and Kubernetes Engine were never switched on',
    catalogue: 'F-085',
    step: 'apis',
    breaks(subject) {
      removeAccount(subject);
      switchOff(subject, 'monitoring', 'container');
    },
    expected: { reader: ['GCP-API-001', 'GCP-API-002'] },
  },
  {
    name: 'iam-api-just-switched-on',
    title: 'The IAM API was switched on seconds ago and does not answer yet',
    breaks({ world, project }) {
      project.services.set('iam.googleapis.com', world.clock.now() + 2 * minute);
    },
    expected: { reader: [] },
    expectedStatus: { check: 'gcp/apis', status: 'pending' },
    noCommand: 'Google needs a minute or two; nothing has to be done.',
  },
];
