/**
 * npm test: every proof of this project, in two lanes (the machine of reference has two cores). Prints one line per part as it
 * ends, the output of parts that failed, and last one plain line `N passed, N failed` that sums them.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installTools } from './lib/tools.ts';

interface Part {
  name: string;
  command: string[];
  /** Where the counts come from: the script writes COUNTS_FILE, vitest writes JSON, or the exit code is the one test. */
  counts: 'file' | 'vitest' | 'exit';
}

const node = process.execPath;
const script = (name: string, ...args: string[]) => [node, '--disable-warning=ExperimentalWarning', `scripts/${name}.ts`, ...args];

const lanes: Part[][] = [
  [
    { name: 'types', command: ['tsc', '-p', '.'], counts: 'exit' },
    { name: 'format, lint, arrows', command: ['biome', 'check', '.'], counts: 'exit' },
    { name: 'unit', command: ['vitest', 'run', '--maxWorkers=1'], counts: 'vitest' },
    { name: 'closure', command: script('closure'), counts: 'file' },
    { name: 'guides', command: script('guides'), counts: 'file' },
  ],
  [
    { name: 'site build', command: script('build'), counts: 'exit' },
    { name: 'reader in a browser', command: ['vitest', 'run', '--config', 'e2e/vitest.config.ts'], counts: 'vitest' },
    { name: 'faults', command: script('faults'), counts: 'file' },
  ],
];

const directory = mkdtempSync(join(tmpdir(), 'spot-test-'));
let passed = 0;
let failed = 0;

installTools();
await Promise.all(lanes.map(runLane));
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed > 0 ? 1 : 0);

async function runLane(parts: Part[]): Promise<void> {
  for (const part of parts) await runPart(part);
}

async function runPart(part: Part): Promise<void> {
  const file = join(directory, `${part.name.replaceAll(/\W/g, '-')}.json`);
  const [program, ...args] = part.command as [string, ...string[]];
  if (part.counts === 'vitest') args.push('--reporter=default', '--reporter=json', `--outputFile.json=${file}`);
  const startedAt = Date.now();
  const { code, output } = await run(program, args, { COUNTS_FILE: file });
  const counts = readCounts(part, file, code);
  passed += counts.passed;
  failed += counts.failed;
  const seconds = Math.round((Date.now() - startedAt) / 1000);
  if (counts.failed > 0) console.log(`\n---- ${part.name} ----\n${output.trimEnd()}\n----`);
  const last = part.counts === 'file' && counts.failed === 0 ? ` (${output.trimEnd().split('\n').at(-1)})` : '';
  console.log(
    `${counts.failed > 0 ? 'FAILED' : 'ok'}  ${part.name}: ${counts.passed} of ${counts.passed + counts.failed} in ${seconds} s${last}`,
  );
}

/** A part that died before it could count, or counted nothing, is one failure: nothing is green because it did not look. */
function readCounts(part: Part, file: string, code: number): { passed: number; failed: number } {
  if (part.counts === 'exit') return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
  if (!existsSync(file)) return { passed: 0, failed: 1 };
  const json = JSON.parse(readFileSync(file, 'utf8'));
  const counts = part.counts === 'vitest' ? { passed: json.numPassedTests, failed: json.numFailedTests + json.numFailedTestSuites } : json;
  if (counts.failed === 0 && (code !== 0 || counts.passed === 0)) return { passed: counts.passed, failed: 1 };
  return counts;
}

function run(program: string, args: string[], environment: Record<string, string>): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    let output = '';
    const child = spawn(program, args, {
      env: { ...process.env, ...environment, CI: 'true', NO_COLOR: '1' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child.stdout.on('data', (chunk) => {
      output += chunk;
    });
    child.stderr.on('data', (chunk) => {
      output += chunk;
    });
    child.on('error', (error) => resolve({ code: 1, output: `${output}\n${error.message}` }));
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}
