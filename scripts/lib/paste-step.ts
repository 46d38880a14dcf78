import type { Runbook } from '../../runbooks/define-runbook.ts';
import { expand, placeholdersIn } from '../../src/inputs/expand.ts';
import { pageSteps } from '../../src/page/guide-data.ts';
import { judgePastedStep } from '../../src/verification/judge-step.ts';
import readAnything from '../../src/verification/read-anything.ts';
import type { Subject, Terminal } from './laboratory.ts';

/**
 * Runs what the page asks for when a reader pastes, in the provider's real command line, and judges what
 * it prints. Undefined where the reader's own eyes do not decide the step. With `only: 'required'`
 * what helps is not pasted.
 */
export async function judgeAsPasted(
  runbook: Runbook,
  step: string,
  subject: Subject,
  terminal: Terminal,
  { only }: { only?: 'required' } = {},
) {
  const { vantage, evidence = [] } = pageSteps(runbook).find(({ id }) => id === step) ?? {};
  if (vantage !== 'reader') return undefined;
  const typed = evidence
    .filter(({ required }) => only === undefined || required)
    .map(({ id, command }) => ({ id, command: expand(command, subject.inputs) }))
    .filter(({ command }) => placeholdersIn(command).length === 0);
  // One after the other, as a reader would: az keeps its tokens in one file, and two at once read
  // it half written.
  const pasted: Record<string, string> = {};
  let copied = 'Last login: Mon Nov 30 08:12:44 2026 from 10.0.0.7\r\n';
  for (const { id, command } of typed) {
    const { stdout, stderr } = await terminal.run(command);
    pasted[id] = stdout + stderr;
    copied += `\u001b[32mreader@shell:~$\u001b[0m ${command}\n${stdout}${stderr}`.replaceAll(
      '\n',
      '\r\n',
    );
  }
  const now = new Date(subject.world.clock.now());
  const { inputs } = subject;
  return {
    ...judgePastedStep({ runbook, step, inputs, pasted, now }),
    /** All of it read as one text, as it is copied from a terminal: with prompts, colours and a banner. */
    atOnce: readAnything({ runbook, step, inputs, text: copied, now }),
  };
}
