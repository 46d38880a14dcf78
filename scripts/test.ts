/**
 * npm test: every proof of this project, in two lanes (the machine of reference has two cores).
 * Prints one line per part as it ends, the output of parts that failed, and last one plain line `N
 * passed, N failed` that sums them.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { listWorkflows } from '../runbooks/workflows.ts';
import { type CountsFrom, readCounts } from './lib/counts.ts';
import { installTools } from './lib/tools.ts';

interface Part {
  name: string;
  command: string[];
  counts: CountsFrom;
}

const node = process.execPath;
const script = (name: string, ...args: string[]) => [
  node,
  '--disable-warning=ExperimentalWarning',
  `scripts/${name}.ts`,
  ...args,
];

/** Everything temporary of every part is in here, and goes with it. */
const directory = mkdtempSync(join(tmpdir(), 'spot-test-'));
/** What the proof of the rights hands to that of the error texts. */
const refusals = join(directory, 'refusals.jsonl');

const lanes: Part[][] = [
  [
    { name: 'types', command: ['tsc', '-p', '.'], counts: 'exit' },
    { name: 'format, lint, arrows', command: script('lint'), counts: 'exit' },
    { name: 'unit', command: ['vitest', 'run', '--maxWorkers=1'], counts: 'vitest' },
    { name: 'closure', command: script('closure'), counts: 'file' },
    { name: 'guides', command: script('guides'), counts: 'file' },
    { name: 'faults', command: script('faults'), counts: 'file' },
    { name: 'mutations', command: script('mutations', '--short'), counts: 'file' },
  ],
  [
    { name: 'site build', command: script('build'), counts: 'exit' },
    {
      name: 'reader in a browser',
      command: ['vitest', 'run', '--config', 'e2e/vitest.config.ts'],
      counts: 'vitest',
    },
    { name: 'rights', command: script('rights', '--record', refusals), counts: 'file' },
    { name: 'errors', command: script('errors', '--refusals', refusals), counts: 'file' },
    { name: 'chaos', command: script('chaos', '--short'), counts: 'file' },
    { name: 'fuzz', command: script('fuzz', '--short'), counts: 'file' },
  ],
];

/** Seconds of each part that ended. */
const taken = new Map<Part, number>();
const running = new Set<ChildProcess>();
let passed = 0;
let failed = 0;
let notProven = 0;
let stopped = false;
let absent: ReturnType<typeof installTools> = [];

process.on('exit', () => {
  for (const child of running) killGroup(child);
  // A browser that was just killed may still be writing.
  rmSync(directory, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
});
for (const [signal, number] of [
  ['SIGHUP', 1],
  ['SIGINT', 2],
  ['SIGTERM', 15],
] as const) {
  process.once(signal, () => {
    stopped = true;
    for (const child of running) killGroup(child, 'SIGTERM');
    // Time for browsers and shells to go by themselves; the rest is killed on exit.
    setTimeout(() => process.exit(128 + number), 1_000);
  });
}

try {
  absent = installTools();
  await Promise.all(lanes.map(runLane));
} catch (error) {
  // Whatever could not even begin is a failure that is counted, so that the last line is there in
  // any case.
  console.error(error instanceof Error ? error.message : error);
  failed += 1;
}
for (const { name } of absent)
  console.log(`NOT PROVEN on this machine, as it lacks ${name}: every command of its cloud.`);
if (notProven > 0)
  console.log(`NOT PROVEN: ${notProven} tests. They are counted neither as passed nor as failed.`);
if (taken.size > 0) console.log(describeGrowth(listWorkflows().length));
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed > 0 ? 1 : 0);

/**
 * What each part costs for one workflow, and what twenty would take if all of it grew with them: the
 * longer of the two lanes. A forecast for planning, compared with nothing.
 */
function describeGrowth(workflows: number): string {
  const costs = [...taken].map(
    ([{ name }, seconds]) => `${name} ${(seconds / workflows).toFixed(1)}`,
  );
  const longest = Math.max(
    ...lanes.map((parts) => parts.reduce((sum, part) => sum + (taken.get(part) ?? 0), 0)),
  );
  const minutes = Math.ceil((longest * 20) / workflows / 60);
  return `Seconds for each of ${workflows} workflows: ${costs.join(', ')}. Twenty would take ${minutes} minutes at most.`;
}

async function runLane(parts: Part[]): Promise<void> {
  for (const part of parts) if (!stopped) await runPart(part);
}

async function runPart(part: Part): Promise<void> {
  const file = join(directory, `${part.name.replaceAll(/\W/g, '-')}.json`);
  const [program, ...args] = part.command as [string, ...string[]];
  if (part.counts === 'vitest')
    args.push('--reporter=default', '--reporter=json', `--outputFile.json=${file}`);
  const startedAt = Date.now();
  const { code, output } = await run(program, args, { COUNTS_FILE: file });
  const counts = readCounts(
    part.counts,
    file,
    code,
    absent.map(({ program }) => program),
  );
  passed += counts.passed;
  failed += counts.failed;
  notProven += counts.notProven ?? 0;
  const seconds = Math.round((Date.now() - startedAt) / 1000);
  taken.set(part, seconds);
  if (counts.failed > 0)
    console.log(
      `\n---- ${part.name} ----\n${output.trimEnd()}${counts.why ? `\n${counts.why}` : ''}\n----`,
    );
  const last =
    part.counts === 'file' && counts.failed === 0
      ? ` (${output.trimEnd().split('\n').at(-1)})`
      : '';
  console.log(
    `${counts.failed > 0 ? 'FAILED' : 'ok'}  ${part.name}: ${counts.passed} of ${counts.passed + counts.failed} in ${seconds} s${last}${counts.notProven ? `, NOT PROVEN: ${counts.notProven}` : ''}`,
  );
}

/** Runs a part in a process group of its own, so that nothing it started outlives it. */
function run(
  program: string,
  args: string[],
  environment: Record<string, string>,
): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    let output = '';
    const child = spawn(program, args, {
      env: { ...process.env, ...environment, TMPDIR: directory, CI: 'true', NO_COLOR: '1' },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    running.add(child);
    const take = (chunk: string) => {
      output += chunk;
    };
    child.stdout.setEncoding('utf8').on('data', take);
    child.stderr.setEncoding('utf8').on('data', take);
    child.on('error', (error) => resolve({ code: 1, output: `${output}\n${error.message}` }));
    // What it left running would keep the pipes open for ever.
    child.on('exit', () => killGroup(child));
    child.on('close', (code, signal) => {
      running.delete(child);
      resolve({
        code: code ?? 1,
        output: signal ? `${output}\nIt was ended by ${signal}.` : output,
      });
    });
  });
}

function killGroup({ pid }: ChildProcess, signal: NodeJS.Signals = 'SIGKILL'): void {
  try {
    if (pid) process.kill(-pid, signal);
  } catch {
    // The group is gone already.
  }
}
