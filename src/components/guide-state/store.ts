import { looksSecret } from '../../inputs/looks-secret.ts';
import type { Vantage } from '../../providers/vantages.ts';

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

export interface GuideStore {
  get(): GuideState;
  /** Before hydration: what the server rendered. */
  getServer(): GuideState;
  subscribe(listener: () => void): () => void;
  update(change: (state: GuideState) => GuideState): void;
  clear(): void;
  /** Takes the values of secret inputs out of memory: the reader leaves. */
  forgetSecrets(): void;
}

/** The part of `localStorage` and of `window` that a store needs. */
export interface StoreEnvironment {
  storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> | undefined;
  /** Calls back when another tab changed the key; returns how to stop. */
  onChange(key: string, listener: () => void): () => void;
}

export const empty: GuideState = { inputs: {}, steps: {} };

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
 * A store for `useSyncExternalStore`. Works without storage (private windows): then it forgets on
 * reload. `secrets`: inputs that are never stored.
 */
export function createGuideStore(
  runbook: string,
  { storage, onChange }: StoreEnvironment,
  secrets: readonly string[] = [],
): GuideStore {
  const key = storageKey(runbook);
  const listeners = new Set<() => void>();
  let state = read();
  let stop: (() => void) | undefined;

  function read(): GuideState {
    try {
      return withoutSecrets(parseState(storage?.getItem(key) ?? null), secrets);
    } catch {
      return empty;
    }
  }
  function write(next: GuideState | undefined): void {
    state = next ?? empty;
    try {
      if (next) storage?.setItem(key, JSON.stringify(withoutSecrets(next, secrets)));
      else storage?.removeItem(key);
    } catch {
      // Full or forbidden storage: the page goes on from memory.
    }
    for (const listener of listeners) listener();
  }

  return {
    get: () => state,
    getServer: () => empty,
    subscribe(listener) {
      listeners.add(listener);
      stop ??= onChange(key, () => {
        const typed = Object.fromEntries(
          Object.entries(state.inputs).filter(([name]) => secrets.includes(name)),
        );
        const stored = read();
        state = { ...stored, inputs: { ...stored.inputs, ...typed } };
        for (const each of listeners) each();
      });
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        stop?.();
        stop = undefined;
      };
    },
    update: (change) => write(change(state)),
    clear: () => write(undefined),
    forgetSecrets() {
      if (secrets.some((name) => state.inputs[name] !== undefined))
        write(withoutSecrets(state, secrets));
    },
  };
}

const stores = new Map<string, GuideStore>();

/** The one store of a runbook in this tab. */
export function guideStore(runbook: string, secrets: readonly string[] = []): GuideStore {
  const known = stores.get(runbook);
  if (known) return known;
  const store = createGuideStore(runbook, browserEnvironment(), secrets);
  stores.set(runbook, store);
  return store;
}

function browserEnvironment(): StoreEnvironment {
  if (typeof window === 'undefined') return { storage: undefined, onChange: () => () => {} };
  let storage: Storage | undefined;
  try {
    storage = window.localStorage;
  } catch {
    storage = undefined;
  }
  return {
    storage,
    onChange(key, listener) {
      const handle = (event: StorageEvent) => {
        if (event.key === key || event.key === null) listener();
      };
      window.addEventListener('storage', handle);
      return () => window.removeEventListener('storage', handle);
    },
  };
}
