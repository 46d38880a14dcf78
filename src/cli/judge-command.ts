import { readFile } from 'node:fs/promises';
import type { Runbook } from '../../runbooks/define-runbook.ts';
import { type CheckResult, combineStatus } from '../checks/report.ts';
import { validateInputs } from '../inputs/kinds.ts';
import { judgePastedStep, requireStep, type StepVerdict } from '../verification/judge-step.ts';
import { createSecretRedactor } from '../verification/redact-secrets.ts';
import { BadInput } from './bad-input.ts';
import { type CommandLineContext, exitCodes } from './context.ts';
import { readStdin } from './read-stdin.ts';

/** A step as a reader had it: what stands in the file, once or in a list. */
export interface Replay {
  runbook: string;
  step: string;
  inputs: Record<string, string>;
  /** What was pasted, by evidence id. */
  pasted: Record<string, string>;
  /** ISO 8601; without it, now. */
  now?: string;
}

/** What is printed of each, with `--json` as it is. */
export interface ReplayVerdict {
  runbook: string;
  step: string;
  status: CheckResult['status'];
  /** Codes of all findings, each once. */
  codes: string[];
  /** What could not be judged, and why. */
  messages: string[];
  checks: CheckResult[];
  /** What is wrong with a pasted text, by evidence id. */
  unreadable: Record<string, string>;
}

/**
 * `spot-runbooks judge`: judges steps again from what was pasted, as the page did. Nothing is asked of any
 * cloud. Throws BadInput for what cannot be used, before anything is printed.
 */
export async function judgeCommand(
  file: string,
  { json }: { json?: boolean },
  { runbooks, stdin, stdout, signal, now }: CommandLineContext,
): Promise<number> {
  const text = file === '-' ? String(await readStdin({ stdin, signal })) : await readText(file);
  const replays = replaysIn(text, file);
  const requests = replays.map(({ value, name }) => requestOf(value, { name, runbooks, now }));
  const verdicts = requests.map(({ request, runbook }) => {
    const hide = createSecretRedactor(runbook, request.inputs);
    return hide(verdictOf(runbook, request.step, judgePastedStep(request)));
  });
  if (json) {
    const shown =
      replays.length === 1 && !text.trimStart().startsWith('[') ? verdicts[0] : verdicts;
    stdout.write(`${JSON.stringify(shown, null, 2)}\n`);
  } else stdout.write(verdicts.map(renderVerdict).join('\n'));
  return exitCodeOf(combineStatus(verdicts.map(({ status }) => status)));
}

function readText(file: string): Promise<string> {
  return readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new BadInput(`The file cannot be read (${error.code ?? error.message}): ${file}`);
  });
}

function replaysIn(text: string, file: string): { value: unknown; name: string }[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    throw new BadInput(
      `${file} is not JSON (${error instanceof Error ? error.message : error}). Give one or a list of {"runbook", "step", "inputs", "pasted", "now"}.`,
    );
  }
  if (!Array.isArray(parsed)) return [{ value: parsed, name: file }];
  if (parsed.length === 0) throw new BadInput(`${file} holds an empty list: nothing to judge.`);
  return parsed.map((value, index) => ({ value, name: `${file}, number ${index + 1}` }));
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function textsOf(value: unknown, where: string): Record<string, string> {
  if (value === undefined) return {};
  if (!isObject(value)) throw new BadInput(`${where} is no object of texts.`);
  for (const [name, text] of Object.entries(value)) {
    if (typeof text !== 'string') throw new BadInput(`${where}, ${name}: this is no text.`);
  }
  return value as Record<string, string>;
}

/** One request, judged as typed values are; throws BadInput with what to change. */
function requestOf(
  value: unknown,
  {
    name,
    runbooks,
    now = () => new Date(),
  }: { name: string } & Pick<CommandLineContext, 'runbooks' | 'now'>,
) {
  if (!isObject(value)) throw new BadInput(`${name}: this is no object.`);
  const id = String(value.runbook);
  const runbook = Object.hasOwn(runbooks, id) ? (runbooks[id] as Runbook) : undefined;
  if (!runbook)
    throw new BadInput(
      `${name}: there is no runbook “${id}”. Known: ${Object.keys(runbooks).join(', ')}.`,
    );
  const step = String(value.step);
  try {
    requireStep(runbook, step);
  } catch (error) {
    throw new BadInput(`${name}: ${(error as Error).message}`);
  }
  const at = value.now === undefined ? now() : new Date(String(value.now));
  if (Number.isNaN(at.getTime()))
    throw new BadInput(`${name}: now is “${value.now}”. Give a time such as 2026-01-31T12:00:00Z.`);
  const given = textsOf(value.inputs, `${name}, inputs`);
  const unknown = Object.keys(given).filter((input) => !Object.hasOwn(runbook.inputs, input));
  const known = Object.fromEntries(
    Object.entries(given).filter(([input]) => !unknown.includes(input)),
  );
  const { values } = validateInputs(runbook.inputs, known);
  // What the page derives (a role's ARN), and what it would refuse, is replayed as it was.
  const inputs = { ...given, ...values };
  return {
    runbook,
    request: { runbook, step, inputs, pasted: textsOf(value.pasted, `${name}, pasted`), now: at },
  };
}

function verdictOf(
  { id }: Runbook,
  step: string,
  { status, results, unreadable }: StepVerdict & { unreadable: Record<string, string> },
): ReplayVerdict {
  const codes = results.flatMap(({ findings }) => findings.map(({ code }) => code));
  const messages = results.flatMap(({ unseen, pending }) => [
    ...unseen.map(({ title, message }) => `${title}: ${message}`),
    ...(pending ? [`${pending.message} (until ${pending.until})`] : []),
  ]);
  return {
    runbook: id,
    step,
    status,
    codes: [...new Set(codes)],
    messages: [...new Set(messages)],
    checks: results,
    unreadable,
  };
}

function renderVerdict({ runbook, step, status, checks }: ReplayVerdict): string {
  const lines = checks.flatMap((check) => [
    `  ${check.status.padEnd(12)} ${check.id}`,
    ...check.findings.map(({ code, title, observed }) => `    ${code} ${title}. ${observed}`),
    ...check.unseen.map(
      ({ title, message }) => `    ${title}: ${message.split('\n').join('\n      ')}`,
    ),
    ...(check.pending ? [`    ${check.pending.message} (until ${check.pending.until})`] : []),
  ]);
  return [`${status.padEnd(12)} ${runbook} ${step}`, ...lines, ''].join('\n');
}

function exitCodeOf(status: CheckResult['status']): number {
  if (status === 'fail') return exitCodes.fail;
  return status === 'pass' || status === 'warning' ? exitCodes.pass : exitCodes.couldNotLook;
}
