import type { Proof, ProofWorld } from '../../runbooks/define-faults.ts';
import type { Runbook } from '../../runbooks/define-runbook.ts';
import type { Check } from '../../src/checks/define-check.ts';
import type { Report } from '../../src/checks/report.ts';
import type { Collectors } from '../../src/collectors/define-collector.ts';
import type { LookingLimits } from '../../src/collectors/define-provider-access.ts';
import { access, openCollectors } from '../../src/collectors/index.ts';
import type { Evidence, EvidenceKind } from '../../src/evidence/define-evidence.ts';
import { isOnPath } from '../../src/inputs/define-input.ts';
import { providerOf } from '../../src/providers/index.ts';
import { type LookingVantage, lookingVantages } from '../../src/providers/vantages.ts';
import { verify } from '../../src/verification/verify.ts';
import { credentialsOf } from './laboratory.ts';
import type { Answer, Asked, Wire } from './wire.ts';

export interface Walk {
  runbook: Runbook;
  proof: Proof;
  path: string;
}

/** A verification of a world in order, as somebody, and what it brought. */
export interface Setting extends Subject {
  /** Kinds of evidence by the call that brings them. */
  kindsOfCall: Map<string, Set<string>>;
  answers: Map<string, Answer>;
  evidence: Map<string, Evidence>;
  report: Report;
}

interface Subject {
  wire: Wire;
  runbook: Runbook;
  path: string;
  subject: ProofWorld;
  vantage: LookingVantage;
  step?: string;
}

/**
 * Every way in which the verification of a healthy set-up looks: as the reader and as Spot, at the steps that
 * connect, and at each step that undoes in the world where everything is taken away again.
 */
export async function* settingsOf(
  wire: Wire,
  { runbook, proof, path }: Walk,
): AsyncGenerator<Setting> {
  const subject = proof.healthyWorld(wire.simulator, proof.paths?.[path] ?? {});
  try {
    const undo = Object.entries(runbook.steps)
      .filter(([, step]) => step.phase === 'undo' && isOnPath(step.when, subject.inputs))
      .map(([id]) => id);
    for (const step of [undefined, ...undo]) {
      if (step === undo[0] && step !== undefined) proof.remove(subject);
      for (const vantage of lookingVantages)
        yield await lookAtHealthy({
          ...{ wire, runbook, path, subject, vantage },
          ...(step === undefined ? {} : { step }),
        });
    }
  } finally {
    wire.simulator.removeWorld(subject.world);
  }
}

/** Throws an Error where a simulated cloud does not answer in time again and again. */
async function lookAtHealthy(about: Subject): Promise<Setting> {
  for (let tries = 1; ; tries++) {
    const setting = await lookOnce(about);
    const late = [...setting.evidence].find(
      ([, found]) => 'message' in found && /did not answer in time/.test(found.message),
    );
    if (!late) return setting;
    // On a machine that has much else to do. What was not asked then would never be disturbed.
    if (tries === 3) throw new Error(`${late[0]} of ${about.runbook.id} was not seen in time.`);
  }
}

async function lookOnce(about: Subject): Promise<Setting> {
  const evidence = new Map<string, Evidence>();
  const kindsOfCall = new Map<string, Set<string>>();
  const answers = new Map<string, Answer>();
  const report = await look(about, (collectors) => ({
    ...collectors,
    async collect(kind, context) {
      const seen = new Map<string, Answer>();
      const found = await about.wire.watch({ seen }, () => collectors.collect(kind, context));
      evidence.set(kind.id, found);
      for (const [call, answer] of seen) {
        answers.set(call, answer);
        kindsOfCall.set(call, (kindsOfCall.get(call) ?? new Set()).add(kind.id));
      }
      return found;
    },
  }));
  return { ...about, evidence, kindsOfCall, answers, report };
}

/** One call, or all, answered otherwise. */
export interface Disturbance {
  call: string | 'all';
  /** Kinds that are gathered anew; all others are as they were. */
  affected: ReadonlySet<string>;
  answer: (asked: Asked) => Response | Promise<Response>;
  limits?: LookingLimits;
  deadlineMs?: number;
}

/** What a verification brings when it is disturbed. */
export interface DisturbedLook {
  report: Report;
  /** What was gathered anew, as checks get it. */
  now: Map<string, Evidence>;
}

/** Looks again where something else is answered. */
export async function lookDisturbed(
  setting: Setting,
  { call, affected, answer, ...options }: Disturbance,
): Promise<DisturbedLook> {
  const { wire, evidence } = setting;
  const now = new Map<string, Evidence>();
  const report = await look(
    setting,
    (collectors) => ({
      ...collectors,
      async collect(kind, context) {
        const known = evidence.get(kind.id);
        if (known && !affected.has(kind.id)) return known;
        const replaced = { call, answer };
        const found = await wire.watch({ replaced }, () => collectors.collect(kind, context));
        now.set(kind.id, keepToSubject(kind, found, context.inputs));
        return found;
      },
    }),
    options,
  );
  return { report, now };
}

function look(
  { runbook, subject, vantage, step }: Subject,
  wrap: (collectors: Collectors) => Collectors,
  { limits, deadlineMs }: Pick<Disturbance, 'limits' | 'deadlineMs'> = {},
): Promise<Report> {
  const credentials = credentialsOf(subject.world, subject[vantage]);
  return verify({
    ...{ runbook, vantage, inputs: subject.inputs },
    ...(step === undefined ? {} : { step }),
    ...(deadlineMs === undefined ? {} : { deadlineMs }),
    collectors: wrap(openCollectors({ vantage, credentials, ...(limits ? { limits } : {}) })),
    now: () => new Date(subject.world.clock.now()),
    propagation: { timeoutMs: 2_000, intervalMs: 2_000, sleep: async () => undefined },
  });
}

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

/** Whether evidence says something of the account: that it is there, or is not. */
export const isKnowledge = ({ status }: Evidence): boolean =>
  status === 'found' || status === 'absent';

export const greenOf = (report: Report): Set<string> =>
  new Set(
    report.steps
      .flatMap(({ checks }) => checks)
      .filter(({ status }) => status === 'pass')
      .map(({ id }) => id),
  );

export function checksOf({ runbook, report }: Pick<Setting, 'runbook' | 'report'>): Check[] {
  const checks = report.steps.flatMap(({ id }) => runbook.steps[id]?.checks ?? []);
  return [...new Map(checks.map((check) => [check.id, check])).values()];
}

/** Signing in, which everything else of a provider waits for. */
const isSignIn = (call: string) =>
  /^(POST |GET )?(oauth2\.googleapis\.com|login\.microsoftonline\.com)|^sts\S* AssumeRole /.test(
    call,
  );

/** The kinds that a call brings, with those that are made from them. */
export function affectedBy(
  call: string,
  own: ReadonlySet<string>,
  { evidence, vantage }: Pick<Setting, 'evidence' | 'vantage'>,
): Set<string> {
  const affected = new Set(own);
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
