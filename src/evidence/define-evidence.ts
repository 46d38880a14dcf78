import type { z } from 'zod';

/**
 * Whose eyes look: the reader's own credentials, the role (or credentials) the reader gave to Spot,
 * or output that the reader pasted.
 */
export type Vantage = 'reader' | 'spot' | 'pasted';

/**
 * One knowable fact about a cloud account.
 *
 * The schema has the shape the provider's own CLI prints (`--output json`), so that one schema
 * serves the SDK call, the terminal and pasted output. Schemas are tolerant of fields they do not
 * name.
 */
export interface EvidenceKind<T = unknown> {
  /** Stable id, e.g. `aws/bucket-policy`; the file name below `src/evidence/`. */
  id: string;
  /** What it is, as an object of "Spot could not see …", e.g. `the bucket's policy`. */
  title: string;
  schema: z.ZodType<T>;
  /** Inputs needed before it can be gathered. */
  inputs: readonly string[];
  /** The read-only command that prints it; `{{input}}` stands for inputs. */
  command: string;
  /**
   * Error codes of the cloud that mean "there is none", e.g. `NoSuchBucketPolicy`; everything else
   * is not absence.
   */
  absentCodes: readonly string[];
  /** Permissions that gathering it takes, e.g. `s3:GetBucketPolicy`. */
  permissions: readonly string[];
  /** What it asks the cloud about, by name, where that depends on who asks. */
  asked?: readonly string[];
  /** Vantages that can gather it at all. Default: all three. */
  vantages?: readonly Vantage[];
}

/** Declares a kind of evidence; the type of its value is inferred from the schema. */
export function defineEvidence<T>(kind: EvidenceKind<T>): EvidenceKind<T> {
  return kind;
}

/** What looking for one kind of evidence brought. Only `found` and `absent` are knowledge. */
export type Evidence<T = unknown> =
  | { status: 'found'; value: T }
  /** The cloud said that there is none. */
  | { status: 'absent'; code: string; message: string }
  /** The cloud refused to say. */
  | { status: 'denied'; code: string; message: string }
  /** No usable answer: time-out, network, throttling, 5xx, unreadable. */
  | { status: 'unreachable'; message: string }
  /** Not looked for: this vantage cannot, an input is missing, or nothing was pasted. */
  | { status: 'notCollected'; message: string };

/**
 * All evidence gathered for one verification, by kind id. A missing entry reads as `notCollected`.
 */
export type EvidenceMap = Readonly<Record<string, Evidence>>;
