import { type Fault, readInput } from '../../../define-faults.ts';
import { day } from '../../../time.ts';
import { keysOfEarlierAttempts } from '../../_project/faults.ts';
import {
  addKeys,
  deleteKeys,
  editKeyFile,
  findKey,
  removeKey,
  takeOtherKey,
  takePrintedKey,
} from '../../_world/key-file.ts';
import { ask } from '../../_world/reasons.ts';
import { createOtherProject, type GcpWorld } from '../../_world/world.ts';

/** Google found a key in a public place. */
const exposed = { exposedAt: 'https://code.example.com/shop/blob/main/spotinst_key.json' };

/** The reader typed in another file. */
function fileFault(
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
      removeKey(subject);
      subject.inputs.keyFile =
        typeof content === 'string' ? content : JSON.stringify(content, null, 2);
    },
    expected: { reader: codes },
    correctInputs: takePrintedKey,
    ...more,
  };
}

/** The key, its file, and further keys. */
export const keyFaults: readonly Fault<GcpWorld>[] = [
  {
    name: 'no-key',
    title: 'No key was created',
    breaks: removeKey,
    expected: { reader: ['GCP-KEY-001'] },
    correctInputs: takePrintedKey,
  },
  fileFault(
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
  fileFault(
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
  fileFault(
    'workload-identity-file',
    'The reader took a file of workload identity federation',
    { type: 'external_account', audience: '//iam.googleapis.com/projects/1/x' },
    ['GCP-KEY-002'],
  ),
  fileFault(
    'file-cut-off',
    'The key file was cut off while it was copied',
    '{"type": "service_account", "project_id": "shop-pr',
    [],
    {
      expectedStatus: { check: 'gcp/key', status: 'undetermined' },
      breaks(subject) {
        subject.inputs.keyFile = readInput(subject, 'keyFile').slice(0, 900);
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
    correctInputs: takePrintedKey,
  },
  {
    name: 'private-key-cut-off',
    title: 'The private key in the file is cut off',
    catalogue: 'F-095',
    breaks: (subject) =>
      editKeyFile(subject, { private_key: '-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkq\n' }),
    expected: { reader: ['GCP-KEY-005'] },
    expectedStatus: { check: 'gcp/spot-access', status: 'undetermined', vantage: 'spot' },
    correctInputs: takePrintedKey,
  },
  {
    name: 'key-of-another-project',
    title: "A script for several projects overwrote the file with another project's key",
    catalogue: 'F-096',
    breaks(subject) {
      const { projectId } = createOtherProject(subject);
      takeOtherKey(subject, { projectId, accountId: 'spotinst-role', roles: ['roles/editor'] });
    },
    expected: { reader: ['GCP-KEY-003'], spot: ['GCP-SPOT-003'] },
    correctInputs: takePrintedKey,
  },
  {
    name: 'key-of-another-account',
    title: 'The key is of another service account of the project',
    catalogue: 'F-096',
    breaks(subject) {
      const { projectId } = subject.project;
      takeOtherKey(subject, { projectId, accountId: 'terraform' });
    },
    expected: { reader: ['GCP-KEY-004'], spot: ['GCP-SPOT-003'] },
    correctInputs: takePrintedKey,
  },
  {
    name: 'key-deleted',
    title: 'Somebody deleted the key after it was given to Spot',
    catalogue: 'F-093',
    breaks: deleteKeys,
    expected: { reader: ['GCP-KEY-006'], spot: ['GCP-SPOT-001'] },
    correctInputs: takePrintedKey,
  },
  {
    name: 'key-disabled',
    title: 'Google disabled the key, which was found in a public place',
    catalogue: 'F-093',
    breaks(subject) {
      Object.assign(findKey(subject), { ...exposed, disabled: true, disableReason: 'EXPOSED' });
    },
    expected: { reader: ['GCP-KEY-012'], spot: ['GCP-SPOT-001'] },
    correctInputs: takePrintedKey,
  },
  {
    name: 'key-exposed-and-enabled-again',
    title: 'Google found the key in a public place, and somebody enabled it again',
    catalogue: 'F-093',
    breaks: (subject) => void Object.assign(findKey(subject), exposed),
    expected: { reader: ['GCP-KEY-012'] },
    correctInputs: takePrintedKey,
  },
  {
    name: 'exposed-key-among-ten',
    title: 'Google disabled the key, and there is no room for another one',
    breaks(subject) {
      Object.assign(findKey(subject), { ...exposed, disabled: true, disableReason: 'EXPOSED' });
      for (const key of addKeys(subject, 9)) key.disabled = true;
    },
    expected: { reader: ['GCP-KEY-012'], spot: ['GCP-SPOT-001'] },
    correctInputs: takePrintedKey,
  },
  {
    name: 'key-disabled-by-somebody',
    title: 'Somebody disabled the key',
    breaks(subject) {
      Object.assign(findKey(subject), { disabled: true, disableReason: 'USER_INITIATED' });
    },
    expected: { reader: ['GCP-KEY-007'], spot: ['GCP-SPOT-001'] },
    noCommand: ask,
  },
  {
    name: 'key-not-yet-valid',
    title: 'The key was uploaded with a day from which on it is valid, and that is to come',
    breaks(subject) {
      findKey(subject).validAfter = subject.world.clock.now() + 30 * day;
    },
    expected: { reader: ['GCP-KEY-011'], spot: ['GCP-SPOT-001'] },
    correctInputs: takePrintedKey,
  },
  {
    name: 'key-file-trimmed',
    title: 'Somebody took fields out of the key file',
    breaks: (subject) => editKeyFile(subject, { token_uri: undefined, auth_uri: undefined }),
    expected: { reader: ['GCP-KEY-013'] },
    correctInputs: takePrintedKey,
  },
  {
    name: 'key-expired',
    title: 'The organization lets keys live for a while only, and the while is over',
    breaks(subject) {
      findKey(subject).validBefore = subject.world.clock.now() - day;
    },
    expected: { reader: ['GCP-KEY-008'], spot: ['GCP-SPOT-001'] },
    correctInputs: takePrintedKey,
  },
  {
    name: 'key-expires',
    title: 'The key will expire in three weeks',
    breaks(subject) {
      findKey(subject).validBefore = subject.world.clock.now() + 21 * day;
    },
    expected: { reader: ['GCP-KEY-009'] },
    noCommand: 'When to replace the key, or to ask for an exemption, is for the reader to say.',
  },
  {
    name: 'ten-keys-in-use',
    title: 'The key was deleted, and ten others are there already',
    catalogue: 'F-092',
    breaks(subject) {
      deleteKeys(subject);
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
      deleteKeys(subject);
      for (const key of addKeys(subject, 10)) key.disabled = true;
    },
    expected: { reader: ['GCP-KEY-010'] },
    correctInputs: takePrintedKey,
  },
  keysOfEarlierAttempts,
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
