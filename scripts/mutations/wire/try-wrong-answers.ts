import { isDeepStrictEqual } from 'node:util';
import { type Check, kindsOf } from '../../../src/checks/define-check.ts';
import type { Evidence, EvidenceKind } from '../../../src/evidence/define-evidence.ts';
import { isSecret } from '../../../src/inputs/kinds.ts';
import { inPool } from '../../lib/pool.ts';
import {
  affectedBy,
  checksOf,
  greenOf,
  isKnowledge,
  lookDisturbed,
  type Setting,
  settingsOf,
  type Walk,
} from '../../lib/single-calls.ts';
import { type Answer, toResponse, Wire } from '../../lib/wire.ts';
import type { Survivor } from '../harmless-fields.ts';
import { isPagingField, type WrongAnswer, wrongAnswersTo } from './wrong-answers.ts';

export interface TriedAnswers {
  calls: number;
  answers: number;
  /** A check that needed the call is not green any more, or the answer is no evidence. */
  caught: number;
  /** Fields that no evidence holds: nothing changed by their removal. */
  unread: number;
  survivors: (Survivor & { text: string })[];
}

/** Wrong answers that the short form tries for each call: the two that hold nothing. */
const shortOperators = new Set(['{}', 'the root alone', 'nothing, 204']);

/** Tries the walks one after the other, and prints a line for each. */
export async function tryAllWrongAnswers(
  walks: readonly Walk[],
  options: { short: boolean },
): Promise<TriedAnswers> {
  using wire = new Wire();
  const all: TriedAnswers = { calls: 0, answers: 0, caught: 0, unread: 0, survivors: [] };
  for (const walk of walks) {
    const startedAt = Date.now();
    const tried = await tryWrongAnswers(wire, walk, options);
    for (const count of ['calls', 'answers', 'caught', 'unread'] as const)
      all[count] += tried[count];
    all.survivors.push(...tried.survivors);
    console.log(
      `${walk.runbook.id}${walk.path ? `, ${walk.path}` : ''}: ${tried.calls} calls, ${tried.answers} wrong answers, ${tried.survivors.length} stay green, ${((Date.now() - startedAt) / 1000).toFixed(1)} s`,
    );
  }
  console.log(
    `Wrong answers: ${all.answers} to ${all.calls} calls, ${all.caught} caught, ${all.unread} without a field that nothing reads.`,
  );
  return all;
}

/**
 * Answers every call that the verification of a healthy set-up makes wrongly, one call at a time and
 * in many ways, and sees whether the checks that use the call stay green.
 */
export async function tryWrongAnswers(
  wire: Wire,
  walk: Walk,
  { short = false }: { short?: boolean } = {},
): Promise<TriedAnswers> {
  const tried: TriedAnswers = { calls: 0, answers: 0, caught: 0, unread: 0, survivors: [] };
  for await (const setting of settingsOf(wire, walk)) await tryCalls(setting, short, tried);
  return tried;
}

async function tryCalls(setting: Setting, short: boolean, tried: TriedAnswers): Promise<void> {
  const { kindsOfCall, answers, report } = setting;
  const green = greenOf(report);
  const checks = checksOf(setting).filter(({ id }) => green.has(id));
  const names = identifiersOf(setting);
  const work = [...kindsOfCall].flatMap(([call, own]) => {
    const affected = affectedBy(call, own, setting);
    const users = checks.filter((check) => kindsOf(check).some(({ id }) => affected.has(id)));
    if (users.length === 0) return [];
    tried.calls += 1;
    return wrongAnswersTo(answers.get(call) as Answer, names)
      .filter(({ operator }) => !short || shortOperators.has(operator))
      .map((wrong) => ({ call, own, affected, users, wrong }));
  });
  await inPool(work, 16, async (one) => {
    tried.answers += 1;
    const outcome = await tryAnswer(setting, one);
    if (outcome === 'caught') tried.caught += 1;
    else if (outcome === 'unread') tried.unread += 1;
    else tried.survivors.push(outcome);
  });
}

interface Attempt {
  call: string;
  /** Kinds that the call brings, and those with all that come from them. */
  own: ReadonlySet<string>;
  affected: ReadonlySet<string>;
  /** The green checks that use one of them. */
  users: readonly Check[];
  wrong: WrongAnswer;
}

async function tryAnswer(
  setting: Setting,
  { call, own, affected, users, wrong }: Attempt,
): Promise<'caught' | 'unread' | TriedAnswers['survivors'][number]> {
  const { evidence, runbook, path, vantage, step } = setting;
  const answer = () => toResponse(wrong.answer);
  const { report, now } = await lookDisturbed(setting, { call, affected, answer });
  const green = greenOf(report);
  const lost = users.filter(({ id }) => !green.has(id));
  const believed = [...own].filter((id) => {
    const found = now.get(id);
    return found !== undefined && isKnowledge(found);
  });
  const needing = users.filter(({ needs }) =>
    Object.values<EvidenceKind>(needs).some(({ id }) => own.has(id)),
  );
  const isCaught =
    wrong.about === 'field'
      ? lost.length > 0 || believed.length === 0
      : believed.length === 0 ||
        (lost.length > 0 && needing.every((check) => lost.includes(check)));
  if (isCaught) return 'caught';
  const isSame = [...affected].every(
    (id) =>
      !now.has(id) ||
      isDeepStrictEqual(withoutRequest(now.get(id)), withoutRequest(evidence.get(id))),
  );
  if (isSame && wrong.about === 'field' && !isPagingField(wrong.field)) return 'unread';
  const [kind = ''] = believed;
  return {
    ...{ runbook: runbook.id, path: `${path} ${vantage}`.trim() },
    step:
      step ??
      users
        .filter(({ id }) => green.has(id))
        .map(({ id }) => id)
        .join(' '),
    ...{ kind, field: wrong.field, operator: wrong.operator },
    text: `${call}\n${wrong.answer.status} ${wrong.answer.text.slice(0, 2_000)}\n${JSON.stringify(now.get(kind))?.slice(0, 1_000)}`,
  };
}

/** Without the number that a cloud gives each request, which refusals quote. */
const withoutRequest = (evidence: Evidence | undefined): unknown =>
  JSON.parse(JSON.stringify(evidence ?? null).replace(/Request ID: [\w-]+/gi, ''));

/** Values of inputs that name something of the reader's. */
function identifiersOf({ runbook, subject }: Setting): Record<string, string> {
  return Object.fromEntries(
    Object.entries(subject.inputs).filter(
      ([name, value]) =>
        value.length >= 5 &&
        runbook.inputs[name] !== undefined &&
        runbook.inputs[name].options === undefined &&
        !isSecret(runbook.inputs[name].kind),
    ),
  );
}
