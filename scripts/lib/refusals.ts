import type { Rights } from '../../src/checks/step-rights.ts';
import type { ScriptResult } from '../../src/simulator/command-line.ts';
import type { World } from '../../src/simulator/index.ts';

/** A command of a guide that was refused for want of one right. */
export interface Refusal {
  guide: string;
  method: string | undefined;
  path: string | undefined;
  step: string;
  right: string;
  /** The block as the reader copies it. */
  command: string;
  exitCode: number;
  stdout: string;
  stderr: string;
}

/**
 * Rights that no refusal names: Microsoft Graph says that privileges are insufficient, and not
 * which; roles that are had whole are no actions; Spot answers with the status alone.
 * Source: https://learn.microsoft.com/en-us/graph/resolve-auth-errors
 */
const nameless = /^microsoft\.directory\/|^[A-Z][a-z]+ [A-Za-z ]+$/;

/**
 * Of these Google says the verb alone: `Permission denied to enable service`,
 * `does not have permission to access projects instance [my-project:getIamPolicy]`.
 */
const verbOnly = /^(?:serviceusage\.services|resourcemanager\.projects)\.(\w+)$/;

/** What every refusal for want of rights says in some way. */
const says =
  /not authorized|AccessDenied|denied|do(?:es)?(?:n't| not) have permission|does not have authorization|Insufficient privileges|Forbidden|Unauthorized|401|403/i;

/**
 * What is wrong with a refusal: it names its right where the cloud names any, and the program hands it on
 * (`aws cloudformation deploy` prints `'Status'` where it may not look at its change set). What CloudFormation was
 * refused stands in the events of the stack, which the command line names and does not print.
 */
export function findVague(
  { right, stdout, stderr }: Pick<Refusal, 'right' | 'stdout' | 'stderr'>,
  world: World,
): string | undefined {
  const printed = `${stderr}\n${stdout}\n${stackEventsOf(world)}`;
  if (printed.toLowerCase().includes(right.toLowerCase())) return undefined;
  // The cloud named it, and the program did not hand it on.
  if (isOfLastCalls(right, world)) return undefined;
  const verb = verbOnly.exec(right)?.[1];
  if (verb && says.test(printed) && printed.includes(verb)) return undefined;
  if (nameless.test(right))
    return says.test(printed) || stdout.trim() === ''
      ? undefined
      : `it does not say that something was refused: ${stderr}`;
  return `it does not name ${right}: ${stderr.trim() || stdout.trim() || '(nothing)'}`;
}

/** Whether the operation of that name was refused. */
function isOfLastCalls(right: string, { calls }: World): boolean {
  return calls.some(
    ({ service, operation, code }) =>
      code?.startsWith('AccessDenied') && `${service}:${operation}` === right,
  );
}

function stackEventsOf({ aws }: World): string {
  const stacks = [...aws.accounts.values()].flatMap(({ stacks }) => [...stacks.values()]);
  return stacks.flatMap(({ events }) => events.map(({ reason }) => reason ?? '')).join('\n');
}

/** Whether a block did not do its work: it failed, or printed nothing where a value comes out of it. */
export function isRefused(
  { exitCode, stdout }: Pick<ScriptResult, 'exitCode' | 'stdout'>,
  output: string | undefined,
): boolean {
  return exitCode !== 0 || (output !== undefined && stdout.trim() === '');
}

/** Whether no command and no check needs them: they are for clicking, for a terminal, for fixes. */
export function isBeside({ only }: Rights): boolean {
  return only === 'console' || only === 'clicking' || only === 'terminal' || only === 'fixes';
}
