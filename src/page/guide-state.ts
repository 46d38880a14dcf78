import { looksSecret } from '../inputs/looks-secret.ts';
import type { Vantage } from '../providers/vantages.ts';

/**
 * What the page remembers of one runbook, in this browser only. Secrets among it are in memory and
 * nowhere else.
 */
export interface GuideState {
  /** As typed; validated and cleaned on every read. */
  inputs: Readonly<Record<string, string>>;
  steps: Readonly<Record<string, StepRecord>>;
  vantage?: Vantage;
  session?: { session: string; externalId: string; expiresAt: string };
}

export interface StepRecord {
  state: 'passed' | 'skipped' | 'failed' | 'pending' | 'undetermined';
  /** ISO 8601. */
  at: string;
  /** The values it was judged with; when one changes, it has to be judged again. */
  values: Readonly<Record<string, string>>;
  /** One line of the report. */
  summary?: string;
}

export const empty: GuideState = { inputs: {}, steps: {} };

/**
 * Id of the style element that hides what is locked or on another path until the page is hydrated.
 */
export const bootStyleId = 'guide-boot';

/** Has a version: a later shape starts afresh instead of misreading an old one. */
export function storageKey(runbook: string): string {
  return `spot-runbooks:v1:${runbook}`;
}

/**
 * Reads a stored state; anything that is not one (another version, a torn write) is an empty one.
 */
export function parseState(text: string | null): GuideState {
  if (!text) return empty;
  try {
    const value = JSON.parse(text) as Partial<GuideState> | null;
    if (typeof value !== 'object' || value === null) return empty;
    return {
      ...value,
      inputs: isRecord(value.inputs) ? value.inputs : {},
      steps: isRecord(value.steps) ? value.steps : {},
    };
  } catch {
    return empty;
  }
}

function isRecord<T>(value: T | undefined): value is T {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * The state as it may be kept: without values of these inputs, typed or judged with, and without
 * what looks like a secret, whichever field it is in.
 */
export function withoutSecrets(state: GuideState, secrets: readonly string[]): GuideState {
  const open = (values: Readonly<Record<string, string>>) =>
    Object.fromEntries(
      Object.entries(values).filter(
        ([name, value]) => !secrets.includes(name) && !looksSecret(value),
      ),
    );
  const steps = Object.entries(state.steps).map(([id, record]) => [
    id,
    { ...record, values: open(record.values ?? {}) },
  ]);
  return { ...state, inputs: open(state.inputs), steps: Object.fromEntries(steps) };
}

/**
 * What is stored of a runbook, without secrets. Empty where nothing is, or where storage throws
 * (private windows).
 */
export function readState(
  runbook: string,
  storage: Pick<Storage, 'getItem'> | undefined,
  secrets: readonly string[] = [],
): GuideState {
  try {
    return withoutSecrets(parseState(storage?.getItem(storageKey(runbook)) ?? null), secrets);
  } catch {
    return empty;
  }
}
