import { type ForkOptions, fork } from 'node:child_process';
import { once } from 'node:events';

/** A program of this folder in a process of its own, which answers each message with one. */
export interface Child extends AsyncDisposable {
  /** What it said when it was ready. */
  ready: unknown;
  /** Sends a message, and waits for its answer. Throws an Error when the program has ended. */
  ask<Answer>(message: object): Promise<Answer>;
}

/** Starts a program of this folder, and waits for its first message. */
export async function startChild(file: string, options: ForkOptions = {}): Promise<Child> {
  const child = fork(new URL(file, import.meta.url), { serialization: 'advanced', ...options });
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`${file} ended (${code}).`);
  });
  ended.catch(() => undefined);
  const next = async () => ((await Promise.race([once(child, 'message'), ended])) as unknown[])[0];
  return {
    ready: await next(),
    async ask<Answer>(message: object) {
      const answer = next();
      child.send(message);
      return (await answer) as Answer;
    },
    async [Symbol.asyncDispose]() {
      if (child.connected) child.disconnect();
      await ended.catch(() => undefined);
    },
  };
}
