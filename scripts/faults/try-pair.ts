import type { Proof, ProofWorld } from '../../runbooks/define-faults.ts';
import type { Runbook } from '../../runbooks/define-runbook.ts';
import { findingsOf } from '../../src/checks/printed-fixes.ts';
import type { CheckResult, Finding, Report } from '../../src/checks/report.ts';
import { kindsOfRunbook } from '../../src/verification/judge-step.ts';
import { type Laboratory, missingPrograms } from '../lib/laboratory.ts';
import { mapCodes, type Pair } from './choose-pairs.ts';
import { findTouched, listContents } from './find-touched.ts';
import { runPrintedFixes } from './run-printed-fixes.ts';

/** What came of two faults in one world. */
export interface PairOutcome {
  runbook: string;
  pair: Pair;
  /** What was wrong; empty when all of it is right. */
  notes: string[];
  /** Why nothing was proven: a program is missing. */
  notProven?: string;
  rounds: number;
  seconds: number;
}

/** So many times a reader checks, runs what is printed, and checks again. */
const mostRounds = 6;

/**
 * Breaks a healthy world in two ways, and fixes it as the reader would: all commands that are
 * printed, from top to bottom, then another look. Nothing of either fault may be green; no command
 * may fail; what is not the reader's stays as it is; and at last all is right, but for what no
 * command can fix. Undefined when the two cannot be in one world.
 */
export async function tryPair(
  laboratory: Laboratory,
  runbook: Runbook,
  proof: Proof,
  pair: Pair,
): Promise<PairOutcome | undefined> {
  const startedAt = Date.now();
  const broken = breakTwice(laboratory, proof, pair);
  if (!broken) return undefined;
  const { subject, own } = broken;
  const outcome: PairOutcome = { runbook: runbook.id, pair, notes: [], rounds: 0, seconds: 0 };
  try {
    const missing = missingPrograms(subject.reader);
    if (missing.length > 0) outcome.notProven = `${missing.join(' and ')} is not installed`;
    else await fixTogether(laboratory, runbook, subject, { own, outcome });
  } catch (error) {
    outcome.notes.push(error instanceof Error ? (error.stack ?? error.message) : String(error));
  } finally {
    laboratory.simulator.removeWorld(subject.world);
  }
  outcome.seconds = (Date.now() - startedAt) / 1000;
  return outcome;
}

/** A world with both faults in it, in the order that can be; undefined when none can. */
function breakTwice(
  { simulator }: Laboratory,
  proof: Proof,
  [one, other]: Pair,
): { subject: ProofWorld; own: Set<string> } | undefined {
  for (const [first, second] of [
    [one, other],
    [other, one],
  ] as const) {
    const subject = proof.healthyWorld(simulator, one.inputs);
    try {
      const own = new Set(wordsOf(subject));
      const healthy = describe(subject);
      first.breaks(subject);
      const broken = describe(subject);
      second.breaks(subject);
      if (holds(describe(subject), healthy, broken)) {
        proof.addBystanders?.(subject);
        return { subject, own };
      }
    } catch {
      // What the second one changes, the first one took away.
    }
    simulator.removeWorld(subject.world);
  }
  return undefined;
}

/** A world and the fields of the page. */
function describe({ world, inputs }: ProofWorld): Set<string> {
  return new Set([...listContents(world), ...Object.entries(inputs).map((entry) => entry.join())]);
}

/** Whether all is still there that the first fault made, and nothing that it took away. */
function holds(now: Set<string>, healthy: Set<string>, broken: Set<string>): boolean {
  return (
    [...broken].every((text) => healthy.has(text) || now.has(text)) &&
    [...healthy].every((text) => broken.has(text) || !now.has(text))
  );
}

function namesThatDiffer(
  before: Readonly<Record<string, string>>,
  after: Readonly<Record<string, string>>,
): string[] {
  return Object.keys({ ...before, ...after }).filter((name) => before[name] !== after[name]);
}

async function fixTogether(
  laboratory: Laboratory,
  runbook: Runbook,
  subject: ProofWorld,
  { own, outcome }: { own: Set<string>; outcome: PairOutcome },
): Promise<void> {
  const { pair, notes } = outcome;
  const step = pair[0].step;
  const look = () =>
    laboratory.verify(runbook, subject, { vantage: 'reader', ...(step ? { step } : {}) });
  await using terminal = await laboratory.terminal(subject);
  const before = listContents(subject.world);
  for (const word of [...stacksOf(runbook), ...wordsOf(subject)]) own.add(word);
  let report = await look();
  const first = report;
  notes.push(...findGreens(runbook, report, pair));
  for (; outcome.rounds < mostRounds && findingsOf(report).length > 0; outcome.rounds++) {
    const { printed, notes: wrong } = await runPrintedFixes(upToObstacle(report), terminal);
    notes.push(...wrong);
    if (wrong.length > 0) break;
    const changed = correctInputs(runbook, subject, pair, { report, printed });
    for (const word of wordsOf(subject)) own.add(word);
    if (printed.length === 0 && !changed) break;
    const hours = Math.max(...pair.map(({ hoursAfterFix = 0 }) => hoursAfterFix));
    subject.world.clock.advance(hours * 3_600_000);
    report = await look();
  }
  if (report.status === 'pending') {
    subject.world.clock.advance(24 * 3_600_000);
    report = await look();
  }
  const left = leftOver(first, upToObstacle(report), pair);
  if (left.length > 0)
    notes.push(`After ${outcome.rounds} rounds there is still: ${left.join('; ')}`);
  notes.push(
    ...findTouched(before, listContents(subject.world), [...own]).map(
      (text) => `The fixes touched what is not the reader's: ${text.slice(0, 300)}`,
    ),
  );
}

/**
 * What a reader works on: when they turn out to be in another account, or to lack rights, and no command
 * of theirs settles it, the steps after that have to wait.
 */
function upToObstacle(report: Report): Report {
  const isObstacle = ({ id, findings }: CheckResult, step: number) =>
    (step === 0 || /reader|rights/.test(id)) &&
    findings.some(({ fix }) => fix.commands.length === 0);
  const last = report.steps.findIndex(({ checks }, step) =>
    checks.some((check) => isObstacle(check, step)),
  );
  return last === -1 ? report : { ...report, steps: report.steps.slice(0, last + 1) };
}

/** Checks that say that something is right which one of the faults made wrong. */
function findGreens(runbook: Runbook, report: Report, pair: Pair): string[] {
  const checkOf = mapCodes(runbook);
  const found = new Set(findingsOf(report).map(({ code }) => code));
  const checks = new Map(checksOf(report).map((check) => [check.id, check]));
  return pair.flatMap(({ name, expected }) =>
    expected.reader
      .filter((code) => !found.has(code))
      .filter((code) => checks.get(checkOf.get(code) ?? '')?.status === 'pass')
      .map((code) => `${code} of ${name} is not found, and its check is green`),
  );
}

/** What is wrong at the end, and was not what only people can settle. */
function leftOver(first: Report, last: Report, pair: Pair): string[] {
  const forPeople = new Set(
    pair
      .filter(({ noCommand }) => noCommand !== undefined)
      .flatMap(({ expected }) => expected.reader),
  );
  const wrongFirst = new Set(
    checksOf(first)
      .filter(({ findings }) => findings.length > 0)
      .map(({ id }) => id),
  );
  // What prints no command is for people; but not when it waits for another fix, which is done.
  const findings = findingsOf(last).filter(
    ({ code, fix }) =>
      !forPeople.has(code) && (fix.commands.length > 0 || fix.summary.startsWith('First ')),
  );
  const blocked =
    forPeople.size > 0
      ? []
      : checksOf(last).filter(
          ({ id, status, findings }) =>
            wrongFirst.has(id) && findings.length === 0 && status !== 'pass',
        );
  return [
    ...findings.map(({ code, observed }) => `${code}, observed ${observed}`),
    ...blocked.map(
      ({ id, status, unseen }) =>
        `${id} ${status} ${unseen.map(({ message }) => message).join(' ')}`,
    ),
  ];
}

function checksOf({ steps }: Report): CheckResult[] {
  return steps.flatMap(({ checks }) => checks);
}

/**
 * Changes the fields at the top of the page as the findings say: to the name that a fix puts there,
 * or as the fault says, once its own finding is the one that was worked on. Whether anything changed.
 */
function correctInputs(
  runbook: Runbook,
  { inputs }: ProofWorld,
  pair: Pair,
  { report, printed }: { report: Report; printed: readonly string[] },
): boolean {
  const findings = findingsOf(report);
  const before = { ...inputs };
  for (const [name, value] of findings.flatMap((finding) => readInstruction(runbook, finding)))
    inputs[name] = value;
  const told = namesThatDiffer(before, inputs);
  for (const fault of pair) {
    const mine = findings.filter(({ code }) => fault.expected.reader.includes(code));
    const wanted = { ...inputs };
    fault.correctInputs?.(wanted, printed);
    const texts = JSON.stringify([mine, printed]);
    for (const name of namesThatDiffer(inputs, wanted)) {
      const value = wanted[name] ?? '';
      // A name that nothing says the reader takes only when nothing else is left to do.
      const isKnown =
        mine.length > 0 &&
        (printed.length === 0 || texts.includes(JSON.stringify(value).slice(1, -1)));
      if (!told.includes(name) && (isKnown || isPrinted(value, printed))) inputs[name] = value;
    }
  }
  return namesThatDiffer(before, inputs).length > 0;
}

/** Whether a command has printed it: a new key, a new secret. */
function isPrinted(value: string, printed: readonly string[]): boolean {
  return value.length > 20 && printed.some((text) => text.includes(value.trim()));
}

/** What a fix says that a field has to be changed to. */
function readInstruction(runbook: Runbook, { fix }: Finding): [string, string][] {
  return Object.entries(runbook.inputs).flatMap(([name, { label }]) => {
    const said = new RegExp(
      `change the ${label} at the top of the page to ([^\\s:;,]+?)[.:;,]?(\\s|$)`,
      'i',
    ).exec(fix.summary);
    return said?.[1] && fix.commands.length > 0 ? [[name, said[1]] as [string, string]] : [];
  });
}

/** What the guides themselves switch on in an account that is the reader's. */
const switches = ['/resourceProviders/', '/services/', '/billingAccount ='];

/** Words by which things are known as the reader's: all inputs but the names of whole accounts. */
function wordsOf({ world, inputs, reader }: ProofWorld): string[] {
  const containers = new Set<string>([
    ...world.aws.accounts.keys(),
    ...world.azure.tenants.keys(),
    ...world.azure.subscriptions.keys(),
    ...world.azure.billingAccounts.keys(),
    ...world.gcp.projects.keys(),
  ]);
  const ids = [...world.gcp.serviceAccounts]
    .filter(([, { email }]) => Object.values(inputs).some((value) => email.startsWith(`${value}@`)))
    .map(([id]) => id);
  for (const { applications, servicePrincipals } of world.azure.tenants.values())
    for (const { id, appId } of [...applications.values(), ...servicePrincipals.values()])
      if (appId === inputs.clientId) ids.push(id);
  return [...Object.values(inputs), ...textsOf(reader), ...ids, ...switches].filter(
    (text) => text.length > 4 && !containers.has(text),
  );
}

/** Where the guide's own stacks are, out of the commands that look at them. */
function stacksOf(runbook: Runbook): string[] {
  return kindsOfRunbook(runbook).flatMap(({ command }) =>
    [...command.matchAll(/--stack-name (\S+)/g)].map(([, name]) => `/${name}/`),
  );
}

function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsOf) : [];
}
