/**
 * node scripts/reference.ts: the findings that the pages below /reference show, into
 * .spot/reference.json. The words of a diagnosis are functions of data, so every fault of every
 * runbook is looked at in the simulator, and one finding of each code is kept. Fails when a code is
 * found in no fault. Does nothing while the code that they are made from is the same.
 */

import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Fault, Proof } from '../runbooks/define-faults.ts';
import type { Runbook } from '../runbooks/define-runbook.ts';
import { loadProofs } from '../runbooks/proofs.ts';
import { loadRunbooks } from '../runbooks/workflows.ts';
import type { Diagnosis } from '../src/checks/define-check.ts';
import type { DiagnosisPage, Reference } from '../src/components/reference/diagnosis-page.ts';
import { lookingVantages } from '../src/providers/vantages.ts';
import { Laboratory } from './lib/laboratory.ts';

const root = join(import.meta.dirname, '..');
const file = join(root, '.spot', 'reference.json');
const sources = [
  'src/checks',
  'src/collectors',
  'src/evidence',
  'src/inputs',
  'src/providers',
  'src/simulator',
  'src/verification',
  'src/spot.ts',
  'runbooks',
  'scripts',
];

const key = hashOf(sources.flatMap((source) => filesOf(join(root, source))));
const known = existsSync(file)
  ? (JSON.parse(readFileSync(file, 'utf8')) as Reference).key
  : undefined;
if (known === key) console.log('Reference: up to date.');
else await make();

async function make(): Promise<void> {
  const startedAt = Date.now();
  const pages = new Map<string, DiagnosisPage>();
  const runbooks = await loadRunbooks();
  const proofs = await loadProofs();
  let faults = 0;
  {
    await using laboratory = await Laboratory.open();
    for (const runbook of Object.values(runbooks)) {
      const proof = proofs[runbook.id] as Proof;
      for (const fault of proof.faults) {
        faults += 1;
        await lookAt(laboratory, runbook, proof, fault, pages);
      }
    }
  }
  const codes = Object.values(runbooks).flatMap(({ steps }) =>
    Object.values(steps).flatMap(({ checks }) =>
      checks.flatMap((check) =>
        (Object.values(check.diagnoses) as Diagnosis<never>[]).map(({ code }) => code),
      ),
    ),
  );
  const missing = [...new Set(codes)].filter((code) => !pages.has(code)).sort();
  if (missing.length > 0) {
    console.error(
      `No fault leads to ${missing.join(', ')}, so the reference has nothing to show. Add a fault for each below runbooks/.`,
    );
    process.exitCode = 1;
    return;
  }
  mkdirSync(dirname(file), { recursive: true });
  const sorted = [...pages.values()].sort((a, b) => (a.finding.code < b.finding.code ? -1 : 1));
  writeFileSync(file, JSON.stringify({ key, pages: sorted } satisfies Reference));
  console.log(
    `Reference: ${pages.size} diagnoses from ${faults} faults, ${((Date.now() - startedAt) / 1000).toFixed(0)} s.`,
  );
}

async function lookAt(
  laboratory: Laboratory,
  runbook: Runbook,
  proof: Proof,
  fault: Fault,
  pages: Map<string, DiagnosisPage>,
): Promise<void> {
  const world = proof.healthyWorld(laboratory.simulator, fault.inputs);
  fault.breaks(world);
  for (const vantage of lookingVantages) {
    const expected = fault.expected[vantage];
    if (!expected?.length) continue;
    const report = await laboratory.verify(runbook, world, {
      vantage,
      ...(fault.step ? { step: fault.step } : {}),
    });
    for (const step of report.steps) {
      for (const check of step.checks) {
        // What a fault does not expect is a defect of the fault or the check, which npm run faults
        // reports; no reader shall learn from it.
        for (const finding of check.findings.filter(({ code }) => expected.includes(code))) {
          const page = pages.get(finding.code) ?? {
            finding,
            provider: check.id.split('/')[0] as DiagnosisPage['provider'],
            check: check.title,
            causes: [],
            places: [],
          };
          if (!page.causes.includes(fault.title)) page.causes.push(fault.title);
          if (!page.places.some((place) => place.runbook === runbook.id && place.step === step.id))
            page.places.push({
              runbook: runbook.id,
              title: runbook.title,
              step: step.id,
              stepTitle: step.title,
            });
          pages.set(finding.code, page);
        }
      }
    }
  }
  laboratory.simulator.removeWorld(world.world);
}

function filesOf(path: string): string[] {
  if (!existsSync(path)) return [];
  if (/\.\w+$/.test(path)) return /\.test\.ts$/.test(path) ? [] : [path];
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesOf(join(path, name)));
}

function hashOf(files: readonly string[]): string {
  const hash = createHash('sha256');
  for (const path of files)
    hash
      .update(`${path.slice(root.length)}\0`)
      .update(readFileSync(path))
      .update('\0');
  return hash.digest('hex');
}
