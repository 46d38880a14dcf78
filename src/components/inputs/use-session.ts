import { useEffect, useState } from 'react';
import type { PageInputs } from '../../page/guide-data.ts';
import { createSession } from '../api/client.ts';
import { needsSession } from '../api/session.ts';
import { useApiStatus } from '../api/status.ts';
import type { GuideStore } from '../guide-state/store.ts';

const pending = new Set<GuideStore>();

/**
 * Milliseconds until a session is asked for again that could not be had. The field waits for it:
 * without it nothing can be checked.
 */
const retryMs = 10_000;

/**
 * Where the server issues external IDs, gets one for this reader. One that has expired is replaced
 * by the next check, in words.
 */
export function useSession(definitions: PageInputs, store: GuideStore): void {
  const status = useApiStatus();
  const issues = status.phase === 'ready' && status.status.issuesExternalIds;
  const typed = status.phase === 'ready' && !status.status.issuesExternalIds;
  const session = store.get().session;
  const [failures, setFailures] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a failure is a reason to run again
  useEffect(() => {
    // A session of another server (demo, hosted) means nothing to one that does not issue any.
    if (typed && session) store.update(({ session: _other, ...state }) => state);
    if (!issues || pending.has(store) || !needsSession(definitions, store.get(), Date.now()))
      return;
    pending.add(store);
    let timer: ReturnType<typeof setTimeout> | undefined;
    createSession()
      .then((issued) => store.update((state) => ({ ...state, session: issued })))
      .catch(() => {
        timer = setTimeout(() => setFailures((count) => count + 1), retryMs);
      })
      .finally(() => pending.delete(store));
    return () => clearTimeout(timer);
  }, [issues, typed, definitions, session, store, failures]);
}
