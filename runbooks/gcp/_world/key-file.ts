import { createServiceAccount, createServiceAccountKey } from '../../../src/simulator/gcp/seed.ts';
import { addServiceAccountKey } from '../../../src/simulator/gcp/service-accounts.ts';
import type { ServiceAccountKey } from '../../../src/simulator/gcp/state.ts';
import { readInput } from '../../define-faults.ts';
import { findAccount, type GcpWorld } from './world.ts';

/** Verbs that change the keys of the service account, and the key file that the reader typed in. */

/**
 * What the reader types in after the fix: the key file that a command printed last. Read when it is
 * asked for, as the key may come of a later round of fixes than the first.
 */
export function takePrintedKey(inputs: GcpWorld['inputs'], printed: readonly string[]): void {
  const before = inputs.keyFile ?? '';
  const isKeyFile = (text: string) =>
    text.trimStart().startsWith('{') && text.includes('"private_key"');
  Object.defineProperty(inputs, 'keyFile', {
    enumerable: true,
    get: () => printed.findLast(isKeyFile) ?? before,
  });
}

/** Changes fields of the key file that the reader typed in; undefined takes one out. */
export function editKeyFile(subject: GcpWorld, changes: Record<string, unknown>): void {
  const file: object = JSON.parse(readInput(subject, 'keyFile'));
  subject.inputs.keyFile = JSON.stringify({ ...file, ...changes }, null, 2);
}

/** The key in the inputs, as Google stores it. Throws an Error when Google has none of its ID. */
export function findKey(subject: GcpWorld): ServiceAccountKey {
  const { private_key_id: id = '' }: { private_key_id?: string } = JSON.parse(
    readInput(subject, 'keyFile'),
  );
  const key = findAccount(subject).keys.get(id);
  if (!key) throw new Error(`The service account has no key ${id}.`);
  return key;
}

/** Deletes all keys of the service account; the reader still has the file. */
export function deleteKeys(subject: GcpWorld): void {
  const { email, keys } = findAccount(subject);
  if (keys.size === 0) throw new Error(`${email} has no keys; none can be deleted.`);
  keys.clear();
}

/** No key was made yet. */
export function removeKey(subject: GcpWorld): void {
  deleteKeys(subject);
  delete subject.inputs.keyFile;
}

/** Makes further keys of the service account. */
export function addKeys(subject: GcpWorld, count: number): ServiceAccountKey[] {
  const account = findAccount(subject);
  return Array.from({ length: count }, () => addServiceAccountKey(subject.world, account).key);
}

/** The reader typed in the key of another service account that was made for it. */
export function takeOtherKey(
  subject: GcpWorld,
  account: Parameters<typeof createServiceAccount>[1],
): void {
  deleteKeys(subject);
  const { email } = createServiceAccount(subject.world, account);
  subject.inputs.keyFile = createServiceAccountKey(subject.world, email);
}
