import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import findFreePort from '../scripts/lib/find-free-port.ts';

const root = new URL('..', import.meta.url).pathname;

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the demo answers, and the file that it leaves for `npm run shell`. */
    demo: { url: string; demoFile: string };
  }
}

/** Starts the demo (`npm start -- --built`) on a free port, once for all tests; gives back what ends it. */
export default async function startDemo(project: TestProject): Promise<() => Promise<void>> {
  const port = await findFreePort();
  const folder = mkdtempSync(join(tmpdir(), 'spot-e2e-'));
  const demoFile = join(folder, 'demo.json');
  const demo = spawn(
    process.execPath,
    ['scripts/start.ts', '--built', '--quiet', '--port', String(port)],
    {
      cwd: root,
      env: { ...process.env, SPOT_DEMO_FILE: demoFile },
      stdio: ['ignore', 'inherit', 'inherit'],
    },
  );
  const ended = new Promise((resolve) => demo.once('close', resolve));
  const close = async () => {
    demo.kill();
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const url = `http://127.0.0.1:${port}`;
    await answers(`${url}/healthz`, demo);
    project.provide('demo', { url, demoFile });
    return close;
  } catch (error) {
    await close();
    throw error;
  }
}

async function answers(url: string, demo: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 600; tries++) {
    if (demo.exitCode !== null)
      throw new Error(`The demo ended with ${demo.exitCode} before it answered.`);
    const ok = await fetch(url).then(
      (response) => response.ok,
      () => false,
    );
    if (ok) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${url} does not answer within a minute.`);
}
