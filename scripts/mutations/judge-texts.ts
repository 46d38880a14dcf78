import { type Check, kindsOf } from '../../src/checks/define-check.ts';
import type { CheckResult } from '../../src/checks/report.ts';
import type { Evidence, EvidenceKind, EvidenceMap } from '../../src/evidence/define-evidence.ts';
import { judgeCheck, kindsOfRunbook } from '../../src/verification/judge-step.ts';
import { type Plan, planVerification } from '../../src/verification/plan.ts';
import readPasted from '../../src/verification/read-pasted.ts';
import type { Healthy } from './gather-healthy.ts';

/** Evidence by kind, as pasted texts are read. */
export type Read = Record<string, Evidence>;

/**
 * Judges one step from pasted texts, again and again: its parts are the same functions as those of
 * `judgePastedStep`, with what does not change from one mutation to the next done once.
 */
export class StepJudge {
  readonly healthy: Healthy;
  readonly step: string;
  readonly kinds: readonly EvidenceKind[];
  /** The checks of the step itself. */
  readonly checks: readonly Check[];
  readonly #plan: Plan;
  readonly #ofRunbook: readonly EvidenceKind[];
  readonly #looksAt = new Map<Check, ReadonlySet<string>>();

  constructor(healthy: Healthy, step: string) {
    this.healthy = healthy;
    this.step = step;
    this.checks = healthy.runbook.steps[step]?.checks ?? [];
    this.#plan = planVerification(healthy.runbook, step, healthy.inputs);
    this.kinds = this.#plan.kinds;
    this.#ofRunbook = kindsOfRunbook(healthy.runbook);
    for (const check of this.checks) {
      const kinds = this.#plan.withBlockers(check).flatMap(kindsOf);
      this.#looksAt.set(check, new Set(kinds.map(({ id }) => id)));
    }
  }

  /** Kinds that a check of the step itself uses. */
  get own(): EvidenceKind[] {
    return [...new Set(this.checks.flatMap(kindsOf))];
  }

  /** Kinds without which a check of the step does not decide. */
  get required(): string[] {
    return this.checks.flatMap(({ needs }) => Object.values(needs).map(({ id }) => id));
  }

  /** Whether a check, or one that it waits for, uses a kind: else its result does not depend on it. */
  looksAt(check: Check, kind: string): boolean {
    return this.#looksAt.get(check)?.has(kind) ?? false;
  }

  read(
    texts: Readonly<Record<string, string>>,
    inputs: Readonly<Record<string, string>> = this.healthy.inputs,
  ): Read {
    return Object.fromEntries(
      this.kinds.flatMap((kind) => {
        const read = this.readOne(kind, texts[kind.id], inputs);
        return read ? [[kind.id, read]] : [];
      }),
    );
  }

  /** One text as evidence; undefined when nothing was pasted. */
  readOne(
    kind: EvidenceKind,
    text: string | undefined,
    inputs: Readonly<Record<string, string>> = this.healthy.inputs,
  ): Evidence | undefined {
    return readPasted(kind, text, { inputs, ofRunbook: this.#ofRunbook });
  }

  judge(
    evidence: EvidenceMap,
    {
      inputs = this.healthy.inputs,
      checks = this.checks,
    }: { inputs?: Readonly<Record<string, string>>; checks?: readonly Check[] } = {},
  ): CheckResult[] {
    const { runbook, now } = this.healthy;
    return checks.map((check) => judgeCheck(this.#plan, check, { runbook, inputs, evidence, now }));
  }
}
