import { readFile } from 'node:fs/promises';
import type { Runbook } from '../../runbooks/define-runbook.ts';
import { kindsOf } from '../checks/define-check.ts';
import { isSecret, validateInputs } from '../inputs/kinds.ts';
import { methodSetting, takeMethod } from '../inputs/method-setting.ts';
import { BadInput } from './bad-input.ts';
import type { CommandLineContext } from './context.ts';
import { readStdin } from './read-stdin.ts';

/**
 * Values of `--input name=value` and `--input name=@file` (`@-`: standard input), judged; `onNote`
 * is told what was cleaned. A secret has to come from a file or from standard input: what is typed
 * stays in the shell's history, and other users of the machine see it while the program runs.
 */
export async function inputsOf(
  runbook: Runbook,
  given: readonly string[],
  {
    stdin,
    signal,
    onNote,
  }: Pick<CommandLineContext, 'stdin' | 'signal'> & { onNote: (note: string) => void },
): Promise<Record<string, string>> {
  const { method, error, others: pairs } = takeMethod(pairsOf(given, '--input', 'name=value'));
  if (error) throw new BadInput(`--input ${methodSetting}: ${error}`);
  const unknown = Object.keys(pairs).filter((name) => !Object.hasOwn(runbook.inputs, name));
  if (unknown.length > 0) {
    throw new BadInput(
      `${runbook.id} has no input ${unknown.join(', ')}. Known: ${Object.keys(runbook.inputs).join(', ')}.`,
    );
  }
  for (const [name, text] of Object.entries(pairs)) {
    if (text.startsWith('@') || !isSecret(runbook.inputs[name]?.kind as never)) continue;
    throw new BadInput(
      `${callInput(runbook, name)} opens an account, and is not taken from the command line. Put it into a file and give --input ${name}=@file, or pipe it in and give ` +
        `--input ${name}=@-. What you typed is in your shell's history by now: delete it there.`,
    );
  }
  const fromStdin = Object.keys(pairs).filter((name) => pairs[name] === '@-');
  if (fromStdin.length > 1)
    throw new BadInput(`Standard input holds one value, not ${fromStdin.join(' and ')}.`);
  const raw: Record<string, string> = {};
  for (const [name, text] of Object.entries(pairs)) {
    if (text === '@-') raw[name] = textOf(await readStdin({ stdin, signal }));
    else raw[name] = text.startsWith('@') ? await textOfFile(name, text.slice(1)) : text;
  }
  const { values, errors, notes } = validateInputs(runbook.inputs, raw);
  const wrong = Object.entries(errors).map(
    ([name, message]) => `${callInput(runbook, name)}: ${message}`,
  );
  if (wrong.length > 0) throw new BadInput(wrong.join('\n'));
  for (const [name, note] of Object.entries(notes)) onNote(`${callInput(runbook, name)}: ${note}`);
  return method ? { ...values, [methodSetting]: method } : values;
}

/** An input as the guide calls it, and as it is given here. */
function callInput({ inputs }: Runbook, name: string): string {
  return `“${inputs[name]?.label ?? name}” (--input ${name})`;
}

/** Texts of `--evidence kind=file`. */
export async function evidenceOf(
  runbook: Runbook,
  given: readonly string[],
): Promise<Record<string, string>> {
  const kinds = new Set(
    Object.values(runbook.steps).flatMap(({ checks }) =>
      checks.flatMap(kindsOf).map(({ id }) => id),
    ),
  );
  const texts: Record<string, string> = {};
  for (const [kind, file] of Object.entries(pairsOf(given, '--evidence', 'kind=file'))) {
    if (!kinds.has(kind))
      throw new BadInput(
        `${runbook.id} uses no evidence “${kind}”. Known: ${[...kinds].join(', ')}.`,
      );
    // An empty file is a command that printed nothing.
    texts[kind] = (await textOfFile(kind, file)) || '\n';
  }
  return texts;
}

function textOfFile(name: string, file: string): Promise<string> {
  return readFile(file).then(textOf, (error: NodeJS.ErrnoException) => {
    throw new BadInput(
      `The file for ${name} cannot be read (${error.code ?? error.message}): ${file}`,
    );
  });
}

/** PowerShell's `>` writes UTF-16 with a byte order mark. */
function textOf(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return bytes.toString('utf16le');
  return bytes.toString('utf8');
}

function pairsOf(given: readonly string[], option: string, form: string): Record<string, string> {
  const pairs = given.map((text) => {
    const at = text.indexOf('=');
    // What follows the name may be a secret behind a colon.
    if (at < 1)
      throw new BadInput(`${option} “${/^[\w/-]*/.exec(text)?.[0]}…” is not of the form ${form}.`);
    return [text.slice(0, at).trim(), text.slice(at + 1)] as const;
  });
  return Object.fromEntries(pairs);
}
