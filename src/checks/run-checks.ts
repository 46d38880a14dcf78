import commandOf from '../evidence/command-of.ts';
import type { Evidence, EvidenceKind, EvidenceMap } from '../evidence/define-evidence.ts';
import keepShort from '../evidence/keep-short.ts';
import { lookingSession } from '../spot.ts';
import { mostComparisons, TooMuchToCompare, withBudget } from './budget.ts';
import { type Check, type Diagnosis, type Fix, type Judge, kindsOf } from './define-check.ts';
import { findGuardrail } from './guardrails.ts';
import keepFixShort from './keep-fix-short.ts';
import type { CheckResult, Finding, Unseen } from './report.ts';

export interface RunChecksOptions {
  inputs: Readonly<Record<string, string>>;
  /** What the reader knows each input as; without one it is called by its name. */
  labels?: Readonly<Record<string, string>>;
  evidence: EvidenceMap;
  /** Ids of checks of other steps: those that nothing was collected for block nothing. */
  elsewhere?: ReadonlySet<string>;
  /** Now, in the clock of the cloud that was looked at. */
  now: Date;
  /**
   * What was judged before of the same inputs and evidence at the same moment: many checks wait for the
   * same ones. Filled here.
   */
  known?: Map<Check, CheckResult>;
}

const notCollected = { status: 'notCollected', message: 'This was not looked at.' } as const;

/** What could not be seen of one kind of evidence, with the command whose output would show it. */
function unseenOf(
  kind: EvidenceKind,
  evidence: Exclude<Evidence, { status: 'found' | 'absent' }>,
  inputs: Readonly<Record<string, string>>,
): Unseen {
  const pasteable = kind.vantages === undefined || kind.vantages.includes('pasted');
  return {
    evidence: kind.id,
    title: kind.title,
    reason: evidence.status,
    message: evidence.message,
    ...(pasteable ? { command: commandOf(kind, inputs) } : {}),
  };
}

/**
 * Runs checks over evidence that is already there. Pure: runs in Node and in the browser.
 *
 * Order is free: a check whose `after` lists a check that failed or could not tell is `undetermined`
 * with reason `blocked`; one that only waits for the cloud blocks nothing, and only checks of this
 * run count. A check that throws is a defect and is reported as `undetermined`, never as a pass.
 */
export function runChecks(checks: readonly Check[], options: RunChecksOptions): CheckResult[] {
  const results = new Map<string, CheckResult>();
  const byId = new Map(checks.map((check) => [check.id, check]));
  const visit = (check: Check, path: readonly string[]): CheckResult => {
    const known = results.get(check.id);
    if (known) return known;
    if (path.includes(check.id))
      throw new Error(
        `Checks wait for each other in a circle: ${[...path, check.id].join(' → ')}.`,
      );
    const blockers = (check.after ?? [])
      .map((id) => byId.get(id))
      .filter((before): before is Check => before !== undefined)
      .map((before) => ({ before, result: visit(before, [...path, check.id]) }))
      .filter(({ before, result }) => blocks(result, before, options))
      .map(({ result }) => result);
    const result = blockers.length > 0 ? blocked(check, blockers) : runOnce(check, options);
    results.set(check.id, result);
    return result;
  };
  return checks.map((check) => visit(check, []));
}

/**
 * Whether what waits for a check means nothing. A check of another step that could not tell for want of
 * what nobody collected says nothing; one that looked and could not tell does.
 */
function blocks(
  { status, unseen }: CheckResult,
  before: Check,
  { elsewhere, evidence }: RunChecksOptions,
): boolean {
  if (status === 'fail') return true;
  if (status !== 'undetermined') return false;
  if (!elsewhere?.has(before.id)) return true;
  if (unseen.some(({ reason }) => reason === 'denied' || reason === 'unreachable')) return true;
  return kindsOf(before).every(
    ({ id }) => (evidence[id] ?? notCollected).status !== 'notCollected',
  );
}

function blocked(check: Check, blockers: readonly CheckResult[]): CheckResult {
  return {
    id: check.id,
    title: check.title,
    status: 'undetermined',
    findings: [],
    unseen: blockers.map((before) => ({
      title: before.title,
      reason: 'blocked' as const,
      message: `This can only be judged once “${before.title}” is right.`,
    })),
  };
}

function runOnce(check: Check, options: RunChecksOptions): CheckResult {
  const result = options.known?.get(check) ?? runCheck(check, options);
  options.known?.set(check, result);
  return result;
}

/** More of one kind are counted, and not said one by one. */
const mostAlike = 20;

/** Runs one check. See {@link runChecks}. */
export function runCheck(
  check: Check,
  { inputs, labels, evidence, now }: RunChecksOptions,
): CheckResult {
  const findings: Finding[] = [];
  const unseen: Unseen[] = [];
  const alike = new Map<string, number>();
  /** Whether there is room for one more that is said in this way. */
  const isNews = (way: string) => {
    const before = alike.get(way) ?? 0;
    alike.set(way, before + 1);
    return before < mostAlike;
  };
  let pending: CheckResult['pending'];

  const missing = check.inputs.filter((name: string) => !inputs[name]);
  for (const name of missing) {
    const label = labels?.[name] ?? name;
    unseen.push({
      title: `your value for “${label}”`,
      reason: 'notCollected',
      message: `Fill in “${label}” first.`,
    });
  }
  const seen: Record<string, unknown> = {};
  for (const [name, kind] of Object.entries(check.needs as Record<string, EvidenceKind>)) {
    const item = evidence[kind.id] ?? notCollected;
    if (item.status === 'found') seen[name] = item.value;
    else if (item.status === 'absent') seen[name] = null;
    else unseen.push(unseenOf(kind, item, inputs));
  }
  for (const [name, kind] of Object.entries((check.mayUse ?? {}) as Record<string, EvidenceKind>)) {
    seen[name] = evidence[kind.id] ?? notCollected;
  }

  if (unseen.length === 0) {
    try {
      const judge: Judge<Record<string, Diagnosis<unknown>>> = {
        now,
        found(name, data) {
          const definition = check.diagnoses[name] as Diagnosis<unknown>;
          if (isNews(definition.code)) findings.push(makeFinding(definition, data));
        },
        refusedBy(message = '') {
          const rule = findGuardrail(check, message);
          if (rule && !findings.some(({ code }) => code === rule.diagnosis.code))
            findings.push(makeFinding(rule.diagnosis, rule.data));
          return rule !== undefined;
        },
        pending(message, until) {
          pending = { message, until: until.toISOString() };
        },
        cannotTell(message, ask = []) {
          if (!isNews('cannotTell')) return;
          unseen.push({ title: check.title, reason: 'cannotTell', message: keepShort(message) });
          for (const asked of ask) {
            const kind = 'kind' in asked ? asked.kind : asked;
            const item = evidence[kind.id] ?? notCollected;
            // Another command is asked for because what was seen does not answer.
            if ('kind' in asked)
              unseen.push({
                evidence: kind.id,
                title: kind.title,
                reason: 'notCollected',
                message: item.status === 'found' ? 'What was seen does not say it.' : item.message,
                command: asked.command,
              });
            else if (item.status !== 'absent' && item.status !== 'found')
              unseen.push(unseenOf(kind, item, inputs));
          }
        },
      };
      withBudget(mostComparisons, () => check.assess(seen, inputs, judge));
      sayHowMany(findings, unseen, alike);
    } catch (error) {
      // Half of a comparison is no reason to call anything wrong.
      if (error instanceof TooMuchToCompare) return tooMuch(check, { evidence, inputs });
      unseen.push({
        title: check.title,
        reason: 'cannotTell',
        message: `The check itself failed: ${keepShort(error instanceof Error ? error.message : String(error))}. Please report this; it says nothing about your account.`,
      });
    }
  }

  if (unseen.length > 0) unseen.push(...findUnreached(check, evidence, inputs, unseen));
  findings.push(...nameRules(unseen, findings, check));

  return {
    id: check.id,
    title: check.title,
    status: statusOf(findings, unseen, pending),
    findings,
    unseen,
    ...(pending ? { pending } : {}),
  };
}

/**
 * What the check may use and nobody answered, where it cannot tell and does not say so itself: the reader has to
 * learn what happened.
 */
function findUnreached(
  { mayUse }: Check,
  evidence: EvidenceMap,
  inputs: Readonly<Record<string, string>>,
  said: readonly Unseen[],
): Unseen[] {
  return Object.values((mayUse ?? {}) as Record<string, EvidenceKind>).flatMap((kind) => {
    const item = evidence[kind.id];
    return item?.status === 'unreachable' &&
      !said.some(({ message }) => message.includes(item.message))
      ? [unseenOf(kind, item, inputs)]
      : [];
  });
}

function makeFinding<D>(definition: Diagnosis<D>, data: D): Finding {
  return {
    code: definition.code,
    severity: definition.severity,
    title: definition.title,
    explanation: keepShort(definition.explain(data)),
    observed: keepShort(definition.observed(data)),
    expected: keepShort(definition.expected(data)),
    fix: copyFix(keepFixShort(definition.fix(data))),
  };
}

/** Says of the last of each kind how many more there were. */
function sayHowMany(
  findings: readonly Finding[],
  unseen: readonly Unseen[],
  alike: ReadonlyMap<string, number>,
): void {
  for (const [way, count] of alike) {
    if (count <= mostAlike) continue;
    const more = `There are ${count - mostAlike} more like this.`;
    const finding = findings.findLast(({ code }) => code === way);
    if (finding) finding.explanation = `${finding.explanation} ${more}`;
    const last = way === 'cannotTell' && unseen.findLast(({ reason }) => reason === way);
    if (last) last.message = `${last.message} ${more}`;
  }
}

/**
 * The result of a check whose evidence holds more than is compared, which no set-up within the clouds'
 * own limits does: it says nothing of the account, and what it is about.
 */
function tooMuch(
  check: Check,
  { evidence, inputs }: Pick<RunChecksOptions, 'evidence' | 'inputs'>,
): CheckResult {
  const [largest] = kindsOf(check)
    .map((kind) => {
      const item = evidence[kind.id];
      return { kind, size: item?.status === 'found' ? countValues(item.value) : 0 };
    })
    .sort((a, b) => b.size - a.size);
  const what = largest ? `, most of all ${largest.kind.title}, with ${largest.size} values` : '';
  const ask = largest && unseenOf(largest.kind, notCollected, inputs);
  return {
    id: check.id,
    title: check.title,
    status: 'undetermined',
    findings: [],
    unseen: [
      {
        ...(ask?.command ? { evidence: ask.evidence, command: ask.command } : {}),
        title: check.title,
        reason: 'cannotTell',
        message: `What was seen holds more than is compared at once${what}, so nothing is said about it. The clouds' own limits leave room for far less: see that it is what the command printed, unchanged, and paste that. If it is, please report this.`,
      },
    ],
  };
}

/** How many texts, numbers and the like a value holds. */
function countValues(value: unknown): number {
  let count = 0;
  const open = [value];
  while (open.length > 0) {
    const next = open.pop();
    if (typeof next === 'object' && next !== null)
      for (const inner of Object.values(next)) open.push(inner);
    else count++;
  }
  return count;
}

/**
 * The rules behind what was not seen, each once, where the refusals name them. As a warning: that a rule
 * keeps somebody from looking does not make what they wanted to see wrong. That it keeps Spot from a
 * look which only this program takes is in nobody's way: what Spot needs, the checks judge themselves.
 */
function nameRules(
  unseen: readonly Unseen[],
  findings: readonly Finding[],
  check: Check,
): Finding[] {
  const rules = new Map<string, Finding>();
  for (const { reason, message } of unseen) {
    const isInTheWay = reason === 'denied' && !message.includes(`/${lookingSession}`);
    const rule = isInTheWay && findGuardrail(check, message);
    if (rule && !findings.some(({ code }) => code === rule.diagnosis.code))
      rules.set(rule.diagnosis.code, {
        ...makeFinding(rule.diagnosis, rule.data),
        severity: 'warning',
      });
  }
  return [...rules.values()];
}

function copyFix({ summary, commands, console, who, send }: Fix): Finding['fix'] {
  return {
    summary,
    commands: [...commands],
    ...(console && console.length > 0 ? { console: [...console] } : {}),
    ...(who ? { who } : {}),
    ...(send ? { send } : {}),
  };
}

function statusOf(
  findings: readonly Finding[],
  unseen: readonly Unseen[],
  pending: CheckResult['pending'],
): CheckResult['status'] {
  if (findings.some((finding) => finding.severity === 'fail')) return 'fail';
  if (unseen.length > 0) return 'undetermined';
  if (pending) return 'pending';
  return findings.length > 0 ? 'warning' : 'pass';
}
