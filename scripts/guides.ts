/**
 * npm run guides [-- <runbook id> …]: walks every guide as a reader with a terminal would. For each method that has commands, in an
 * empty world of its own: before a step that has commands its check does not pass; then the guide's own blocks run in the
 * provider's real CLI under `set -euo pipefail`; then the check passes. Undo steps come last and are proven the same way.
 * On the way of the first method the read-only commands that a reader is shown for pasting run as well: judged as the page judges them,
 * their output must say the same.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, relative } from 'node:path';
import type { Runbook, Step } from '../runbooks/define-runbook.ts';
import { documents } from '../runbooks/documents.ts';
import { runbooks } from '../runbooks/index.ts';
import type { Report } from '../src/checks/report.ts';
import { judgePasted } from '../src/components/check/judge-pasted.ts';
import { expand, placeholdersIn } from '../src/inputs/expand.ts';
import { validateInput } from '../src/inputs/kinds.ts';
import { withDocuments } from '../src/remark/index.ts';
import { pageSteps } from '../src/remark/page-data.ts';
import { type Guide, parsePage } from '../src/remark/parse-guide.ts';
import { reportCounts } from './lib/counts.ts';
import { Laboratory, type Subject, type Terminal } from './lib/laboratory.ts';
import { inPool } from './lib/pool.ts';
import { emptyWorlds } from './lib/worlds.ts';

type Block = Guide['steps'][number]['blocks'][number];

const wanted = process.argv.slice(2);
const root = new URL('..', import.meta.url).pathname;
let passed = 0;
let failed = 0;
let blocksRun = 0;
let methodsRun = 0;

for (const id of wanted.filter((id) => !Object.hasOwn(runbooks, id))) {
  judge(false, `There is no runbook ${id}. Known runbooks: ${Object.keys(runbooks).join(', ')}.`);
}
const pages = readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' }).filter((file) => /\.mdx?$/.test(file));
const guides = pages.flatMap(readGuides).filter(({ guide }) => wanted.length === 0 || wanted.includes(guide.runbook));
for (const id of wanted.length > 0 ? wanted : Object.keys(runbooks)) {
  judge(guides.filter(({ guide }) => guide.runbook === id).length === 1, `The runbook ${id} needs one guide: docs/${id}.mdx.`);
}

await using laboratory = await Laboratory.open();
for (const { file, guide } of guides) await walkGuide(file, guide);
console.log(`guides: ${guides.length}, methods: ${methodsRun}, blocks run: ${blocksRun}, passed: ${passed}, failed: ${failed}`);
reportCounts(passed, failed);

/** The guide of a page, or none. What the build would refuse fails here too: the loop does not need a built site. */
function readGuides(page: string): { file: string; guide: Guide }[] {
  const file = join(root, 'docs', page);
  try {
    const guide = parsePage(file, withDocuments(Object.values(runbooks), documents));
    return guide ? [{ file: relative(root, file), guide }] : [];
  } catch (error) {
    judge(false, error instanceof Error ? error.message : String(error));
    return [];
  }
}

async function walkGuide(file: string, guide: Guide): Promise<void> {
  const runbook = runbooks[guide.runbook] as Runbook;
  for (const block of guide.blocksOutsideSteps.filter((block) => !block.skip)) {
    judge(false, `${file}:${block.line} a bash block outside every step can never be run. Move it into a step, or give it skip="reason".`);
  }
  for (const block of guide.steps.flatMap((step) => step.blocks).filter((block) => block.skip)) {
    console.log(`  skipped ${file}:${block.line}: ${block.skip}`);
  }
  const used = new Set(guide.steps.flatMap((step) => step.blocks.filter(executable).map((block) => block.method)));
  // A guide without methods has one way through.
  const methods = used.size > 1 ? [...used].filter((method) => method !== undefined) : [...used];
  const ran = new Set<Block>();
  for (const [index, method] of methods.entries()) await walkMethod({ file, runbook, method, ran, paste: index === 0 }, guide);
  for (const block of guide.steps.flatMap((step) => step.blocks).filter((block) => executable(block) && !ran.has(block))) {
    judge(false, `${file}:${block.line} this block was not reached by any method (${methods.join(', ')}).`);
  }
}

/** One way through a guide. */
interface Walk {
  file: string;
  runbook: Runbook;
  method: string | undefined;
  /** Blocks that were run, by whichever method. */
  ran: Set<Block>;
  /** Whether to try the commands for pasting too. */
  paste: boolean;
}

/** The actions in the section with the id `rights-you-need`: what somebody who is no administrator would be given. */
function rightsNamedIn(file: string): string[] {
  const section =
    readFileSync(join(root, file), 'utf8')
      .split('{#rights-you-need}')[1]
      ?.split(/^#{1,3} /m)[0] ?? '';
  return [...section.matchAll(/`([a-z0-9-]+:[A-Za-z*]+)`/g)].map((match) => match[1] as string);
}

/** Makes the reader somebody with just these rights, so that a right which the guide forgot to name is a refusal here and not at the customer's. */
function limitTo({ account, reader }: Subject, actions: readonly string[]): void {
  const user = reader.principal.type === 'user' ? account.users.get(reader.principal.name) : undefined;
  if (!user) throw new Error('The reader of an empty world must be an IAM user, whose rights can be limited.');
  user.attachedPolicies = [];
  user.inlinePolicies.clear();
  user.inlinePolicies.set('rights-you-need', {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: [...actions], Resource: '*' }],
  });
}

function executable(block: Block): boolean {
  return !block.skip;
}

async function walkMethod(walk: Walk, guide: Guide): Promise<void> {
  const { runbook, method = 'its commands' } = walk;
  methodsRun += 1;
  const startedAt = Date.now();
  const outputs = new Set(guide.steps.flatMap((step) => step.blocks.map((block) => block.output)).filter((name) => name !== undefined));
  const subject = emptyWorlds[runbook.id]?.(laboratory.simulator);
  if (!subject) throw new Error(`scripts/lib/worlds.ts has no empty world for ${runbook.id}.`);
  const rights = rightsNamedIn(walk.file);
  if (!judge(rights.length > 0, `${walk.file} names no rights under a heading {#rights-you-need}; a reader must know what to ask for.`))
    return;
  limitTo(subject, rights);
  // What the blocks print must come from the blocks.
  for (const name of outputs) delete subject.inputs[name];
  console.log(`${runbook.id}, ${method}`);
  try {
    await using terminal = await laboratory.terminal(subject);
    for (const step of guide.steps) {
      const blocks = step.blocks.filter((block) => executable(block) && (block.method === undefined || block.method === walk.method));
      const ok = await walkStep(walk, step.id, blocks, subject, terminal);
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
  { file, runbook, ran, paste }: Walk,
  stepId: string,
  blocks: readonly Block[],
  subject: Subject,
  terminal: Terminal,
): Promise<boolean> {
  const step = runbook.steps[stepId] as Step;
  const vantage = step.vantage ?? 'reader';
  const startedAt = Date.now();
  if (blocks.length > 0) {
    const before = await laboratory.verify(runbook, subject, { step: stepId, vantage });
    const refused = before.status !== 'pass' && before.status !== 'warning';
    if (!judge(refused, `${stepId}: before its commands the check says ${before.status}; it must not be green.`)) return false;
    if (paste && !(await agreesPasted(runbook, stepId, before, subject, terminal, { all: false }))) return false;
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
  if (paste && !(await agreesPasted(runbook, stepId, after, subject, terminal, { all: true }))) return false;
  const details = after.steps.flatMap((one) => one.checks.filter((check) => check.status !== 'pass'));
  const ok = judge(
    after.status === 'pass',
    `${stepId}: after its commands the check says ${after.status}\n${indent(JSON.stringify(details, null, 2))}`,
  );
  console.log(`  ${ok ? 'ok' : 'FAILED'}  ${stepId}: ${blocks.length} blocks, ${((Date.now() - startedAt) / 1000).toFixed(1)} s`);
  return ok;
}

/** Whether the output of the commands for pasting is readable, and green exactly where the reader's own eyes see green. Without `all` only what the page asks for first. */
async function agreesPasted(
  runbook: Runbook,
  step: string,
  seen: Report,
  subject: Subject,
  terminal: Terminal,
  { all }: { all: boolean },
): Promise<boolean> {
  const { vantage, evidence = [] } = pageSteps(runbook).find(({ id }) => id === step) ?? {};
  if (vantage !== 'reader') return true;
  const typed = evidence
    .filter(({ required }) => all || required)
    .map(({ id, command }) => ({ id, command: expand(command, subject.inputs) }))
    .filter(({ command }) => placeholdersIn(command).length === 0);
  const outputs = await inPool(typed, availableParallelism(), async ({ id, command }) => {
    const { stdout, stderr } = await terminal.run(command);
    return [id, stdout + stderr] as const;
  });
  const now = new Date(subject.world.clock.now());
  const verdict = await judgePasted({ runbook: runbook.id, step, inputs: subject.inputs, pasted: Object.fromEntries(outputs), now });
  const unreadable = Object.entries(verdict.unreadable).map(([id, message]) => `${id}: ${message}`);
  return (
    judge(unreadable.length === 0, `${step}: what its commands for pasting print cannot be read:\n${indent(unreadable.join('\n'))}`) &&
    judge(
      (verdict.status === 'pass') === (seen.status === 'pass'),
      `${step}: the reader's eyes say ${seen.status}, what the reader pastes says ${verdict.status}\n${indent(JSON.stringify(verdict.results, null, 2))}`,
    )
  );
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
