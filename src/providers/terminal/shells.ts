import type { Obstacle } from '../obstacle.ts';
import words from '../words.ts';

const bash = 'https://www.gnu.org/software/bash/manual/bash.html';
const copy = 'Copy the whole block from the page with its copy button, and paste it in one go.';

/** What bash, zsh, dash and fish say of a command. The special before the general. */
const obstacles: readonly Obstacle[] = [
  {
    id: 'terminal/not-bash',
    says: words(
      /Syntax error: (?:"\(" unexpected|redirection unexpected|Bad substitution)|fish: (?:Unsupported use of|Expected a |Invalid redirection|Command substitutions not allowed|\$\(\.\.\.\) is not supported)/i,
    ),
    whose: 'terminal',
    title: 'This shell is not bash, and does not know how the command is written',
    todo: 'Run bash first, then the command. AWS CloudShell, Google Cloud Shell and Azure Cloud Shell (Bash) use it from the start.',
    source: bash,
  },
  {
    id: 'terminal/syntax',
    says: words(
      /syntax error(?: near unexpected token|: unexpected end of file)|Syntax error: (?:end of file|word|EOF in)|zsh: parse error/i,
    ),
    whose: 'terminal',
    title: 'The shell got a part of the command, or two that ran together',
    todo: copy,
    source: bash,
  },
  {
    id: 'terminal/history-expansion',
    says: words(/: event not found|zsh: event not found: /),
    whose: 'terminal',
    title: 'The shell took the ! in the command for one of its own',
    todo: 'Run set +H (in zsh: unsetopt BANG_HIST), then the command again.',
    source: 'https://www.gnu.org/software/bash/manual/html_node/History-Interaction.html',
  },
  {
    id: 'terminal/zsh-no-matches',
    says: words(/zsh: (?:no matches found|bad pattern|no such user or named directory)/),
    whose: 'terminal',
    title: 'zsh took signs of the command for a pattern of file names',
    todo: 'Run bash first, then the command; or copy the whole command with its quotes.',
    source: 'https://zsh.sourceforge.io/Doc/Release/Expansion.html',
  },
  {
    id: 'terminal/variable-name',
    says: words(/not a valid identifier|bad substitution/i),
    whose: 'terminal',
    title: 'A value with blanks stands there without quotes, or a line was cut',
    todo: copy,
    source: bash,
  },
  {
    id: 'terminal/too-many-arguments',
    says: words(
      /(?:\[|test): too many arguments|conditional binary operator expected|unary operator expected/i,
    ),
    whose: 'terminal',
    title: 'A value that the command needs is empty, or was filled with several words',
    todo: `Fill in the value on the page. ${copy}`,
    source: bash,
  },
  {
    id: 'terminal/no-space',
    says: words(/No space left on device|Disk quota exceeded/i),
    whose: 'terminal',
    title: 'The disk of the terminal is full, so the file of the command could not be written',
    todo: 'Delete what you do not need: AWS CloudShell keeps 1 GB, Google Cloud Shell 5 GB in the home folder. Then run the whole block again.',
    source: 'https://docs.aws.amazon.com/cloudshell/latest/userguide/limits.html',
  },
  {
    id: 'terminal/read-only',
    says: words(
      /Read-only file system|cannot create [^\n]{1,120}: Permission denied|(?:bash|zsh|-bash|sh): (?:line \d{1,5}: )?[\w./-]{1,80}\.(?:json|ya?ml|csv|txt): Permission denied|permission denied: [\w./-]{1,80}\.(?:json|ya?ml)/i,
    ),
    whose: 'terminal',
    title: 'The command may not write its file into this folder',
    todo: 'Run cd to go to your own folder, then the whole block again.',
    source: bash,
  },
  {
    id: 'terminal/not-executable',
    says: words(
      /(?:^|-)(?:ba|da|z|k)?sh: [^\n]{0,200}: Permission denied$|permission denied: \.?\/|cannot execute binary file/im,
    ),
    whose: 'terminal',
    title: 'This file may not be read or run by you',
    todo: 'Run it with its program (bash file.sh), and see with ls -l whose it is. Do not use sudo: the commands of this page need none.',
    source: bash,
  },
  {
    id: 'terminal/cannot-change-folder',
    says: words(
      /cd: (?:no such file or directory|[^\n]{1,120}: No such file or directory|too many arguments)/i,
    ),
    whose: 'terminal',
    title: 'There is no folder of that name',
    todo: 'Run ls to see which there are. Blanks in its name need quotes around it.',
    source: bash,
  },
  {
    id: 'terminal/killed',
    says: words(
      /(?:^|\n)(?:Killed|Terminated|\^C)\s{0,20}(?:$|\n)|Connection to \S{1,100} closed(?: by remote host)?|client_loop: send disconnect/i,
    ),
    whose: 'terminal',
    title: 'The command, or the session of the terminal, was ended before it was done',
    todo: 'Open the terminal again, and run the whole block of the step. Then check it: what was made already is found.',
    source: 'https://docs.aws.amazon.com/cloudshell/latest/userguide/troubleshooting.html',
  },
];

export default obstacles;
