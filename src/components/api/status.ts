import { useSyncExternalStore } from 'react';
import type { Status } from '../../verification/events.ts';
import { ApiError, getStatus } from './client.ts';

/** What the page knows of the API behind it. `offset`: milliseconds the looked-at cloud's clock is ahead of this computer's. */
export type ApiStatus =
  | { phase: 'loading' }
  | { phase: 'ready'; status: Status; offset: number }
  | { phase: 'unreachable'; message: string };

const loading: ApiStatus = { phase: 'loading' };
let current: ApiStatus = loading;
let asked = false;
const listeners = new Set<() => void>();

function set(next: ApiStatus): void {
  current = next;
  for (const listener of listeners) listener();
}

/** Asks the API how it was started; again after the demo's clock was moved, or when it could not be reached. */
export async function refreshStatus(): Promise<void> {
  asked = true;
  try {
    const status = await getStatus();
    set({ phase: 'ready', status, offset: Date.parse(status.now) - Date.now() });
  } catch (error) {
    set({ phase: 'unreachable', message: error instanceof ApiError ? error.message : String(error) });
  }
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  if (!asked) void refreshStatus();
  return () => listeners.delete(listener);
}

export function useApiStatus(): ApiStatus {
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
