/**
 * npm run new -- <provider>/<workflow>: begins a workflow, page and folder, with a first check and a
 * first fault. What it writes passes all proofs as it is.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { Refusal, writeWorkflow } from './new/write-workflow.ts';

const root = join(import.meta.dirname, '..');
const [id, ...rest] = process.argv.slice(2);

try {
  if (!id || rest.length > 0)
    throw new Refusal('Name one workflow: npm run new -- <provider>/<workflow>.');
  const files = writeWorkflow(root, id);
  formatFiles(files);
  console.log(files.map((file) => `wrote ${file}`).join('\n'));
  console.log(
    `\nIt passes as it is: npm run guides -- ${id} && npm run faults -- ${id} && npm run closure.\nNow make it say and check what yours does.`,
  );
} catch (error) {
  if (!(error instanceof Refusal)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}

/** Lines break where names are long. */
function formatFiles(files: readonly string[]): void {
  const code = files.filter((file) => file.endsWith('.ts'));
  const { status, stdout, stderr } = spawnSync('biome', ['check', '--write', ...code], {
    cwd: root,
    encoding: 'utf8',
  });
  if (status !== 0)
    throw new Error(`What was written does not pass npm run lint:\n${stdout}${stderr}`);
}
