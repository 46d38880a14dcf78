import { isDeepStrictEqual } from 'node:util';
import type { Proof, ProofWorld } from '../../../runbooks/define-faults.ts';
import type { Runbook } from '../../../runbooks/define-runbook.ts';
import { type Check, kindsOf } from '../../../src/checks/define-check.ts';
import type { Report } from '../../../src/checks/report.ts';
import type { Collectors } from '../../../src/collectors/define-collector.ts';
import { access, openCollectors } from '../../../src/collectors/index.ts';
import type { Evidence, EvidenceKind } from '../../../src/evidence/define-evidence.ts';
import { isOnPath } from '../../../src/inputs/define-input.ts';
import { isSecret } from '../../../src/inputs/kinds.ts';
import { providerOf } from '../../../src/providers/index.ts';
import { type LookingVantage, lookingVantages } from '../../../src/providers/vantages.ts';
import { verify } from '../../../src/verification/verify.ts';
import { credentialsOf } from '../../lib/laboratory.ts';
import { inPool } from '../../lib/pool.ts';
import type { Survivor } from '../harmless-fields.ts';
import { type Answer, Wire } from './wire.ts';
import { isPagingField, type WrongAnswer, wrongAnswersTo } from './wrong-answers.ts';

export interface Walk {
  runbook: Runbook;
  proof: Proof;
  path: string;
}

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

/** A verification of a world in order, as somebody, and what it brought. */
interface Setting {
  wire: Wire;
  runbook: Runbook;
  path: string;
  subject: ProofWorld;
  vantage: LookingVantage;
  step?: string;
  /** Kinds of evidence by the call that brings them. */
  kindsOfCall: Map<string, Set<string>>;
  answers: Map<string, Answer>;
  evidence: Map<string, Evidence>;
  report: Report;
}

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
 * in many ways, and sees whether the checks that use the call stay green. So for the steps that
 * connect, and for each step that undoes in the world where everything is taken away again.
 */
export async function tryWrongAnswers(
  wire: Wire,
  { runbook, proof, path }: Walk,
  { short = false }: { short?: boolean } = {},
): Promise<TriedAnswers> {
  const tried: TriedAnswers = { calls: 0, answers: 0, caught: 0, unread: 0, survivors: [] };
  const subject = proof.healthyWorld(wire.simulator, proof.paths?.[path] ?? {});
  try {
    const undo = Object.entries(runbook.steps)
      .filter(([, step]) => step.phase === 'undo' && isOnPath(step.when, subject.inputs))
      .map(([id]) => id);
    for (const step of [undefined, ...undo]) {
      if (step === undo[0] && step !== undefined) proof.remove(subject);
      for (const vantage of lookingVantages) {
        const setting = await lookAtHealthy(wire, { runbook, path, subject, vantage, step });
        await tryCalls(setting, short, tried);
      }
    }
    return tried;
  } finally {
    wire.simulator.removeWorld(subject.world);
  }
}

async function lookAtHealthy(
  wire: Wire,
  {
    step,
    ...about
  }: Pick<Setting, 'runbook' | 'path' | 'subject' | 'vantage'> & { step: string | undefined },
): Promise<Setting> {
  const setting: Setting = {
    ...{ wire, ...about, ...(step === undefined ? {} : { step }) },
    ...{ kindsOfCall: new Map(), answers: new Map(), evidence: new Map() },
    report: undefined as unknown as Report,
  };
  const { evidence, kindsOfCall, answers } = setting;
  setting.report = await look(setting, (collectors) => ({
    ...collectors,
    async collect(kind, context) {
      const seen = new Map<string, Answer>();
      const found = await wire.watch({ seen }, () => collectors.collect(kind, context));
      evidence.set(kind.id, found);
      for (const [call, answer] of seen) {
        answers.set(call, answer);
        kindsOfCall.set(call, (kindsOfCall.get(call) ?? new Set()).add(kind.id));
      }
      return found;
    },
  }));
  return setting;
}

function look(
  { runbook, subject, vantage, step }: Setting,
  wrap: (collectors: Collectors) => Collectors,
): Promise<Report> {
  const credentials = credentialsOf(subject.world, subject[vantage]);
  return verify({
    ...{ runbook, vantage, inputs: subject.inputs },
    ...(step === undefined ? {} : { step }),
    collectors: wrap(openCollectors({ vantage, credentials })),
    now: () => new Date(subject.world.clock.now()),
    propagation: { timeoutMs: 2_000, intervalMs: 2_000, sleep: async () => undefined },
  });
}

/** Signing in, which everything else of a provider waits for. */
const isSignIn = (call: string) =>
  /^(POST |GET )?(oauth2\.googleapis\.com|login\.microsoftonline\.com)|^sts\S* AssumeRole /.test(
    call,
  );

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
  const { wire, evidence, runbook, path, vantage, step } = setting;
  const now = new Map<string, Evidence>();
  const report = await look(setting, (collectors) => ({
    ...collectors,
    async collect(kind, context) {
      const known = evidence.get(kind.id);
      if (known && !affected.has(kind.id)) return known;
      const replaced = { call, answer: wrong.answer };
      const found = await wire.watch({ replaced }, () => collectors.collect(kind, context));
      now.set(kind.id, keepToSubject(kind, found, context.inputs));
      return found;
    },
  }));
  const green = greenOf(report);
  const lost = users.filter(({ id }) => !green.has(id));
  const isKnowledge = ({ status }: Evidence) => status === 'found' || status === 'absent';
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

/** As the verification does with what is about something else. */
function keepToSubject(
  kind: EvidenceKind,
  evidence: Evidence,
  inputs: Readonly<Record<string, string>>,
): Evidence {
  const other =
    evidence.status === 'found' ? kind.findOtherSubject?.(evidence.value, inputs) : undefined;
  return other === undefined ? evidence : { status: 'unreachable', message: other };
}

const greenOf = (report: Report) =>
  new Set(
    report.steps
      .flatMap(({ checks }) => checks)
      .filter(({ status }) => status === 'pass')
      .map(({ id }) => id),
  );

function checksOf({ runbook, report }: Setting): Check[] {
  const checks = report.steps.flatMap(({ id }) => runbook.steps[id]?.checks ?? []);
  return [...new Map(checks.map((check) => [check.id, check])).values()];
}

/** The kinds that a call brings, with those that are made from them. */
function affectedBy(call: string, own: ReadonlySet<string>, setting: Setting): Set<string> {
  const affected = new Set(own);
  const { evidence, vantage } = setting;
  const [first = ''] = own;
  if (vantage === 'spot' && isSignIn(call)) {
    for (const id of evidence.keys())
      if (id.split('/')[0] === first.split('/')[0]) affected.add(id);
    return affected;
  }
  for (let before = -1; before !== affected.size; ) {
    before = affected.size;
    for (const id of evidence.keys()) {
      const { collectors } = access[providerOf({ id })];
      const needs: readonly EvidenceKind[] = collectors.get(id)?.needs ?? [];
      if (needs.some((kind) => affected.has(kind.id))) affected.add(id);
    }
  }
  return affected;
}

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
