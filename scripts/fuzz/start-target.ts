import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';

import { tmpdir } from 'node:os';
import { join } from 'node:path';
import findFreePort from '../lib/find-free-port.ts';
import type { Vitals } from './target/watch-loop.ts';

/** Programs in `target/` that can be attacked. */
export type TargetName = 'serve-demo' | 'serve-hosted';

/** A server in a process of its own. */
export interface Target extends AsyncDisposable {
  name: string;
  port: number;
  /** All that it has printed, its log included. */
  output(): string;
  /** How it ended, once it has: nobody but `stop` may end it. */
  ended(): string | undefined;
  /**
   * What it says of itself since it was last asked; undefined when it has ended. `collect`: after it has let
   * go of what nothing holds; `since`: what it computed since then (milliseconds of the machine's clock);
   * `peek`: whoever asks next is told the same.
   */
  vitals(options?: AboutVitals): Promise<Vitals | undefined>;
  /** Ends it as an operator does; how it ended. */
  stop(): Promise<string>;
}

interface AboutVitals {
  collect?: boolean;
  since?: number;
  peek?: boolean;
}

const patienceMs = 60_000;

/**
 * Starts a server on a free port of this machine and waits until it answers. `program` is one of
 * `target/`, or the path of another one that imports `watch-loop.ts`. Throws with its output when it does
 * not come up.
 */
export async function startTarget(program: TargetName | URL): Promise<Target> {
  const name = typeof program === 'string' ? program : 'planted';
  const url =
    typeof program === 'string' ? new URL(`target/${program}.ts`, import.meta.url) : program;
  const port = await findFreePort();
  const site = makeSite();
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', '--expose-gc', url.pathname],
    {
      env: {
        ...process.env,
        PORT: String(port),
        SITE_DIR: site,
        SESSION_KEY: 'a key of the fuzzer, of more than 32 bytes',
        // Every request may come from a client of its own.
        TRUSTED_PROXIES: '1',
      },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    },
  );
  let output = '';
  const take = (chunk: string) => {
    output += chunk;
  };
  child.stdout?.setEncoding('utf8').on('data', take);
  child.stderr?.setEncoding('utf8').on('data', take);
  let ended: string | undefined;
  const end = once(child, 'close').then(([code, signal]) => {
    ended = signal ? `signal ${signal}` : `exit ${code}`;
    rmSync(site, { recursive: true, force: true });
    return ended;
  });
  await answers(
    port,
    () => ended === undefined,
    () => output,
  );
  return {
    name,
    port,
    output: () => output,
    ended: () => ended,
    vitals: (options) => askVitals(child, options),
    async stop() {
      child.kill('SIGTERM');
      const hard = setTimeout(() => child.kill('SIGKILL'), patienceMs);
      const how = await end;
      clearTimeout(hard);
      return how;
    },
    async [Symbol.asyncDispose]() {
      if (ended !== undefined) return;
      child.kill('SIGKILL');
      await end;
    },
  };
}

let asked = 0;

function askVitals(child: ChildProcess, about: AboutVitals = {}): Promise<Vitals | undefined> {
  return new Promise((resolve) => {
    const id = ++asked;
    const done = (vitals?: Vitals) => {
      child.off('message', onMessage);
      child.off('close', onClose);
      resolve(vitals);
    };
    const onMessage = (message: unknown) => {
      const answer = message as { id: number; vitals: Vitals };
      if (answer.id === id) done(answer.vitals);
    };
    const onClose = () => done();
    child.on('message', onMessage).on('close', onClose);
    if (!child.connected) return done();
    child.send({ id, ...about }, (error) => error && done());
  });
}

/** As little of a site as there can be. */
function makeSite(): string {
  const folder = mkdtempSync(join(tmpdir(), 'spot-fuzz-site-'));
  mkdirSync(join(folder, 'assets'));
  writeFileSync(join(folder, 'index.html'), '<title>Guides</title>');
  writeFileSync(join(folder, '404.html'), '<title>Nothing here</title>');
  writeFileSync(join(folder, 'assets', 'main.js'), 'void 0;\n');
  return folder;
}

async function answers(port: number, isUp: () => boolean, output: () => string): Promise<void> {
  const until = Date.now() + patienceMs;
  while (Date.now() < until && isUp()) {
    const answer = await fetch(`http://127.0.0.1:${port}/healthz`).catch(() => undefined);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`The server that is to be attacked does not come up:\n${output()}`);
}
