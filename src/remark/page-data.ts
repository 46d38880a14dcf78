import type { Runbook } from '../../runbooks/define-runbook.ts';
import type { EvidenceKind } from '../evidence/define-evidence.ts';
import type { InputDefinition } from '../inputs/define-input.ts';

/** Evidence that a reader can paste for a step. */
export interface PageEvidence {
  id: string;
  title: string;
  /** Read-only command that prints it, with `{{input}}`. */
  command: string;
  /** Without it a check of the step cannot decide. */
  required: boolean;
}

/** What the page knows of a step: plain data, no checks. */
export interface PageStep {
  id: string;
  title: string;
  phase: 'connect' | 'undo';
  vantage: 'reader' | 'spot';
  waitHours?: number;
  /** Inputs its checks compare with: needed before it can be verified. */
  inputs: string[];
  checks: { id: string; title: string }[];
  evidence: PageEvidence[];
}

export type PageInputs = Record<string, InputDefinition>;

/** The part of a runbook that is written into the page. */
export function pageSteps(runbook: Runbook): PageStep[] {
  return Object.entries(runbook.steps).map(([id, step]) => ({
    id,
    title: step.title,
    phase: step.phase ?? 'connect',
    vantage: step.vantage ?? 'reader',
    ...(step.waitHours ? { waitHours: step.waitHours } : {}),
    inputs: unique(step.checks.flatMap((check) => [...check.inputs, ...kinds(check.needs).flatMap((kind) => kind.inputs)])),
    checks: step.checks.map((check) => ({ id: check.id, title: check.title })),
    evidence: evidenceOf(step.checks),
  }));
}

function evidenceOf(checks: Runbook['steps'][string]['checks']): PageEvidence[] {
  const found = new Map<string, PageEvidence>();
  for (const required of [true, false]) {
    for (const kind of checks.flatMap((check) => kinds(required ? check.needs : check.mayUse))) {
      const pasteable = kind.command !== '' && (kind.vantages?.includes('pasted') ?? true);
      if (pasteable && !found.has(kind.id)) found.set(kind.id, { id: kind.id, title: kind.title, command: kind.command, required });
    }
  }
  return [...found.values()];
}

function kinds(record: Record<string, EvidenceKind> | undefined): EvidenceKind[] {
  return Object.values(record ?? {});
}

function unique<T>(items: readonly T[]): T[] {
  return [...new Set(items)];
}
