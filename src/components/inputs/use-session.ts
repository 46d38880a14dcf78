import { useEffect } from 'react';
import type { PageInputs } from '../../remark/page-data.ts';
import { createSession } from '../api/client.ts';
import { useApiStatus } from '../api/status.ts';
import type { GuideStore } from '../guide-state/store.ts';

const pending = new Set<GuideStore>();

/** Where the server issues external IDs, gets one for this reader and keeps it until it expires. */
export function useSession(definitions: PageInputs, store: GuideStore): void {
  const status = useApiStatus();
  const issues = status.phase === 'ready' && status.status.issuesExternalIds;
  const typed = status.phase === 'ready' && !status.status.issuesExternalIds;
  const session = store.get().session;
  const wanted = Object.values(definitions).some((definition) => definition.source === 'session');
  useEffect(() => {
    // A session of another server (demo, hosted) means nothing to one that does not issue any.
    if (typed && session) store.update(({ session: _other, ...state }) => state);
    if (!issues || !wanted || pending.has(store)) return;
    if (session && Date.parse(session.expiresAt) > Date.now()) return;
    pending.add(store);
    createSession()
      .then((issued) => store.update((state) => ({ ...state, session: issued })))
      .catch(() => {
        // The field says that it has no value yet; the next visit asks again.
      })
      .finally(() => pending.delete(store));
  }, [issues, typed, wanted, session, store]);
}
