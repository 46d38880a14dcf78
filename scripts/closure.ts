/**
 * npm run closure: nothing is left over. Every step has a check and stands in the guide; every check passes in a healthy world and
 * fails in some fault; every diagnosis has a fault; every permission a reason; every input a use; every collector a kind.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { documents } from '../runbooks/documents.ts';
import { runbooks } from '../runbooks/index.ts';
import { ecoPermissions } from '../src/checks/aws/eco-permissions.ts';
import type { Check, Diagnosis } from '../src/checks/define-check.ts';
import { awsCollectors } from '../src/collectors/aws/index.ts';
import * as awsEvidence from '../src/evidence/aws/index.ts';
import type { EvidenceKind } from '../src/evidence/define-evidence.ts';
import { placeholdersIn } from '../src/inputs/expand.ts';
import { withDocuments } from '../src/remark/index.ts';
import { parsePage } from '../src/remark/parse-guide.ts';
import { reportCounts } from './lib/counts.ts';
import { Laboratory } from './lib/laboratory.ts';
import { faults, healthyWorlds, variants } from './lib/worlds.ts';

const root = new URL('..', import.meta.url).pathname;
const pages = withDocuments(Object.values(runbooks), documents);
const orphans: string[] = [];
let looked = 0;

function need(ok: boolean, orphan: string): void {
  looked += 1;
  if (!ok) orphans.push(orphan);
}

const kindsOf = (check: Check): EvidenceKind[] => [...Object.values(check.needs), ...Object.values(check.mayUse ?? {})] as EvidenceKind[];
const diagnosesOf = (check: Check) => Object.values(check.diagnoses) as Diagnosis<never>[];

const steps = Object.entries(runbooks).flatMap(([id, runbook]) =>
  Object.entries(runbook.steps).map(([step, value]) => ({ id, step, ...value })),
);
const checks = [...new Map(steps.flatMap((step) => step.checks).map((check) => [check.id, check])).values()];
const diagnoses = checks.flatMap((check) => diagnosesOf(check).map((diagnosis) => ({ check: check.id, ...diagnosis })));
const allFaults = Object.values(faults).flat();
const faultCodes = new Set(allFaults.flatMap((fault) => [...fault.expected.reader, ...(fault.expected.spot ?? [])]));

for (const [id, runbook] of Object.entries(runbooks)) {
  need(runbook.id === id, `runbook ${id} calls itself ${runbook.id}`);
  const file = join(root, 'docs', `${id}.mdx`);
  const guide = existsSync(file) ? parsePage(file, pages) : undefined;
  need(guide?.runbook === id, `runbook ${id} has no guide docs/${id}.mdx`);
  if (guide?.runbook !== id) continue;
  const text = readFileSync(file, 'utf8');
  const documentTexts = Object.entries(documents[id] ?? {});
  const templates = documentTexts.map(([, document]) =>
    document(Object.fromEntries(Object.keys(runbook.inputs).map((name) => [name, `{{${name}}}`]))),
  );
  for (const step of Object.keys(runbook.steps))
    need(
      guide.steps.some(({ id: own }) => own === step),
      `step ${id}#${step} is not in the guide`,
    );
  const used = new Set([
    ...placeholdersIn(text),
    ...templates.flatMap(placeholdersIn),
    ...Object.values(runbook.steps).flatMap((step) =>
      step.checks.flatMap((check) => [...check.inputs, ...kindsOf(check).flatMap((kind) => kind.inputs)]),
    ),
  ]);
  for (const name of Object.keys(runbook.inputs)) need(used.has(name), `input ${name} of ${id} is used nowhere`);
  for (const [name] of documentTexts) need(placeholdersIn(text).includes(name), `document ${name} of ${id} is not in the guide`);
  need((variants[id] ?? []).length > 0, `runbook ${id} has no legitimate variants`);
}
for (const step of steps) need(step.checks.length > 0, `step ${step.id}#${step.step} has no check`);
for (const check of checks) {
  need(
    diagnosesOf(check).some((diagnosis) => faultCodes.has(diagnosis.code)),
    `check ${check.id} has no failing case`,
  );
}
for (const { check, code } of diagnoses) need(faultCodes.has(code), `diagnosis ${code} of ${check} has no fault`);
const known = new Set(diagnoses.map((diagnosis) => diagnosis.code));
need(known.size === diagnoses.length, 'two diagnoses share a code');
for (const code of faultCodes) need(known.has(code), `faults expect ${code}, which no check has`);
const names = allFaults.map((fault) => fault.name);
need(new Set(names).size === names.length, 'two faults share a name');
const permissions = ecoPermissions.flatMap((statement) => statement.actions);
for (const { action, reason } of permissions) need(reason.trim().length > 10, `permission ${action} has no reason`);
const collected = new Set(awsCollectors.map((collector) => collector.kind.id));
const neededKinds = new Map(checks.flatMap(kindsOf).map((kind) => [kind.id, kind]));
for (const id of neededKinds.keys()) need(collected.has(id), `evidence ${id} has no collector`);
for (const id of collected) need(neededKinds.has(id), `collector ${id} serves no check`);
for (const kind of Object.values(awsEvidence)) {
  if (typeof kind === 'object' && 'schema' in kind) need(neededKinds.has(kind.id), `evidence ${kind.id} serves no check`);
}
for (const folder of foldersIn(join(root, 'src/checks'))) {
  for (const file of readdirSync(join(root, 'src/checks', folder)).filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))) {
    const source = readFileSync(join(root, 'src/checks', folder, file), 'utf8');
    if (!source.includes('defineCheck(')) continue;
    const id = `${folder}/${file.replace(/\.ts$/, '')}`;
    need(
      checks.some((check) => check.id === id),
      `check file ${id} is in no runbook`,
    );
    need(readdirSync(join(root, 'src/checks', folder)).includes(file.replace(/\.ts$/, '.test.ts')), `check ${id} has no test beside it`);
  }
}

// A healthy case is one that was seen to pass, not one that was declared.
{
  await using laboratory = await Laboratory.open();
  for (const [id, runbook] of Object.entries(runbooks)) {
    const healthy = healthyWorlds[id]?.(laboratory.simulator);
    if (!healthy) {
      orphans.push(`runbook ${id} has no healthy world`);
      continue;
    }
    const passes = new Set<string>();
    for (const vantage of ['reader', 'spot'] as const) {
      const report = await laboratory.verify(runbook, healthy, { vantage });
      for (const check of report.steps.flatMap((step) => step.checks)) if (check.status === 'pass') passes.add(check.id);
      if (vantage === 'reader') need(report.status === 'pass', `${id} in its healthy world is ${report.status} for its reader, not pass`);
    }
    for (const [step, { checks: own, phase }] of Object.entries(runbook.steps)) {
      if (phase !== 'undo')
        for (const check of own) need(passes.has(check.id), `check ${check.id} passes from no vantage in the healthy world`);
      else {
        const report = await laboratory.verify(runbook, emptied(healthy), { vantage: 'reader', step });
        need(report.status === 'pass', `undo step ${step} of ${id} does not pass once everything is gone`);
      }
    }
  }
}

function foldersIn(path: string): string[] {
  return readdirSync(path, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []));
}

function emptied(healthy: ReturnType<NonNullable<(typeof healthyWorlds)[string]>>) {
  healthy.account.roles.clear();
  healthy.account.policies.clear();
  healthy.account.reports.clear();
  for (const [name, bucket] of healthy.world.aws.buckets)
    if (bucket.ownerAccount === healthy.account.id) healthy.world.aws.buckets.delete(name);
  return healthy;
}

for (const orphan of orphans) console.log(`orphan: ${orphan}`);
console.log(
  `workflows: ${Object.keys(runbooks).length}, steps: ${steps.length}, checks: ${checks.length}, diagnoses: ${diagnoses.length}, ` +
    `faults: ${allFaults.length}, permissions: ${permissions.length}, orphans: ${orphans.length}`,
);
reportCounts(looked - orphans.length, orphans.length);
