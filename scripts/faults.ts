/**
 * npm run faults [-- --pasted --pairs[=<number>]] [<text in the name of a fault or runbook> …]: every fault
 * of every runbook. A healthy world is broken in one way and verified through the real SDK path:
 * exactly the expected diagnoses, from every vantage the fault names. Then the printed fixes run in the
 * provider's real CLI, from top to bottom, and the checks that failed must pass. Legitimate variants of
 * the healthy world must raise nothing. Then two faults at a time are in one world: some pairs of each
 * runbook, or with `--pairs` that many for each two checks, and nothing else.
 */

import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import type { Fault, Proof, ProofWorld, Variant } from '../runbooks/define-faults.ts';
import type { Runbook } from '../runbooks/define-runbook.ts';
import { loadProofs } from '../runbooks/proofs.ts';
import { loadRunbooks } from '../runbooks/workflows.ts';
import { findingsOf } from '../src/checks/printed-fixes.ts';
import type { Finding, Report } from '../src/checks/report.ts';
import { type LookingVantage, lookingVantages } from '../src/providers/vantages.ts';
import { choosePairs, type Pair } from './faults/choose-pairs.ts';
import { runPrintedFixes } from './faults/run-printed-fixes.ts';
import { type PairOutcome, tryPair } from './faults/try-pair.ts';
import { reportCounts } from './lib/counts.ts';
import { Laboratory, missingPrograms } from './lib/laboratory.ts';
import { isRight, type Outcome, tally } from './lib/outcomes.ts';
import { judgeAsPasted } from './lib/paste-step.ts';
import { inPool } from './lib/pool.ts';
import findContradictions from './worlds/find-contradictions.ts';

const { values: options, positionals: wanted } = parseArgs({
  allowPositionals: true,
  options: {
    /** What the real command lines print in each broken world is pasted and judged, too. */
    pasted: { type: 'boolean', default: false },
    /** Pairs alone, and more of them. */
    pairs: { type: 'boolean', default: false },
    /** How many pairs of faults for each two checks. */
    each: { type: 'string', default: '1' },
    /** Other pairs than the usual ones. */
    seed: { type: 'string', default: '1' },
  },
});
const selected = (runbook: Runbook, name: string) =>
  wanted.length === 0 || wanted.some((text) => name.includes(text) || runbook.id.startsWith(text));
/** Pairs of each runbook in the usual run: what fits into a minute. */
const usualPairs = 5;

const proofs = await loadProofs();
await using laboratory = await Laboratory.open();

/** What the printed fixes were seen to take, by runbook. */
const takenByFixes = new Map<string, Set<string>>();
let falsePositives = 0;
let variantCount = 0;
const outcomes: Outcome[] = [];
const pairs: PairOutcome[] = [];
const runbooks = await loadRunbooks();
for (const [id, runbook] of Object.entries(runbooks)) {
  const proof = proofs[id] as Proof;
  if (!options.pairs) {
    for (const variant of proof.variants.filter((variant) => selected(runbook, variant.name))) {
      variantCount += 1;
      falsePositives += await tryVariant(runbook, variant);
    }
    const chosen = proof.faults.filter((fault) => selected(runbook, fault.name));
    outcomes.push(
      ...(await inPool(chosen, availableParallelism(), (fault) => tryFault(runbook, proof, fault))),
    );
  }
  pairs.push(...(await tryPairs(runbook, proof)));
}

for (const { runbook, pair, notes, notProven, rounds, seconds } of pairs) {
  const names = `${runbook}: ${pair.map(({ name }) => name).join(' + ')}`;
  const how = notProven ? `NOT PROVEN: ${notProven}` : `${rounds} rounds`;
  console.log(
    `${notes.length === 0 ? 'ok' : 'FAILED'}  pair ${names}, ${how} (${seconds.toFixed(1)} s)`,
  );
  for (const note of notes) console.log(`      ${note.replaceAll('\n', '\n      ')}`);
}
for (const outcome of outcomes) {
  const ok = isRight(outcome);
  const { runbook, name, fixProven, notProven, notes, seconds } = outcome;
  const fix = fixProven ? ', fix proven' : notProven ? `, FIX NOT PROVEN: ${notProven}` : '';
  console.log(`${ok ? 'ok' : 'FAILED'}  ${runbook}: ${name}${fix} (${seconds.toFixed(1)} s)`);
  if (!ok) for (const note of notes) console.log(`      ${note.replaceAll('\n', '\n      ')}`);
}
const unneeded = wanted.length > 0 || options.pairs ? [] : findUnneededRights();
for (const line of unneeded) console.log(`FAILED  ${line}`);
const { faults, exact, toFix, proven, notProven, passed, failed } = tally(outcomes);
if (notProven > 0)
  console.log(
    `NOT PROVEN: ${notProven} fixes, since this machine lacks their command-line program.`,
  );
console.log(
  `faults: ${faults}, exact: ${exact}, false positives: ${falsePositives}, fixes proven: ${proven} of ${toFix}, pairs: ${pairs.length}, wrong: ${pairs.filter(({ notes }) => notes.length > 0).length}` +
    (notProven > 0 ? `, not proven: ${notProven}` : ''),
);
const right = pairs.filter(({ notes, notProven }) => notes.length === 0 && !notProven).length;
const wrong = pairs.filter(({ notes }) => notes.length > 0).length;
reportCounts(
  passed + right + variantCount - falsePositives,
  failed + wrong + falsePositives + unneeded.length + (faults + pairs.length > 0 ? 0 : 1),
);

/** Two faults at a time: of each group of pairs the first ones that can be in one world. */
async function tryPairs(runbook: Runbook, proof: Proof): Promise<PairOutcome[]> {
  const isWanted = (pair: Pair) => {
    const names = pair.map(({ name }) => name).join(' + ');
    return options.pairs ? selected(runbook, names) : selected(runbook, '');
  };
  const groups = choosePairs(runbook, proof.faults, Number(options.seed))
    .map((pairs) => pairs.filter(isWanted))
    .filter((pairs) => pairs.length > 0)
    .slice(0, options.pairs ? undefined : usualPairs);
  const tried = await inPool(groups, availableParallelism(), async (pairs) => {
    const outcomes: PairOutcome[] = [];
    for (const pair of pairs) {
      if (outcomes.length === Number(options.each)) break;
      const outcome = await tryPair(laboratory, runbook, proof, pair);
      if (outcome) outcomes.push(outcome);
    }
    return outcomes;
  });
  return tried.flat();
}

/** Rights that a guide says its fixes take, and that no fix of its faults takes. */
function findUnneededRights(): string[] {
  return Object.values(runbooks)
    .filter(({ id }) => !outcomes.some(({ runbook, notProven }) => runbook === id && notProven))
    .flatMap(({ id, steps }) =>
      Object.values(steps)
        .flatMap(({ rights = [] }) => rights)
        .filter(({ only }) => only === 'fixes')
        .flatMap(({ actions }) => actions)
        .filter((action) => !takenByFixes.get(id)?.has(action))
        .map((action) => `${id}: no fix of its faults takes ${action}.`),
    );
}

/** Counts 1 when anything but a pass comes out of a legitimate world, from either vantage. */
async function tryVariant(runbook: Runbook, variant: Variant): Promise<number> {
  const world = variant.build(laboratory.simulator);
  const problems: string[] = [];
  const reader = await laboratory.verify(runbook, world, { vantage: 'reader' });
  problems.push(...unexpected(reader, 'reader', (step) => runbook.steps[step]?.vantage !== 'spot'));
  const spot = await laboratory.verify(runbook, world, { vantage: 'spot' });
  problems.push(...unexpected(spot, 'spot', (step) => runbook.steps[step]?.vantage === 'spot'));
  laboratory.simulator.removeWorld(world.world);
  console.log(`${problems.length === 0 ? 'ok' : 'FAILED'}  variant ${variant.name}`);
  for (const problem of problems) console.log(`      ${problem}`);
  return problems.length === 0 ? 0 : 1;
}

/** Findings anywhere, and checks that do not pass in the steps this vantage decides. */
function unexpected(report: Report, vantage: string, decides: (step: string) => boolean): string[] {
  return report.steps.flatMap((step) =>
    step.checks.flatMap((check) => [
      ...check.findings.map(
        (finding) => `${vantage}: ${check.id} found ${finding.code}, observed ${finding.observed}`,
      ),
      ...(decides(step.id) && check.status !== 'pass' && check.findings.length === 0
        ? [
            `${vantage}: ${check.id} is ${check.status}: ${check.unseen.map((unseen) => unseen.message).join(' ')}`,
          ]
        : []),
    ]),
  );
}

async function tryFault(runbook: Runbook, proof: Proof, fault: Fault): Promise<Outcome> {
  const startedAt = Date.now();
  const notes: string[] = [];
  const subject = proof.healthyWorld(laboratory.simulator, fault.inputs);
  const toFix = fault.noCommand === undefined;
  let fixProven = false;
  let notProven: string | undefined;
  const outcome = (exact: boolean): Outcome => ({
    ...{
      runbook: runbook.id,
      name: fault.name,
      exact,
      toFix,
      fixProven,
      notes,
      seconds: since(startedAt),
    },
    ...(notProven ? { notProven } : {}),
  });
  try {
    fault.breaks(subject);
    const reports: { vantage: LookingVantage; report: Report }[] = [];
    for (const vantage of lookingVantages) {
      const expected = fault.expected[vantage];
      const alsoStatus =
        fault.expectedStatus && (fault.expectedStatus.vantage ?? 'reader') === vantage;
      if (expected === undefined && !alsoStatus) continue;
      const report = await laboratory.verify(runbook, subject, {
        vantage,
        ...(fault.step ? { step: fault.step } : {}),
      });
      reports.push({ vantage, report });
      notes.push(...mismatches(fault, report, vantage, expected ?? []));
    }
    notes.push(...findContradictions(reports));
    if (reports.length === 0) notes.push('The fault expects nothing from any vantage.');
    // What only Spot can see leaves the reader's own view green, and the other way round; but
    // somebody has to see it.
    else if (reports.every(({ report }) => report.status === 'pass'))
      notes.push('The whole runbook is green from every vantage.');
    if (options.pasted) notes.push(...(await findPastedGreens(runbook, subject, reports)));
    const exact = notes.length === 0;
    const missing = toFix ? missingPrograms(subject.reader) : [];
    if (missing.length > 0) notProven = `${missing.join(' and ')} is not installed`;
    else if (exact && toFix) fixProven = await tryFix(runbook, fault, subject, reports, notes);
    const commands = reports
      .flatMap((one) => findingsOf(one.report))
      .flatMap((finding) => finding.fix.commands);
    if (!toFix && commands.length > 0)
      notes.push('The fault says that no command fixes it, but the findings print some.');
    return outcome(exact && (toFix || commands.length === 0));
  } catch (error) {
    notes.push(error instanceof Error ? (error.stack ?? error.message) : String(error));
    return outcome(false);
  } finally {
    laboratory.simulator.removeWorld(subject.world);
  }
}

/** Steps that are green when pasted and not to the reader's own eyes. */
async function findPastedGreens(
  runbook: Runbook,
  subject: ProofWorld,
  reports: readonly { vantage: LookingVantage; report: Report }[],
): Promise<string[]> {
  const report = reports.find(({ vantage }) => vantage === 'reader')?.report;
  if (!report || missingPrograms(subject.reader).length > 0) return [];
  await using terminal = await laboratory.terminal(subject);
  const notes: string[] = [];
  for (const step of report.steps.filter(({ status }) => status !== 'pass')) {
    const verdict = await judgeAsPasted(runbook, step.id, subject, terminal);
    if (verdict?.status === 'pass')
      notes.push(`pasted, ${step.id} is green; the reader's eyes say ${step.status}`);
  }
  return notes;
}

function since(startedAt: number): number {
  return (Date.now() - startedAt) / 1000;
}

function mismatches(
  fault: Fault,
  report: Report,
  vantage: LookingVantage,
  expected: readonly string[],
): string[] {
  const found = [...new Set(findingsOf(report).map((finding) => finding.code))].sort();
  const notes: string[] = [];
  if (found.join() !== [...expected].sort().join()) {
    notes.push(
      `from ${vantage}: expected ${expected.join(', ') || 'no diagnosis'}, found ${found.join(', ') || 'none'}; ${summary(report)}`,
    );
  }
  const status = fault.expectedStatus;
  if (status && (status.vantage ?? 'reader') === vantage) {
    const check = report.steps
      .flatMap((step) => step.checks)
      .find((one) => one.id === status.check);
    if (check?.status !== status.status)
      notes.push(`from ${vantage}: ${status.check} is ${check?.status}, expected ${status.status}`);
  }
  return notes;
}

function summary(report: Report): string {
  return report.steps
    .flatMap((step) => step.checks)
    .filter((check) => check.status !== 'pass')
    .map(
      (check) =>
        `${check.id} ${check.status}${check.unseen[0] ? ` (${check.unseen[0].message})` : ''}`,
    )
    .join('; ');
}

/**
 * Fixes the world as the reader would: run what the findings print, check again, and so on until
 * nothing is found. A diagnosis must be gone after its own fix ran; what the fix uncovers (a new
 * bucket needs a new report) has its turn in the next round.
 */
async function tryFix(
  runbook: Runbook,
  fault: Fault,
  subject: ProofWorld,
  reports: { vantage: LookingVantage; report: Report }[],
  notes: string[],
): Promise<boolean> {
  const { vantage, report } =
    reports.find((one) => findingsOf(one.report).length > 0) ??
    (reports[0] as (typeof reports)[number]);
  if (findingsOf(report).every((finding) => finding.fix.commands.length === 0)) {
    notes.push('No finding prints a command, and the fault does not say why (noCommand).');
    return false;
  }
  await using terminal = await laboratory.terminal(subject);
  const fixed = new Set<string>();
  const wrongChecks = new Set<string>();
  const printed: string[] = [];
  let current = report;
  for (let round = 1; round <= 4 && findingsOf(current).length > 0; round++) {
    // What a fix uncovers may be a warning that only people can settle: which of two keys that work
    // is whose.
    const toFix = ({ severity, fix }: Finding) =>
      round === 1 || severity === 'fail' || fix.commands.length > 0;
    for (const check of current.steps.flatMap((step) => step.checks))
      if (check.findings.some(toFix)) wrongChecks.add(check.id);
    subject.world.asked.clear();
    const run = await runPrintedFixes(current, terminal);
    printed.push(...run.printed);
    notes.push(...run.notes);
    if (run.notes.length > 0) return false;
    const taken = takenByFixes.get(runbook.id) ?? new Set();
    takenByFixes.set(runbook.id, new Set([...taken, ...subject.world.asked]));
    // A finding that prints no command yet waits for another one's fix.
    for (const finding of findingsOf(current))
      if (finding.fix.commands.length > 0) fixed.add(finding.code);
    if (round === 1 && fault.correctInputs) {
      // What is found with other values is another finding, whatever its code.
      fault.correctInputs(subject.inputs, printed);
      fixed.clear();
    }
    if (fault.hoursAfterFix) subject.world.clock.advance(fault.hoursAfterFix * 3_600_000);
    current = await laboratory.verify(runbook, subject, {
      vantage,
      ...(fault.step ? { step: fault.step } : {}),
    });
    const again = findingsOf(current).filter((finding) => fixed.has(finding.code));
    for (const finding of again)
      notes.push(`After its fix there is still ${finding.code}, observed ${finding.observed}`);
    if (again.length > 0) return false;
  }
  for (const id of wrongChecks) {
    const now = current.steps.flatMap((step) => step.checks).find((one) => one.id === id);
    if (now?.status !== 'pass')
      notes.push(`After the fix ${id} is ${now?.status}: ${summary(current)}`);
  }
  return notes.length === 0;
}
