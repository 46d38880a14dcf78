import type { Judge } from '../../define-check.ts';
import { chooseExpiry, daysUntil, longestDays, soonDays } from '../_app/secret-days.ts';
import type { SecretPolicy } from '../_app/secret-policy.ts';
import { dayOf } from '../_fixes/commands.ts';
import { type Credential, daysApart, daysLeft, isLive } from './choice.ts';
import type diagnoses from './diagnoses.ts';
import type { SecretData } from './diagnoses.ts';

/** Two at a time is how a secret is renewed. */
const usualSecrets = 2;

type Verdict = Judge<typeof diagnoses>;

export function judgeSecret(
  credential: Credential,
  data: SecretData & { newDay: string; policy: SecretPolicy },
  judge: Verdict,
) {
  if (Number.isNaN(Date.parse(credential.endDateTime)))
    return judge.cannotTell(`The end of the secret cannot be read: ${credential.endDateTime}`);
  const ends = dayOf(credential.endDateTime);
  const starts = credential.startDateTime ? new Date(credential.startDateTime) : undefined;
  const days = daysLeft(credential, judge.now);
  if (!isLive(credential, judge.now)) {
    return judge.found('expired', {
      ...data,
      ended: ends,
      name: credential.displayName ? `“${credential.displayName}”` : 'the secret',
    });
  }
  if (starts && starts > judge.now) judge.pending('The secret is right, and begins later.', starts);
  if (daysApart(data.expirationDate, credential.endDateTime) > 1)
    judge.found('dateDiffers', { ...data, ends });
  if (days < soonDays)
    judge.found('endsSoon', { ...data, newDay: newDayOf(data, judge), days, ends });
  if (days > longestDays)
    judge.found('livesTooLong', { ...data, newDay: newDayOf(data, judge), ends });
}

const newDayOf = ({ policy }: { policy: SecretPolicy }, { now }: Verdict) =>
  chooseExpiry('', now, policy.mostDays);

/** A secret is needed: does the directory let one be made, to the day that was typed? */
export function judgePolicy(
  data: SecretData & { newDay: string; policy: SecretPolicy },
  judge: Verdict,
) {
  const { forbidsNew, mostDays } = data.policy;
  if (forbidsNew) judge.found('forbidden', data);
  else if (mostDays !== undefined && daysUntil(data.expirationDate, judge.now) > mostDays)
    judge.found('lifeLimited', { ...data, mostDays });
}

export function judgeOthers(
  credentials: readonly Credential[],
  { credential, sure }: { credential: Credential; sure: boolean },
  data: SecretData,
  judge: Verdict,
) {
  const live = credentials.filter((one) => isLive(one, judge.now));
  if (live.length <= usualSecrets || !sure) return;
  const others = live
    .filter((one) => one !== credential)
    .map(({ keyId, displayName }) => ({ keyId, name: displayName ?? keyId }));
  judge.found('tooMany', { ...data, others, count: live.length });
}
