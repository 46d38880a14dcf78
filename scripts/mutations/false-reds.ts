import { validateInput } from '../../src/inputs/kinds.ts';
import type { Healthy } from './gather-healthy.ts';
import { StepJudge } from './judge-texts.ts';
import { changeIdentifier, readJson } from './operators.ts';
import { greenOf, identifiersOf } from './try-mutations.ts';

/** A right set-up that was judged wrong. */
export interface FalseRed {
  runbook: string;
  path: string;
  step: string;
  what: string;
  /** What the checks say that were green. */
  checks: string[];
}

/** Tries what must not change a verdict: other names, another order, unknown fields. */
export function tryHarmless(healthy: Healthy): { tried: number; falseReds: FalseRed[] } {
  const falseReds: FalseRed[] = [];
  let tried = 0;
  const renamed = renameAll(healthy);
  for (const step of healthy.steps) {
    const judge = new StepJudge(healthy, step);
    const green = greenOf(judge.judge({ texts: healthy.texts }));
    if (green.size === 0) continue;
    const compare = (what: string, other: Parameters<StepJudge['judge']>[0]) => {
      tried += 1;
      const results = judge.judge(other);
      const lost = results.filter(({ id, status }) => green.has(id) && status !== 'pass');
      if (lost.length === 0) return;
      const checks = lost.map(
        ({ id, findings, unseen }) =>
          `${id}: ${[...findings.map(({ code }) => code), ...unseen.map(({ message }) => message.slice(0, 160))].join(', ')}`,
      );
      falseReds.push({ runbook: healthy.runbook.id, path: healthy.path, step, what, checks });
    };
    for (const { name, inputs, texts } of renamed)
      compare(`${name} is another one everywhere`, { texts: {}, replaced: texts, inputs });
    for (const { id } of judge.own) {
      const text = healthy.texts[id];
      const value = text === undefined ? undefined : readJson(text);
      if (value === undefined || value === null) continue;
      for (const [what, changed] of [
        ['lists in another order', reorder(value)],
        ['unknown fields', addFields(value)],
      ] as const)
        compare(`${id}: ${what}`, {
          texts: healthy.texts,
          replaced: { [id]: JSON.stringify(changed, null, 2) },
        });
    }
  }
  return { tried, falseReds };
}

/** The set-up with another value of one input, in the inputs and in every text. */
function renameAll(
  healthy: Healthy,
): { name: string; inputs: Record<string, string>; texts: Record<string, string> }[] {
  return Object.entries(identifiersOf(healthy)).flatMap(([name, value]) => {
    const definition = healthy.runbook.inputs[name];
    const other = [changeIdentifier(value), `${value}-2`, `acme-${value}`].find((candidate) => {
      const judged = definition && validateInput(definition, candidate);
      return judged?.ok && judged.value === candidate;
    });
    if (other === undefined) return [];
    const rename = (text: string) => text.replaceAll(value, other);
    const renameEach = (texts: Record<string, string>) =>
      Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, rename(text)]));
    return [{ name, inputs: renameEach(healthy.inputs), texts: renameEach(healthy.texts) }];
  });
}

type Json = ReturnType<typeof readJson> & {};

function reorder(value: Json): Json {
  if (Array.isArray(value)) return value.map((entry) => reorder(entry as Json)).reverse() as Json;
  return mapObject(value, reorder);
}

/** A field that nobody knows in every object; the grammar of policy documents allows none. */
function addFields(value: Json): Json {
  if (Array.isArray(value)) return value.map((entry) => addFields(entry as Json)) as Json;
  if (typeof value !== 'object' || value === null || 'Statement' in value) return value;
  return { ...(mapObject(value, addFields) as object), xAddedLater: { note: ['new'] } } as Json;
}

function mapObject(value: Json, change: (inner: Json) => Json): Json {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, change(inner as Json)]),
  ) as Json;
}
