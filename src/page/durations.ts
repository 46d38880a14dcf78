/** Hours in words: `24 hours`, and less than one in minutes: `10 minutes`. */
export function sayHours(hours: number): string {
  return hours < 1 ? sayMinutes(hours * 60) : count(hours, 'hour');
}

/** `20 minutes`. */
export function sayMinutes(minutes: number): string {
  return count(minutes, 'minute');
}

function count(amount: number, unit: string): string {
  const rounded = Math.round(amount);
  return `${rounded} ${unit}${rounded === 1 ? '' : 's'}`;
}
