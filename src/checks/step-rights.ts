import type { When } from '../inputs/define-input.ts';
import type { Check } from './define-check.ts';

/**
 * Rights that a step of a guide takes of its reader: actions of AWS, permissions of Google Cloud,
 * actions of Azure, or roles that can only be had whole.
 */
export interface Rights {
  /** As the cloud writes them: `iam:CreateRole`, `iam.roles.create`, `Global Administrator`. */
  actions: readonly string[];
  /**
   * Row of the table “Rights you need” that they stand in. Rights with one label share a row.
   * Default: the step's title; of rights with `only`, whom they are for.
   */
  label?: string;
  /** Behind the label, where not every reader needs them: `if you choose it`. */
  condition?: string;
  /** Behind the actions, in Markdown: where they are given, and what else has them. */
  note?: string;
  /** For one method of the step, for fixes that its checks print, or for the terminal only. */
  only?: 'console' | 'cli' | 'cloudformation' | 'script' | 'fixes' | 'terminal';
  /**
   * Not every way through the step takes them, so the check of the reader's own rights does not
   * ask for them. (Nor for those with `only`.)
   */
  sometimes?: true;
  /** Only on the path where these inputs have one of these values. */
  when?: When;
  /** What to ask for to get them: a role that has them. */
  role?: string;
}

/** A step as the check of the reader's own rights sees it. */
export interface StepRights {
  title: string;
  phase: 'connect' | 'undo';
  when?: Rights['when'];
  rights: readonly Rights[];
}

/**
 * Makes a check out of the steps of the runbook that lists it: the one that says beforehand at
 * which step the reader will be refused.
 */
export type CheckOfSteps<Input extends string = string> = (
  steps: readonly StepRights[],
) => Check<Input>;

/** Rights that every way through their step takes: what a reader can be asked for beforehand. */
export function rightsAlwaysNeeded(rights: readonly Rights[]): Rights[] {
  return rights.filter(({ only, sometimes }) => only === undefined && !sometimes);
}
