import type { Check } from '../../src/checks/define-check.ts';
import type { CheckResult } from '../../src/checks/report.ts';
import type { Evidence, EvidenceKind } from '../../src/evidence/define-evidence.ts';
import type { Healthy } from './gather-healthy.ts';
import type { Survivor } from './harmless-fields.ts';
import { type Read, StepJudge } from './judge-texts.ts';
import { type Mutation, mutationsOf } from './operators.ts';

export interface Tried {
  mutations: number;
  caught: number;
  survivors: Survivor[];
}

/** A step with what is pasted into it, and which of its checks are green then because of one kind. */
interface Setting {
  judge: StepJudge;
  evidence: Read;
  green: readonly Check[];
}

/**
 * Tries every mutation of every kind of evidence of these steps. Each step is judged with all that
 * can be pasted, and with what it needs and the changed answer alone. A mutation is caught when a
 * check that was green is not any more, or the text is refused, which is as if it were not pasted:
 * in one of the steps that use this evidence, since each looks at its own part of it; but an answer
 * that is about somebody else in every step. Checks that do not look at the changed kind stay as
 * they were, and are not judged again.
 */
export function tryMutations(healthy: Healthy, { short = false }: { short?: boolean } = {}): Tried {
  const tried: Tried = { mutations: 0, caught: 0, survivors: [] };
  const names = identifiersOf(healthy);
  for (const { kind, text, settings } of triesOf(healthy)) {
    const [provider = ''] = kind.id.split('/');
    const [first] = settings[0] as [Setting];
    const all = mutationsOf(text, { names, provider });
    for (const mutation of short ? oneOfEach(all) : all) {
      tried.mutations += 1;
      const read = first.judge.readOne(kind, mutation.text);
      const green =
        read === undefined || read.status === 'unreachable'
          ? []
          : settings.filter((each) => each.some((one) => staysGreen(one, kind, read)));
      const isCaught = isAboutAnother(mutation)
        ? green.length === 0
        : green.length < settings.length;
      if (isCaught) {
        tried.caught += 1;
        continue;
      }
      tried.survivors.push({
        runbook: healthy.runbook.id,
        path: healthy.path,
        step: green[0]?.[0]?.judge.step ?? '',
        kind: kind.id,
        field: mutation.field,
        operator: mutation.operator,
        ...(mutation.places ? { places: mutation.places } : {}),
      });
    }
  }
  return tried;
}

/** Each kind that something is green because of, with the settings of each step that uses it. */
function triesOf(healthy: Healthy): { kind: EvidenceKind; text: string; settings: Setting[][] }[] {
  const judges = healthy.steps.map((step) => {
    const judge = new StepJudge(healthy, step);
    return { judge, all: judge.read(healthy.texts) };
  });
  return Object.entries(healthy.texts).flatMap(([id, text]) => {
    const settings = judges
      .filter(({ judge }) => judge.own.some((kind) => kind.id === id))
      .map(({ judge, all }) => settingsOf(judge, all, id))
      .filter(({ length }) => length > 0);
    const kind = settings[0]?.[0]?.judge.kinds.find((one) => one.id === id);
    return kind ? [{ kind, text, settings }] : [];
  });
}

/**
 * Kinds of evidence of which nothing can be tried: no check that looks at it is green from pasted
 * output.
 */
export function listUntried(healthy: Healthy): string[] {
  const tried = new Set(triesOf(healthy).map(({ kind }) => kind.id));
  const judges = healthy.steps.map((step) => new StepJudge(healthy, step));
  const kinds = new Set(judges.flatMap(({ own }) => own.map(({ id }) => id)));
  return [...kinds].filter((id) => !tried.has(id));
}

const isAboutAnother = ({ field }: Mutation) => field.startsWith('(everywhere)');

/** The settings in which a check that looks at this kind is green. */
function settingsOf(judge: StepJudge, all: Read, kind: string): Setting[] {
  const least = Object.fromEntries(
    Object.entries(all).filter(([id]) => id === kind || judge.required.includes(id)),
  );
  const isSame = Object.keys(least).length === Object.keys(all).length;
  return (isSame ? [all] : [all, least]).flatMap((evidence) => {
    const green = greenOf(judge.judge(evidence));
    const looking = judge.checks.filter(
      (check) => green.has(check.id) && judge.looksAt(check, kind),
    );
    return looking.length > 0 ? [{ judge, evidence, green: looking }] : [];
  });
}

function staysGreen({ judge, evidence, green }: Setting, kind: EvidenceKind, read: Evidence) {
  const changed = { ...evidence, [kind.id]: read };
  return green.every((check) =>
    judge.judge(changed, { checks: [check] }).every(({ status }) => status === 'pass'),
  );
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
