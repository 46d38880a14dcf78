import { kindsOf } from '../../src/checks/define-check.ts';
import type { CheckResult, Report } from '../../src/checks/report.ts';
import type { EvidenceKind } from '../../src/evidence/define-evidence.ts';
import { inPool } from '../lib/pool.ts';
import {
  affectedBy,
  checksOf,
  type DisturbedLook,
  greenOf,
  isKnowledge,
  lookDisturbed,
  type Setting,
  settingsOf,
  type Walk,
} from '../lib/single-calls.ts';
import type { Asked, Wire } from '../lib/wire.ts';
import type { Fault } from './faults.ts';

/** Something that a fault made the product say, and that is not so. */
export interface Problem {
  /** A verdict that holds although nothing was seen, or words that do not say what happened. */
  what: 'believed' | 'words';
  where: string;
  fault: string;
  call: string;
  text: string;
}

export interface TriedFaults {
  calls: number;
  faults: number;
  problems: Problem[];
}

/**
 * One request, and the whole verification: so that what does not end by itself is seen to be ended by the limit of
 * the request.
 */
const limits = { requestTimeoutMs: 300 };
const deadlineMs = 120_000;

/**
 * Disturbs every call that the verification of a healthy set-up makes, one at a time, in each way; and then all
 * calls at once. `choose`: which faults a call gets, by its number.
 */
export async function tryFaults(
  wire: Wire,
  walk: Walk,
  faults: readonly Fault[],
  choose: (fault: number, call: number) => boolean = () => true,
): Promise<TriedFaults> {
  const tried: TriedFaults = { calls: 0, faults: 0, problems: [] };
  for await (const setting of settingsOf(wire, walk)) {
    const calls = [...setting.kindsOfCall];
    const work = [
      ...calls.map(([call, own]) => ({ call, own, affected: affectedBy(call, own, setting) })),
      ...(calls.length > 0
        ? [{ call: 'all', own: allKinds(calls), affected: new Set(setting.evidence.keys()) }]
        : []),
    ].flatMap((one, number) =>
      faults
        .filter((_, index) => choose(index, tried.calls + number))
        .map((fault) => ({ ...one, fault })),
    );
    tried.calls += calls.length;
    tried.faults += work.length;
    const found = await inPool(work, 24, (one) => tryFault(setting, one));
    tried.problems.push(...found.flat());
  }
  return tried;
}

const allKinds = (calls: readonly [string, Set<string>][]): Set<string> =>
  new Set(calls.flatMap(([, kinds]) => [...kinds]));

interface Attempt {
  call: string;
  /** Kinds that the call brings, and those with all that come from them. */
  own: ReadonlySet<string>;
  affected: ReadonlySet<string>;
  fault: Fault;
}

async function tryFault(setting: Setting, attempt: Attempt): Promise<Problem[]> {
  const { call, affected, fault } = attempt;
  const asked = new Set<string>();
  const answer = async (one: Asked) => {
    if (!fault.passes) return fault.answer(one);
    const key = `${one.request.method} ${one.request.url} ${await one.request.clone().text()}`;
    if (asked.has(key)) return one.answerRightly();
    asked.add(key);
    return fault.answer(one);
  };
  const seen = await lookDisturbed(setting, { call, affected, answer, limits, deadlineMs });
  const { runbook, path, vantage, step } = setting;
  const where = [runbook.id, path, vantage, step].filter(Boolean).join(' ');
  const problem = (what: Problem['what']) => (text: string) => ({
    ...{ what, where, fault: fault.name, call, text },
  });
  return [
    ...findBelieved(setting, attempt, seen).map(problem('believed')),
    ...findWrongWords(attempt, seen).map(problem('words')),
    ...findSilent(setting, attempt, seen).map(problem('words')),
  ];
}

/** What was believed of an answer that was none. */
function findBelieved(
  setting: Setting,
  attempt: Attempt,
  { report, now }: DisturbedLook,
): string[] {
  const { evidence } = setting;
  const { own, fault } = attempt;
  const before = resultsOf(setting.report);
  const changed = [...resultsOf(report)].flatMap(([name, { status, findings }]) => {
    const right = before.get(name);
    const known = new Set(right?.findings.map(({ code }) => code));
    const added = findings.filter(({ code }) => !known.has(code)).map(({ code }) => code);
    const isHonest = status === right?.status || status === 'undetermined';
    return isHonest && added.length === 0
      ? []
      : [`${name} is ${status} (${added.join(' ')}) where it was ${right?.status}`];
  });
  // Of what passes, the right answer follows.
  const known = [...(fault.passes ? [] : own)].filter((id) => {
    const found = now.get(id);
    if (found === undefined || found.status === 'unreachable' || found.status === 'notCollected')
      return false;
    return isKnowledge(found) || evidence.get(id)?.status !== 'denied';
  });
  const green = greenOf(setting.report);
  const stays = greenOf(report);
  const needing = checksOf(setting).filter(
    ({ id, needs }) =>
      green.has(id) && Object.values<EvidenceKind>(needs).some((kind) => known.includes(kind.id)),
  );
  const users = checksOf(setting).filter((check) =>
    kindsOf(check).some(({ id }) => known.includes(id)),
  );
  const isLost =
    users.length > 0
      ? needing.every(({ id }) => !stays.has(id)) &&
        users.some(({ id }) => green.has(id) && !stays.has(id))
      : true;
  return [
    ...changed,
    ...(isLost
      ? []
      : known.map(
          (id) => `${id} is taken for known: ${JSON.stringify(now.get(id))?.slice(0, 300)}`,
        )),
  ];
}

/** Checks that cannot tell any more for want of what nobody answered, and do not say so. */
function findSilent(setting: Setting, { own }: Attempt, { report, now }: DisturbedLook): string[] {
  const before = resultsOf(setting.report);
  const users = new Map(checksOf(setting).map((check) => [check.id, kindsOf(check)]));
  return [...resultsOf(report)].flatMap(([name, { id, status, unseen }]) => {
    if (status !== 'undetermined' || before.get(name)?.status === status) return [];
    const messages = (users.get(id) ?? []).flatMap((kind) => {
      const evidence = own.has(kind.id) ? now.get(kind.id) : undefined;
      return evidence?.status === 'unreachable' ? [evidence.message] : [];
    });
    const isSaid = unseen.some(
      ({ reason, message }) =>
        reason === 'blocked' || messages.some((words) => message.includes(words)),
    );
    return messages.length === 0 || isSaid
      ? []
      : [`${name} does not say what happened: ${unseen.map(({ message }) => message).join(' | ')}`];
  });
}

const resultsOf = (report: Report): Map<string, CheckResult> =>
  new Map(
    report.steps.flatMap(({ id, checks }) =>
      checks.map((check) => [`${id} ${check.id}`, check] as const),
    ),
  );

const providerNames: Readonly<Record<string, RegExp>> = {
  aws: /AWS/,
  gcp: /Google/,
  azure: /Azure|Microsoft/,
  spot: /Spot/,
};

/** Parts of a program instead of words. */
export const gibberish =
  /\bundefined\b|\[object |\bNaN\b|\n\s+at \S+ \(|\bat \S+ \(?(?:file|node):/;

/** Messages that do not say who did not answer, or what happened. */
function findWrongWords({ own }: Attempt, { report, now }: DisturbedLook): string[] {
  const messages = report.steps
    .flatMap(({ checks }) => checks)
    .flatMap(({ unseen, findings }) => [
      ...unseen.map(({ message }) => message),
      ...findings.flatMap(({ explanation, observed }) => [explanation, observed]),
    ]);
  const unlimited = [...now].filter(
    ([, evidence]) =>
      'message' in evidence && /within the time of this verification/.test(evidence.message),
  );
  const nameless = [...own].flatMap((id) => {
    const evidence = now.get(id);
    const [provider = ''] = id.split('/');
    return evidence?.status === 'unreachable' && !providerNames[provider]?.test(evidence.message)
      ? [`${id} does not say who: ${evidence.message}`]
      : [];
  });
  return [
    ...new Set([
      ...messages.filter((text) => gibberish.test(text)),
      ...unlimited.map(([id]) => `${id} is ended by nothing but the time of the verification`),
      ...nameless,
    ]),
  ];
}
