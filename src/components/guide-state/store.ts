import {
  empty,
  type GuideState,
  readState,
  storageKey,
  withoutSecrets,
} from '../../page/guide-state.ts';

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
  const read = () => readState(runbook, storage, secrets);
  let state = read();
  let stop: (() => void) | undefined;

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
