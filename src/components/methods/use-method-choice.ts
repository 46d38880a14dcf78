import { useSyncExternalStore } from 'react';
import {
  findChosenMethod,
  firstMethod,
  methodKey,
  methodParameter,
} from '../../page/method-choice.ts';
import type { Method } from '../../providers/methods.ts';

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

function listen(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The method that the reader chose; undefined while the first is shown because nobody chose. */
export function readChosenMethod(): Method | undefined {
  return findChosenMethod(window.location.search, () => {
    try {
      return window.localStorage.getItem(methodKey);
    } catch {
      return null;
    }
  });
}

/** See {@link readChosenMethod}. */
export function useChosenMethod(): Method | undefined {
  return useSyncExternalStore(listen, readChosenMethod, () => undefined);
}

export function useMethodChoice(): string {
  return useSyncExternalStore(
    listen,
    () => document.documentElement.dataset.method ?? firstMethod,
    () => firstMethod,
  );
}
