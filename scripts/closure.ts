/**
 * npm run closure: nothing is left over. Every step has a check and stands in the guide; every
 * check passes in a healthy world and fails in some fault; every diagnosis has a fault; every
 * permission a reason; every input a use; every collector a kind.
 */

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { documents } from '../runbooks/documents.ts';
import { runbooks } from '../runbooks/index.ts';
import { type Check, type Diagnosis, kindsOf } from '../src/checks/define-check.ts';
import { access } from '../src/collectors/index.ts';
import { isOnPath } from '../src/inputs/define-input.ts';
import { placeholdersIn } from '../src/inputs/expand.ts';
import { lookingVantages } from '../src/providers/vantages.ts';
import { withDocuments } from '../src/remark/index.ts';
import { parsePage } from '../src/remark/parse-guide.ts';
import { permissionLists } from '../src/remark/registry.ts';
import { reportCounts } from './lib/counts.ts';
import { Laboratory } from './lib/laboratory.ts';
import { proofOf } from './lib/proofs.ts';

const root = new URL('..', import.meta.url).pathname;
const pages = withDocuments(Object.values(runbooks), documents);
const orphans: string[] = [];
let looked = 0;

function need(ok: boolean, orphan: string): void {
  looked += 1;
  if (!ok) orphans.push(orphan);
}

const diagnosesOf = (check: Check) => Object.values(check.diagnoses) as Diagnosis<never>[];

const steps = Object.entries(runbooks).flatMap(([id, runbook]) =>
  Object.entries(runbook.steps).map(([step, value]) => ({ id, step, ...value })),
);
const checks = [
  ...new Map(steps.flatMap((step) => step.checks).map((check) => [check.id, check])).values(),
];
const diagnoses = checks.flatMap((check) =>
  diagnosesOf(check).map((diagnosis) => ({ check: check.id, ...diagnosis })),
);
const proofs = Object.fromEntries(Object.keys(runbooks).map((id) => [id, proofOf(id)]));
const allFaults = Object.values(proofs).flatMap((proof) => proof.faults);
const faultCodes = new Set(
  allFaults.flatMap((fault) => [...fault.expected.reader, ...(fault.expected.spot ?? [])]),
);

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
      step.checks.flatMap((check) => [
        ...check.inputs,
        ...kindsOf(check).flatMap((kind) => kind.inputs),
      ]),
    ),
  ]);
  const conditions = [...Object.values(runbook.steps), ...Object.values(runbook.inputs)].flatMap(
    ({ when }) => Object.keys(when ?? {}),
  );
  for (const [, attributes] of text.matchAll(/:::when\{([^}]*)\}/g))
    conditions.push(
      ...[...(attributes as string).matchAll(/(\w+)=/g)].map(([, name]) => name as string),
    );
  for (const name of conditions) used.add(name);
  for (const { suggestion = '' } of Object.values(runbook.inputs))
    for (const name of placeholdersIn(suggestion)) used.add(name);
  for (const name of Object.keys(runbook.inputs))
    need(used.has(name), `input ${name} of ${id} is used nowhere`);
  for (const [name] of documentTexts)
    need(placeholdersIn(text).includes(name), `document ${name} of ${id} is not in the guide`);
  const proof = proofOf(id);
  // A path that no world takes would be green unseen.
  const taken = Object.values(proof.paths ?? {});
  for (const { when } of [...Object.values(runbook.steps), ...Object.values(runbook.inputs)])
    for (const [name, values] of Object.entries(when ?? {}))
      for (const value of values)
        need(
          runbook.inputs[name]?.options?.some((option) => option.value === value) === true,
          `${id} is for ${name} ${value}, which nobody can choose`,
        );
  for (const name of new Set(
    Object.values(runbook.steps).flatMap(({ when }) => Object.keys(when ?? {})),
  ))
    for (const { value } of runbook.inputs[name]?.options ?? [])
      need(
        taken.some((inputs) => inputs[name] === value),
        `${id}: no path of the proof chooses ${name} ${value}`,
      );
  const ownCodes = new Set(
    proof.faults.flatMap((fault) => [...fault.expected.reader, ...(fault.expected.spot ?? [])]),
  );
  for (const check of new Set(Object.values(runbook.steps).flatMap((step) => step.checks)))
    need(
      diagnosesOf(check).some((diagnosis) => ownCodes.has(diagnosis.code)),
      `check ${check.id} has no failing case in ${id}`,
    );
  need(proof.variants.length > 0, `runbook ${id} has no legitimate variants`);
  const names = [...proof.faults, ...proof.variants].map(({ name }) => name);
  need(new Set(names).size === names.length, `two faults or variants of ${id} share a name`);
}
for (const step of steps) need(step.checks.length > 0, `step ${step.id}#${step.step} has no check`);
for (const check of checks) {
  need(
    diagnosesOf(check).some((diagnosis) => faultCodes.has(diagnosis.code)),
    `check ${check.id} has no failing case`,
  );
}
for (const { check, code } of diagnoses)
  need(faultCodes.has(code), `diagnosis ${code} of ${check} has no fault`);
const known = new Set(diagnoses.map((diagnosis) => diagnosis.code));
// Checks made by one factory share their diagnoses, which are then the same objects.
const distinct = new Set(checks.flatMap(diagnosesOf));
need(known.size === distinct.size, 'two diagnoses share a code');
for (const code of faultCodes) need(known.has(code), `faults expect ${code}, which no check has`);
let permissions = 0;
for (const [id, runbook] of Object.entries(runbooks)) {
  // Spot itself gets no rights anywhere: its own guides hand over what the others made.
  if (runbook.provider === 'spot') continue;
  const actions = (permissionLists[id] ?? []).flatMap((statement) => statement.actions);
  need(
    actions.length > 0,
    `runbook ${id} tells no reader what Spot may do (src/remark/registry.ts)`,
  );
  for (const { action, reason } of actions)
    need(reason.trim().length > 10, `permission ${action} of ${id} has no reason`);
  permissions += actions.length;
}
const collected = new Set(
  Object.values(access).flatMap(({ collectors }) => [...collectors.keys()]),
);
const neededKinds = new Map(checks.flatMap(kindsOf).map((kind) => [kind.id, kind]));
for (const id of neededKinds.keys()) need(collected.has(id), `evidence ${id} has no collector`);
for (const id of collected) need(neededKinds.has(id), `collector ${id} serves no check`);
for (const provider of foldersIn(join(root, 'src/checks'))) {
  for (const name of foldersIn(join(root, 'src/checks', provider))) {
    // What begins with _ is reasoning that checks share.
    if (name.startsWith('_')) continue;
    const id = `${provider}/${name}`;
    const files = readdirSync(join(root, 'src/checks', id));
    need(
      files.includes('check.ts'),
      `src/checks/${id} has no check.ts; folders of what checks share begin with _`,
    );
    need(files.includes('check.test.ts'), `check ${id} has no check.test.ts beside it`);
    need(
      // A file that makes one check for each runbook calls them by its name and theirs.
      checks.some((check) => check.id === id || check.id.startsWith(`${id}-`)),
      `check ${id} is in no runbook`,
    );
  }
}

// A healthy case is one that was seen to pass, not one that was declared.
{
  await using laboratory = await Laboratory.open();
  for (const [id, runbook] of Object.entries(runbooks)) {
    const proof = proofOf(id);
    const passes = new Set<string>();
    const undone = new Set<string>();
    for (const [path, inputs] of Object.entries(proof.paths ?? { 'the only path': {} })) {
      const healthy = proof.healthyWorld(laboratory.simulator, inputs);
      for (const vantage of lookingVantages) {
        const report = await laboratory.verify(runbook, healthy, { vantage });
        for (const check of report.steps.flatMap((step) => step.checks))
          if (check.status === 'pass') passes.add(check.id);
        if (vantage === 'reader')
          need(
            report.status === 'pass',
            `${id} (${path}) in its healthy world is ${report.status} for its reader, not pass`,
          );
      }
      proof.remove(healthy);
      for (const [step, { phase, when }] of Object.entries(runbook.steps)) {
        if (phase !== 'undo' || !isOnPath(when, healthy.inputs)) continue;
        const report = await laboratory.verify(runbook, healthy, { vantage: 'reader', step });
        need(
          report.status === 'pass',
          `undo step ${step} of ${id} (${path}) is ${report.status} once everything is gone`,
        );
        undone.add(step);
      }
    }
    // Each path may be gone in more ways than the guide's own.
    const choosing = [...Object.values(runbook.steps), ...Object.values(runbook.inputs)].flatMap(
      ({ when }) => Object.keys(when ?? {}),
    );
    const varied = proof.variants.map((variant) => {
      const { world, inputs } = variant.build(laboratory.simulator);
      laboratory.simulator.removeWorld(world);
      return inputs;
    });
    for (const [path, inputs] of Object.entries(proof.paths ?? {}))
      need(
        varied.some((values) => choosing.every((name) => values[name] === inputs[name])),
        `no variant of ${id} takes the path ${path}`,
      );
    for (const [step, { checks: own, phase }] of Object.entries(runbook.steps)) {
      if (phase === 'undo') need(undone.has(step), `undo step ${step} of ${id} is on no path`);
      else
        for (const check of own)
          need(
            passes.has(check.id),
            `check ${check.id} of ${id} passes from no vantage in the healthy world`,
          );
    }
  }
}

function foldersIn(path: string): string[] {
  return readdirSync(path, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? [entry.name] : [],
  );
}

for (const orphan of orphans) console.log(`orphan: ${orphan}`);
console.log(
  `workflows: ${Object.keys(runbooks).length}, steps: ${steps.length}, checks: ${checks.length}, diagnoses: ${diagnoses.length}, ` +
    `faults: ${allFaults.length}, permissions: ${permissions}, orphans: ${orphans.length}`,
);
reportCounts(looked - orphans.length, orphans.length);
