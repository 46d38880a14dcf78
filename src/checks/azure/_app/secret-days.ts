/**
 * The portal offers no longer life.
 * Source: https://learn.microsoft.com/entra/identity-platform/how-to-add-credentials
 */
export const longestDays = 732;

/** From so many days before its end on a reader is warned. */
export const soonDays = 30;

/**
 * A day that a new secret may well live to: what was typed, if that is a usable one, else a year
 * from now.
 */
export function chooseExpiry(typed: string, now: Date): string {
  const days = (Date.parse(`${typed}T00:00:00Z`) - now.getTime()) / 86_400_000;
  return days > soonDays && days < longestDays
    ? typed
    : new Date(now.getTime() + 365 * 86_400_000).toISOString().slice(0, 10);
}
