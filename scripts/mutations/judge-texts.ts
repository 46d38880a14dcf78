import { kindsOf } from '../../src/checks/define-check.ts';
import type { CheckResult } from '../../src/checks/report.ts';
import { runChecks } from '../../src/checks/run-checks.ts';
import type { Evidence, EvidenceKind } from '../../src/evidence/define-evidence.ts';
import { parsePasted } from '../../src/evidence/parse-pasted.ts';
import labelsOf from '../../src/inputs/labels-of.ts';
import type { Healthy } from './gather-healthy.ts';

/**
 * Judges one step from pasted texts, again and again: what did not change is read once. The result
 * of each check.
 */
export class StepJudge {
  readonly healthy: Healthy;
  readonly step: string;
  readonly kinds: readonly EvidenceKind[];
  readonly #others: readonly EvidenceKind[];
  readonly #read = new Map<string, Evidence>();

  constructor(healthy: Healthy, step: string) {
    const { steps } = healthy.runbook;
    this.healthy = healthy;
    this.step = step;
    this.kinds = uniqueKinds(steps[step]?.checks.flatMap(kindsOf) ?? []);
    this.#others = Object.values(steps).flatMap(({ checks }) => checks.flatMap(kindsOf));
  }

  /** Kinds without which no check of the step decides. */
  get required(): string[] {
    const checks = this.healthy.runbook.steps[this.step]?.checks ?? [];
    return checks.flatMap(({ needs }) => Object.values(needs).map(({ id }) => id));
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
    const { runbook, now } = this.healthy;
    const evidence: Record<string, Evidence> = {};
    for (const kind of this.kinds) {
      const changed = replaced[kind.id];
      if (changed !== undefined) evidence[kind.id] = this.#parse(kind, changed, inputs);
      else if (texts[kind.id] !== undefined) evidence[kind.id] = this.#unchanged(kind, texts);
    }
    return runChecks(runbook.steps[this.step]?.checks ?? [], {
      inputs,
      labels: labelsOf(runbook.inputs),
      evidence,
      now,
    });
  }

  /** Whether this text is refused in so many words, which the reader sees, instead of being judged. */
  refuses(id: string, text: string): boolean {
    const kind = this.kinds.find((one) => one.id === id);
    return (
      kind !== undefined && this.#parse(kind, text, this.healthy.inputs).status === 'notCollected'
    );
  }

  #unchanged(kind: EvidenceKind, texts: Readonly<Record<string, string>>): Evidence {
    const known = this.#read.get(kind.id);
    if (known) return known;
    const read = this.#parse(kind, texts[kind.id] as string, this.healthy.inputs);
    this.#read.set(kind.id, read);
    return read;
  }

  #parse(kind: EvidenceKind, text: string, inputs: Readonly<Record<string, string>>): Evidence {
    if (text.trim() === '') return { status: 'notCollected', message: 'Nothing was pasted.' };
    const parsed = parsePasted(kind, text.trim(), inputs, this.#others);
    return parsed.ok ? parsed.evidence : { status: 'notCollected', message: parsed.message };
  }
}

function uniqueKinds(kinds: readonly EvidenceKind[]): EvidenceKind[] {
  return [...new Map(kinds.map((kind) => [kind.id, kind])).values()];
}
