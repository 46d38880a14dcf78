import type { Evidence, EvidenceKind } from '../evidence/define-evidence.ts';
import type { When } from '../inputs/define-input.ts';
import type { Method } from '../providers/methods.ts';
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
  /** For some methods of the step only, or for something beside its work. */
  only?: Method | Beside | readonly Method[];
  /** Needed only where something is so in the account. */
  sometimes?: Circumstance;
  /** Only on the path where these inputs have one of these values. */
  when?: When;
  /** What to ask for to get them: a role that has them. */
  role?: string;
  /** Why no check of this guide can foresee that they are missing. */
  unforeseen?: string;
  /** Where it is documented, for what no command of the guide can prove: a console, a terminal. */
  source?: string;
}

/**
 * What rights may be for beside the work of a step: what its checks read, fixes that they print, the
 * terminal in the browser, and clicking together what the commands of its method make.
 */
export type Beside = 'checks' | 'fixes' | 'terminal' | 'clicking';

/** What has to be so in an account for some rights to be needed there. */
export interface Circumstance {
  /** Name of the world that the proof makes of the one before the guide, where it is so. */
  id: string;
  /** `where a role of that ID is there already` */
  says: string;
  shownBy: EvidenceKind;
  /** Undefined: it cannot be told. */
  holds(evidence: Evidence): boolean | undefined;
}

/** A step as the check of the reader's own rights sees it. */
export interface StepRights {
  title: string;
  phase: 'connect' | 'undo';
  when?: Rights['when'];
  rights: readonly Rights[];
}

/** The steps of a runbook, and the ways through them. */
export interface Work {
  steps: readonly StepRights[];
  methods: readonly Method[];
}

/**
 * Makes a check out of the steps of the runbook that lists it: the one that says beforehand at
 * which step the reader will be refused.
 */
export type CheckOfSteps<Input extends string = string> = (work: Work) => Check<Input>;
