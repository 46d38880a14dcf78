/**
 * npm run guides [-- <runbook id> …]: walks every guide as a reader with a terminal would. For each
 * method that has commands and each path through the guide, in an empty world of its own: before a
 * step that has commands its check does not pass; then the guide's own blocks run in the provider's
 * real CLI under `set -euo pipefail`; then the check passes. Undo steps come last and are proven
 * the same way. The first time a step is walked, the read-only commands that a reader is shown for
 * pasting run as well: judged as the page judges them, their output must say the same.
 */
import { availableParallelism } from 'node:os';
import type { Proof } from '../runbooks/define-faults.ts';
import type { Step } from '../runbooks/define-runbook.ts';
import { loadProofs } from '../runbooks/proofs.ts';
import { loadRunbooksWithDocuments, type RunbookWithDocuments } from '../runbooks/workflows.ts';
import type { Report } from '../src/checks/report.ts';
import { isOnPath } from '../src/inputs/define-input.ts';
import { placeholdersIn } from '../src/inputs/expand.ts';
import { validateInput } from '../src/inputs/kinds.ts';
import { rightsNamed } from '../src/page/rights.ts';
import { isMethod } from '../src/providers/methods.ts';
import type { Guide } from '../src/remark/parse-guide.ts';
import { reportCounts } from './lib/counts.ts';
import { Laboratory, missingPrograms, type Subject, type Terminal } from './lib/laboratory.ts';
import { judgeAsPasted } from './lib/paste-step.ts';
import { inPool } from './lib/pool.ts';
import {
  type Block,
  blocksOf,
  fillBlock,
  findGuides,
  outputsOf,
  type Way,
  waysOf,
} from './lib/walks.ts';

const runbooks = await loadRunbooksWithDocuments();
const proofs = await loadProofs();
const wanted = process.argv.slice(2);
let passed = 0;
let failed = 0;
let blocksRun = 0;
let methodsRun = 0;
let notProven = 0;

/** Blocks that were run, by whichever walk; and steps whose commands for pasting were. */
const ran = new Set<Block>();
const pasted = new Set<string>();

for (const id of wanted.filter((id) => !Object.hasOwn(runbooks, id))) {
  judge(false, `There is no runbook ${id}. Known runbooks: ${Object.keys(runbooks).join(', ')}.`);
}
const guides = findGuides(runbooks, (message) => judge(false, message)).filter(
  ({ guide }) => wanted.length === 0 || wanted.includes(guide.runbook),
);
for (const id of wanted.length > 0 ? wanted : Object.keys(runbooks)) {
  const mine = guides.filter(({ guide }) => guide.runbook === id);
  judge(mine.length === 1, `The runbook ${id} needs one guide: docs/${id}.mdx.`);
  for (const { guide } of mine) {
    const offered = guide.methods.length > 1 ? guide.methods : [];
    const said = runbooks[id]?.methods ?? [];
    judge(
      offered.join() === said.join(),
      `The page of ${id} offers the methods ${offered.join(', ') || '(none)'}, and its runbook says ${said.join(', ') || '(none)'}: write the same into “methods”.`,
    );
    const strangers = Object.values(runbooks[id]?.steps ?? {})
      .flatMap(({ rights = [] }) => rights.flatMap(({ only = [] }) => only))
      .filter((only) => isMethod(only) && !offered.includes(only));
    judge(
      strangers.length === 0,
      `Steps of ${id} take rights for ${strangers.join(', ')}, which its page does not offer.`,
    );
  }
}

await using laboratory = await Laboratory.open();
const walks = guides.flatMap((found): Walk[] => {
  const runbook = runbooks[found.guide.runbook] as RunbookWithDocuments;
  return waysOf(found, runbook, proofOf(runbook)).map((way) => ({ ...way, lines: [] }));
});
await inPool(walks, availableParallelism(), async (walk) => {
  await walkOnce(walk).catch((error: unknown) =>
    judge(false, error instanceof Error ? (error.stack ?? error.message) : String(error), walk),
  );
  console.log(walk.lines.join('\n'));
});
for (const { file, guide } of guides) proveReached(file, guide);
if (notProven > 0)
  console.log(
    `NOT PROVEN: ${notProven} walks, since this machine lacks their command-line program.`,
  );
console.log(
  `guides: ${guides.length}, methods: ${methodsRun}, blocks run: ${blocksRun}, passed: ${passed}, failed: ${failed}${notProven > 0 ? `, not proven: ${notProven}` : ''}`,
);
reportCounts(passed, failed);

function proofOf({ id }: RunbookWithDocuments): Proof {
  return proofs[id] as Proof;
}

/** One way through a guide, in a world of its own. */
interface Walk extends Way {
  /** What is to be printed, in one piece, when the walk is over: several are under way. */
  lines: string[];
}

/** What no walk came by cannot be trusted. */
function proveReached(file: string, guide: Guide): void {
  for (const block of guide.blocksOutsideSteps.filter((block) => !block.skip)) {
    judge(
      false,
      `${block.file ?? file}:${block.line} a bash block outside every step can never be run. Move it into a step, or give it skip="reason".`,
    );
  }
  const blocks = guide.steps.flatMap((step) => step.blocks);
  for (const block of blocks.filter((block) => block.skip))
    console.log(`  skipped ${block.file ?? file}:${block.line}: ${block.skip}`);
  if (walks.some((walk) => walk.guide === guide && missingPrograms(readerOf(walk)).length > 0))
    return;
  for (const block of blocks.filter((block) => !block.skip && !ran.has(block))) {
    judge(
      false,
      `${block.file ?? file}:${block.line} this block was reached by no method and no path.`,
    );
  }
}

function readerOf({ runbook, inputs }: Walk): Subject['reader'] {
  const { world, reader } = proofOf(runbook).emptyWorld(laboratory.simulator, inputs);
  laboratory.simulator.removeWorld(world);
  return reader;
}

async function walkOnce(walk: Walk): Promise<void> {
  const { runbook, guide, method = 'its commands', path, lines } = walk;
  const startedAt = Date.now();
  const subject = proofOf(runbook).emptyWorld(laboratory.simulator, walk.inputs);
  lines.push(`${runbook.id}, ${method}${path ? `, ${path}` : ''}`);
  const missing = missingPrograms(subject.reader);
  if (missing.length > 0) {
    notProven += 1;
    lines.push(`  NOT PROVEN: ${missing.join(' and ')} is not installed on this machine.`);
    return;
  }
  methodsRun += 1;
  const rights = rightsNamed(runbook);
  const named = `No step of ${runbook.id} says which rights it takes; a reader must know what to ask for.`;
  if (!judge(rights.length > 0, named, walk)) return;
  subject.limitReader(rights);
  // What the blocks print must come from the blocks.
  for (const name of outputsOf(guide)) delete subject.inputs[name];
  let blocksHere = 0;
  try {
    await using terminal = await laboratory.terminal(subject);
    for (const step of guide.steps.filter(({ id }) =>
      isOnPath(runbook.steps[id]?.when, subject.inputs),
    )) {
      const blocks = blocksOf(walk, step, subject.inputs);
      blocksHere += blocks.length;
      if (await walkStep(walk, step.id, blocks, subject, terminal)) continue;
      lines.push(`  the rest of ${method} was not tried: it builds on ${step.id}`);
      break;
    }
  } finally {
    laboratory.simulator.removeWorld(subject.world);
  }
  lines.push(`  ${blocksHere} blocks, ${((Date.now() - startedAt) / 1000).toFixed(1)} s`);
}

async function walkStep(
  walk: Walk,
  stepId: string,
  blocks: readonly Block[],
  subject: Subject,
  terminal: Terminal,
): Promise<boolean> {
  const { file, runbook, lines } = walk;
  const judged = (ok: boolean, message: string) => judge(ok, message, walk);
  const step = runbook.steps[stepId] as Step;
  const vantage = step.vantage ?? 'reader';
  const startedAt = Date.now();
  const paste = !pasted.has(`${runbook.id}#${stepId}`);
  pasted.add(`${runbook.id}#${stepId}`);
  if (blocks.length > 0) {
    const before = await laboratory.verify(runbook, subject, { step: stepId, vantage });
    const refused = before.status !== 'pass' && before.status !== 'warning';
    if (
      !judged(
        refused,
        `${stepId}: before its commands the check says ${before.status}; it must not be green.`,
      )
    )
      return false;
    if (paste && !(await agreesPasted(walk, stepId, before, subject, terminal, { all: false })))
      return false;
  }
  for (const block of blocks) {
    const script = fillBlock(block, runbook, subject.inputs);
    const left = placeholdersIn(script);
    if (
      !judged(
        left.length === 0,
        `${block.file ?? file}:${block.line} still holds ${left.join(', ')} when it is its turn.`,
      )
    )
      return false;
    const result = await terminal.run(script);
    ran.add(block);
    blocksRun += 1;
    const where = `${block.file ?? file}:${block.line}`;
    if (
      !judged(
        result.exitCode === 0,
        `${where} exit ${result.exitCode}\n${indent(script)}\n${indent(result.stderr)}`,
      )
    )
      return false;
    if (block.output && !takeOutput(walk, subject, block.output, result.stdout, where))
      return false;
  }
  if (step.waitHours) {
    const waiting = await laboratory.verify(runbook, subject, { step: stepId, vantage });
    if (
      !judged(
        waiting.status === 'pending',
        `${stepId}: while the cloud still needs time the check says ${waiting.status}, not pending.`,
      )
    ) {
      return false;
    }
    subject.world.clock.advance(step.waitHours * 3_600_000);
  }
  const after = await laboratory.verify(runbook, subject, { step: stepId, vantage });
  if (paste && !(await agreesPasted(walk, stepId, after, subject, terminal, { all: true })))
    return false;
  const details = after.steps.flatMap((one) =>
    one.checks.filter((check) => check.status !== 'pass'),
  );
  const ok = judged(
    after.status === 'pass',
    `${stepId}: after its commands the check says ${after.status}\n${indent(JSON.stringify(details, null, 2))}`,
  );
  lines.push(
    `  ${ok ? 'ok' : 'FAILED'}  ${stepId}: ${blocks.length} blocks, ${((Date.now() - startedAt) / 1000).toFixed(1)} s`,
  );
  return ok;
}

/**
 * Whether the output of the commands for pasting is readable, and green exactly where the reader's
 * own eyes see green. Without `all` only what the page asks for first.
 */
async function agreesPasted(
  walk: Walk,
  step: string,
  seen: Report,
  subject: Subject,
  terminal: Terminal,
  { all }: { all: boolean },
): Promise<boolean> {
  const { runbook } = walk;
  const only = all ? {} : { only: 'required' as const };
  const verdict = await judgeAsPasted(runbook, step, subject, terminal, only);
  if (!verdict) return true;
  const unreadable = Object.entries(verdict.unreadable).map(([id, message]) => `${id}: ${message}`);
  const { pieces, steps } = verdict.atOnce;
  const atOnce = steps.find(({ id }) => id === step);
  return (
    judge(
      unreadable.length === 0,
      `${step}: what its commands for pasting print cannot be read:\n${indent(unreadable.join('\n'))}`,
      walk,
    ) &&
    judge(
      (verdict.status === 'pass') === (seen.status === 'pass'),
      `${step}: the reader's eyes say ${seen.status}, what the reader pastes says ${verdict.status}\n${indent(JSON.stringify(verdict.results, null, 2))}`,
      walk,
    ) &&
    judge(
      !all ||
        (pieces.every(({ what }) => what === 'output' || what === 'obstacle') &&
          (atOnce?.status === 'pass') === (verdict.status === 'pass')),
      `${step}: pasted as one text, it says ${atOnce?.status}, and one by one ${verdict.status}\n${indent(JSON.stringify(pieces, null, 2))}`,
      walk,
    )
  );
}

function takeOutput(
  walk: Walk,
  subject: Subject,
  name: string,
  stdout: string,
  where: string,
): boolean {
  const { runbook } = walk;
  const definition = runbook.inputs[name];
  if (!definition)
    return judge(false, `${where} names the input ${name}, which the runbook does not have.`, walk);
  const result = validateInput(definition, stdout);
  if (result.ok) subject.inputs[name] = result.value;
  return judge(
    result.ok,
    `${where} printed ${JSON.stringify(stdout)}, which is no ${definition.label}: ${result.ok ? '' : result.message}`,
    walk,
  );
}

function judge(ok: boolean, message: string, walk?: Walk): boolean {
  if (ok) passed += 1;
  else {
    failed += 1;
    const line = `  FAILED  ${message}`;
    if (walk) walk.lines.push(line);
    else console.log(line);
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
