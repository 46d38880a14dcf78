import { readFile } from 'node:fs/promises';
import type { Runbook } from '../../runbooks/define-runbook.ts';
import type { Report } from '../checks/report.ts';
import { openAwsCollectors } from '../collectors/aws/index.ts';
import type { Vantage } from '../evidence/define-evidence.ts';
import { validateInputs } from '../inputs/kinds.ts';
import { kindsOf } from '../verification/plan.ts';
import { verify } from '../verification/verify.ts';
import { BadInput } from './bad-input.ts';
import { progressLine } from './progress.ts';
import { type CommandLineContext, exitCodes } from './run.ts';
import { renderReport } from './table.ts';

interface Options {
  step?: string;
  vantage: Vantage;
  input: string[];
  evidence: string[];
  json?: boolean;
  timeout: string;
}

/** `spot-runbooks verify`; throws BadInput for what cannot be used. */
export async function verifyCommand(id: string, options: Options, context: CommandLineContext): Promise<number> {
  const { runbooks, stdout, stderr, signal } = context;
  const runbook = Object.hasOwn(runbooks, id) ? (runbooks[id] as Runbook) : undefined;
  if (!runbook) throw new BadInput(`There is no runbook “${id}”. Known: ${Object.keys(runbooks).join(', ')}.`);
  if (options.step !== undefined && !Object.hasOwn(runbook.steps, options.step)) {
    throw new BadInput(`${id} has no step “${options.step}”. Known: ${Object.keys(runbook.steps).join(', ')}.`);
  }
  const seconds = Number(options.timeout);
  if (!(seconds >= 1 && seconds <= 600)) throw new BadInput(`--timeout is “${options.timeout}”. Give seconds from 1 to 600.`);
  const { vantage } = options;
  if (vantage !== 'pasted' && runbook.provider !== 'aws') throw new BadInput(`${id} can only be verified with --vantage pasted.`);
  const inputs = inputsOf(runbook, options.input, (note) => stderr.write(`${note}\n`));
  const pasted = await evidenceOf(runbook, options.evidence);
  if (vantage === 'pasted' && options.evidence.length === 0) {
    throw new BadInput('--vantage pasted takes the output of commands: --evidence kind=file, once for each.');
  }

  const report = await verify({
    runbook,
    ...(options.step ? { step: options.step } : {}),
    inputs,
    vantage,
    pasted,
    ...(vantage === 'pasted' ? {} : { collectors: openAwsCollectors({ vantage, credentials: context.credentials() }) }),
    signal,
    deadlineMs: seconds * 1000,
    now: context.now,
    propagation: context.propagation,
    onEvent: (event) => {
      const line = options.json && !stderr.isTTY ? undefined : progressLine(event);
      if (line) stderr.write(`${line}\n`);
    },
  });
  stdout.write(
    options.json ? `${JSON.stringify(report, null, 2)}\n` : renderReport(report, runbook, Boolean(stdout.isTTY && stdout.hasColors?.())),
  );
  return exitCodeOf(report);
}

/** Not yet right is neither right nor wrong: pending has the status of what could not be seen. */
function exitCodeOf({ status }: Report): number {
  if (status === 'fail') return exitCodes.fail;
  return status === 'pass' || status === 'warning' ? exitCodes.pass : exitCodes.couldNotLook;
}

function inputsOf(runbook: Runbook, given: readonly string[], onNote: (note: string) => void): Record<string, string> {
  const raw = pairsOf(given, '--input', 'name=value');
  const unknown = Object.keys(raw).filter((name) => !Object.hasOwn(runbook.inputs, name));
  if (unknown.length > 0) {
    throw new BadInput(`${runbook.id} has no input ${unknown.join(', ')}. Known: ${Object.keys(runbook.inputs).join(', ')}.`);
  }
  const { values, errors, notes } = validateInputs(runbook.inputs, raw);
  const wrong = Object.entries(errors).map(([name, message]) => `${name}: ${message}`);
  if (wrong.length > 0) throw new BadInput(wrong.join('\n'));
  for (const [name, note] of Object.entries(notes)) onNote(`${name}: ${note}`);
  return values;
}

async function evidenceOf(runbook: Runbook, given: readonly string[]): Promise<Record<string, string>> {
  const kinds = new Set(Object.values(runbook.steps).flatMap(({ checks }) => checks.flatMap(kindsOf).map(({ id }) => id)));
  const texts: Record<string, string> = {};
  for (const [kind, file] of Object.entries(pairsOf(given, '--evidence', 'kind=file'))) {
    if (!kinds.has(kind)) throw new BadInput(`${runbook.id} uses no evidence “${kind}”. Known: ${[...kinds].join(', ')}.`);
    texts[kind] = await readFile(file).then(textOf, (error: NodeJS.ErrnoException) => {
      throw new BadInput(`The file for ${kind} cannot be read (${error.code ?? error.message}): ${file}`);
    });
  }
  return texts;
}

/** PowerShell's `>` writes UTF-16 with a byte order mark. */
function textOf(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return bytes.toString('utf16le');
  return bytes.toString('utf8');
}

function pairsOf(given: readonly string[], option: string, form: string): Record<string, string> {
  const pairs = given.map((text) => {
    const at = text.indexOf('=');
    if (at < 1) throw new BadInput(`${option} “${text}” is not of the form ${form}.`);
    return [text.slice(0, at).trim(), text.slice(at + 1)] as const;
  });
  return Object.fromEntries(pairs);
}
