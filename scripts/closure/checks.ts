import type { Proof } from '../../runbooks/define-faults.ts';
import type { Runbook } from '../../runbooks/define-runbook.ts';
import type { Check, Diagnosis } from '../../src/checks/define-check.ts';
import { guardrailDiagnoses } from '../../src/checks/guardrails.ts';
import type { Ledger } from './ledger.ts';

export function diagnosesOf(check: Check): Diagnosis<never>[] {
  return Object.values(check.diagnoses) as Diagnosis<never>[];
}

/** The checks of these runbooks, each once. */
export function listChecks(runbooks: Iterable<Runbook>): Check[] {
  const checks = [...runbooks].flatMap(({ steps }) =>
    Object.values(steps).flatMap((step) => step.checks),
  );
  return [...new Map(checks.map((check) => [check.id, check])).values()];
}

/** Codes that the faults of these proofs expect. */
export function codesOf(proofs: readonly Proof[]): Set<string> {
  return new Set(
    proofs
      .flatMap(({ faults }) => faults)
      .flatMap(({ expected }) => [...expected.reader, ...(expected.spot ?? [])]),
  );
}

/** Each step has a check; each check fails in some fault of its runbook; variants are there. */
export function proveFaultsOf(ledger: Ledger, runbook: Runbook, proof: Proof): void {
  const { id, steps } = runbook;
  for (const [step, { checks }] of Object.entries(steps))
    ledger.need(checks.length > 0, `step ${id}#${step} has no check`);
  const codes = codesOf([proof]);
  for (const check of listChecks([runbook]))
    ledger.need(
      diagnosesOf(check).some(({ code }) => codes.has(code)),
      `check ${check.id} has no failing case in ${id}`,
    );
  ledger.need(proof.variants.length > 0, `runbook ${id} has no legitimate variants`);
  const names = [...proof.faults, ...proof.variants].map(({ name }) => name);
  ledger.need(new Set(names).size === names.length, `two faults or variants of ${id} share a name`);
}

/** Codes of the guardrails that have to have a fault. */
const proven = /^AWS-/;

/** Each diagnosis has a code of its own and a fault, and each code that faults expect a check. */
export function proveDiagnoses(
  ledger: Ledger,
  checks: readonly Check[],
  codes: ReadonlySet<string>,
): void {
  for (const check of checks)
    ledger.need(
      diagnosesOf(check).some(({ code }) => codes.has(code)),
      `check ${check.id} has no failing case`,
    );
  for (const check of checks)
    for (const { code } of diagnosesOf(check))
      ledger.need(codes.has(code), `diagnosis ${code} of ${check.id} has no fault`);
  for (const code of guardrailDiagnoses.keys())
    ledger.need(!proven.test(code) || codes.has(code), `guardrail ${code} has no fault`);
  // Checks made by one factory share their diagnoses, which are then the same objects.
  const distinct = new Set([...checks.flatMap(diagnosesOf), ...guardrailDiagnoses.values()]);
  const known = new Set([...distinct].map(({ code }) => code));
  ledger.need(known.size === distinct.size, 'two diagnoses share a code');
  for (const code of codes)
    ledger.need(known.has(code), `faults expect ${code}, which no check has`);
}

/** Each folder of a check is used by a runbook. */
export function proveChecksUsed(
  ledger: Ledger,
  folders: readonly string[],
  checks: readonly Check[],
): void {
  for (const id of folders)
    ledger.need(
      // A file that makes one check for each runbook calls them by its name and theirs.
      checks.some((check) => check.id === id || check.id.startsWith(`${id}-`)),
      `check ${id} is in no runbook`,
    );
}
