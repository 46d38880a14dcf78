import type { Obstacle } from './obstacle.ts';

/**
 * What shells, terminals and the programs around a command line say, whichever cloud the command is
 * about. Asked after the provider's own.
 */
const obstacles: readonly Obstacle[] = [
  {
    id: 'terminal/jq-quotes',
    says: /jq: error: (?:syntax error, )?unexpected (?:INVALID_CHARACTER|invalid character|token)|jq: error: syntax error|jq: \d+ compile errors?/i,
    whose: 'terminal',
    title:
      'The shell broke the quotes of the command, so jq could not read its program; it opened no file',
    todo: 'Run the same command in a cloud shell, WSL or Git Bash: cmd and PowerShell treat single quotes differently. The file is as it was.',
    source: 'https://github.com/jqlang/jq/issues/538',
  },
];

export default obstacles;
