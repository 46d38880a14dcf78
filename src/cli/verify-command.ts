import type { Runbook } from '../../runbooks/define-runbook.ts';
import type { Report } from '../checks/report.ts';
import { openCollectors } from '../collectors/index.ts';
import type { Vantage } from '../providers/vantages.ts';
import { verify } from '../verification/verify.ts';
import { BadInput } from './bad-input.ts';
import { type CommandLineContext, exitCodes } from './context.ts';
import { evidenceOf, inputsOf } from './given.ts';
import { progressLine } from './progress.ts';
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
export async function verifyCommand(
  id: string,
  options: Options,
  context: CommandLineContext,
): Promise<number> {
  const { runbooks, stdout, stderr, signal } = context;
  const runbook = Object.hasOwn(runbooks, id) ? (runbooks[id] as Runbook) : undefined;
  if (!runbook)
    throw new BadInput(`There is no runbook “${id}”. Known: ${Object.keys(runbooks).join(', ')}.`);
  if (options.step !== undefined && !Object.hasOwn(runbook.steps, options.step)) {
    throw new BadInput(
      `${id} has no step “${options.step}”. Known: ${Object.keys(runbook.steps).join(', ')}.`,
    );
  }
  const seconds = Number(options.timeout);
  if (!(seconds >= 1 && seconds <= 600))
    throw new BadInput(`--timeout is “${options.timeout}”. Give seconds from 1 to 600.`);
  const { vantage } = options;
  const inputs = await inputsOf(runbook, options.input, {
    stdin: context.stdin,
    signal,
    onNote: (note) => stderr.write(`${note}\n`),
  });
  const pasted = await evidenceOf(runbook, options.evidence);
  if (vantage === 'pasted' && options.evidence.length === 0) {
    throw new BadInput(
      '--vantage pasted takes the output of commands: --evidence kind=file, once for each.',
    );
  }

  const report = await verify({
    runbook,
    step: options.step,
    inputs,
    vantage,
    pasted,
    collectors:
      vantage === 'pasted'
        ? undefined
        : openCollectors({ vantage, credentials: context.credentials() }),
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
    options.json
      ? `${JSON.stringify(report, null, 2)}\n`
      : renderReport(report, runbook, Boolean(stdout.isTTY && stdout.hasColors?.())),
  );
  return exitCodeOf(report);
}

/** Not yet right is neither right nor wrong: pending has the status of what could not be seen. */
function exitCodeOf({ status }: Report): number {
  if (status === 'fail') return exitCodes.fail;
  return status === 'pass' || status === 'warning' ? exitCodes.pass : exitCodes.couldNotLook;
}
