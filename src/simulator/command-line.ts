import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';

/** Environment of a process, complete: nothing is inherited beside it. */
export type Environment = Record<string, string>;

let awsCli: string | undefined;

/**
 * Path of the AWS CLI v2: the first `aws` on the PATH (or in the usual folders) that says so, since some machines have
 * an older one in front of it. Throws when there is none.
 */
export function findAwsCli(): string {
  if (awsCli) return awsCli;
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/local/bin', '/usr/bin'];
  for (const candidate of new Set(folders.filter(Boolean).map((folder) => join(folder, 'aws')))) {
    if (!existsSync(candidate)) continue;
    const { stdout } = spawnSync(candidate, ['--version'], { encoding: 'utf8', timeout: 30_000 });
    if (stdout?.startsWith('aws-cli/2')) {
      awsCli = candidate;
      return candidate;
    }
  }
  throw new Error('AWS CLI v2 is not installed. Run npm test once, or apt-get install awscli');
}

/**
 * The environment in which the real CLIs talk to the simulated cloud, through the proxy, with the given credentials. It is
 * made from nothing, so that no profile, token or setting of this machine can lead a command to a real account.
 * The region is us-east-1 unless said otherwise: readers in CloudShell have one set, and the report lives there.
 */
export function environmentFor(options: {
  proxy: { url: string; caPath: string };
  credentials: { accessKeyId: string; secretAccessKey: string; sessionToken?: string };
  /** Folder that stands in for the home directory. */
  home: string;
  region?: string;
}): Environment {
  const { proxy, credentials, home, region = 'us-east-1' } = options;
  const path = new Set([dirname(findAwsCli()), dirname(process.execPath), '/usr/local/bin', '/usr/bin', '/bin']);
  const environment: Environment = {
    PATH: [...path].join(delimiter),
    HOME: home,
    LANG: 'C.UTF-8',
    TERM: process.env.TERM ?? 'dumb',
    HTTPS_PROXY: proxy.url,
    https_proxy: proxy.url,
    HTTP_PROXY: proxy.url,
    http_proxy: proxy.url,
    NO_PROXY: '',
    no_proxy: '',
    AWS_CA_BUNDLE: proxy.caPath,
    SSL_CERT_FILE: proxy.caPath,
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_CONFIG_FILE: join(home, '.aws', 'config'),
    AWS_SHARED_CREDENTIALS_FILE: join(home, '.aws', 'credentials'),
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_MAX_ATTEMPTS: '2',
    AWS_PAGER: '',
    AWS_CLI_AUTO_PROMPT: 'off',
  };
  if (credentials.sessionToken) environment.AWS_SESSION_TOKEN = credentials.sessionToken;
  return environment;
}

export interface ScriptResult {
  /** 124 when the time was up. */
  exitCode: number;
  stdout: string;
  stderr: string;
  durationMs: number;
}

/**
 * Runs a script with `bash -euo pipefail` and nothing on standard input. When the time is up or `signal` aborts, the whole process
 * group is killed; an abort also rejects with the signal's reason.
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
    // A file, not standard input: a command in the script that reads its input would eat the lines after it.
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

/** Ends of scripts that are running: a signal that ends this process ends them too, as they are in process groups of their own. */
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

function finish(child: ChildProcess, timeoutMs: number, signal?: AbortSignal): Promise<Omit<ScriptResult, 'durationMs'>> {
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
      if (timedOut) stderr += `\nThe script was stopped: it ran longer than ${timeoutMs / 1000} s.\n`;
      resolve({ exitCode: timedOut ? 124 : (code ?? 137), stdout, stderr });
    });
  }).finally(() => {
    clearTimeout(timer);
    running.delete(kill);
    signal?.removeEventListener('abort', kill);
  });
}
