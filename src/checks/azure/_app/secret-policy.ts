import type appManagementPolicy from '../../../evidence/azure/app-management-policy.ts';
import type { Evidence, EvidenceKind } from '../../../evidence/define-evidence.ts';

type Policy = typeof appManagementPolicy extends EvidenceKind<infer T> ? T : never;

/** What the directory forbids of new secrets of an app, as far as it was seen. */
export interface SecretPolicy {
  /** No new secrets at all. */
  forbidsNew: boolean;
  /** Days that a new one may live; undefined without a limit. */
  mostDays: number | undefined;
}

/**
 * Reads the policy for an app that was made at a time. What was not seen, or is not known to be in
 * force, forbids nothing here: Microsoft Entra says so when a secret is made.
 */
export default function readSecretPolicy(
  seen: Evidence<Policy>,
  createdAt: string | null | undefined,
): SecretPolicy {
  if (seen.status !== 'found' || seen.value.isEnabled !== true)
    return { forbidsNew: false, mostDays: undefined };
  const rules = (seen.value.applicationRestrictions.passwordCredentials ?? []).filter(
    ({ state, restrictForAppsCreatedAfterDateTime: since }) =>
      /^enabled$/i.test(state ?? '') &&
      (!since || !createdAt || Date.parse(createdAt) >= Date.parse(since)),
  );
  const limits = rules
    .filter(({ restrictionType }) => restrictionType === 'passwordLifetime')
    .flatMap(({ maxLifetime }) => daysOf(maxLifetime ?? '') ?? []);
  return {
    forbidsNew: rules.some(({ restrictionType }) => restrictionType === 'passwordAddition'),
    mostDays: limits.length > 0 ? Math.min(...limits) : undefined,
  };
}

/** Whole days of an ISO 8601 duration such as `P180D`; a month counts 30 days. Undefined for others. */
function daysOf(duration: string): number | undefined {
  const found = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T[\dHMS.]+)?$/.exec(duration);
  if (!found) return undefined;
  const [years, months, weeks, days] = found.slice(1).map((digits) => Number(digits ?? 0));
  return (years ?? 0) * 365 + (months ?? 0) * 30 + (weeks ?? 0) * 7 + (days ?? 0);
}
