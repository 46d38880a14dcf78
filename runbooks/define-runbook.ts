import { type Check, kindsOf } from '../src/checks/define-check.ts';
import type { CheckOfSteps, Rights, StepRights } from '../src/checks/step-rights.ts';
import type { InputDefinition, When } from '../src/inputs/define-input.ts';
import type { AwsPlace } from '../src/providers/aws/partitions.ts';
import type { Provider } from '../src/providers/index.ts';
import type { Method } from '../src/providers/methods.ts';
import type { LookingVantage } from '../src/providers/vantages.ts';

/** One thing the reader does. Its id is shared by the guide (`:::step{#id}`) and the runbook. */
export interface Step {
  /** What the reader does, plain and imperative. The page and every finding call the step so. */
  title: string;
  checks: readonly Check[];
  /**
   * What the reader needs for it. Everything that lists rights derives from it: the table “Rights
   * you need”, the check of the reader's own rights, the command for pasting, and what the reader
   * of the proofs may do.
   */
  rights?: readonly Rights[];
  /**
   * `undo` steps take the connection down again; they do not count towards it and are not part of
   * whole-runbook verification.
   */
  phase?: 'connect' | 'undo';
  /**
   * Hours the cloud may take after the step's actions before its check can pass. The page says it
   * with `:duration[step]`; the guide runner moves the simulated clock by it.
   */
  waitHours?: number;
  /** Vantage that decides this step where it has a choice. Default: `reader`. */
  vantage?: LookingVantage;
  /**
   * Only on the path where these inputs have one of these values, e.g. `{ agreement: ['ea'] }`.
   * Elsewhere it is neither shown nor verified.
   */
  when?: InputDefinition['when'];
}

/** The executable counterpart of a guide. */
export interface Runbook {
  /** The folder below `runbooks/` and the page below `docs/`, as its path says. */
  id: string;
  title: string;
  /** The first part of the id. */
  provider: Provider;
  /** How long the reader works, in minutes, without what they wait for. */
  minutes: number;
  inputs: Readonly<Record<string, InputDefinition>>;
  /** Ways through the page that its steps offer; none where all of it has one way. */
  methods?: readonly Method[];
  /** In the order of the page. */
  steps: Readonly<Record<string, Step>>;
  /** What the reader needs whatever the step. */
  rights?: readonly Rights[];
  /**
   * What the checks read with, where it is not the `permissions` of their evidence: evidence that
   * only helps may take rights that no guide should ask for.
   */
  checksRead?: readonly string[];
  /**
   * Texts that depend on choices (a policy of the ticked products), usable as `{{name}}` in the
   * guide like {@link Documents}. They are made from the reader's real values, in the page, which
   * loads them without the checks: they are the default export of `texts.ts` beside the runbook.
   */
  texts?: Documents;
}

/** A step as a runbook writes it. */
export interface StepDefinition<Input extends string = string>
  extends Omit<Step, 'checks' | 'rights' | 'when'> {
  /** Checks, and functions that make one out of this runbook's own steps. */
  checks: readonly (Check<Input> | CheckOfSteps<Input>)[];
  /** Names and options of the runbook's own inputs. */
  when?: { readonly [Name in Input]?: readonly string[] };
  /** Bare actions are what every way through the step takes. */
  rights?: readonly (string | Rights)[];
}

/** What stands in `runbook.ts`; the rest is said by the path and by `texts.ts`. */
export type WrittenRunbook = Omit<Runbook, 'id' | 'provider' | 'texts'>;

/** A runbook as it is written. */
export type RunbookDefinition<Inputs extends Runbook['inputs']> = Omit<
  WrittenRunbook,
  'inputs' | 'steps'
> & {
  readonly inputs: Inputs;
  readonly steps: Readonly<Record<string, StepDefinition<keyof Inputs & string>>>;
};

/**
 * Declares a runbook: the default export of `runbooks/<provider>/<workflow>/runbook.ts`. Keeps the
 * names of its inputs.
 *
 * @example
 * export default defineRunbook({
 *   title: 'Connect an AWS account with CloudFormation',
 *   minutes: 10,
 *   inputs: linkedInputs,
 *   steps: {
 *     account: { title: 'Sign in to the account', checks: [linkedAccount, readerRights] },
 *     role: { title: 'Create the role', checks: [linkedRole], rights: ['iam:CreateRole'] },
 *   },
 * });
 */
export function defineRunbook<const Inputs extends Runbook['inputs']>({
  steps,
  ...runbook
}: RunbookDefinition<Inputs>): Omit<WrittenRunbook, 'inputs'> & { readonly inputs: Inputs } {
  const { methods = [], checksRead } = runbook;
  const rights: StepRights[] = Object.values(steps).map((step) => ({
    title: step.title,
    phase: step.phase ?? 'connect',
    when: step.when as When | undefined,
    rights: [...gatherRights(step.rights), ...rightsToRead(step.checks, checksRead)],
  }));
  const work = { steps: rights, methods };
  const resolved = Object.entries(steps).map(([id, step], index): [string, Step] => [
    id,
    {
      ...step,
      when: step.when as When | undefined,
      checks: step.checks.map((check) => (typeof check === 'function' ? check(work) : check)),
      rights: rights[index]?.rights ?? [],
    },
  ]);
  return { ...runbook, steps: Object.fromEntries(resolved) };
}

/** Bare actions become the first of the step's rights. */
function gatherRights(rights: readonly (string | Rights)[] = []): Rights[] {
  const actions = rights.filter((right) => typeof right === 'string');
  const others = rights.filter((right) => typeof right !== 'string');
  return actions.length > 0 ? [{ actions }, ...others] : others;
}

/** What the evidence of checks takes of the reader, or, of that, what a runbook says it takes. */
function rightsToRead(
  checks: StepDefinition['checks'],
  among: readonly string[] | undefined,
): Rights[] {
  const read = checks
    .flatMap((check) => (typeof check === 'function' ? [] : kindsOf(check)))
    .filter(({ vantages }) => vantages?.includes('reader') ?? true)
    .flatMap(({ permissions }) => permissions);
  const actions = [...new Set(read)].filter((one) => among?.includes(one) ?? true);
  return actions.length > 0 ? [{ only: 'checks', actions }] : [];
}

/**
 * Texts made from inputs (policies, report definitions, templates), usable as `{{name}}` in the
 * guide. They are called with `{{input}}` as each value when the page is built, so they must only
 * concatenate.
 *
 * Apart from the runbook because templates are read from disk: Node only, while the runbook also
 * runs in the page.
 */
export type Documents = Readonly<Record<string, DocumentText>>;

/** Makes one text from the values of the inputs. */
export type DocumentText = (inputs: Readonly<Record<string, string>>) => string;

/** The values that a text of this runbook can be made of. */
type TextInputs<R extends { inputs: object }> = Readonly<
  Partial<Record<keyof R['inputs'] & string, string>>
> &
  AwsPlace;

/**
 * Declares the documents, or the texts, of a runbook; keeps their names. One that names an input
 * which the runbook does not have does not compile.
 *
 * @example
 * import type runbook from './runbook.ts';
 *
 * export default defineDocuments<typeof runbook>()({
 *   trustPolicy: ({ externalId = '' }) => JSON.stringify(trustPolicyFor({ externalId }), null, 2),
 * });
 */
export function defineDocuments<R extends { inputs: object }>() {
  return <K extends string>(
    documents: Readonly<Record<K, (inputs: TextInputs<R>) => string>>,
  ): Readonly<Record<K, (inputs: TextInputs<R>) => string>> => documents;
}
