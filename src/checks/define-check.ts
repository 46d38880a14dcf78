import type { Evidence, EvidenceKind } from '../evidence/define-evidence.ts';
import type { AwsPlace } from '../providers/aws/partitions.ts';

type Severity = 'fail' | 'warning';

/**
 * What fixes a finding. `commands` are complete shell commands with all values filled in, run in
 * order.
 */
export interface Fix {
  /** One sentence: what fixing it means. */
  summary: string;
  /**
   * Each entry is one copyable bash block. Empty when no command can fix it (then `console` or
   * `who` says what does).
   */
  commands: readonly string[];
  /** The same in the provider's console, one action a line. */
  console?: readonly string[];
  /**
   * Who can do it, when it is not the reader, e.g. `an administrator of the management account`.
   */
  who?: string;
  /** The exact sentence to send to them, where all that can be done is to ask. */
  send?: string;
}

/** One way of being wrong: a stable code, words and a fix. `D` is the data its words need. */
export interface Diagnosis<D> {
  /** Stable, never reused, e.g. `AWS-TRUST-003`. */
  code: string;
  severity: Severity;
  /** A sentence without data, e.g. `The trust policy does not ask for an external ID`. */
  title: string;
  /** Why it matters and what it does to the reader, two or three plain sentences. */
  explain: (data: D) => string;
  observed: (data: D) => string;
  expected: (data: D) => string;
  fix: (data: D) => Fix;
}

/** Types the data of a diagnosis: `diagnosis<{ bucket: string }>({ … })`. */
export function diagnosis<D>(definition: Diagnosis<D>): Diagnosis<D> {
  return definition;
}

/**
 * For diagnoses that have one fix: each brings its own words, and one sentence on what
 * the fix means there.
 *
 * @example
 * const policyDiagnosis = fixAlike<Role>((summary, role) => ({ summary, commands: [put(role)] }));
 * policyDiagnosis<Role & { actions: string[] }>({ code: …, summary: 'Give it the policy.' })
 */
export function fixAlike<Base>(fix: (summary: string, data: Base) => Fix) {
  return <D extends Base>({
    summary,
    ...words
  }: Omit<Diagnosis<D>, 'fix'> & { summary: string }): Diagnosis<D> =>
    diagnosis<D>({ ...words, fix: (data) => fix(summary, data) });
}

/** Asks for a kind by another command than its own: what was seen says that its own cannot answer. */
export interface OtherCommand {
  kind: EvidenceKind;
  command: string;
}

/** How a check reports what it sees. A check that calls none of these passes. */
export interface Judge<Diagnoses> {
  /** Now, in the clock of the cloud that was looked at. */
  now: Date;
  found<K extends keyof Diagnoses>(
    name: K,
    data: Diagnoses[K] extends Diagnosis<infer D> ? D : never,
  ): void;
  /** Right so far; the cloud needs time until `until`. */
  pending(message: string, until: Date): void;
  /**
   * Where the words of a refusal of a call that has to succeed name a rule which somebody set on
   * purpose (a service control policy, say), finds that rule's own diagnosis, and returns true.
   */
  refusedBy(message: string | undefined): boolean;
  /**
   * It cannot be decided from this evidence. `ask` lists the kinds of evidence that would decide
   * it.
   */
  cannotTell(message: string, ask?: readonly (EvidenceKind | OtherCommand)[]): void;
}

type ValuesOf<N> = {
  [K in keyof N]: N[K] extends EvidenceKind<infer T, infer _Input> ? T | null : never;
};
type OutcomesOf<M> = {
  [K in keyof M]: M[K] extends EvidenceKind<infer T, infer _Input> ? Evidence<T> : never;
};

/**
 * What every check may read where it is known: where an AWS account lives, and the way through the guide
 * that the reader chose (`src/inputs/method-setting.ts`).
 */
type Settings = AwsPlace & { method?: string | undefined };

export interface CheckDefinition<
  // biome-ignore lint/suspicious/noExplicitAny: heterogeneous records
  N extends Record<string, EvidenceKind<any, any>>,
  // biome-ignore lint/suspicious/noExplicitAny: heterogeneous records
  M extends Record<string, EvidenceKind<any, any>>,
  I extends string,
  // biome-ignore lint/suspicious/noExplicitAny: heterogeneous records
  Diagnoses extends Record<string, Diagnosis<any>>,
  O extends string = string,
> {
  /** `aws/cur-bucket`; equals its folder below `src/checks/`. */
  id: string;
  /** What is true when it passes, e.g. `The bucket exists, is yours, and is in us-east-1`. */
  title: string;
  /**
   * Evidence without which the check cannot decide. It arrives as its value, or `null` when the
   * cloud said there is none. When any of it is denied, unreachable or not collected, the check is
   * `undetermined` and `assess` is not called.
   */
  needs: N;
  /** Evidence that helps where it is there; arrives as it came, with its status. */
  mayUse?: M;
  /** Names of the inputs it compares with. When one has no value the check is `undetermined`. */
  inputs: readonly I[];
  /** Inputs that only some runbooks have, or some paths; without a value the check goes on. */
  optionalInputs?: readonly O[];
  /**
   * Checks that must not have failed before this one means anything; else this one is
   * `undetermined`.
   */
  after?: readonly string[];
  diagnoses: Diagnoses;
  /** Pure. */
  assess: (
    evidence: ValuesOf<N> & OutcomesOf<M>,
    inputs: Record<I, string> & Partial<Record<O, string>> & Settings,
    judge: Judge<Diagnoses>,
  ) => void;
}

/**
 * A check as runbooks and runners hold it. Only the names of its inputs are kept, so that a runbook
 * which lacks one of them does not compile.
 */
export interface Check<Input extends string = string>
  extends Pick<
    // biome-ignore lint/suspicious/noExplicitAny: the erased form of every CheckDefinition
    CheckDefinition<any, any, Input, any, any>,
    'id' | 'title' | 'inputs' | 'optionalInputs' | 'after'
  > {
  // biome-ignore lint/suspicious/noExplicitAny: heterogeneous records
  needs: Record<string, EvidenceKind<any, Input>>;
  // biome-ignore lint/suspicious/noExplicitAny: heterogeneous records
  mayUse?: Record<string, EvidenceKind<any, Input>>;
  // biome-ignore lint/suspicious/noExplicitAny: heterogeneous records
  diagnoses: Record<string, Diagnosis<any>>;
  // biome-ignore lint/suspicious/noExplicitAny: each check knows its own evidence and inputs
  assess: (evidence: any, inputs: any, judge: any) => void;
}

/** The kinds of evidence that a check uses. */
export function kindsOf({ needs, mayUse }: Check): EvidenceKind[] {
  return [...Object.values<EvidenceKind>(needs), ...Object.values<EvidenceKind>(mayUse ?? {})];
}

/**
 * Declares a check; the types of `assess` are inferred from `needs`, `mayUse`, `inputs` and
 * `diagnoses`.
 *
 * @example
 * export default defineCheck({
 *   id: 'aws/linked-account',
 *   title: 'You are in the right account',
 *   needs: {},
 *   mayUse: { identity: callerIdentity },
 *   inputs: ['accountId'],
 *   diagnoses: { otherAccount },
 *   assess({ identity }, { accountId }, judge) {
 *     if (identity.status !== 'found')
 *       return judge.cannotTell('AWS did not say who is signed in.', [callerIdentity]);
 *     const signedIn = identity.value.Account;
 *     if (signedIn !== accountId) judge.found('otherAccount', { signedIn, accountId });
 *   },
 * });
 */
export function defineCheck<
  // biome-ignore lint/suspicious/noExplicitAny: inference of heterogeneous records
  const N extends Record<string, EvidenceKind<any, any>>,
  const I extends string,
  // biome-ignore lint/suspicious/noExplicitAny: inference of heterogeneous records
  Diagnoses extends Record<string, Diagnosis<any>>,
  // biome-ignore lint/suspicious/noExplicitAny: inference of heterogeneous records
  const M extends Record<string, EvidenceKind<any, any>> = Record<never, never>,
  const O extends string = never,
>(check: CheckDefinition<N, M, I, Diagnoses, O>): CheckDefinition<N, M, I, Diagnoses, O> {
  return check;
}
