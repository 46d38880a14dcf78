import { useSyncExternalStore } from 'react';
import { firstMethod, methodKey, methodParameter } from '../../page/method-choice.ts';

const listeners = new Set<() => void>();

/**
 * Chooses a method for all groups of all guides; keeps it in this browser and in the address, so
 * that a link carries it.
 */
export function chooseMethod(method: string): void {
  document.documentElement.dataset.method = method;
  try {
    window.localStorage.setItem(methodKey, method);
  } catch {
    // Then the choice lasts as long as the page.
  }
  const url = new URL(window.location.href);
  url.searchParams.set(methodParameter, method);
  window.history.replaceState(window.history.state, '', url);
  for (const listener of listeners) listener();
}

export function useMethodChoice(): string {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => document.documentElement.dataset.method ?? firstMethod,
    () => firstMethod,
  );
}
