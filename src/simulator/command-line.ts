import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { type AwsKey, awsCli } from './aws/command-line.ts';
import { az } from './azure/command-line.ts';
import type { AzureIdentity } from './azure/state.ts';
import type { CommandLine, Environment, TerminalSettings } from './cloud.ts';
import { gcloud } from './gcp/command-line.ts';
import type { GcpIdentity } from './gcp/state.ts';
import { spotCurl } from './spot/command-line.ts';
import type { SpotIdentity } from './spot/state.ts';
import type { WarmStart } from './warm-start/index.ts';

/** The people a terminal is signed in as, by provider. */
export interface Identities {
  aws?: AwsKey;
  gcp?: GcpIdentity;
  azure?: AzureIdentity;
  spot?: SpotIdentity;
}

/** Each provider's command-line program. */
export const commandLines = { aws: awsCli, gcp: gcloud, azure: az, spot: spotCurl } as const;

/**
 * The environment in which the real command-line programs talk to the simulated clouds, through the
 * proxy, as the given people. It is made from nothing, so that no profile, token or setting of this
 * machine can lead a command to a real account. Throws when the program of one of the providers is
 * not installed.
 */
export async function environmentFor(options: {
  proxy: TerminalSettings['proxy'];
  identities: Identities;
  /** Folder that stands in for the home directory. */
  home: string;
  /**
   * Keeps the programs in memory, for whoever runs many commands. Without it each command starts
   * its program anew, as on a reader's machine.
   */
  warmStart?: WarmStart;
}): Promise<Environment> {
  const { proxy, identities, home, warmStart } = options;
  const signedIn: Environment[] = [];
  const kept: string[] = [];
  const folders = [dirname(process.execPath), '/usr/local/bin', '/usr/bin', '/bin'];
  for (const name of ['aws', 'gcp', 'azure', 'spot'] as const) {
    if (!identities[name]) continue;
    const program: CommandLine<never> = commandLines[name];
    const path = program.find();
    if (!path)
      throw new Error(
        `${program.program} is not installed. Run npm test once, which installs it where it can.`,
      );
    folders.unshift(dirname(path));
    const toKeep = warmStart && (await program.toKeep?.(path));
    if (toKeep) {
      await warmStart.keep(program.program, toKeep);
      kept.push(warmStart.folder);
    }
    signedIn.push(await program.signIn(identities[name] as never, { proxy, home }));
  }
  return Object.assign(
    {
      PATH: [...new Set([...kept, ...folders])].join(delimiter),
      HOME: home,
      LANG: 'C.UTF-8',
      TERM: process.env.TERM ?? 'dumb',
      HTTPS_PROXY: proxy.url,
      https_proxy: proxy.url,
      HTTP_PROXY: proxy.url,
      http_proxy: proxy.url,
      NO_PROXY: '',
      no_proxy: '',
      SSL_CERT_FILE: proxy.bundlePath,
      CURL_CA_BUNDLE: proxy.bundlePath,
      REQUESTS_CA_BUNDLE: proxy.bundlePath,
    },
    ...signedIn,
  );
}

export interface ScriptResult {
  /** 124 when the time was up. */
  exitCode: number;
  stdout: string;
  stderr: string;
  durationMs: number;
}

/**
 * Runs a script with `bash -euo pipefail` and nothing on standard input. When the time is up or
 * `signal` aborts, the whole process group is killed; an abort also rejects with the signal's
 * reason.
 */
export async function runScript(
  script: string,
  options: { environment: Environment; cwd?: string; timeoutMs?: number; signal?: AbortSignal },
): Promise<ScriptResult> {
  const { environment, cwd, timeoutMs = 60_000, signal } = options;
  signal?.throwIfAborted();
  const folder = await mkdtemp(join(tmpdir(), 'script-'));
  const startedAt = performance.now();
  try {
    // A file, not standard input: a command in the script that reads its input would eat the lines
    // after it.
    const file = join(folder, 'script.sh');
    await writeFile(file, script);
    // By its full path: spawn looks names up in this process's PATH, not in the given one.
    const child = spawn('/bin/bash', ['-euo', 'pipefail', file], {
      env: environment,
      cwd: cwd ?? folder,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const { exitCode, stdout, stderr } = await finish(child, timeoutMs, signal);
    signal?.throwIfAborted();
    return { exitCode, stdout, stderr, durationMs: Math.round(performance.now() - startedAt) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * Ends of scripts that are running: a signal that ends this process ends them too, as they are in
 * process groups of their own.
 */
const running = new Set<() => void>();
let listening = false;

function endWithThisProcess(kill: () => void): void {
  running.add(kill);
  if (listening) return;
  listening = true;
  for (const signal of ['SIGHUP', 'SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      for (const kill of running) kill();
      process.kill(process.pid, signal);
    });
  }
}

function finish(
  child: ChildProcess,
  timeoutMs: number,
  signal?: AbortSignal,
): Promise<Omit<ScriptResult, 'durationMs'>> {
  let stdout = '';
  let stderr = '';
  let timedOut = false;
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const kill = () => {
    try {
      if (child.pid) process.kill(-child.pid, 'SIGKILL');
    } catch {
      // The group is gone already.
    }
  };
  endWithThisProcess(kill);
  const timer = setTimeout(() => {
    timedOut = true;
    kill();
  }, timeoutMs);
  signal?.addEventListener('abort', kill, { once: true });
  return new Promise<Omit<ScriptResult, 'durationMs'>>((resolve, reject) => {
    child.once('error', reject);
    // What the script left running in the background would keep the pipes open.
    child.once('exit', kill);
    child.once('close', (code) => {
      if (timedOut)
        stderr += `\nThe script was stopped: it ran longer than ${timeoutMs / 1000} s.\n`;
      resolve({ exitCode: timedOut ? 124 : (code ?? 137), stdout, stderr });
    });
  }).finally(() => {
    clearTimeout(timer);
    running.delete(kill);
    signal?.removeEventListener('abort', kill);
  });
}
