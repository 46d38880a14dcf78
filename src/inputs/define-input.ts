import type { awsKinds } from './aws.ts';
import type { azureKinds } from './azure.ts';
import type { gcpKinds } from './gcp.ts';
import type { spotKinds } from './spot.ts';

/**
 * The kinds of values a reader can supply. Each cloud's are in the file of its name, with their
 * validation.
 */
export type InputKind =
  | keyof typeof awsKinds
  | keyof typeof gcpKinds
  | keyof typeof azureKinds
  | keyof typeof spotKinds
  /** One of `options`. */
  | 'choice'
  /**
   * Any number of `options`: their values, separated by commas, in the order of the options. `none`
   * when nothing is ticked.
   */
  | 'choices';

/** One option of a choice. */
export interface InputOption {
  value: string;
  label: string;
  /** One sentence below the label. */
  help?: string;
}

/**
 * One value the reader supplies once per runbook. Plain data: it is serialised into the page.
 *
 * A value of a secret kind (a key file, a client secret) is kept in the page's memory only, is put
 * into no command, and is sent to nobody but the API on the reader's own machine; a hosted server
 * never asks for it and refuses it.
 */
export interface InputDefinition {
  kind: InputKind;
  /** Label of the field, e.g. `AWS account ID of the management account`. */
  label: string;
  /** Where to find it or how to choose it, one sentence. */
  help: string;
  placeholder?: string;
  /**
   * Proposed value; may hold `{{otherInput}}`. For `choices`: the values that are ticked at first.
   */
  suggestion?: string;
  /** For `choice` and `choices`. The first is the default of a choice. */
  options?: readonly InputOption[];
  /**
   * `session`: issued by the server (demo, hosted), shown and never typed; typed by the reader in
   * local mode.
   */
  source?: 'reader' | 'session';
  /** Needed only where another input has one of these values, e.g. `{ agreement: ['ea'] }`. */
  when?: When;
}

/** On which path something is: for each input the values it may have. */
export type When = Readonly<Record<string, readonly string[]>>;

/** Whether something that is only for some paths (`when`) is for the path of these values. */
export function isOnPath(
  when: InputDefinition['when'],
  values: Readonly<Record<string, string>>,
): boolean {
  return Object.entries(when ?? {}).every(([name, allowed]) =>
    allowed.includes(values[name] ?? ''),
  );
}
