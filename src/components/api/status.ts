import { useCallback, useSyncExternalStore } from 'react';
import type { Status } from '../../verification/events.ts';
import { useMaybeGuide } from '../guide/context.ts';
import { ApiError, apiHost, getStatus } from './client.ts';

/**
 * What the page knows of the API behind it. `offset`: milliseconds the looked-at cloud's clock is
 * ahead of this computer's.
 */
export type ApiStatus =
  | { phase: 'loading' }
  | { phase: 'ready'; status: Status; offset: number }
  | { phase: 'unreachable'; message: string };

const loading: ApiStatus = { phase: 'loading' };
let current: ApiStatus = loading;
let asked = false;
/** Each runbook of the demo has a clock of its own. */
let runbook: string | undefined;
const listeners = new Set<() => void>();

function set(next: ApiStatus): void {
  current = next;
  for (const listener of listeners) listener();
}

/**
 * Asks the API how it was started; again after the demo's clock was moved, or when it could not be
 * reached.
 */
export async function refreshStatus(): Promise<void> {
  asked = true;
  try {
    const status = await getStatus(runbook);
    set({ phase: 'ready', status, offset: Date.parse(status.now) - Date.now() });
  } catch (error) {
    set({
      phase: 'unreachable',
      message: error instanceof ApiError ? error.message : String(error),
    });
  }
}

/** The API's status, in the clock of the guide around the component. */
export function useApiStatus(): ApiStatus {
  const own = useMaybeGuide()?.runbook;
  const subscribe = useCallback(
    (listener: () => void) => {
      listeners.add(listener);
      const another = own !== undefined && own !== runbook;
      if (another) runbook = own;
      if (!asked || another) void refreshStatus();
      return () => listeners.delete(listener);
    },
    [own],
  );
  return useSyncExternalStore(
    subscribe,
    () => current,
    () => loading,
  );
}

/** Now, in the clock of the cloud that is looked at. */
export function cloudNow(status: ApiStatus): Date {
  return new Date(Date.now() + (status.phase === 'ready' ? status.offset : 0));
}

/**
 * Whether a secret may be typed here: only where nothing is real, or where the API runs on the
 * reader's own machine. For the latter the API's word is not enough: its address has to be one of
 * this machine.
 */
export function takesSecrets(status: ApiStatus): boolean {
  if (status.phase !== 'ready') return false;
  return (
    status.status.mode === 'demo' || (status.status.mode === 'local' && isThisMachine(apiHost()))
  );
}

/** Whether a host name can mean no other machine than the browser's own. */
export function isThisMachine(hostname: string): boolean {
  return (
    hostname === 'localhost' ||
    hostname.endsWith('.localhost') ||
    hostname === '[::1]' ||
    /^127(\.\d{1,3}){3}$/.test(hostname)
  );
}
