import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Fault, Proof } from '../../runbooks/define-faults.ts';
import type { Runbook, Step } from '../../runbooks/define-runbook.ts';
import { kindsOf } from '../../src/checks/define-check.ts';
import { isTakenBy } from '../../src/checks/foresee.ts';
import type { CheckResult, Report } from '../../src/checks/report.ts';
import type { Rights } from '../../src/checks/step-rights.ts';
import { isOnPath } from '../../src/inputs/define-input.ts';
import { validateInput } from '../../src/inputs/kinds.ts';
import { rightsNamed } from '../../src/page/rights.ts';
import type { Method } from '../../src/providers/methods.ts';
import { type Laboratory, missingPrograms, type Subject, type Terminal } from './laboratory.ts';
import { judgeAsPasted } from './paste-step.ts';
import { findVague, isBeside, isRefused, type Refusal } from './refusals.ts';
import { blocksOf, fillBlock, outputsOf, type Way } from './walks.ts';
import rememberWorld from './world-memory.ts';

/** What came of one way, or of the checks of one path. */
export interface RightsReport {
  name: string;
  runbook: string;
  lines: string[];
  failures: string[];
  /** Rights that a command or a check was seen to need. */
  needed: string[];
  /** Of those whose need was looked for. */
  tried: string[];
  seconds: number;
}

type Inputs = Readonly<Record<string, string>>;

/** The rights that a step takes on a way, by what they are needed in. */
function rightsOf(step: Step, method: Method | undefined, inputs: Inputs): Rights[] {
  return (step.rights ?? []).filter(
    (rights) => isTakenBy(rights, method) && isOnPath(rights.when, inputs),
  );
}

/** Proves one way through a guide; tells `onRefusal` what every refusal printed. */
export async function proveWay(
  laboratory: Laboratory,
  way: Way,
  onRefusal: (refusal: Refusal) => void,
): Promise<RightsReport> {
  const { runbook, proof, guide, method, path } = way;
  const startedAt = Date.now();
  const name = [runbook.id, method ?? 'its commands', path].filter(Boolean).join(', ');
  const report: RightsReport = {
    ...{ name, runbook: runbook.id, lines: [], failures: [], needed: [], tried: [], seconds: 0 },
  };
  const subject = proof.emptyWorld(laboratory.simulator, way.inputs);
  // What the blocks print must come from the blocks.
  for (const output of outputsOf(guide)) delete subject.inputs[output];
  try {
    await using terminal = await laboratory.terminal(subject);
    stopWaiting(terminal);
    const steps = guide.steps.filter(({ id }) => isOnPath(runbook.steps[id]?.when, subject.inputs));
    for (const [index, step] of steps.entries()) {
      if (!(await proveStep({ way, subject, terminal, report, onRefusal }, step))) break;
      // The reader checks a step when they have done what stands in it.
      if (index === 0) await proveForeseen(laboratory, way, subject, report);
    }
  } catch (error) {
    report.failures.push(error instanceof Error ? (error.stack ?? error.message) : String(error));
  } finally {
    laboratory.simulator.removeWorld(subject.world);
  }
  report.seconds = (Date.now() - startedAt) / 1000;
  return report;
}

const withoutWaiting = 'PATH="$HOME/.no-waiting:$PATH"\n';

/** Scripts of guides wait before they try again what was refused; nothing here gets better by waiting. */
function stopWaiting({ home }: Terminal): void {
  const folder = join(home, '.no-waiting');
  mkdirSync(folder);
  writeFileSync(join(folder, 'sleep'), '#!/bin/sh\n', { mode: 0o755 });
}

/** Checks that say beforehand where the reader will be refused. */
const foresees = /\/(reader-rights|elevated-access-rights)$/;

/**
 * The first step's checks name each right that a step of this way takes, and the step. Where another step
 * chooses whose rights they are (an account of several), it is that step's.
 */
async function proveForeseen(
  laboratory: Laboratory,
  { runbook, proof, method }: Way,
  subject: Subject,
  { failures, lines }: RightsReport,
): Promise<void> {
  const restore = rememberWorld(subject.world);
  const all = rightsNamed(runbook);
  const steps = Object.values(runbook.steps).filter(({ when }) => isOnPath(when, subject.inputs));
  const look = (rights: readonly string[], by: string | undefined, howMany = 1) => {
    subject.limitReader(rights);
    return lookAhead(laboratory, { runbook, subject, method: by, steps: howMany });
  };
  const findings = (results: readonly CheckResult[]) =>
    results.filter(({ id }) => foresees.test(id)).flatMap((result) => result.findings);
  const clear = findings(await look(all, method));
  if (clear.length > 0)
    failures.push(`with all rights the first check finds ${JSON.stringify(clear)}`);
  for (const [index, step] of steps.entries()) {
    for (const rights of rightsOf(step, method, subject.inputs)) {
      const change = rights.sometimes && proof.circumstances?.[rights.sometimes.id];
      change?.(subject);
      if (rights.unforeseen)
        lines.push(`unforeseen: ${rights.actions.join(', ')}. ${rights.unforeseen}`);
      for (const right of rights.unforeseen ? [] : rights.actions) {
        const rest = without(all, right);
        const told =
          foretells(await look(rest, method), right, step.title) ||
          foretells(await look(rest, method, Math.max(1, index)), right, step.title);
        if (!told)
          failures.push(
            `without ${right} nobody says before “${step.title}” that it is refused: ${JSON.stringify(await look(rest, method))}`,
          );
        if (isForChecks(runbook, right)) continue;
        const others = (runbook.methods ?? []).filter(
          (other) => !takes(runbook, other, right, subject.inputs),
        );
        for (const other of others) {
          const wrong = findings(await look(rest, other));
          if (wrong.length > 0)
            failures.push(
              `without ${right}, which ${other} does not take, the first check finds ${JSON.stringify(wrong)}`,
            );
        }
      }
      if (change) restore();
    }
  }
  restore();
}

/**
 * Whether the step is named with the right. A first check that fails lets nobody come to any other
 * step: then the right is enough.
 */
function foretells(results: readonly CheckResult[], right: string, title: string): boolean {
  return results.some((result) => {
    const said = JSON.stringify(result).toLowerCase();
    const stops = result.status === 'fail' || said.includes(title.toLowerCase());
    return stops && said.includes(right.toLowerCase());
  });
}

const without = (rights: readonly string[], right: string) => rights.filter((one) => one !== right);

const takes = (runbook: Runbook, method: Method, right: string, inputs: Inputs): boolean =>
  Object.values(runbook.steps).some(
    (step) =>
      isOnPath(step.when, inputs) &&
      rightsOf(step, method, inputs).some(({ actions }) => actions.includes(right)),
  );

const isForChecks = ({ steps }: Runbook, right: string): boolean =>
  Object.values(steps).some(({ rights = [] }) =>
    rights.some(({ only, actions }) => only === 'checks' && actions.includes(right)),
  );

/** What the checks of the first steps on the path say, in process. */
async function lookAhead(
  laboratory: Laboratory,
  {
    runbook,
    subject,
    method,
    steps,
  }: { runbook: Runbook; subject: Subject; method?: string | undefined; steps: number },
): Promise<CheckResult[]> {
  const inputs = method ? { ...subject.inputs, method } : subject.inputs;
  const first = Object.keys(runbook.steps)
    .filter((id) => isOnPath(runbook.steps[id]?.when, inputs))
    .slice(0, steps);
  const results: CheckResult[] = [];
  for (const step of first) {
    const report = await laboratory.verify(
      runbook,
      { ...subject, inputs },
      { vantage: 'reader', step },
    );
    results.push(...report.steps.flatMap(({ checks }) => checks));
  }
  return results;
}

/** Tries that another path of the same guide has made, or makes: the same commands without the same right. */
const claimed = new Set<string>();

interface Walk {
  way: Way;
  subject: Subject;
  terminal: Terminal;
  report: RightsReport;
  onRefusal: (refusal: Refusal) => void;
}

/** Takes each right of the step away, and then runs it with exactly its rights. */
async function proveStep(walk: Walk, step: Way['guide']['steps'][number]): Promise<boolean> {
  const { way, subject, terminal, report } = walk;
  const { runbook, proof, method } = way;
  const definition = runbook.steps[step.id] as Step;
  const rights = rightsOf(definition, method, subject.inputs);
  const usual = rights.filter(
    ({ sometimes }) => !(sometimes && proof.circumstances?.[sometimes.id]),
  );
  const always = (runbook.rights ?? []).flatMap(({ actions }) => actions);
  const actionsOf = (some: readonly Rights[]) => [
    ...new Set([...always, ...some.flatMap(({ actions }) => actions)]),
  ];
  const restore = rememberWorld(subject.world);
  const before = { ...subject.inputs };
  const files = new Set(readdirSync(terminal.home));
  const again = () => {
    restore();
    for (const file of readdirSync(terminal.home))
      if (!files.has(file) && !file.startsWith('.')) rmSync(join(terminal.home, file));
    for (const name of Object.keys(subject.inputs)) delete subject.inputs[name];
    Object.assign(subject.inputs, before);
  };
  const code = blocksOf(way, step, subject.inputs).map((block) => block.code);
  for (const right of actionsOf(usual).filter((one) => !always.includes(one))) {
    const claim = JSON.stringify([runbook.id, step.id, method, right, code]);
    if (claimed.has(claim)) continue;
    claimed.add(claim);
    report.tried.push(right);
    if (await isNeeded(walk, step, right, without(actionsOf(usual), right)))
      report.needed.push(right);
    again();
  }
  for (const some of rights.filter((one) => !usual.includes(one))) {
    const change = proof.circumstances?.[some.sometimes?.id ?? ''];
    for (const right of some.actions) {
      report.tried.push(right);
      change?.(subject);
      const mine = actionsOf([...usual, some]);
      if (await isNeeded(walk, step, right, without(mine, right))) report.needed.push(right);
      again();
      change?.(subject);
      await runExactly(walk, step, mine, ` (${some.sometimes?.says})`);
      again();
    }
  }
  if (!(await runExactly(walk, step, actionsOf(usual), ''))) return false;
  if (definition.waitHours) subject.world.clock.advance(definition.waitHours * 3_600_000);
  return true;
}

/** Whether the step's commands are refused without a right, in words that name it. */
async function isNeeded(
  { way, subject, terminal, report, onRefusal }: Walk,
  step: Way['guide']['steps'][number],
  right: string,
  rights: readonly string[],
): Promise<boolean> {
  const { runbook, method, path } = way;
  subject.limitReader(rights);
  subject.world.calls.length = 0;
  for (const block of blocksOf(way, step, subject.inputs)) {
    const command = fillBlock(block, runbook, subject.inputs);
    const { exitCode, stdout, stderr } = await terminal.run(`${withoutWaiting}${command}`);
    if (isRefused({ exitCode, stdout }, block.output)) {
      const refusal = { step: step.id, right, command, exitCode, stdout, stderr };
      onRefusal({ guide: runbook.id, method, path, ...refusal });
      const vague = findVague(refusal, subject.world);
      if (vague) report.failures.push(`${step.id}, without ${right}: ${vague}`);
      return true;
    }
    if (block.output) takeOutput(runbook, subject, block.output, stdout);
  }
  return false;
}

/** Runs the step with exactly these rights; they must be enough. */
async function runExactly(
  { way, subject, terminal, report }: Walk,
  step: Way['guide']['steps'][number],
  rights: readonly string[],
  where: string,
): Promise<boolean> {
  subject.limitReader(rights);
  for (const block of blocksOf(way, step, subject.inputs)) {
    const command = fillBlock(block, way.runbook, subject.inputs);
    const result = await terminal.run(command);
    if (isRefused(result, block.output)) {
      report.failures.push(
        `${step.id}${where}: with exactly ${rights.join(', ') || 'no rights'} it is refused\n${command}\n${result.stderr}`,
      );
      return false;
    }
    if (block.output) takeOutput(way.runbook, subject, block.output, result.stdout);
  }
  return true;
}

function takeOutput(runbook: Runbook, { inputs }: Subject, name: string, stdout: string): void {
  const definition = runbook.inputs[name];
  const result = definition && validateInput(definition, stdout);
  if (!result?.ok)
    throw new Error(`${runbook.id}: what was printed is no ${name}: ${JSON.stringify(stdout)}`);
  inputs[name] = result.value;
}

/** What only checks read: without it the first check says so, and some check does not see. */
export async function proveChecks(
  laboratory: Laboratory,
  {
    runbook,
    proof,
    path,
    inputs,
  }: { runbook: Runbook; proof: Proof; path: string; inputs: Inputs },
): Promise<RightsReport> {
  const startedAt = Date.now();
  const report: RightsReport = {
    name: [runbook.id, 'checks', path].filter(Boolean).join(', '),
    ...{ runbook: runbook.id, lines: [], failures: [], needed: [], tried: [], seconds: 0 },
  };
  const all = rightsNamed(runbook);
  const healthy = proof.healthyWorld(laboratory.simulator, inputs);
  const look = (rights: readonly string[]) => {
    healthy.limitReader(rights);
    return laboratory.verify(runbook, healthy, { vantage: 'reader' });
  };
  try {
    // Whoever sees nothing anyway misses nothing.
    for (const { id: step, checks } of (await look(all)).steps)
      for (const { id, status, unseen } of checks)
        if (
          runbook.steps[step]?.vantage !== 'spot' &&
          status === 'undetermined' &&
          unseen.some(({ reason }) => reason === 'denied')
        )
          report.failures.push(`with all rights ${id} is refused: ${JSON.stringify(unseen)}`);
    for (const right of readsOf(runbook, inputs)) {
      const rights = without(all, right);
      const where = proof.reads?.[right];
      report.tried.push(right);
      const minding = where
        ? await judgeBoth(
            (some) => lookWhere(laboratory, { runbook, proof, inputs, where }, some),
            {
              all,
              rights,
            },
          )
        : await judgeBoth(look, { all, rights });
      if (minding.length === 0)
        minding.push(...(await findPastes(laboratory, { runbook, healthy, right, all })));
      if (minding.length === 0) {
        report.failures.push(`no check minds that it may not read with ${right}`);
        continue;
      }
      report.needed.push(right);
      healthy.limitReader(rights);
      const results = await lookAhead(laboratory, { runbook, subject: healthy, steps: 1 });
      // What the first step's own checks cannot see they say at once.
      const says = results.some(({ id, status }) => minding.includes(id) && status !== 'pass');
      if (!says && !JSON.stringify(results).includes(right))
        report.failures.push(
          `without ${right} (${minding.join(', ')}) the first check is silent: ${JSON.stringify(results)}`,
        );
    }
  } catch (error) {
    report.failures.push(error instanceof Error ? (error.stack ?? error.message) : String(error));
  } finally {
    laboratory.simulator.removeWorld(healthy.world);
  }
  report.seconds = (Date.now() - startedAt) / 1000;
  return report;
}

/** What the checks of a path read with, of the table. */
function readsOf(runbook: Runbook, inputs: Inputs): string[] {
  const written = [
    ...(runbook.rights ?? []),
    ...Object.values(runbook.steps).flatMap(({ rights = [] }) => rights),
  ];
  return rightsNamed(runbook).filter((right) => {
    const mine = written.filter(({ actions }) => actions.includes(right));
    const onPath = mine.filter(({ when }) => isOnPath(when, inputs));
    // What no step names comes from the evidence of the first step's own checks.
    return mine.length === 0 || onPath.some(({ only }) => only === 'checks');
  });
}

/** Checks that say something else with fewer rights. */
async function judgeBoth(
  look: (rights: readonly string[]) => Promise<Report>,
  { all, rights }: { all: readonly string[]; rights: readonly string[] },
): Promise<string[]> {
  const judge = ({ steps }: Report) =>
    new Map(
      steps.flatMap(({ checks }) =>
        checks.map(({ id, status, findings }) => [
          id,
          `${status} ${findings.map(({ code }) => code).join()}`,
        ]),
      ),
    );
  const whole = judge(await look(all));
  const less = judge(await look(rights));
  return [...whole]
    .filter(([id, said]) => {
      const now = less.get(id) ?? '';
      // That it is foreseen is no need of its own; that nothing can be foreseen is.
      return foresees.test(id) ? now.startsWith('undetermined') : now !== said;
    })
    .map(([id]) => id);
}

/** Steps whose commands for pasting print something else without a right: they may ask otherwise than eyes. */
async function findPastes(
  laboratory: Laboratory,
  {
    runbook,
    healthy,
    right,
    all,
  }: { runbook: Runbook; healthy: Subject; right: string; all: readonly string[] },
): Promise<string[]> {
  if (missingPrograms(healthy.reader).length > 0) return [];
  await using terminal = await laboratory.terminal(healthy);
  const reading = Object.entries(runbook.steps).filter(([, { checks }]) =>
    checks.flatMap(kindsOf).some(({ permissions }) => permissions.includes(right)),
  );
  for (const [step] of reading) {
    const judge = async (rights: readonly string[]) => {
      healthy.limitReader(rights);
      return (await judgeAsPasted(runbook, step, healthy, terminal))?.status;
    };
    if ((await judge(all)) !== (await judge(without(all, right)))) return [`${step}, pasted`];
  }
  return [];
}

/** The account in which a check reads with a right, as somebody with these rights sees it. */
async function lookWhere(
  laboratory: Laboratory,
  {
    runbook,
    proof,
    inputs,
    where,
  }: {
    runbook: Runbook;
    proof: Proof;
    inputs: Inputs;
    where: NonNullable<Proof['reads']>[string];
  },
  rights: readonly string[],
): Promise<Report> {
  const fault = typeof where === 'string' ? findFault(proof, where) : undefined;
  const subject = proof.healthyWorld(laboratory.simulator, { ...inputs, ...fault?.inputs });
  try {
    fault?.breaks(subject);
    if (typeof where === 'function') where(subject);
    subject.limitReader(rights);
    return await laboratory.verify(runbook, subject, {
      vantage: 'reader',
      ...(fault?.step ? { step: fault.step } : {}),
    });
  } finally {
    laboratory.simulator.removeWorld(subject.world);
  }
}

function findFault({ faults }: Proof, name: string): Fault {
  const fault = faults.find((one) => one.name === name);
  if (!fault) throw new Error(`There is no fault ${name}, which “reads” of the proof names.`);
  return fault;
}

/** Counts each right of each table once. */
export function sumRights(reports: readonly RightsReport[], runbooks: readonly Runbook[]) {
  const sum = {
    ...{ needed: 0, predicted: 0, unforeseen: 0, beside: 0, unneeded: 0 },
    wrong: [] as string[],
  };
  for (const runbook of runbooks) {
    const own = reports.filter((report) => report.runbook === runbook.id);
    const needed = new Set(own.flatMap((report) => report.needed));
    const failures = own.flatMap((report) => report.failures);
    const written = [
      ...(runbook.rights ?? []),
      ...Object.values(runbook.steps).flatMap(({ rights = [] }) => rights),
    ];
    for (const right of rightsNamed(runbook)) {
      const mine = written.filter(({ actions }) => actions.includes(right));
      const unforeseen = mine.length > 0 && mine.every((rights) => rights.unforeseen);
      if (needed.has(right) && unforeseen) sum.unforeseen += 1;
      else if (needed.has(right)) {
        sum.needed += 1;
        if (!failures.some((failure) => failure.includes(right))) sum.predicted += 1;
      } else if (mine.some(isBeside)) {
        sum.beside += 1;
        if (!mine.some(({ only, source }) => only === 'fixes' || source))
          sum.wrong.push(`${runbook.id}: ${right} is for clicking alone, and has no source.`);
      } else {
        sum.unneeded += 1;
        sum.wrong.push(`${runbook.id}: nothing needs ${right}.`);
      }
    }
    // Each mark is proven at its own step, too.
    for (const report of own)
      for (const right of new Set(report.tried.filter((one) => !report.needed.includes(one))))
        if (needed.has(right) && report.lines.every((line) => !line.includes(right)))
          sum.wrong.push(`${report.name}: no step needs ${right}.`);
  }
  return sum;
}
