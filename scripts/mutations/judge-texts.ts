import { kindsOf } from '../../src/checks/define-check.ts';
import type { CheckResult } from '../../src/checks/report.ts';
import type { Evidence, EvidenceKind } from '../../src/evidence/define-evidence.ts';
import { judgeStep, kindsOfRunbook } from '../../src/verification/judge-step.ts';
import { planVerification } from '../../src/verification/plan.ts';
import readPasted from '../../src/verification/read-pasted.ts';
import type { Healthy } from './gather-healthy.ts';

/**
 * Judges one step from pasted texts, again and again: what did not change is read once. The result
 * of each check.
 */
export class StepJudge {
  readonly healthy: Healthy;
  readonly step: string;
  readonly kinds: readonly EvidenceKind[];
  readonly #ofRunbook: readonly EvidenceKind[];
  readonly #read = new Map<string, Evidence | undefined>();

  constructor(healthy: Healthy, step: string) {
    this.healthy = healthy;
    this.step = step;
    this.kinds = planVerification(healthy.runbook, step, healthy.inputs).kinds;
    this.#ofRunbook = kindsOfRunbook(healthy.runbook);
  }

  /** Kinds that a check of the step itself uses. */
  get own(): EvidenceKind[] {
    return [...new Set(this.#checks.flatMap(kindsOf))];
  }

  /** Kinds without which a check of the step does not decide. */
  get required(): string[] {
    return this.#checks.flatMap(({ needs }) => Object.values(needs).map(({ id }) => id));
  }

  judge({
    texts,
    replaced = {},
    inputs = this.healthy.inputs,
  }: {
    texts: Readonly<Record<string, string>>;
    /** Texts instead of those of the healthy set-up. */
    replaced?: Readonly<Record<string, string>>;
    inputs?: Readonly<Record<string, string>>;
  }): CheckResult[] {
    const evidence: Record<string, Evidence> = {};
    for (const kind of this.kinds) {
      const changed = replaced[kind.id];
      const read =
        changed === undefined ? this.#unchanged(kind, texts) : this.#parse(kind, changed, inputs);
      if (read) evidence[kind.id] = read;
    }
    const { runbook, now } = this.healthy;
    return judgeStep({ runbook, step: this.step, inputs, evidence, now }).results;
  }

  /** Whether this text is refused in words that the reader sees, instead of being judged. */
  refuses(id: string, text: string): boolean {
    const kind = this.kinds.find((one) => one.id === id);
    if (!kind) return false;
    const read = this.#parse(kind, text, this.healthy.inputs);
    return read === undefined || read.status === 'unreachable';
  }

  get #checks() {
    return this.healthy.runbook.steps[this.step]?.checks ?? [];
  }

  #unchanged(kind: EvidenceKind, texts: Readonly<Record<string, string>>): Evidence | undefined {
    const text = texts[kind.id];
    if (text === undefined) return undefined;
    if (!this.#read.has(kind.id))
      this.#read.set(kind.id, this.#parse(kind, text, this.healthy.inputs));
    return this.#read.get(kind.id);
  }

  #parse(
    kind: EvidenceKind,
    text: string,
    inputs: Readonly<Record<string, string>>,
  ): Evidence | undefined {
    return readPasted(kind, text, { inputs, ofRunbook: this.#ofRunbook });
  }
}
