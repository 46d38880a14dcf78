/** Lets a bounded number in at the same time; the others wait, first come, first served. */
export interface Gate {
  /**
   * Waits until there is room, and returns what to call once when leaving. Rejects with the signal's
   * reason when it aborts first.
   */
  enter(signal?: AbortSignal): Promise<() => void>;
}

/** A gate with room for `most`. */
export function createGate(most: number): Gate {
  let inside = 0;
  const waiting = new Set<() => void>();
  const leave = () => {
    inside--;
    const [next] = waiting;
    next?.();
  };
  const admit = (): (() => void) => {
    inside++;
    let left = false;
    return () => {
      if (left) return;
      left = true;
      leave();
    };
  };
  return {
    async enter(signal) {
      signal?.throwIfAborted();
      if (inside < most) return admit();
      return new Promise((resolve, reject) => {
        const done = () => {
          waiting.delete(goIn);
          signal?.removeEventListener('abort', giveUp);
        };
        const goIn = () => {
          done();
          resolve(admit());
        };
        const giveUp = () => {
          done();
          reject(signal?.reason);
        };
        waiting.add(goIn);
        signal?.addEventListener('abort', giveUp, { once: true });
      });
    },
  };
}
