/**
 * Milliseconds of an ISO 8601 duration as app management policies hold them, e.g. `P180D`, `P1Y`,
 * `P4DT12H30M5S`. A year has 365 days and a month 30. Throws for any other text.
 */
export function milliseconds(duration: string): number {
  const found = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/.exec(
    duration,
  );
  if (!found || duration === 'P')
    throw new Error(`"${duration}" is no ISO 8601 duration such as P180D.`);
  const [years, months, days, hours, minutes, seconds] = found
    .slice(1)
    .map((digits) => Number(digits ?? 0)) as [number, number, number, number, number, number];
  return ((((years * 365 + months * 30 + days) * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000;
}
