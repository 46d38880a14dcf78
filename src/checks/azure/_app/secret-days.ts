/**
 * The portal offers no longer life.
 * Source: https://learn.microsoft.com/entra/identity-platform/how-to-add-credentials
 */
export const longestDays = 732;

/** From so many days before its end on a reader is warned. */
export const soonDays = 30;

/**
 * A day that a new secret may well live to: what was typed, if that is a usable one, else a year
 * from now, or as long as the directory allows.
 */
export function chooseExpiry(typed: string, now: Date, mostDays = longestDays): string {
  const days = daysUntil(typed, now);
  return days > Math.min(soonDays, mostDays / 2) && days < Math.min(mostDays, longestDays)
    ? typed
    : new Date(now.getTime() + Math.min(365, mostDays) * 86_400_000).toISOString().slice(0, 10);
}

/** Days from now to a day such as `2027-03-31`. */
export const daysUntil = (day: string, now: Date): number =>
  (Date.parse(`${day}T00:00:00Z`) - now.getTime()) / 86_400_000;
