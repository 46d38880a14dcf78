import type { PageInputs, PageStep } from '../../page/guide-data.ts';
import type { GuideState } from '../../page/guide-state.ts';
import type { Session } from '../../verification/events.ts';
import { ApiError } from './client.ts';

/**
 * Whether the API refused a check because of the session: it has expired, was revoked or issued by
 * another server, or there is none.
 */
export function isSessionRefused(error: unknown): error is ApiError {
  return (
    error instanceof ApiError && /:session-(expired|invalid|revoked|required)$/.test(error.type)
  );
}

/** Names of the inputs whose value the server issues. */
function issuedInputs(definitions: PageInputs): string[] {
  return Object.entries(definitions).flatMap(([name, definition]) =>
    definition.source === 'session' ? [name] : [],
  );
}

/**
 * Whether the page should get a session by itself. Not when one has expired that a step was judged
 * with: the role asks for its external ID, and a silent change would leave the reader with a role
 * that no longer fits. Then the next check says so.
 */
export function needsSession(definitions: PageInputs, state: GuideState, now: number): boolean {
  const names = issuedInputs(definitions);
  const { session } = state;
  if (names.length === 0) return false;
  if (!session) return true;
  if (Date.parse(session.expiresAt) > now) return false;
  return !Object.values(state.steps).some((record) =>
    names.some((name) => record.values[name] === session.externalId),
  );
}

/**
 * Puts a new session in the place of the refused one; what was judged with its external ID counts
 * as stale from then on.
 */
export function replaceSession(
  refused: string | undefined,
  issued: Session,
): (state: GuideState) => GuideState {
  // Another tab may have been faster: then its session is the one that the reader sees.
  return (state) => (state.session?.session === refused ? { ...state, session: issued } : state);
}

/**
 * What the reader is told when the external ID changed: why, the new one, and which steps it takes.
 */
export function renewalWords(
  refusal: ApiError,
  {
    externalId,
    definitions,
    steps,
  }: { externalId: string; definitions: PageInputs; steps: readonly PageStep[] },
): { title: string; detail: string } {
  const names = issuedInputs(definitions);
  const [first] = steps.flatMap((step, index) =>
    step.phase !== 'undo' && step.inputs.some((name) => names.includes(name))
      ? [`step ${index + 1} (${step.title})`]
      : [],
  );
  const why = refusal.type.endsWith('expired')
    ? 'The session that issued the earlier one has expired.'
    : refusal.type.endsWith('invalid')
      ? 'The earlier one was issued by another server, or under a key that is no longer in use.'
      : refusal.type.endsWith('revoked')
        ? 'Who runs the verification API has revoked the earlier one.'
        : 'There was none yet.';
  const where = first
    ? ` If your role is already there, its trust policy asks for the earlier one: check ${first} again and put the new one in.`
    : '';
  return {
    title: 'Your external ID has changed',
    detail: `${why} The new one is ${externalId}; it is filled in wherever this page shows it.${where} Then check this step again.`,
  };
}
