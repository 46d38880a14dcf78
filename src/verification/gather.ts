import type { Evidence, EvidenceKind } from '../evidence/define-evidence.ts';
import type { VerificationEvent } from './events.ts';
import { type Judging, JudgingStopped } from './judging.ts';
import { canGather } from './plan.ts';
import type { VerifyOptions } from './verify-options.ts';

type GathererOptions = Pick<
  VerifyOptions,
  'runbook' | 'inputs' | 'vantage' | 'pasted' | 'collectors' | 'propagation' | 'forStrangers'
> & {
  judging: Judging;
  signal: AbortSignal;
  now: () => Date;
  onEvent: (event: VerificationEvent) => void;
  /** Ids of the kinds in the plan; others are gathered silently for those that depend on them. */
  announced: ReadonlySet<string>;
  /** What the reader knows each input as. */
  labels: Readonly<Record<string, string>>;
};

/** Gathers each kind once, whoever asks and however often. Never rejects. */
export function createGatherer(
  options: GathererOptions,
): <T>(kind: EvidenceKind<T>) => Promise<Evidence<T>> {
  const { runbook, inputs, vantage, pasted = {}, collectors, signal, onEvent, judging } = options;
  const known = new Map<string, Promise<Evidence>>();
  const nameInput = (name: string) => `“${options.labels[name] ?? name}”`;

  const collect = async (kind: EvidenceKind): Promise<Evidence> => {
    if (!canGather(kind, vantage)) return { status: 'notCollected', message: nameVantages(kind) };
    if (vantage === 'pasted' || !collectors)
      return { status: 'notCollected', message: 'Nothing was pasted for this yet.' };
    const missing = kind.inputs.filter((name) => !inputs[name]);
    if (missing.length > 0)
      return {
        status: 'notCollected',
        message: `Fill in ${missing.map(nameInput).join(' and ')} first.`,
      };
    const { now, propagation, forStrangers } = options;
    const waiting = (message: string, untilMs: number) =>
      onEvent({ type: 'waiting', message, untilMs });
    return collectors.collect(kind, {
      inputs,
      nameInput,
      signal,
      now,
      need: gather,
      waiting,
      propagation,
      forStrangers,
    });
  };

  const request = { runbook, inputs };

  /** An answer about something else than was asked is no answer. */
  const keepToSubject = async (kind: EvidenceKind, evidence: Evidence): Promise<Evidence> => {
    if (evidence.status !== 'found' || !kind.findOtherSubject) return evidence;
    try {
      const other = await judging.findOtherSubject({ ...request, kind, evidence });
      return other === undefined
        ? evidence
        : { status: 'unreachable', message: `What came back is about something else: ${other}.` };
    } catch (error) {
      return notRead(error);
    }
  };

  /** What was pasted for a kind, or what the inputs hold of it. */
  const readPasted = async (kind: EvidenceKind): Promise<Evidence | undefined> => {
    const text = pasted[kind.id];
    if (text === undefined && !kind.readInputs) return undefined;
    return judging.readText({ ...request, kind, text }).catch(notRead);
  };

  const look = async (kind: EvidenceKind): Promise<Evidence> => {
    const startedAt = Date.now();
    const seen = await keepToSubject(kind, await raceStop(collect(kind), signal));
    const evidence =
      seen.status === 'found' || seen.status === 'absent'
        ? seen
        : ((await readPasted(kind)) ?? seen);
    if (options.announced.has(kind.id) && !isOver(signal)) {
      onEvent({
        type: 'evidence',
        id: kind.id,
        title: kind.title,
        status: evidence.status,
        message: evidence.status === 'found' ? undefined : evidence.message,
        durationMs: Date.now() - startedAt,
      });
    }
    return evidence;
  };

  function gather<T>(kind: EvidenceKind<T>): Promise<Evidence<T>> {
    let evidence = known.get(kind.id);
    if (!evidence) {
      evidence = look(kind);
      known.set(kind.id, evidence);
    }
    return evidence as Promise<Evidence<T>>;
  }
  return gather;
}

function nameVantages(kind: EvidenceKind): string {
  return kind.vantages?.includes('spot')
    ? 'Only Spot can try this.'
    : `This can only be seen from: ${kind.vantages?.join(', ')}.`;
}

/** What was not read is not known. */
function notRead(error: unknown): Evidence {
  const message =
    error instanceof JudgingStopped
      ? error.message
      : `Reading it failed on our side (${error instanceof Error ? error.message : error}). It says nothing about your account.`;
  return { status: 'unreachable', message };
}

/**
 * The evidence, or why there is none when the verification stopped first, at once and whether or
 * not the collector reacts.
 */
async function raceStop(evidence: Promise<Evidence>, signal: AbortSignal): Promise<Evidence> {
  const stopped = (): Evidence => ({
    status: 'unreachable',
    message: isTimeUp(signal)
      ? 'No answer came within the time of this verification. Try again.'
      : 'The verification was stopped.',
  });
  if (signal.aborted) return stopped();
  return new Promise((resolve) => {
    const stop = () => resolve(stopped());
    signal.addEventListener('abort', stop, { once: true });
    evidence
      .catch(
        (error: unknown): Evidence => ({
          status: 'unreachable',
          message: `Looking failed on our side (${error instanceof Error ? error.message : error}). It says nothing about your account.`,
        }),
      )
      .then(resolve)
      .finally(() => signal.removeEventListener('abort', stop));
  });
}

const isTimeUp = (signal: AbortSignal) =>
  signal.reason instanceof DOMException && signal.reason.name === 'TimeoutError';

/** Aborted for another reason than the time being up: nobody listens any more. */
const isOver = (signal: AbortSignal) => signal.aborted && !isTimeUp(signal);
