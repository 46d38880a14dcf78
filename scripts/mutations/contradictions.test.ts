import { expect, test } from 'vitest';
import type { Fault, Proof } from '../../runbooks/define-faults.ts';
import type { Runbook } from '../../runbooks/define-runbook.ts';
import { loadProofs } from '../../runbooks/proofs.ts';
import { loadRunbooks } from '../../runbooks/workflows.ts';
import type { Finding, Report } from '../../src/checks/report.ts';
import { type LookingVantage, lookingVantages } from '../../src/providers/vantages.ts';
import { InProcess } from './look-in-process.ts';

/** The step that is Spot's own says “Only Spot can try this” to every reader. */
const toSpot = /^(?!Only Spot can try this).*\bas Spot\b/is;
const toReader = /with your own credentials|see the step|see the check/i;
/** Words that end the way: somebody to ask, or an answer. */
const settles = /this is the answer|Send them: “|\bask\b/i;

const findingsOf = (report: Report): Finding[] =>
  report.steps.flatMap(({ checks }) => checks.flatMap(({ findings }) => findings));

const untoldOf = (report: Report): string[] =>
  report.steps
    .flatMap(({ checks }) => checks)
    .filter(({ findings }) => findings.length === 0)
    .flatMap(({ unseen }) => unseen.map(({ message }) => message));

const wordsOf = ({ title, explanation, observed, expected, fix }: Finding): string =>
  [title, explanation, observed, expected, fix.summary, ...(fix.console ?? [])].join(' ');

/** What a finding says against itself. */
function contradictionsIn(finding: Finding): string[] {
  const { code, observed, expected } = finding;
  const said: string[] = [];
  if (observed.trim() === expected.trim()) said.push(`${code}: observed equals expected`);
  if (observed.trim() === '' || expected.trim() === '') said.push(`${code}: says nothing`);
  const words = wordsOf(finding);
  if (/nothing in \w+( \w+)? has to change/i.test(words) && /\b(again|anew)\b/i.test(words))
    said.push(`${code}: nothing has to change, and something has to be made again`);
  return said;
}

/** Whether the reader is sent to Spot, and Spot sends back, with nothing said on the way. */
function circleBetween(reader: Report, spot: Report): string[] {
  const sent = untoldOf(reader).filter((message) => toSpot.test(message));
  if (sent.length === 0 || findingsOf(reader).length > 0) return [];
  const back = [
    ...findingsOf(spot)
      .filter(({ fix }) => fix.commands.length === 0)
      .map(wordsOf),
    ...(findingsOf(spot).length === 0 ? untoldOf(spot) : []),
  ].filter((words) => toReader.test(words) && !settles.test(words));
  return back.map((words) => `${sent[0]} ⇄ ${words}`);
}

async function problemsOf(
  lab: InProcess,
  runbook: Runbook,
  { proof, fault }: { proof: Proof; fault: Fault },
): Promise<string[]> {
  const subject = proof.healthyWorld(lab.simulator, fault.inputs);
  try {
    fault.breaks(subject);
    const reports: Partial<Record<LookingVantage, Report>> = {};
    for (const vantage of lookingVantages)
      reports[vantage] = (await lab.look(runbook, subject, { vantage, step: fault.step })).report;
    const { reader, spot } = reports;
    return [
      ...Object.values(reports).flatMap((one) => findingsOf(one).flatMap(contradictionsIn)),
      ...(reader && spot ? circleBetween(reader, spot) : []),
    ];
  } finally {
    lab.simulator.removeWorld(subject.world);
  }
}

/** What is said in a broken world helps: it does not contradict itself, and leads somewhere. */
test.each(['azure', 'gcp', 'spot'])(
  'what is said in the broken worlds of %s leads somewhere',
  async (provider) => {
    using lab = new InProcess();
    const proofs = await loadProofs();
    const problems = new Set<string>();
    for (const runbook of Object.values(await loadRunbooks())) {
      if (!runbook.id.startsWith(`${provider}/`)) continue;
      const proof = proofs[runbook.id] as Proof;
      for (const fault of proof.faults)
        for (const problem of await problemsOf(lab, runbook, { proof, fault }))
          problems.add(`${fault.name}: ${problem}`);
    }
    expect([...problems]).toEqual([]);
  },
  180_000,
);
