import type { EvidenceKind } from '../../../evidence/define-evidence.ts';
import type serviceAccountKeys from '../../../evidence/gcp/service-account-keys.ts';

type ValueOf<K> = K extends EvidenceKind<infer T, infer _Input> ? T : never;

/** A key of a service account as Google lists it. */
export type Key = ValueOf<typeof serviceAccountKeys>[number];

/** The ID of a key: the last part of its name. */
export function getKeyId({ name }: Pick<Key, 'name'>): string {
  return name.slice(name.lastIndexOf('/') + 1);
}

/** Whether the time of a key is over. Keys without an end are valid until the year 9999. */
export function isOver({ validBeforeTime }: Key, now: Date): boolean {
  return new Date(validBeforeTime) <= now;
}

/** How far the clock that made a key may be before the one that judges it. */
const skewMs = 10 * 60_000;

/** Whether the time of a key has not begun: one that was uploaded brings its own. */
export function isBefore({ validAfterTime }: Key, now: Date): boolean {
  return new Date(validAfterTime).getTime() > now.getTime() + skewMs;
}

/** Whether the times of a key can be read at all. */
export function hasTimes({ validAfterTime, validBeforeTime }: Key): boolean {
  return ![validAfterTime, validBeforeTime].some((one) => Number.isNaN(new Date(one).getTime()));
}

/** Google's own keys are in every account; nobody can take one along. */
export function isGooglesOwn({ keyType }: Key): boolean {
  return keyType === 'SYSTEM_MANAGED';
}

/** Whether somebody can sign in with a key now; undefined where Google's words do not say. */
export function canSignIn(key: Key, now: Date): boolean | undefined {
  if (key.disabled === true || isGooglesOwn(key) || isOver(key, now) || isBefore(key, now))
    return false;
  return key.keyType === 'USER_MANAGED' && hasTimes(key) ? true : undefined;
}

/** Whether nobody can be using a key: it is disabled, or its time is over. */
export function isUnusable(key: Key, now: Date): boolean {
  return key.disabled === true || isOver(key, now);
}

/**
 * What Google says of a key that it found in a public place, or that it holds for stolen: where it
 * lay, when it says so. The words outlive the key's being enabled again.
 *
 * Source: https://cloud.google.com/iam/docs/service-account-keys-disable-enable, and DisableReason and
 * ExtendedStatus in https://cloud.google.com/iam/docs/reference/rest/v1/projects.serviceAccounts.keys
 */
export function findExposure({ disableReason, extendedStatus = [] }: Key): string | undefined {
  const public_ = /_(EXPOSED|COMPROMISE_DETECTED)$/;
  const status = extendedStatus.find(({ key }) => public_.test(key ?? ''));
  const word = public_.exec(disableReason ?? '')?.[1] ?? public_.exec(status?.key ?? '')?.[1];
  if (word === undefined) return undefined;
  const what = word === 'EXPOSED' ? 'found in a public place' : 'seen in the hands of others';
  return status?.value ? `${what}: ${status.value}` : what;
}
