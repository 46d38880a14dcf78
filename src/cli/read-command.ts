import { readFile } from 'node:fs/promises';
import type { Runbook } from '../../runbooks/define-runbook.ts';
import readAnything from '../verification/read-anything.ts';
import type { Piece, Reading } from '../verification/reading.ts';
import { createSecretRedactor } from '../verification/redact-secrets.ts';
import { BadInput } from './bad-input.ts';
import { type CommandLineContext, exitCodes } from './context.ts';
import { inputsOf } from './given.ts';
import { plain } from './progress.ts';
import { readStdin } from './read-stdin.ts';

/**
 * `spot-runbooks read`: says what a text is that somebody copied from a terminal, a console or Spot, and
 * what it means for a guide. Asks no cloud. Throws BadInput for what cannot be used.
 */
export async function readCommand(
  id: string,
  file: string,
  { input, step, json }: { input: string[]; step?: string; json?: boolean },
  { runbooks, stdin, stdout, stderr, signal, now = () => new Date() }: CommandLineContext,
): Promise<number> {
  const runbook = Object.hasOwn(runbooks, id) ? (runbooks[id] as Runbook) : undefined;
  if (!runbook)
    throw new BadInput(`There is no runbook “${id}”. Known: ${Object.keys(runbooks).join(', ')}.`);
  if (step !== undefined && !Object.hasOwn(runbook.steps, step))
    throw new BadInput(
      `${id} has no step “${step}”. Known: ${Object.keys(runbook.steps).join(', ')}.`,
    );
  if (file === '-' && input.some((one) => one.endsWith('=@-')))
    throw new BadInput('Standard input holds either the text or the value of an input, not both.');
  const inputs = await inputsOf(runbook, input, {
    stdin,
    signal,
    onNote: (note) => stderr.write(`${note}\n`),
  });
  const text = String(file === '-' ? await readStdin({ stdin, signal }) : await readText(file));
  const hide = createSecretRedactor(runbook, inputs);
  const reading = hide(readAnything({ runbook, step, inputs, text, now: now() }));
  stdout.write(json ? `${JSON.stringify(reading, null, 2)}\n` : renderReading(reading));
  return exitCodeOf(reading);
}

function readText(file: string): Promise<string> {
  return readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new BadInput(`The file cannot be read (${error.code ?? error.message}): ${file}`);
  });
}

function renderReading({ pieces, steps }: Reading): string {
  const lines = [
    ...pieces.flatMap(renderPiece),
    ...steps.flatMap(({ id, status, checks }) => [
      `${status.padEnd(12)} ${id}`,
      ...checks.flatMap(({ findings, unseen }) => [
        ...findings.map(({ code, title, observed }) => `  ${code} ${title}. ${observed}`),
        ...unseen.map(({ title, message }) => `  ${title}: ${message.split('\n')[0]}`),
      ]),
    ]),
  ];
  return `${lines.map(plain).join('\n')}\n`;
}

function renderPiece(piece: Piece): string[] {
  const at = 'steps' in piece && piece.steps.length > 0 ? ` (${piece.steps.join(', ')})` : '';
  switch (piece.what) {
    case 'output':
      return [`output       ${piece.title}: ${piece.status}${at}`];
    case 'obstacle':
      return [
        `obstacle     ${piece.code ?? piece.id} ${piece.title}.${at}`,
        `  what to do  ${piece.todo}`,
        ...(piece.who ? [`  who         ${piece.who}`] : []),
      ];
    case 'unusable':
      return [`unusable     ${piece.message.replaceAll('\n', '\n    ')}${at}`];
    case 'unknown':
      return [`unknown      ${piece.message}`, `  ${piece.said}`];
  }
}

/** As of a verification: 1 where an output shows a mistake, 2 where something stands in the way. */
function exitCodeOf({ pieces, steps }: Reading): number {
  if (steps.some(({ status }) => status === 'fail')) return exitCodes.fail;
  const isRead = pieces.every(({ what }) => what === 'output');
  const isRight = steps.every(({ status }) => status === 'pass' || status === 'warning');
  return isRead && isRight ? exitCodes.pass : exitCodes.couldNotLook;
}
