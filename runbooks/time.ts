/** Milliseconds, for the clocks of worlds. */
export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;

/** The day of this moment (epoch milliseconds, UTC), as `YYYY-MM-DD`. */
export function formatDay(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
