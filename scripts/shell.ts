/**
 * `npm run shell -- --in aws/linked-account` opens a shell inside the demo world that `npm start`
 * runs for this runbook (without --in, of aws/management-account); with words after it, runs them
 * as one command. The exit code is the shell's or the command's.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { constants } from 'node:os';
import { join } from 'node:path';
import { environmentFor, type Identities } from '../src/simulator/command-line.ts';

/** What `npm start` leaves in `.spot/demo.json`. */
interface Demo {
  proxyPort: number;
  caPath: string;
  bundlePath: string;
  /** The reader of each runbook's world. */
  identities: Record<string, Identities>;
  home: string;
}

const root = join(import.meta.dirname, '..');

try {
  const demo = readDemo(process.env.SPOT_DEMO_FILE ?? join(root, '.spot', 'demo.json'));
  await checkAlive(demo.proxyPort);
  const words = process.argv.slice(2);
  const [flag, chosen] = words;
  const runbook = flag === '--in' ? (chosen ?? '') : 'aws/management-account';
  process.exitCode = await run(demo, runbook, flag === '--in' ? words.slice(2) : words);
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}

function readDemo(file: string): Demo {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    throw new Error(
      'The demo is not running. Start it with npm start in another terminal, then try again.',
    );
  }
  const demo = parse(text);
  if (!demo?.proxyPort || !demo.caPath || !demo.bundlePath || !demo.home || !demo.identities)
    throw new Error(
      `${file} is not what npm start writes. Stop the demo, delete the file and run npm start again.`,
    );
  return demo as Demo;
}

function parse(text: string): Partial<Demo> | undefined {
  try {
    return JSON.parse(text) as Partial<Demo>;
  } catch {
    return undefined;
  }
}

function checkAlive(port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: '127.0.0.1', port, timeout: 2000 });
    const dead = () => {
      socket.destroy();
      reject(
        new Error(
          `The demo has stopped: nothing answers on port ${port}. Run npm start in another terminal, then try again.`,
        ),
      );
    };
    socket.once('error', dead);
    socket.once('timeout', dead);
    socket.once('connect', () => {
      socket.destroy();
      resolve();
    });
  });
}

async function run(demo: Demo, runbook: string, command: string[]): Promise<number> {
  const identities = Object.hasOwn(demo.identities, runbook) ? demo.identities[runbook] : undefined;
  if (!identities)
    throw new Error(
      `The demo has no runbook “${runbook}”. It has: ${Object.keys(demo.identities).join(', ')}.`,
    );
  const home = join(demo.home, runbook.replace('/', '-'));
  mkdirSync(home, { recursive: true });
  const proxy = {
    url: `http://127.0.0.1:${demo.proxyPort}`,
    caPath: demo.caPath,
    bundlePath: demo.bundlePath,
  };
  const env = await environmentFor({ proxy, identities, home });
  // One word is a line for bash (`npm run shell -- 'aws s3 ls | head'`), several are a command and
  // its arguments.
  const words =
    command.length === 1 ? ['-c', command[0] as string] : ['-c', '"$@"', 'bash', ...command];
  const child = spawn('/bin/bash', command.length ? words : interactive(home), {
    env,
    stdio: 'inherit',
    // Files that the guide's commands write belong to the simulated home, not to this repository.
    cwd: home,
  });
  // The shell in front gets Ctrl-C from the terminal itself; this process must outlive it to pass
  // on the exit code.
  for (const signal of ['SIGINT', 'SIGQUIT'] as const) process.on(signal, () => {});
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) =>
      resolve(code ?? 128 + (signal ? constants.signals[signal] : 0)),
    );
  });
}

/** A prompt has to come from an rc file: bash resets PS1 of an interactive shell otherwise. */
function interactive(home: string): string[] {
  const file = join(home, '.spot-demo-bashrc');
  writeFileSync(file, "PS1='spot-demo$ '\n");
  return ['--noprofile', '--rcfile', file, '-i'];
}
