import { dayOf } from '../_fixes/commands.ts';

/** A client secret as Graph shows it. */
export interface Credential {
  keyId: string;
  displayName?: string | null;
  hint?: string | null;
  startDateTime?: string | null;
  endDateTime: string;
}

const dayMs = 86_400_000;

export const isLive = ({ endDateTime }: Credential, now: Date): boolean =>
  Date.parse(endDateTime) > now.getTime();

/**
 * Days from a day as typed to a moment: the portal shows the reader's own time zone, so up to one
 * day says nothing.
 */
export const daysApart = (day: string, time: string): number =>
  Math.round(
    Math.abs(Date.parse(`${day}T00:00:00Z`) - Date.parse(`${dayOf(time)}T00:00:00Z`)) / dayMs,
  );

/**
 * The one that was given to Spot: by its first characters where they are known (several may share
 * them), else by its day, else the one that lives longest. `sure` is false when nothing but the
 * last was left to go by, or when the first characters are those of none: an old secret that shows
 * none may be meant.
 */
export function chosenSecret(
  credentials: readonly Credential[],
  { hint, day }: { hint?: string; day?: string },
): { credential: Credential; sure: boolean } | undefined {
  const byHint =
    hint === undefined ? credentials : credentials.filter((credential) => credential.hint === hint);
  const possible =
    byHint.length > 0 ? byHint : credentials.filter((credential) => !credential.hint);
  if (possible.length === 0) return undefined;
  const byDay =
    day === undefined ? [] : possible.filter(({ endDateTime }) => daysApart(day, endDateTime) <= 1);
  const pool = byDay.length > 0 ? byDay : possible;
  const credential = [...pool].sort(
    (a, b) => Date.parse(b.endDateTime) - Date.parse(a.endDateTime),
  )[0] as Credential;
  return {
    credential,
    sure: possible === byHint && (hint !== undefined || byDay.length > 0 || byHint.length === 1),
  };
}

/** Whole days from now until a secret ends. */
export const daysLeft = ({ endDateTime }: Credential, now: Date): number =>
  Math.floor((Date.parse(endDateTime) - now.getTime()) / dayMs);
