import type { Check } from '../src/checks/define-check.ts';
import type { InputDefinition } from '../src/inputs/define-input.ts';
import type { Provider } from '../src/providers/index.ts';
import type { LookingVantage } from '../src/providers/vantages.ts';

/** One thing the reader does. Its id is shared by the guide (`:::step{#id}`) and the runbook. */
export interface Step {
  title: string;
  checks: readonly Check[];
  /**
   * `undo` steps take the connection down again; they do not count towards it and are not part of
   * whole-runbook verification.
   */
  phase?: 'connect' | 'undo';
  /**
   * Hours the cloud may take after the step's actions before its check can pass. The guide runner
   * moves the simulated clock by it.
   */
  waitHours?: number;
  /** Vantage that decides this step where it has a choice. Default: `reader`. */
  vantage?: LookingVantage;
  /**
   * Only on the path where these inputs have one of these values, e.g. `{ agreement: ['ea'] }`.
   * Elsewhere it is neither shown nor verified.
   */
  when?: InputDefinition['when'];
}

/** The executable counterpart of a guide. */
export interface Runbook {
  /** Equals the folder below `runbooks/` and the page below `docs/`. */
  id: string;
  title: string;
  provider: Provider;
  inputs: Readonly<Record<string, InputDefinition>>;
  /** In the order of the page. */
  steps: Readonly<Record<string, Step>>;
  /**
   * Texts that depend on choices (a policy of the ticked products), usable as `{{name}}` in the
   * guide like {@link Documents}. They are made from the reader's real values, in the page, which
   * loads them from `texts.ts` beside the runbook (export `texts`) without its checks.
   */
  texts?: Documents;
}

/** Declares a runbook. */
export function defineRunbook(runbook: Runbook): Runbook {
  return runbook;
}

/**
 * Texts made from inputs (policies, report definitions, templates), usable as `{{name}}` in the
 * guide. They are called with `{{input}}` as each value when the page is built, so they must only
 * concatenate.
 *
 * Apart from the runbook because templates are read from disk: Node only, while the runbook also
 * runs in the page.
 */
export type Documents = Readonly<Record<string, DocumentText>>;

/** Makes one text from the values of the inputs. */
export type DocumentText = (inputs: Readonly<Record<string, string>>) => string;

/** Declares the documents of a runbook; keeps their names. */
export function defineDocuments<K extends string>(
  documents: Readonly<Record<K, DocumentText>>,
): Readonly<Record<K, DocumentText>> {
  return documents;
}
