const minute = 60_000;
const hour = 60 * minute;

/** `in 3 hours`, `12 minutes ago`; both times in the same clock. */
export function relative(to: Date, from: Date): string {
  const difference = to.getTime() - from.getTime();
  const format = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });
  if (Math.abs(difference) < hour) return format.format(Math.round(difference / minute), 'minute');
  if (Math.abs(difference) < 48 * hour) return format.format(Math.round(difference / hour), 'hour');
  return format.format(Math.round(difference / (24 * hour)), 'day');
}

/** A moment in the reader's own time zone. */
export function formatWhen(iso: string): string {
  return new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short' }).format(
    new Date(iso),
  );
}
