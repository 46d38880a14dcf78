import { Command, CommanderError, Option } from 'commander';
import type { Runbook } from '../../runbooks/define-runbook.ts';
import { isSecret } from '../inputs/kinds.ts';
import { vantages } from '../providers/vantages.ts';
import { BadInput } from './bad-input.ts';
import { type CommandLineContext, exitCodes } from './context.ts';
import { judgeCommand } from './judge-command.ts';
import { readCommand } from './read-command.ts';
import { verifyCommand } from './verify-command.ts';

const collect = (value: string, all: string[]) => [...all, value];

/**
 * Runs the program and gives its exit status. Writes the answer to `stdout`, progress and
 * complaints to `stderr`.
 */
export async function runCommandLine(
  args: readonly string[],
  context: CommandLineContext,
): Promise<number> {
  const { stdout, stderr } = context;
  let exitCode: number = exitCodes.pass;
  const program = new Command('spot-runbooks')
    .description(
      "Checks, read-only, whether a cloud account is connected to Spot as its guide says, with this machine's own credentials.",
    )
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void stdout.write(text),
      writeErr: (text) => void stderr.write(text),
    })
    .showHelpAfterError('Run with --help for all options.')
    .addHelpText(
      'after',
      '\nExit status: 0 all is right (warnings included), 1 something is wrong, 2 could not look or not yet, 3 bad input.',
    );

  program
    .command('list')
    .description('list the runbooks with their steps and inputs')
    .action(() => {
      stdout.write(listOf(Object.values(context.runbooks)));
    });

  program
    .command('verify')
    .description('verify one step, or all steps, of a runbook')
    .argument('<runbook>', 'id of the runbook, e.g. aws/management-account')
    .option('--step <id>', 'only this step')
    .addOption(
      new Option(
        '--vantage <vantage>',
        'whose eyes: your credentials, the role given to Spot, or pasted output',
      )
        .choices(vantages)
        .default('reader'),
    )
    .option(
      '--input <name=value>',
      'value of an input, or @file, or @- for standard input; repeat for each. method=cli (console, cloudformation, script) says which way through the guide you take',
      collect,
      [],
    )
    .option(
      '--evidence <kind=file>',
      'file with the output of a command, used where looking is not possible; repeat for each',
      collect,
      [],
    )
    .option('--json', 'print the report as JSON and nothing else')
    .option('--timeout <seconds>', 'time for the whole verification', '60')
    .addHelpText(
      'after',
      '\nSecrets (a key file, a client secret) are taken from a file or from standard input only, never from the command line:\n' +
        '  --input keyFile=@spotinst_key.json\n' +
        '  read -rs SECRET; printf %s "$SECRET" | spot-runbooks verify … --input clientSecret=@-',
    )
    .action(async (runbook: string, options) => {
      exitCode = await verifyCommand(runbook, options, context);
    });

  program
    .command('judge')
    .description('judge steps again from what was pasted, as the page did; asks no cloud')
    .argument(
      '<file>',
      'JSON, one or a list of {"runbook", "step", "inputs", "pasted", "now"}; - is standard input',
    )
    .option('--json', 'print the verdicts as JSON and nothing else')
    .action(async (file: string, options) => {
      exitCode = await judgeCommand(file, options, context);
    });

  program
    .command('read')
    .description('say what a text is that a terminal, a console or Spot shows; asks no cloud')
    .argument('<runbook>', 'id of the runbook, e.g. aws/management-account')
    .argument('<file>', 'the text, whatever it is; - is standard input')
    .option('--step <id>', 'where you are in the guide')
    .option(
      '--input <name=value>',
      'value of an input, or @file, or @- for standard input; repeat for each',
      collect,
      [],
    )
    .option('--json', 'print the reading as JSON and nothing else')
    .action(async (runbook: string, file: string, options) => {
      exitCode = await readCommand(runbook, file, options, context);
    });

  try {
    await program.parseAsync([...args], { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof BadInput) {
      stderr.write(`${error.message}\n`);
      return exitCodes.badInput;
    }
    if (error instanceof CommanderError)
      return error.exitCode === 0 ? exitCodes.pass : exitCodes.badInput;
    if (context.signal.aborted) {
      stderr.write('Interrupted.\n');
      return exitCodes.interrupted;
    }
    // Its own number would be 1, which says that something in the account is wrong.
    stderr.write(
      `spot-runbooks failed (${error instanceof Error ? error.message : error}). It says nothing about your account.\n`,
    );
    return exitCodes.couldNotLook;
  }
}

function listOf(runbooks: readonly Runbook[]): string {
  return runbooks
    .map(({ id, title, steps, inputs }) => {
      const stepLines = Object.entries(steps).map(
        ([step, { title: what }]) => `    ${step.padEnd(16)} ${what}`,
      );
      const inputLines = Object.entries(inputs).map(
        ([name, { label, kind }]) =>
          `    ${name.padEnd(16)} ${label}${isSecret(kind) ? ' (secret: give @file or @-)' : ''}`,
      );
      return [`${id}  ${title}`, '  steps', ...stepLines, '  inputs', ...inputLines, ''].join('\n');
    })
    .join('\n');
}
