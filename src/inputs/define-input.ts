/** The kinds of values a reader can supply; each has its own validation in `kinds.ts`. */
export type InputKind =
  | 'aws-account-id'
  | 's3-bucket-name'
  | 'cur-report-name'
  | 's3-prefix'
  | 'iam-role-name'
  | 'iam-role-arn'
  | 'external-id'
  | 'choice';

/** One value the reader supplies once per runbook. Plain data: it is serialised into the page. */
export interface InputDefinition {
  kind: InputKind;
  /** Label of the field, e.g. `AWS account ID of the management account`. */
  label: string;
  /** Where to find it or how to choose it, one sentence. */
  help: string;
  placeholder?: string;
  /** Proposed value; may hold `{{otherInput}}`. */
  suggestion?: string;
  /** For `choice`. The first is the default. */
  options?: readonly { value: string; label: string }[];
  /** `session`: issued by the server (demo, hosted), shown and never typed; typed by the reader in local mode. */
  source?: 'reader' | 'session';
}

/** Either the cleaned value, or what is wrong and what to paste instead. `note` tells what was cleaned (blanks, case). */
export type InputResult = { ok: true; value: string; note?: string } | { ok: false; message: string };
