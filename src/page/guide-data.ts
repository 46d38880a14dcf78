import type { Runbook } from '../../runbooks/define-runbook.ts';
import commandOf from '../evidence/command-of.ts';
import type { EvidenceKind } from '../evidence/define-evidence.ts';
import type { InputDefinition, InputKind } from '../inputs/define-input.ts';
import { cloudsOf, isFile, isSecret } from '../inputs/kinds.ts';
import { methodSetting } from '../inputs/method-setting.ts';
import type { Provider } from '../providers/index.ts';
import {
  type LookingVantage,
  lookingVantages,
  type Mode,
  type Vantage,
} from '../providers/vantages.ts';
import { vantagesFor } from '../verification/vantages.ts';
import { defaultValues, makeTexts } from './make-texts.ts';
import type { When } from './paths.ts';

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
  vantage: LookingVantage;
  waitHours?: number;
  /** Inputs its checks compare with: needed before it can be verified. */
  inputs: string[];
  checks: { id: string; title: string }[];
  /** A check of it asks which way through the guide the reader chose. */
  byMethod?: true;
  evidence: PageEvidence[];
  /**
   * Secret inputs that its checks look at, by whose eyes look. No other secret is sent anywhere to
   * check this step.
   */
  secrets?: Partial<Record<LookingVantage, string[]>>;
  /** Only on this path. */
  when?: When;
}

/**
 * An input, and what the page has to know of its kind before the rules that judge it are loaded.
 */
export type PageInput = InputDefinition & {
  /** It opens an account: kept in memory only. */
  secret?: true;
  /** It is a whole file. */
  file?: true;
};
export type PageInputs = Record<string, PageInput>;

export function pageInputs(runbook: Pick<Runbook, 'inputs'>): PageInputs {
  return Object.fromEntries(
    Object.entries(runbook.inputs).map(([name, input]) => [
      name,
      {
        ...input,
        secret: isSecret(input.kind) || undefined,
        file: isFile(input.kind) || undefined,
      },
    ]),
  );
}

/** Clouds whose rules judge the inputs of the page. */
export function pageClouds(runbook: Pick<Runbook, 'inputs'>): Provider[] {
  return cloudsOf(Object.values(runbook.inputs).map(({ kind }) => kind));
}

/** A `##` heading of the page. */
export interface PageSection {
  id: string;
  title: string;
  when?: When;
}

/** Whose eyes the runbook has, by how the server was started. */
export type PageVantages = Record<Mode, Vantage[]>;

export function pageVantages(runbook: Runbook): PageVantages {
  return {
    demo: vantagesFor('demo', runbook),
    local: vantagesFor('local', runbook),
    hosted: vantagesFor('hosted', runbook),
  };
}

/**
 * The runbook's texts before the reader said anything: choices at their defaults, other inputs as
 * `{{input}}`. The page replaces them by texts of the real values. Secrets reach no text.
 */
export function pageTexts(runbook: Runbook): Record<string, string> {
  const definitions = pageInputs(runbook);
  return makeTexts(runbook.texts ?? {}, definitions, defaultValues(definitions));
}

/** The part of a runbook that is written into the page. */
export function pageSteps(runbook: Runbook): PageStep[] {
  return Object.entries(runbook.steps).map(([id, step]) => ({
    id,
    title: step.title,
    phase: step.phase ?? 'connect',
    vantage: step.vantage ?? 'reader',
    when: step.when,
    waitHours: step.waitHours,
    inputs: unique(
      step.checks.flatMap((check) => [
        ...check.inputs,
        ...kinds(check.needs).flatMap((kind) => kind.inputs),
      ]),
    ),
    checks: step.checks.map((check) => ({ id: check.id, title: check.title })),
    byMethod: step.checks.some(asksForMethod) || undefined,
    evidence: evidenceOf(step.checks),
    ...secretsOf(runbook, step.checks),
  }));
}

const asksForMethod = ({
  optionalInputs = [],
}: Runbook['steps'][string]['checks'][number]): boolean => optionalInputs.includes(methodSetting);

function secretsOf(
  { inputs }: Pick<Runbook, 'inputs'>,
  checks: Runbook['steps'][string]['checks'],
): Pick<PageStep, 'secrets'> {
  const used = checks.flatMap((check) => [...kinds(check.needs), ...kinds(check.mayUse)]);
  const secrets = lookingVantages.flatMap((vantage) => {
    const seen = used
      .filter((kind) => kind.vantages?.includes(vantage) ?? true)
      .flatMap((kind) => kind.inputs);
    const names = unique(seen).filter((name) => isSecret(inputs[name]?.kind as InputKind));
    return names.length > 0 ? [[vantage, names] as const] : [];
  });
  return secrets.length > 0 ? { secrets: Object.fromEntries(secrets) } : {};
}

function evidenceOf(checks: Runbook['steps'][string]['checks']): PageEvidence[] {
  const found = new Map<string, PageEvidence>();
  for (const required of [true, false]) {
    for (const kind of checks.flatMap((check) => kinds(required ? check.needs : check.mayUse))) {
      const pasteable = kind.command !== '' && (kind.vantages?.includes('pasted') ?? true);
      if (pasteable && !found.has(kind.id))
        found.set(kind.id, { id: kind.id, title: kind.title, command: commandOf(kind), required });
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
