import type { Evidence, EvidenceKind } from '../evidence/define-evidence.ts';

/** How long a refusal may still be the cloud spreading a change. Times in milliseconds. */
export interface Propagation {
  timeoutMs: number;
  intervalMs: number;
  /** Waits; rejects when the signal aborts. For tests. */
  sleep?: (milliseconds: number, signal: AbortSignal) => Promise<void>;
}

/** What gathering has at hand, whatever the provider. */
export interface GatherContext {
  /** Validated. Those of `kind.inputs` have a value. */
  inputs: Readonly<Record<string, string>>;
  /** What the reader knows an input as, in quotes: its label. Default: its name. */
  nameInput?(name: string): string;
  /** Aborts when the client leaves or the time is up. */
  signal: AbortSignal;
  /** Now, in the clock of the cloud that is looked at. */
  now(): Date;
  /** Other evidence that this one depends on; gathered once, whoever asks. */
  need<T>(kind: EvidenceKind<T>): Promise<Evidence<T>>;
  /** Tells the reader that another try follows, for at most `untilMs` more. */
  waiting(message: string, untilMs: number): void;
  propagation?: Propagation;
}

/** The type of a kind's value. */
export type ValueOf<Kind extends EvidenceKind> = Kind['schema']['_output'];

/**
 * Gathers one kind of evidence. Never throws but for defects of this program: whatever happens is an
 * answer. Knows nothing of right and wrong.
 */
export interface Collector<Kind extends EvidenceKind, Context extends GatherContext> {
  kind: Kind;
  /** What `collect` asks `need` for. These chains are started first, as they take longest. */
  needs?: readonly EvidenceKind[];
  /**
   * Looks. `kind` is the one that was asked for: of the same id as the collector's own, but a guide
   * may have made it to ask for less.
   */
  collect(kind: Kind, context: Context): Promise<Evidence<ValueOf<Kind>>>;
}

/** A collector with its types erased, as lists hold it. */
// biome-ignore lint/suspicious/noExplicitAny: heterogeneous list
export type AnyCollector<Context extends GatherContext> = Collector<any, Context>;

/**
 * All collectors of one provider, with the credentials of one vantage; made for one verification.
 */
export interface Collectors {
  collect(kind: EvidenceKind, context: GatherContext): Promise<Evidence>;
  /** Whether gathering a kind waits for other evidence. */
  isChained?(kind: EvidenceKind): boolean;
  /** Drops connections and credentials. */
  close(): void;
}
