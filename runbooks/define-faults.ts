import type { LookingVantage } from '../src/providers/vantages.ts';
import type { Identities } from '../src/simulator/command-line.ts';
import type { Simulator } from '../src/simulator/index.ts';
import type { World } from '../src/simulator/world.ts';

/** Values of inputs by name. What a later step brings, or another path needs, may be missing. */
export type InputValues = Readonly<Record<string, string | undefined>>;

/**
 * The inputs of a runbook as a world holds them: each name of the runbook, and no other. `Later` are
 * those that may be missing: what a step brings, and what only some paths need.
 *
 * @example
 * type Inputs = InputsOf<typeof runbook, 'roleArn'>;
 * // { accountId: string; roleName: string; roleArn?: string }
 */
export type InputsOf<
  R extends { readonly inputs: object },
  Later extends keyof R['inputs'] = never,
> = Record<Exclude<keyof R['inputs'], Later>, string> & Partial<Record<Later, string>>;

/** A simulated set of cloud accounts, and what a reader of them would have typed. */
export interface ProofWorld<Inputs extends InputValues = Record<string, string>> {
  world: World;
  /** Values of the runbook's inputs, secrets included. */
  inputs: Inputs;
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

/** Any world, whatever its runbook asks for. */
export type AnyWorld = ProofWorld<InputValues>;

/**
 * The value of an input that may be missing. Throws an Error when it is: a change that needs it
 * would change nothing.
 */
export function readInput<Inputs extends InputValues>(
  { inputs }: { inputs: Inputs },
  name: keyof Inputs & string,
): string {
  const value = inputs[name];
  if (value === undefined)
    throw new Error(
      `This world has no value of the input ${name}. Put it in first, or change another world.`,
    );
  return value;
}

/** The inputs that have a value, as the product takes them. */
export function valuesOf({ inputs }: { inputs: InputValues }): Record<string, string> {
  return Object.fromEntries(
    Object.entries(inputs).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}

/**
 * A change that makes a healthy world wrong in one way, and the diagnoses it must produce: exactly
 * these.
 */
export interface Fault<W extends AnyWorld = ProofWorld> {
  /** Unique in its runbook, kebab-case. */
  name: string;
  /** What happened, in one sentence. */
  title: string;
  /** Its number in the team's catalogue of failures, for people; no code reads it. */
  catalogue?: string;
  /** Values of inputs that choose another path than the usual one; the world is built for them. */
  inputs?: Readonly<Record<string, string>>;
  /** Changes the world (and, where the mistake is a wrong value, the inputs) in place. */
  breaks(subject: W): void;
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
  /** Why no command can fix it; required when the findings print none. */
  noCommand?: string;
  /**
   * Hours that pass after the fix before its effect can be seen (a new report has to be delivered).
   */
  hoursAfterFix?: number;
  /**
   * The reader's own part of the fix: changes the inputs in place to what they are after it (a new
   * bucket name, say; a secret that the commands printed). Runs after the first round of printed
   * commands; `printed` is what they wrote to standard output.
   */
  correctInputs?(inputs: W['inputs'], printed: readonly string[]): void;
}

/** A legitimate variant of the healthy world: nothing may be found in it. */
export interface Variant<W extends AnyWorld = ProofWorld> {
  name: string;
  title: string;
  build(simulator: Simulator): W;
}

/**
 * Declares variants of the worlds that `build` makes: each is built with options of its own, and
 * then changed.
 *
 * @example
 * const variant = defineVariants(createHealthyWorld);
 * variant('other-name', 'The role has a name of the company', { roleName: 'acme-spot' });
 */
export function defineVariants<W extends AnyWorld, Options>(
  build: (simulator: Simulator, options: Options) => W,
) {
  return (
    name: string,
    title: string,
    options: Options,
    change: (subject: W) => void = () => undefined,
  ): Variant<W> => ({
    name,
    title,
    build(simulator) {
      const subject = build(simulator, options);
      change(subject);
      return subject;
    },
  });
}

/** What a runbook is proven with: its worlds, the ways they break, and the ways they may differ. */
export interface Proof<W extends AnyWorld = ProofWorld> {
  /**
   * The world before the guide starts. `inputs` are values that differ from the usual ones; they
   * choose the path.
   */
  emptyWorld(simulator: Simulator, inputs?: Readonly<Record<string, string>>): W;
  /** The world as the guide leaves it, when the cloud has had its time. */
  healthyWorld(simulator: Simulator, inputs?: Readonly<Record<string, string>>): W;
  /** Takes away everything that the guide creates, as its undo step does. */
  remove(subject: W): void;
  /**
   * Puts things of the same kinds into the world that are none of the guide's business: another role,
   * another report. No fix may touch them.
   */
  addBystanders?(subject: W): void;
  /**
   * Inputs that choose each path through the guide, by the path's name. Without it there is one
   * path.
   */
  paths?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /**
   * Changes the world before the guide so that rights are needed which are not needed else: by the
   * `id` of their circumstance (`sometimes`). Those without one are so in that world anyway.
   */
  circumstances?: Readonly<Record<string, (subject: W) => void>>;
  /**
   * What checks read with only in another account than the healthy one: rights, and a fault that
   * cannot be told without them, or a change.
   */
  reads?: Readonly<Record<string, string | ((subject: W) => void)>>;
  /**
   * From each vantage, how many calls of a whole-runbook verification of the healthy world need the
   * answer of the one before; none for a vantage that makes no call. `npm run bench` takes no longer
   * than these. It is written down, not measured: calls that stand in a row for no reason would
   * count as a chain.
   */
  longestChain: { reader: number; spot?: number };
  faults: readonly Fault<W>[];
  variants: readonly Variant<W>[];
}

/**
 * Declares a proof, and forgets which kind of world it is about.
 *
 * @example
 * export default defineProof<LinkedWorld>({
 *   emptyWorld: createEmptyWorld,
 *   healthyWorld: createHealthyWorld,
 *   remove: removeConnection,
 *   faults,
 *   variants,
 * });
 */
export function defineProof<W extends AnyWorld>(proof: Proof<W>): Proof {
  return proof as unknown as Proof;
}
