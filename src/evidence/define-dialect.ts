import type { Evidence, EvidenceKind } from './define-evidence.ts';
import type { Document } from './pasted-text.ts';

/** An error as a command line printed it. */
export interface PastedError {
  /** Place in the text. */
  at: number;
  code: string;
  /**
   * What was called, in the words of the command line: `GetBucketPolicy`,
   * `gcloud.projects.describe`.
   */
  operation: string;
  message: string;
}

/** How the command line of one provider speaks. */
export interface Dialect {
  errorsIn(text: string, documents: readonly Document[]): PastedError[];
  /** Whether the error is one of the kind's own command. */
  isOwn(kind: EvidenceKind, error: PastedError): boolean;
  evidenceOf(kind: EvidenceKind, error: PastedError): Evidence;
  /**
   * What the command line and the shell say when no call was made at all, and what to do about it.
   */
  localErrors: readonly (readonly [RegExp, string])[];
  /** Option that makes it print JSON: `--output json`. */
  jsonOption: string;
  /** The beginning of a command that names it to a reader: `aws s3api get-bucket-policy`. */
  commandName: RegExp;
}
