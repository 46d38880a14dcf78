import type { AwsAccount, AwsCredentials } from '../src/simulator/aws/state.ts';
import type { Simulator } from '../src/simulator/index.ts';
import type { World } from '../src/simulator/world.ts';

/** A simulated cloud account that is set up as the guide says, and what a reader of it would have typed. */
export interface HealthyWorld {
  world: World;
  /** The reader's account. */
  account: AwsAccount;
  inputs: Record<string, string>;
  /** The reader: an administrator of the account. */
  reader: AwsCredentials;
  /** Spot's own principal. */
  spot: AwsCredentials;
}

/** A change that makes a healthy world wrong in one way, and the diagnoses it must produce: exactly these. */
export interface Fault {
  /** Unique in its runbook, kebab-case. */
  name: string;
  /** What happened, in one sentence. */
  title: string;
  /** Number in the failure catalogue, where it has one. */
  catalogue?: string;
  /** Changes the world (and, where the mistake is a wrong value, the inputs) in place. */
  breaks: (healthy: HealthyWorld) => void;
  /** Diagnosis codes of a whole-runbook verification from each vantage. Missing vantage: not verified from there. */
  expected: { reader: readonly string[]; spot?: readonly string[] };
  /**
   * For faults whose right answer is "cannot tell" or "not yet" rather than a diagnosis: the check that must have this status (and not pass).
   */
  expectedStatus?: { check: string; status: 'pending' | 'undetermined'; vantage?: 'reader' | 'spot' };
  /** Step to verify instead of the whole runbook (undo steps). */
  step?: string;
  /** Why no command can mend it; required when the findings print none. */
  noCommand?: string;
  /** Hours that pass after the fix before its effect can be seen (a new report has to be delivered). */
  hoursAfterFix?: number;
  /** The reader's own part of the fix: inputs as they are after it (a new bucket name, say). Runs before the printed commands are shown again. */
  inputsAfterFix?: (inputs: Record<string, string>) => Record<string, string>;
}

/** A legitimate variant of the healthy world: nothing may be found in it. */
export interface Variant {
  name: string;
  title: string;
  build: (simulator: Simulator) => HealthyWorld;
}
