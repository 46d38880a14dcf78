/**
 * npm run faults [-- <text in the fault's name> …]: every fault of every runbook. A healthy world is broken in one way and verified through the
 * real SDK path: exactly the expected diagnoses, from every vantage the fault names. Then the printed fix runs in the
 * provider's real CLI, and the checks that failed must pass. Legitimate variants of the healthy world must raise nothing.
 */
import { availableParallelism } from 'node:os';
import type { Fault, HealthyWorld, Variant } from '../runbooks/define-faults.ts';
import type { Runbook } from '../runbooks/define-runbook.ts';
import { runbooks } from '../runbooks/index.ts';
import type { Finding, Report } from '../src/checks/report.ts';
import { placeholdersIn } from '../src/inputs/expand.ts';
import { reportCounts } from './lib/counts.ts';
import { Laboratory } from './lib/laboratory.ts';
import { inPool } from './lib/pool.ts';
import { faults, healthyWorlds, variants } from './lib/worlds.ts';

const wanted = process.argv.slice(2);
const selected = (name: string) => wanted.length === 0 || wanted.some((text) => name.includes(text));

interface Outcome {
  name: string;
  exact: boolean;
  /** A command must mend it: the fault does not say why none can. */
  toMend: boolean;
  /** The printed commands were run and the checks that had failed passed. */
  fixProven: boolean;
  notes: string[];
  seconds: number;
}

await using laboratory = await Laboratory.open();

let falsePositives = 0;
const outcomes: Outcome[] = [];
for (const [id, runbook] of Object.entries(runbooks)) {
  for (const variant of variants[id] ?? []) if (selected(variant.name)) falsePositives += await tryVariant(runbook, variant);
  const chosen = (faults[id] ?? []).filter((fault) => selected(fault.name));
  outcomes.push(...(await inPool(chosen, availableParallelism(), (fault) => tryFault(runbook, fault))));
}

for (const { name, exact, toMend, fixProven, notes, seconds } of outcomes) {
  const ok = exact && fixProven === toMend;
  console.log(`${ok ? 'ok' : 'FAILED'}  ${name}${fixProven ? ', fix proven' : ''} (${seconds.toFixed(1)} s)`);
  if (!ok) for (const note of notes) console.log(`      ${note.replaceAll('\n', '\n      ')}`);
}
const exact = outcomes.filter((outcome) => outcome.exact).length;
const withFix = outcomes.filter((outcome) => outcome.toMend);
const proven = withFix.filter((outcome) => outcome.fixProven).length;
const failedOutcomes = outcomes.filter(({ exact, fixProven, toMend }) => !exact || fixProven !== toMend).length;
console.log(
  `faults: ${outcomes.length}, exact: ${exact}, false positives: ${falsePositives}, fixes proven: ${proven} of ${withFix.length}`,
);
const variantCount = Object.values(variants)
  .flat()
  .filter((variant) => selected(variant.name)).length;
reportCounts(outcomes.length - failedOutcomes + variantCount - falsePositives, failedOutcomes + falsePositives + (outcomes.length ? 0 : 1));

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
      ...check.findings.map((finding) => `${vantage}: ${check.id} found ${finding.code}, observed ${finding.observed}`),
      ...(decides(step.id) && check.status !== 'pass' && check.findings.length === 0
        ? [`${vantage}: ${check.id} is ${check.status}: ${check.unseen.map((unseen) => unseen.message).join(' ')}`]
        : []),
    ]),
  );
}

async function tryFault(runbook: Runbook, fault: Fault): Promise<Outcome> {
  const startedAt = Date.now();
  const notes: string[] = [];
  const healthy = healthyWorlds[runbook.id]?.(laboratory.simulator) as HealthyWorld;
  const toMend = fault.noCommand === undefined;
  let fixProven = false;
  try {
    fault.breaks(healthy);
    const reports: { vantage: 'reader' | 'spot'; report: Report }[] = [];
    for (const vantage of ['reader', 'spot'] as const) {
      const expected = fault.expected[vantage];
      const alsoStatus = fault.expectedStatus && (fault.expectedStatus.vantage ?? 'reader') === vantage;
      if (expected === undefined && !alsoStatus) continue;
      const report = await laboratory.verify(runbook, healthy, { vantage, ...(fault.step ? { step: fault.step } : {}) });
      reports.push({ vantage, report });
      notes.push(...mismatches(fault, report, vantage, expected ?? []));
    }
    if (reports.length === 0) notes.push('The fault expects nothing from any vantage.');
    // What only Spot can see leaves the reader's own view green, and the other way round; but somebody has to see it.
    else if (reports.every(({ report }) => report.status === 'pass')) notes.push('The whole runbook is green from every vantage.');
    const exact = notes.length === 0;
    if (exact && toMend) fixProven = await tryFix(runbook, fault, healthy, reports, notes);
    const commands = reports.flatMap((one) => findingsOf(one.report)).flatMap((finding) => finding.fix.commands);
    if (!toMend && commands.length > 0) notes.push('The fault says that no command mends it, but the findings print some.');
    return { name: fault.name, exact: exact && (toMend || commands.length === 0), toMend, fixProven, notes, seconds: since(startedAt) };
  } catch (error) {
    notes.push(error instanceof Error ? (error.stack ?? error.message) : String(error));
    return { name: fault.name, exact: false, toMend, fixProven, notes, seconds: since(startedAt) };
  } finally {
    laboratory.simulator.removeWorld(healthy.world);
  }
}

function since(startedAt: number): number {
  return (Date.now() - startedAt) / 1000;
}

function findingsOf(report: Report): Finding[] {
  return report.steps.flatMap((step) => step.checks.flatMap((check) => check.findings));
}

function mismatches(fault: Fault, report: Report, vantage: 'reader' | 'spot', expected: readonly string[]): string[] {
  const found = [...new Set(findingsOf(report).map((finding) => finding.code))].sort();
  const notes: string[] = [];
  if (found.join() !== [...expected].sort().join()) {
    notes.push(
      `from ${vantage}: expected ${expected.join(', ') || 'no diagnosis'}, found ${found.join(', ') || 'none'}; ${summary(report)}`,
    );
  }
  const status = fault.expectedStatus;
  if (status && (status.vantage ?? 'reader') === vantage) {
    const check = report.steps.flatMap((step) => step.checks).find((one) => one.id === status.check);
    if (check?.status !== status.status) notes.push(`from ${vantage}: ${status.check} is ${check?.status}, expected ${status.status}`);
  }
  return notes;
}

function summary(report: Report): string {
  return report.steps
    .flatMap((step) => step.checks)
    .filter((check) => check.status !== 'pass')
    .map((check) => `${check.id} ${check.status}${check.unseen[0] ? ` (${check.unseen[0].message})` : ''}`)
    .join('; ');
}

/**
 * Mends the world as the reader would: run what the findings print, check again, and so on until nothing is found. A diagnosis must be gone
 * after its own fix ran; what the fix uncovers (a new bucket needs a new report) has its turn in the next round.
 */
async function tryFix(
  runbook: Runbook,
  fault: Fault,
  healthy: HealthyWorld,
  reports: { vantage: 'reader' | 'spot'; report: Report }[],
  notes: string[],
): Promise<boolean> {
  const { vantage, report } = reports.find((one) => findingsOf(one.report).length > 0) ?? (reports[0] as (typeof reports)[number]);
  if (findingsOf(report).every((finding) => finding.fix.commands.length === 0)) {
    notes.push('No finding prints a command, and the fault does not say why (noCommand).');
    return false;
  }
  await using terminal = await laboratory.terminal(healthy);
  const mended = new Set<string>();
  const wrongChecks = new Set<string>();
  let current = report;
  for (let round = 1; round <= 4 && findingsOf(current).length > 0; round++) {
    for (const check of current.steps.flatMap((step) => step.checks)) if (check.findings.length > 0) wrongChecks.add(check.id);
    for (const command of new Set(findingsOf(current).flatMap((finding) => finding.fix.commands))) {
      const left = placeholdersIn(command);
      if (left.length > 0) notes.push(`The fix still holds ${left.join(', ')}: ${command}`);
      const result = await terminal.run(command);
      if (result.exitCode !== 0) {
        notes.push(`The fix ended with ${result.exitCode}:\n${command}\n${result.stderr}`);
        return false;
      }
    }
    // A finding that prints no command yet waits for another one's fix.
    for (const finding of findingsOf(current)) if (finding.fix.commands.length > 0) mended.add(finding.code);
    if (round === 1 && fault.inputsAfterFix) {
      // What is found with other values is another finding, whatever its code.
      healthy.inputs = fault.inputsAfterFix(healthy.inputs);
      mended.clear();
    }
    if (fault.hoursAfterFix) healthy.world.clock.advance(fault.hoursAfterFix * 3_600_000);
    current = await laboratory.verify(runbook, healthy, { vantage, ...(fault.step ? { step: fault.step } : {}) });
    const again = findingsOf(current).filter((finding) => mended.has(finding.code));
    for (const finding of again) notes.push(`After its fix there is still ${finding.code}, observed ${finding.observed}`);
    if (again.length > 0) return false;
  }
  for (const id of wrongChecks) {
    const now = current.steps.flatMap((step) => step.checks).find((one) => one.id === id);
    if (now?.status !== 'pass') notes.push(`After the fix ${id} is ${now?.status}: ${summary(current)}`);
  }
  return notes.length === 0;
}
