import type { Obstacle } from '../obstacle.ts';
import words from '../words.ts';

const bash = 'https://www.gnu.org/software/bash/manual/bash.html';
const copy = 'Copy the whole block from the page with its copy button, and paste it in one go.';

/** What a command lost, or brought along, on its way from the page into the terminal. Asked before anything else: a program that it was meant for complains of something else. */
const obstacles: readonly Obstacle[] = [
  {
    id: 'terminal/prompt-copied',
    says: words(
      /(?:^|[:\s])(?:\$|%|>|~\$|❯): (?:command )?not found|command not found: (?:\$|%|❯|PS)(?:\s|$)|Expected a variable name after this \$/im,
    ),
    whose: 'terminal',
    title: 'The sign of the prompt ($ or %) was copied with the command',
    todo: 'Copy only what comes after it: with the copy button of the page, which leaves it out.',
    source: 'https://www.gnu.org/software/bash/manual/html_node/Controlling-the-Prompt.html',
  },
  {
    id: 'terminal/invisible-blank',
    says: words(
      /(?:^|: )(?:aws|az|gcloud|bq|curl|jq)[ \u00a0][\w \u00a0-]{1,80}: (?:command )?not found|command not found: (?:aws|az|gcloud|bq|curl|jq)[ \u00a0][\w-]|\w[\u00a0\u2007\u202f\u200b\u3000][\w .\u00a0-]{0,80}: (?:command )?not found|command not found: [\w-]{1,40}[\u00a0\u2007\u202f\u200b]/,
    ),
    whose: 'terminal',
    title:
      'A blank of the command is not a real one (or the whole command stands in quotes), so the shell took it for one word',
    todo: 'Copy the command from the page with its copy button, not out of a chat, a mail or a document.',
    source:
      'https://unix.stackexchange.com/questions/102008/how-do-i-trim-leading-and-trailing-whitespace-from-each-line-of-some-output',
  },
  {
    id: 'terminal/typographic',
    says: words(
      /(?:not a valid identifier|(?:command )?not found|No such file or directory|unrecognized (?:arguments?|option)|invalid option|not recognized)[^\n]{0,200}[\u2010-\u2015\u2018-\u201f\u2212]|(?:export: `|not found: |unrecognized arguments?: |line \d{1,5}: )[^\n]{0,80}[\u2010-\u2015\u2018-\u201f\u2212]|Could not resolve host: (?:xn--|\u2013|\u201c)/i,
    ),
    whose: 'terminal',
    title: 'Quotes or dashes of the command were turned into typographic ones on their way',
    todo: 'Copy the command from the page with its copy button. Out of a chat, a mail or a document it comes with “ ” and –, which no shell knows.',
    source:
      'https://superuser.com/questions/196509/how-to-stop-os-x-from-changing-quotes-to-smart-quotes',
  },
  {
    id: 'terminal/quote-open',
    says: words(
      /unexpected EOF while looking for matching [`'"]|Unterminated quoted string|unmatched ["'`]|Unexpected end of string, quotes are not balanced|(?:^|\n)(?:(?:d?quote|bquote|cmdsubst|heredoc|pipe|then|for) ?){1,3}> ?$/im,
    ),
    whose: 'terminal',
    title: 'A quote or bracket of the command is not closed: its end is missing',
    todo: `Press Ctrl+C if the terminal waits with > or dquote>. ${copy}`,
    source: bash,
  },
  {
    id: 'terminal/here-document-open',
    says: words(
      /here-document (?:at line \d{1,6} )?delimited by end-of-file \(wanted [`'](?<word>\w{1,40})/i,
    ),
    whose: 'terminal',
    title: 'The end of a text that the command writes into a file is missing',
    todo: ({ groups }) =>
      `The block ends with a line that holds ${groups.word ?? 'the same word'} and nothing else, not even blanks before it. ${copy}`,
    source: 'https://www.gnu.org/software/bash/manual/html_node/Redirections.html',
  },
  {
    id: 'terminal/carriage-returns',
    says: words(
      /\$?'?\\r'?: command not found|\^M: bad interpreter|syntax error near unexpected token [`']\$?'?[^\n]{0,20}\\r|cannot execute: required file not found|env: [‘'`"]?(?:bash|sh|python3?)\\r/i,
    ),
    whose: 'terminal',
    title: 'The lines end as on Windows, which bash does not understand',
    todo: 'Copy the block from the page straight into the terminal. A file is put right with sed -i "s/\\r$//" and its name.',
    source:
      'https://unix.stackexchange.com/questions/391223/adding-a-newline-character-messes-up-the-script',
  },
  {
    id: 'terminal/script-arguments',
    says: words(
      /^(?:usage: )?\S{1,80}\.py[^\n]{0,200}: error: (?:unrecognized arguments|the following arguments are required|argument )/im,
    ),
    whose: 'terminal',
    title: 'The script does not know an option, or lacks one',
    todo: 'Type the options again with two short dashes and straight quotes: those in Spot’s published sample are a long dash and an open quote. Or do the step of this page instead.',
    source: 'https://docs.python.org/3/library/argparse.html',
  },
];

export default obstacles;
