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
  /** Where strangers to what is looked at may ask; missing where only its owner does. */
  forStrangers?: ForStrangers | undefined;
}

/** How a server looks as Spot that strangers may ask. */
export interface ForStrangers {
  /**
   * Answers for a role that is open as for one that refuses or is not there. Else Spot would be
   * their oracle (the confused deputy): they name any role on earth, and learn whether it lets Spot
   * in for everybody. Only a role that lets Spot in with the external ID of this session and with no
   * other is told apart: whoever set that ID owns it.
   */
  hidesOpenRoles: boolean;
  /** Through which Spot signs in. */
  signIns: SignIns;
}

/** The sign-ins of one client: shared where they are the same, and within a budget. */
export interface SignIns {
  open<Session>(request: SignInRequest<Session>): Promise<Session>;
}

/** One sign-in that others may share. */
export interface SignInRequest<Session> {
  context: GatherContext;
  /** Into what, and with what: who failed there a moment ago is tried less often. */
  subject: readonly string[];
  /** What else shapes the request to the cloud; where this is the same too, one sign-in is shared. */
  shape: string;
  /** The part of the cloud that is asked: when it takes no more calls, that holds for all who ask there. */
  place: string;
  /** Calls that it takes when nothing changes meanwhile. */
  countCalls(failedSecondsAgo: number | undefined): number;
  signIn(run: SignInRun): Promise<Session>;
  /**
   * `lost`: it says nothing of the subject. `throttled`: neither does it, and the cloud would answer
   * everybody so, whatever they want to sign in to.
   */
  outcomeOf(session: Session): 'opened' | 'failed' | 'lost' | 'throttled';
  /** The answer where the budget is spent for so long. */
  tellSpent(seconds: number): Session;
}

export interface SignInRun {
  /** Its signal aborts when nobody waits any more. */
  context: GatherContext;
  /** Seconds since the same failed; undefined when nobody knows of it. */
  failedSecondsAgo: number | undefined;
  /** To be called for each call to the cloud. */
  onCall(): void;
  /** To be called when the cloud has answered for the first time: from then on it is waited for the subject. */
  onFirstAnswer(): void;
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
