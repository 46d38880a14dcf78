/**
 * npm run mutations [-- <runbook id> … --short --list]: what of a healthy set-up's printed evidence
 * can be changed without anybody noticing. The commands that a reader pastes run in a healthy world;
 * then one field at a time is removed or changed, and each step is judged. What stays green needs a
 * reason in `mutations/harmless/`, and each reason a survivor. What must not matter (other names,
 * another order, unknown fields, other legitimate values) is tried too, and must change nothing. Then the
 * verification itself looks, with one of its calls answered wrongly: `mutations/wire/`. `--short`
 * tries each operator once for each field, on the first path through each guide; `--list` prints all
 * that survives without a reason.
 */
import { parseArgs } from 'node:util';
import { chooseWalks } from './lib/choose-walks.ts';
import { reportCounts } from './lib/counts.ts';
import { Laboratory } from './lib/laboratory.ts';
import { inPool } from './lib/pool.ts';
import { type FalseRed, tryHarmless } from './mutations/false-reds.ts';
import { gatherHealthy } from './mutations/gather-healthy.ts';
import aws from './mutations/harmless/aws.ts';
import azure from './mutations/harmless/azure.ts';
import gcp from './mutations/harmless/gcp.ts';
import spot from './mutations/harmless/spot.ts';
import wire from './mutations/harmless/wire.ts';
import { joinHarmless, type Survivor, sortSurvivors } from './mutations/harmless-fields.ts';
import { legitimateChanges, legitimateTexts } from './mutations/legitimate.ts';
import { listUntried, type Tried, tryMutations } from './mutations/try-mutations.ts';
import { tryAllWrongAnswers } from './mutations/wire/try-wrong-answers.ts';

const { values: options, positionals: wanted } = parseArgs({
  allowPositionals: true,
  options: { short: { type: 'boolean' }, list: { type: 'boolean' } },
});
const walks = await chooseWalks(wanted, options);
const gathered = await (async () => {
  await using laboratory = await Laboratory.open();
  return await inPool(walks, 4, (walk) => gatherHealthy(laboratory, walk));
})();
const notProven = gathered.filter((healthy) => healthy === undefined).length;
const healthy = gathered.flatMap((each) => each ?? []);

const tried: Tried = { mutations: 0, caught: 0, survivors: [] };
const falseReds: FalseRed[] = [];
let rightAfterAll = 0;
let renamed = 0;
const forms = new Set<object>();
for (const one of healthy) {
  const startedAt = Date.now();
  const { mutations, caught, survivors } = tryMutations(one, { short: options.short ?? false });
  tried.mutations += mutations;
  tried.caught += caught;
  tried.survivors.push(...survivors);
  const legitimate = tryHarmless(one);
  rightAfterAll += legitimate.tried;
  renamed += legitimate.renamed;
  for (const form of legitimate.forms) forms.add(form);
  falseReds.push(...legitimate.falseReds);
  const untried = listUntried(one);
  console.log(
    `${one.runbook.id}${one.path ? `, ${one.path}` : ''}, ${one.phase}: ${mutations} mutations, ${survivors.length} stay green, ${((Date.now() - startedAt) / 1000).toFixed(1)} s${untried.length > 0 ? `; nothing is green because of ${untried.join(', ')}` : ''}`,
  );
}

const answered = await tryAllWrongAnswers(walks, { short: options.short ?? false });
tried.mutations += answered.answers - answered.unread;
tried.caught += answered.caught;
const onWire = sortSurvivors(answered.survivors, wire);
tried.survivors.push(...onWire.unexplained);

const { explained, unexplained, stale } = sortSurvivors(
  tried.survivors,
  joinHarmless({ aws, azure, gcp, spot }),
);
// A reason may be for a row or a runbook that was not tried.
const isWhole = !options.short && wanted.length === 0 && notProven === 0;
const unneeded = isWhole ? [...stale, ...onWire.stale] : [];
const unused = [...legitimateChanges, ...legitimateTexts].filter(
  (form) => isWhole && !forms.has(form),
);
printSurvivors(unexplained);
for (const entry of unneeded)
  console.log(`STALE  ${entry}: nothing survives there; take the reason out of the list.`);
for (const { what, provider } of unused)
  console.log(`STALE  “${what}” (${provider ?? 'all'}): no evidence can look so; take it out.`);
for (const { runbook, path, step, what, checks } of falseReds)
  console.log(`FALSE RED  ${runbook} ${path} ${step}: ${what}: ${checks.join(' | ')}`);
console.log(
  `Other forms of what is right: ${rightAfterAll} verdicts compared, ${renamed} names and numbers were other ones.`,
);
if (notProven > 0)
  console.log(`NOT PROVEN: ${notProven} paths, for want of a command-line program.`);
console.log(
  `mutations: ${tried.mutations}, caught: ${tried.caught}, harmless with a reason: ${explained.length + onWire.explained.length}, survivors: ${unexplained.length}, false reds: ${falseReds.length}`,
);
reportCounts(
  tried.caught + explained.length + onWire.explained.length + rightAfterAll - falseReds.length,
  unexplained.length + falseReds.length + unneeded.length + unused.length,
);

/** Grouped by kind and field; a few of them without `--list`. */
function printSurvivors(survivors: readonly Survivor[]): void {
  const groups = groupBy(survivors, ({ kind, field }) => `${kind}  ${field}`);
  const sorted = [...groups].sort(([a], [b]) => a.localeCompare(b));
  for (const [group, ones] of options.list ? sorted : sorted.slice(0, 20)) {
    const operators = groupBy(ones, ({ operator }) => operator);
    const words = [...operators].map(([operator, { length }]) => `${operator} ×${length}`);
    const { runbook, path, step } = ones[0] as Survivor;
    console.log(`SURVIVES  ${group}: ${words.join(', ')}  [${runbook} ${path} #${step}]`);
  }
  if (!options.list && sorted.length > 20)
    console.log(`… and ${sorted.length - 20} fields more: npm run mutations -- --list`);
}

function groupBy<T>(items: readonly T[], nameOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const name = nameOf(item);
    groups.set(name, [...(groups.get(name) ?? []), item]);
  }
  return groups;
}
