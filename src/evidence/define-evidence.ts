import type { z } from 'zod';
import type { Failure } from '../providers/dialect.ts';
import type { Vantage } from '../providers/vantages.ts';

/**
 * One knowable fact about a cloud account.
 *
 * The schema has the shape the provider's own CLI prints (`--output json`), so that one schema
 * serves the SDK call, the terminal and pasted output. Schemas are tolerant of fields they do not
 * name.
 */
export interface EvidenceKind<T = unknown, Input extends string = string> {
  /** Stable id, e.g. `aws/bucket-policy`; the file name below `src/evidence/`. */
  id: string;
  /** What it is, as an object of "Spot could not see …", e.g. `the bucket's policy`. */
  title: string;
  schema: z.ZodType<T>;
  /** Inputs needed before it can be gathered. */
  inputs: readonly Input[];
  /**
   * The read-only command that prints it; `{{input}}` stands for inputs. Empty where no command of
   * the reader's can. Read it through `commandOf`, which knows what no guide asks for.
   */
  command: string;
  /** Names that the command prints beside or instead of its own when there is nothing to list. */
  companions?: readonly string[];
  /** What no output at all means, where the command prints nothing for an empty answer. */
  emptyOutput?: object;
  /**
   * Error codes of the cloud that mean "there is none", e.g. `NoSuchBucketPolicy`; everything else
   * is not absence.
   */
  absentCodes: readonly string[];
  /**
   * What the message of a pasted error must hold, by its code, to be the absence that was asked about:
   * the name, the operation, the scope (`{{input}}` stands for inputs). The cloud says the same of
   * another name; who asked the cloud themselves know what they asked, and need no comparison.
   */
  absentSays?: Readonly<Record<string, readonly string[]>>;
  /**
   * What an answer is about, when that is not what was asked: `the role Other in account 999…`;
   * undefined when every identifier that it names is the right one, or it names none. Such an answer
   * is no evidence, wherever it came from.
   */
  findOtherSubject?(value: T, inputs: Readonly<Record<string, string>>): string | undefined;
  /**
   * Whether an answer is one of this kind rather than of another with the same shape; asked only where
   * several kinds of a guide could have printed it.
   */
  looksLike?(value: unknown): boolean;
  /**
   * Whether its check deals with a list of which this is only a part. Else the first page of a list
   * is no evidence: what is not on it may be on the next.
   */
  judgesPages?: boolean;
  /**
   * The answer that the inputs themselves hold, whoever looks and without any cloud: what can be told of a
   * secret that was typed. No secret is in it. Called when each of `inputs` has a value.
   */
  readInputs?(inputs: Readonly<Record<string, string>>): Evidence<T>;
  /** Whether `{}` is an answer: JSON made of protobuf leaves out what is empty. */
  mayBeEmptyObject?: boolean;
  /** Permissions that gathering it takes, e.g. `s3:GetBucketPolicy`. */
  permissions: readonly string[];
  /** What it asks the cloud about, by name, where that depends on who asks. */
  asked?: readonly string[];
  /** Vantages that can gather it at all. Default: all three. */
  vantages?: readonly Vantage[];
}

/**
 * Declares a kind of evidence; the type of its value is inferred from the schema. Where one call
 * answers, the provider's own function says which, and no collector is needed: see `_shared` in its
 * folder.
 *
 * @example
 * export default defineEvidence({
 *   id: 'aws/attached-policies',
 *   title: 'the policies attached to the role',
 *   schema: z.object({ AttachedPolicies: z.array(z.object({ PolicyArn: z.string() })) }),
 *   inputs: ['roleName'],
 *   command: 'aws iam list-attached-role-policies --role-name {{roleName}} --output json',
 *   absentCodes: ['NoSuchEntity'],
 *   permissions: ['iam:ListAttachedRolePolicies'],
 * });
 */
export function defineEvidence<T, const Input extends string>(
  kind: EvidenceKind<T, Input>,
): EvidenceKind<T, Input> {
  return kind;
}

/** What looking for one kind of evidence brought. Only `found` and `absent` are knowledge. */
export type Evidence<T = unknown> =
  | { status: 'found'; value: T }
  | Failure
  /** Not looked for: this vantage cannot, an input is missing, or nothing was pasted. */
  | { status: 'notCollected'; message: string };

/**
 * All evidence gathered for one verification, by kind id. A missing entry reads as `notCollected`.
 */
export type EvidenceMap = Readonly<Record<string, Evidence>>;
