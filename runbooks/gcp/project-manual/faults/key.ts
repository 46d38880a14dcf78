import {
  createServiceAccount,
  createServiceAccountKey,
} from '../../../../src/simulator/gcp/seed.ts';
import { addServiceAccountKey } from '../../../../src/simulator/gcp/service-accounts.ts';
import type { Fault } from '../../../define-faults.ts';
import { editKeyFile, keyFromTerminal, withoutKey } from '../../fault-set-up.ts';
import { accountOf, createOtherProject, type GcpWorld, keyOf } from '../../gcp-world.ts';

const day = 24 * 3_600_000;

/** Further keys of the service account. */
function addKeys(subject: GcpWorld, count: number) {
  return Array.from(
    { length: count },
    () => addServiceAccountKey(subject.world, accountOf(subject)).key,
  );
}

/** The reader typed in another file. */
function file(
  name: string,
  title: string,
  content: object | string,
  codes: readonly string[],
  more: Partial<Fault<GcpWorld>> = {},
): Fault<GcpWorld> {
  return {
    name,
    title,
    catalogue: 'F-095',
    breaks(subject) {
      withoutKey(subject);
      subject.inputs.keyFile =
        typeof content === 'string' ? content : JSON.stringify(content, null, 2);
    },
    expected: { reader: codes },
    inputsAfterFix: keyFromTerminal,
    ...more,
  };
}

export const keyFaults: readonly Fault<GcpWorld>[] = [
  {
    name: 'no-key',
    title: 'No key was created',
    breaks: withoutKey,
    expected: { reader: ['GCP-KEY-001'] },
    inputsAfterFix: keyFromTerminal,
  },
  file(
    'oauth-client-file',
    'The reader took the file of an OAuth client',
    {
      installed: {
        client_id: '1-a.apps.googleusercontent.com',
        project_id: 'shop-prod',
        client_secret: 'x',
      },
    },
    ['GCP-KEY-002'],
  ),
  file(
    'own-credentials-file',
    "The reader took gcloud's file of their own sign-in",
    {
      type: 'authorized_user',
      client_id: '1-a.apps.googleusercontent.com',
      client_secret: 'x',
      refresh_token: 'y',
    },
    ['GCP-KEY-002'],
  ),
  file(
    'workload-identity-file',
    'The reader took a file of workload identity federation',
    { type: 'external_account', audience: '//iam.googleapis.com/projects/1/x' },
    ['GCP-KEY-002'],
  ),
  file(
    'file-cut-off',
    'The key file was cut off while it was copied',
    '{"type": "service_account", "project_id": "shop-pr',
    [],
    {
      expectedStatus: { check: 'gcp/key', status: 'undetermined' },
      breaks({ inputs }) {
        inputs.keyFile = (inputs.keyFile as string).slice(0, 900);
      },
      noCommand:
        'The reader copies the file again; the page itself refuses what is not whole JSON.',
    },
  ),
  {
    name: 'private-key-missing',
    title: 'The key file lost its private key',
    catalogue: 'F-095',
    breaks: (subject) => editKeyFile(subject, { private_key: undefined }),
    expected: { reader: ['GCP-KEY-005'] },
    inputsAfterFix: keyFromTerminal,
  },
  {
    name: 'private-key-cut-off',
    title: 'The private key in the file is cut off',
    catalogue: 'F-095',
    breaks: (subject) =>
      editKeyFile(subject, { private_key: '-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkq\n' }),
    expected: { reader: ['GCP-KEY-005'] },
    expectedStatus: { check: 'gcp/spot-access', status: 'undetermined', vantage: 'spot' },
    inputsAfterFix: keyFromTerminal,
  },
  {
    name: 'key-of-another-project',
    title: "A script for several projects overwrote the file with another project's key",
    catalogue: 'F-096',
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
    name: 'key-of-another-account',
    title: 'The key is of another service account of the project',
    catalogue: 'F-096',
    breaks(subject) {
      const { world, project, inputs } = subject;
      const account = createServiceAccount(world, {
        projectId: project.projectId,
        accountId: 'terraform',
      });
      accountOf(subject).keys.clear();
      inputs.keyFile = createServiceAccountKey(world, account.email);
    },
    expected: { reader: ['GCP-KEY-004'], spot: ['GCP-SPOT-003'] },
    inputsAfterFix: keyFromTerminal,
  },
  {
    name: 'key-deleted',
    title: 'Somebody deleted the key after it was given to Spot',
    catalogue: 'F-093',
    breaks: (subject) => accountOf(subject).keys.clear(),
    expected: { reader: ['GCP-KEY-006'], spot: ['GCP-SPOT-001'] },
    inputsAfterFix: keyFromTerminal,
  },
  {
    name: 'key-disabled',
    title: 'Google disabled the key, which was found in a public place',
    catalogue: 'F-093',
    breaks(subject) {
      Object.assign(keyOf(subject), { disabled: true, disableReason: 'EXPOSED' });
    },
    expected: { reader: ['GCP-KEY-007'], spot: ['GCP-SPOT-001'] },
  },
  {
    name: 'key-expired',
    title: 'The organization lets keys live for a while only, and the while is over',
    breaks(subject) {
      keyOf(subject).validBefore = subject.world.clock.now() - day;
    },
    expected: { reader: ['GCP-KEY-008'], spot: ['GCP-SPOT-001'] },
    inputsAfterFix: keyFromTerminal,
  },
  {
    name: 'key-expires',
    title: 'The key will expire in three weeks',
    breaks(subject) {
      keyOf(subject).validBefore = subject.world.clock.now() + 21 * day;
    },
    expected: { reader: ['GCP-KEY-009'] },
    noCommand: 'When to replace the key, or to ask for an exemption, is for the reader to say.',
  },
  {
    name: 'ten-keys-in-use',
    title: 'The key was deleted, and ten others are there already',
    catalogue: 'F-092',
    breaks(subject) {
      accountOf(subject).keys.clear();
      addKeys(subject, 10);
    },
    expected: { reader: ['GCP-KEY-010'], spot: ['GCP-SPOT-001'] },
    noCommand: 'Which of ten working keys nobody uses only their owners know.',
  },
  {
    name: 'ten-disabled-keys',
    title: 'The key was deleted, and ten others are there, all disabled',
    catalogue: 'F-092',
    breaks(subject) {
      accountOf(subject).keys.clear();
      for (const key of addKeys(subject, 10)) key.disabled = true;
    },
    expected: { reader: ['GCP-KEY-010'] },
    inputsAfterFix: keyFromTerminal,
  },
  {
    name: 'keys-of-earlier-attempts',
    title: 'Keys of earlier attempts are left',
    breaks: (subject) => void addKeys(subject, 2),
    expected: { reader: ['GCP-KEYS-001'] },
    noCommand: 'Each of the keys works, and one may be what Spot has: only people know.',
  },
  {
    name: 'key-file-lost',
    title: 'There is a key, but the reader no longer has its file',
    breaks({ inputs }) {
      delete inputs.keyFile;
    },
    expected: { reader: [] },
    expectedStatus: { check: 'gcp/key', status: 'undetermined' },
    noCommand:
      'Google hands a key out once; without the file nobody can tell whether it is the right one.',
  },
];
