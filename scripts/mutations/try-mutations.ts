import type { CheckResult } from '../../src/checks/report.ts';
import type { Healthy } from './gather-healthy.ts';
import type { Survivor } from './harmless-fields.ts';
import { StepJudge } from './judge-texts.ts';
import { type Mutation, mutationsOf } from './operators.ts';

export interface Tried {
  mutations: number;
  caught: number;
  survivors: Survivor[];
}

/** A step with what is pasted into it, and which of its checks are green then. */
interface Setting {
  judge: StepJudge;
  texts: Readonly<Record<string, string>>;
  green: ReadonlySet<string>;
}

/**
 * Tries every mutation of every kind of evidence of these steps. Each step is judged with all that
 * can be pasted, and with what it needs and the changed answer alone. A mutation is caught when a
 * check that was green is not any more, or the text is refused, which is as if it were not pasted: in one of the steps that use this evidence, since each looks
 * at its own part of it; but an answer that is about somebody else in every step.
 */
export function tryMutations(healthy: Healthy, { short = false }: { short?: boolean } = {}): Tried {
  const tried: Tried = { mutations: 0, caught: 0, survivors: [] };
  const judges = healthy.steps.map((step) => new StepJudge(healthy, step));
  for (const [kind, text] of Object.entries(healthy.texts)) {
    const settings = judges
      .filter(({ own }) => own.some(({ id }) => id === kind))
      .map((judge) => settingsOf(judge, kind))
      .filter((settings) => settings.length > 0);
    if (settings.length === 0) continue;
    const [provider = ''] = kind.split('/');
    const all = mutationsOf(text, { names: identifiersOf(healthy), provider });
    for (const mutation of short ? oneOfEach(all) : all) {
      tried.mutations += 1;
      const green = settings.filter((each) => each.some((one) => staysGreen(one, kind, mutation)));
      const isCaught = isAboutAnother(mutation)
        ? green.length === 0
        : green.length < settings.length;
      if (isCaught) {
        tried.caught += 1;
        continue;
      }
      const [[first] = []] = green;
      tried.survivors.push({
        runbook: healthy.runbook.id,
        path: healthy.path,
        step: first?.judge.step ?? '',
        kind,
        field: mutation.field,
        operator: mutation.operator,
        ...(mutation.places ? { places: mutation.places } : {}),
      });
    }
  }
  return tried;
}

/** Steps in which no check is green from pasted output: nothing can be changed there. */
export function listUntried(healthy: Healthy): string[] {
  return healthy.steps.filter((step) => {
    const judge = new StepJudge(healthy, step);
    return greenOf(judge.judge({ texts: healthy.texts })).size === 0;
  });
}

const isAboutAnother = ({ field }: Mutation) => field.startsWith('(everywhere)');

/** The settings in which something is green, and this kind is pasted. */
function settingsOf(judge: StepJudge, kind: string): Setting[] {
  const { texts } = judge.healthy;
  const least = Object.fromEntries(
    Object.entries(texts).filter(([id]) => id === kind || judge.required.includes(id)),
  );
  return [texts, least].flatMap((pasted) => {
    const green = greenOf(judge.judge({ texts: pasted }));
    return green.size > 0 ? [{ judge, texts: pasted, green }] : [];
  });
}

function staysGreen({ judge, texts, green }: Setting, kind: string, mutation: Mutation): boolean {
  const now = greenOf(judge.judge({ texts, replaced: { [kind]: mutation.text } }));
  return [...green].every((id) => now.has(id)) && !judge.refuses(kind, mutation.text);
}

export function greenOf(results: readonly CheckResult[]): Set<string> {
  return new Set(results.filter(({ status }) => status === 'pass').map(({ id }) => id));
}

/** Values of inputs that name something of the reader's. */
export function identifiersOf({ runbook, inputs }: Healthy): Record<string, string> {
  return Object.fromEntries(
    Object.entries(inputs).filter(
      ([name, value]) => runbook.inputs[name]?.options === undefined && value.length >= 5,
    ),
  );
}

function oneOfEach(mutations: readonly Mutation[]): Mutation[] {
  const first = new Map<string, Mutation>();
  for (const mutation of mutations) {
    const key = `${mutation.field} ${mutation.operator}`;
    if (!first.has(key)) first.set(key, mutation);
  }
  return [...first.values()];
}
