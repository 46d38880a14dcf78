import type { Obstacle } from './obstacle.ts';

/** What looking brought that is not there to be seen. */
export type Failure =
  /** The cloud said that there is none. */
  | { status: 'absent'; code: string; message: string }
  /** The cloud refused to say. */
  | { status: 'denied'; code: string; message: string }
  /** No usable answer: time-out, network, throttling, 5xx, unreadable. */
  | { status: 'unreachable'; message: string };

/** What a dialect has to know of the fact that was asked about. */
export interface AskedFact {
  /** The command that prints it. */
  command: string;
  /** Codes that mean "there is none". */
  absentCodes: readonly string[];
  /** What asking takes, where a refusal names it. */
  permissions?: readonly string[];
}

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

/** A JSON value in a pasted text. */
export interface PastedJson {
  /** Place in the text. */
  at: number;
  value: unknown;
}

/** How the command line of one provider speaks. */
export interface Dialect {
  errorsIn(text: string, documents: readonly PastedJson[]): PastedError[];
  /** Whether the error is one of the fact's own command. */
  isOwn(fact: AskedFact, error: PastedError): boolean;
  evidenceOf(fact: AskedFact, error: PastedError): Failure;
  /** What the cloud, its console and its command line say when something stands in the way. */
  obstacles: readonly Obstacle[];
  /** Option that makes it print JSON: `--output json`; none where it prints nothing else. */
  jsonOption?: string;
  /** The beginning of a command that names it to a reader: `aws s3api get-bucket-policy`. */
  commandName: RegExp;
}
