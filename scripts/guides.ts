/**
 * npm run guides [-- <runbook id> …]: walks every guide as a reader with a terminal would. For each method that has commands, in an
 * empty world of its own: before a step that has commands its check does not pass; then the guide's own blocks run in the
 * provider's real CLI under `set -euo pipefail`; then the check passes. Undo steps come last and are proven the same way.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Runbook, Step } from '../runbooks/define-runbook.ts';
import { documents } from '../runbooks/documents.ts';
import { runbooks } from '../runbooks/index.ts';
import { expand, placeholdersIn } from '../src/inputs/expand.ts';
import { validateInput } from '../src/inputs/kinds.ts';
import { type Guide, parseGuide } from '../src/remark/parse-guide.ts';
import { reportCounts } from './lib/counts.ts';
import { Laboratory, type Subject } from './lib/laboratory.ts';
import { emptyWorlds } from './lib/worlds.ts';

type Block = Guide['steps'][number]['blocks'][number];

const wanted = process.argv.slice(2);
const root = new URL('..', import.meta.url).pathname;
let passed = 0;
let failed = 0;
let blocksRun = 0;
let methodsRun = 0;

const guides = readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.mdx'))
  .map((file) => join(root, 'docs', file))
  .filter((file) => /^runbook:/m.test(readFileSync(file, 'utf8').split('\n---')[0] ?? ''))
  .map((file) => ({ file: relative(root, file), guide: parseGuide(file) }))
  .filter(({ guide }) => wanted.length === 0 || wanted.includes(guide.runbook));

if (guides.length === 0) {
  console.error(`No guide for ${wanted.join(', ') || 'any runbook'}. Known runbooks: ${Object.keys(runbooks).join(', ')}.`);
  process.exit(1);
}

await using laboratory = await Laboratory.open();
for (const { file, guide } of guides) await walkGuide(file, guide);
console.log(`guides: ${guides.length}, methods: ${methodsRun}, blocks run: ${blocksRun}, passed: ${passed}, failed: ${failed}`);
reportCounts(passed, failed);

async function walkGuide(file: string, guide: Guide): Promise<void> {
  const runbook = runbooks[guide.runbook] as Runbook;
  for (const block of guide.blocksOutsideSteps.filter((block) => !block.skip)) {
    judge(false, `${file}:${block.line} a bash block outside every step can never be run. Move it into a step, or give it skip="reason".`);
  }
  for (const block of guide.steps.flatMap((step) => step.blocks).filter((block) => block.skip)) {
    console.log(`  skipped ${file}:${block.line}: ${block.skip}`);
  }
  const methods = [...new Set(guide.steps.flatMap((step) => step.blocks.filter(executable).map((block) => block.method)))].filter(
    (method) => method !== undefined,
  );
  const ran = new Set<Block>();
  for (const method of methods) await walkMethod(file, guide, runbook, method, ran);
  for (const block of guide.steps.flatMap((step) => step.blocks).filter((block) => executable(block) && !ran.has(block))) {
    judge(false, `${file}:${block.line} this block was not reached by any method (${methods.join(', ')}).`);
  }
}

function executable(block: Block): boolean {
  return !block.skip;
}

async function walkMethod(file: string, guide: Guide, runbook: Runbook, method: string, ran: Set<Block>): Promise<void> {
  methodsRun += 1;
  const startedAt = Date.now();
  const outputs = new Set(guide.steps.flatMap((step) => step.blocks.map((block) => block.output)).filter((name) => name !== undefined));
  const subject = emptyWorlds[runbook.id]?.(laboratory.simulator);
  if (!subject) throw new Error(`scripts/lib/worlds.ts has no empty world for ${runbook.id}.`);
  // What the blocks print must come from the blocks.
  for (const name of outputs) delete subject.inputs[name];
  console.log(`${runbook.id}, ${method}`);
  try {
    await using terminal = await laboratory.terminal(subject);
    for (const step of guide.steps) {
      const blocks = step.blocks.filter((block) => executable(block) && (block.method === undefined || block.method === method));
      const ok = await walkStep(file, runbook, step.id, blocks, subject, terminal, ran);
      if (!ok) {
        console.log(`  the rest of ${method} was not tried: it builds on ${step.id}`);
        break;
      }
    }
  } finally {
    laboratory.simulator.removeWorld(subject.world);
  }
  console.log(`  ${((Date.now() - startedAt) / 1000).toFixed(1)} s`);
}

async function walkStep(
  file: string,
  runbook: Runbook,
  stepId: string,
  blocks: readonly Block[],
  subject: Subject,
  terminal: Awaited<ReturnType<Laboratory['terminal']>>,
  ran: Set<Block>,
): Promise<boolean> {
  const step = runbook.steps[stepId] as Step;
  const vantage = step.vantage ?? 'reader';
  const startedAt = Date.now();
  if (blocks.length > 0) {
    const before = await laboratory.verify(runbook, subject, { step: stepId, vantage });
    const refused = before.status !== 'pass' && before.status !== 'warning';
    if (!judge(refused, `${stepId}: before its commands the check says ${before.status}; it must not be green.`)) return false;
  }
  for (const block of blocks) {
    const script = expand(block.code, { ...documentTexts(runbook.id, subject.inputs), ...subject.inputs });
    const left = placeholdersIn(script);
    if (!judge(left.length === 0, `${file}:${block.line} still holds ${left.join(', ')} when it is its turn.`)) return false;
    const result = await terminal.run(script);
    ran.add(block);
    blocksRun += 1;
    const where = `${file}:${block.line}`;
    if (!judge(result.exitCode === 0, `${where} exit ${result.exitCode}\n${indent(script)}\n${indent(result.stderr)}`)) return false;
    if (block.output && !takeOutput(runbook, subject, block.output, result.stdout, where)) return false;
  }
  if (step.waitHours) {
    const waiting = await laboratory.verify(runbook, subject, { step: stepId, vantage });
    if (
      !judge(waiting.status === 'pending', `${stepId}: while the cloud still needs time the check says ${waiting.status}, not pending.`)
    ) {
      return false;
    }
    subject.world.clock.advance(step.waitHours * 3_600_000);
  }
  const after = await laboratory.verify(runbook, subject, { step: stepId, vantage });
  const details = after.steps.flatMap((one) => one.checks.filter((check) => check.status !== 'pass'));
  const ok = judge(
    after.status === 'pass',
    `${stepId}: after its commands the check says ${after.status}\n${indent(JSON.stringify(details, null, 2))}`,
  );
  console.log(`  ${ok ? 'ok' : 'FAILED'}  ${stepId}: ${blocks.length} blocks, ${((Date.now() - startedAt) / 1000).toFixed(1)} s`);
  return ok;
}

function takeOutput(runbook: Runbook, subject: Subject, name: string, stdout: string, where: string): boolean {
  const definition = runbook.inputs[name];
  if (!definition) return judge(false, `${where} names the input ${name}, which the runbook does not have.`);
  const result = validateInput(definition, stdout);
  if (result.ok) subject.inputs[name] = result.value;
  return judge(
    result.ok,
    `${where} printed ${JSON.stringify(stdout)}, which is no ${definition.label}: ${result.ok ? '' : result.message}`,
  );
}

function documentTexts(runbookId: string, inputs: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(documents[runbookId] ?? {}).map(([name, text]) => [name, text(inputs)]));
}

function judge(ok: boolean, message: string): boolean {
  if (ok) passed += 1;
  else {
    failed += 1;
    console.log(`  FAILED  ${message}`);
  }
  return ok;
}

function indent(text: string): string {
  return text
    .trimEnd()
    .split('\n')
    .map((line) => `      ${line}`)
    .join('\n');
}
