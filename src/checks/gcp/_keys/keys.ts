/** The ID of a key: the last part of its name. */
export function getKeyId({ name }: { name: string }): string {
  return name.slice(name.lastIndexOf('/') + 1);
}

/** Whether the time of a key is over. Keys without an end have none. */
export function isOver(end: string | undefined, now: Date): end is string {
  return end !== undefined && new Date(end) <= now;
}

/** Whether nobody can be using a key: it is disabled, or its time is over. */
export function isUnusable(
  key: { disabled?: boolean | undefined; validBeforeTime?: string | undefined },
  now: Date,
): boolean {
  return key.disabled === true || isOver(key.validBeforeTime, now);
}
