import type { LookingVantage } from '../src/providers/vantages.ts';
import type { AwsAccount, AwsCredentials } from '../src/simulator/aws/state.ts';
import type { Identities } from '../src/simulator/command-line.ts';
import type { Simulator } from '../src/simulator/index.ts';
import type { World } from '../src/simulator/world.ts';

/** A simulated set of cloud accounts, and what a reader of them would have typed. */
export interface ProofWorld {
  world: World;
  /** Values of the runbook's inputs, secrets included. */
  inputs: Record<string, string>;
  /** The reader, on each cloud where they are somebody: an administrator. */
  reader: Identities;
  /** Spot's own principals, on the clouds where it has some. */
  spot: Identities;
  /**
   * Makes the reader somebody with exactly these rights (AWS actions, Google Cloud permissions,
   * Azure actions and Entra roles, as the guide's table names them), so that a right which the
   * guide forgot to name is a refusal in the proof and not at the customer's.
   */
  limitReader(rights: readonly string[]): void;
}

/** A world around one AWS account. */
export interface AwsWorld extends ProofWorld {
  account: AwsAccount;
  reader: Identities & { aws: AwsCredentials };
  spot: Identities & { aws: AwsCredentials };
}

/**
 * A change that makes a healthy world wrong in one way, and the diagnoses it must produce: exactly
 * these.
 */
export interface Fault<W extends ProofWorld = ProofWorld> {
  /** Unique in its runbook, kebab-case. */
  name: string;
  /** What happened, in one sentence. */
  title: string;
  /** Number in the failure catalogue, where it has one. */
  catalogue?: string;
  /** Values of inputs that choose another path than the usual one; the world is built for them. */
  inputs?: Readonly<Record<string, string>>;
  /** Changes the world (and, where the mistake is a wrong value, the inputs) in place. */
  breaks(healthy: W): void;
  /**
   * Diagnosis codes of a whole-runbook verification from each vantage. Missing vantage: not
   * verified from there.
   */
  expected: { reader: readonly string[]; spot?: readonly string[] };
  /**
   * For faults whose right answer is "cannot tell" or "not yet" rather than a diagnosis: the check
   * that must have this status (and not pass).
   */
  expectedStatus?: {
    check: string;
    status: 'pending' | 'undetermined';
    vantage?: LookingVantage;
  };
  /** Step to verify instead of the whole runbook (undo steps). */
  step?: string;
  /** Why no command can mend it; required when the findings print none. */
  noCommand?: string;
  /**
   * Hours that pass after the fix before its effect can be seen (a new report has to be delivered).
   */
  hoursAfterFix?: number;
  /**
   * The reader's own part of the fix: inputs as they are after it (a new bucket name, say; a secret
   * that the commands printed). Runs after the first round of printed commands; `printed` is what
   * they wrote to standard output.
   */
  inputsAfterFix?: (
    inputs: Record<string, string>,
    printed: readonly string[],
  ) => Record<string, string>;
}

/** A legitimate variant of the healthy world: nothing may be found in it. */
export interface Variant<W extends ProofWorld = ProofWorld> {
  name: string;
  title: string;
  build(simulator: Simulator): W;
}

/** What a runbook is proven with: its worlds, the ways they break, and the ways they may differ. */
export interface Proof<W extends ProofWorld = ProofWorld> {
  /**
   * The world before the guide starts. `inputs` are values that differ from the usual ones; they
   * choose the path.
   */
  emptyWorld(simulator: Simulator, inputs?: Readonly<Record<string, string>>): W;
  /** The world as the guide leaves it, when the cloud has had its time. */
  healthyWorld(simulator: Simulator, inputs?: Readonly<Record<string, string>>): W;
  /** Takes away everything that the guide creates, as its undo step does. */
  remove(healthy: W): void;
  /**
   * Inputs that choose each path through the guide, by the path's name. Without it there is one
   * path.
   */
  paths?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  faults: readonly Fault<W>[];
  variants: readonly Variant<W>[];
}

/** Declares a proof, and forgets which kind of world it is about. */
export function defineProof<W extends ProofWorld>(proof: Proof<W>): Proof {
  return proof as unknown as Proof;
}
