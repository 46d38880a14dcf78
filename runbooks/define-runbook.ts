import type { Check } from '../src/checks/define-check.ts';
import type { InputDefinition } from '../src/inputs/define-input.ts';

/** One thing the reader does. Its id is shared by the guide (`:::step{#id}`) and the runbook. */
export interface Step {
  title: string;
  checks: readonly Check[];
  /** `undo` steps take the connection down again; they do not count towards it and are not part of whole-runbook verification. */
  phase?: 'connect' | 'undo';
  /** Hours the cloud may take after the step's actions before its check can pass. The guide runner moves the simulated clock by it. */
  waitHours?: number;
  /** Vantage that decides this step where it has a choice. Default: `reader`. */
  vantage?: 'reader' | 'spot';
}

/** The executable counterpart of a guide. */
export interface Runbook {
  /** Equals the folder below `runbooks/` and the page below `docs/`. */
  id: string;
  title: string;
  provider: 'aws' | 'gcp' | 'azure';
  inputs: Readonly<Record<string, InputDefinition>>;
  /**
   * Texts made from inputs (policies, report definitions, templates), usable as `{{name}}` in the guide. They are
   * called with `{{input}}` as each value when the page is built, so they must only concatenate.
   */
  documents: Readonly<Record<string, (inputs: Readonly<Record<string, string>>) => string>>;
  /** In the order of the page. */
  steps: Readonly<Record<string, Step>>;
}

/** Declares a runbook. */
export function defineRunbook(runbook: Runbook): Runbook {
  return runbook;
}
