/**
 * npm run rights [-- [--record <file>] <runbook id> …]: each right of each guide's table “Rights you
 * need” is taken away in turn, for each method and path. The first check, as that reader, names it and
 * the step; then the step's commands run in the provider's real CLI, as a reader with exactly the
 * rights of that step but this one, and are refused. With exactly the rights of the step they go
 * through. What only checks read is taken away in the healthy world: some check must not see.
 *
 * `--record` writes every refusal that was met as a line of JSON: what the real programs print.
 */
import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { loadProofs } from '../runbooks/proofs.ts';
import { loadRunbooksWithDocuments } from '../runbooks/workflows.ts';
import { reportCounts } from './lib/counts.ts';
import { Laboratory, missingPrograms } from './lib/laboratory.ts';
import { inPool } from './lib/pool.ts';
import { proveChecks, proveWay, type RightsReport, sumRights } from './lib/prove-rights.ts';
import type { Refusal } from './lib/refusals.ts';
import { findGuides, waysOf } from './lib/walks.ts';

const args = process.argv.slice(2);
const at = args.indexOf('--record');
const recordTo = at < 0 ? undefined : args.splice(at, 2)[1];
const problems: string[] = [];

const runbooks = await loadRunbooksWithDocuments();
const proofs = await loadProofs();
for (const id of args.filter((id) => !Object.hasOwn(runbooks, id)))
  problems.push(`There is no runbook ${id}. Known: ${Object.keys(runbooks).join(', ')}.`);
const guides = findGuides(runbooks, (message) => problems.push(message)).filter(
  ({ guide }) => args.length === 0 || args.includes(guide.runbook),
);

await using laboratory = await Laboratory.open();
const refusals: Refusal[] = [];
let notProven = 0;
const work = guides.flatMap((found) => {
  const runbook = runbooks[found.guide.runbook];
  const proof = proofs[found.guide.runbook];
  if (!runbook || !proof) return [];
  const paths = Object.entries(proof.paths ?? { '': {} });
  return [
    ...waysOf(found, runbook, proof).map((way) => () => {
      const { world, reader } = proof.emptyWorld(laboratory.simulator, way.inputs);
      laboratory.simulator.removeWorld(world);
      const missing = missingPrograms(reader);
      if (missing.length > 0) {
        notProven += 1;
        console.log(`NOT PROVEN: ${runbook.id}, this machine lacks ${missing.join(' and ')}.`);
        return undefined;
      }
      return proveWay(laboratory, way, (refusal) => refusals.push(refusal));
    }),
    ...paths.map(
      ([path, inputs]) =>
        () =>
          proveChecks(laboratory, { runbook, proof, path, inputs }),
    ),
  ];
});
const reports = await inPool(work, availableParallelism(), async (prove) => {
  const report = await prove();
  if (report) print(report);
  return report;
});
const { needed, predicted, unforeseen, beside, unneeded, wrong } = sumRights(
  reports.filter((report) => report !== undefined),
  guides.flatMap(({ guide }) => runbooks[guide.runbook] ?? []),
);
for (const problem of [...problems, ...wrong]) console.log(`  FAILED  ${problem}`);
if (recordTo) writeFileSync(recordTo, refusals.map((one) => `${JSON.stringify(one)}\n`).join(''));
console.log(
  `refusals met: ${refusals.length}; foreseen by no check of their guide, for the reasons above: ${unforeseen}`,
);
console.log(
  `rights: ${needed}, predicted: ${predicted}, console or fix only: ${beside}, unneeded: ${unneeded}${notProven > 0 ? `, not proven: ${notProven} ways` : ''}`,
);
const failures = reports.flatMap((report) => report?.failures ?? []).length;
reportCounts(predicted, failures + problems.length + wrong.length);

function print({ name, lines, failures, seconds }: RightsReport): void {
  console.log(`${failures.length === 0 ? 'ok' : 'FAILED'}  ${name} (${seconds.toFixed(1)} s)`);
  for (const line of [...lines, ...failures.map((failure) => `FAILED  ${failure}`)])
    console.log(`      ${line.replaceAll('\n', '\n      ')}`);
}
