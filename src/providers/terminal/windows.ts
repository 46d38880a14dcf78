import type { Obstacle } from '../obstacle.ts';
import words from '../words.ts';

const parsing =
  'https://learn.microsoft.com/en-us/powershell/module/microsoft.powershell.core/about/about_parsing';
const instead =
  'Use AWS CloudShell, Google Cloud Shell, Azure Cloud Shell (Bash), WSL or Git Bash: the commands of this page are written for bash.';

/** What PowerShell, cmd and Git Bash say where a command was written for bash. */
const obstacles: readonly Obstacle[] = [
  {
    id: 'terminal/git-bash-path',
    says: words(
      /[A-Z]:[\\/]{1,2}(?:Program Files[\\/]{1,2}Git|msys64|cygwin64)[\\/]{1,2}(?<path>subscriptions|providers|setup|organizations|projects|folders|billingAccounts)\b/i,
    ),
    whose: 'terminal',
    title: 'Git Bash took a value that begins with a slash for a path of Windows, and changed it',
    todo: 'Run export MSYS_NO_PATHCONV=1, then the command again. Nothing was changed in the cloud.',
    source: 'https://github.com/git-for-windows/git/issues/577',
  },
  {
    id: 'terminal/powershell-curl',
    says: words(
      /Invoke-WebRequest ?: |Cannot bind parameter 'Headers'|parameter cannot be found that matches parameter name '(?:sS|fail-with-body|X|H|d)'/i,
    ),
    whose: 'terminal',
    title: 'In this PowerShell, curl is another program than the one that the command means',
    todo: instead,
    source:
      'https://learn.microsoft.com/en-us/powershell/module/microsoft.powershell.utility/invoke-webrequest',
  },
  {
    id: 'terminal/powershell-here-document',
    says: words(
      /'<' operator is reserved for future use|Missing file specification after redirection operator|No characters are allowed after a here-string header|<< was unexpected at this time/i,
    ),
    whose: 'terminal',
    title: 'PowerShell and cmd cannot write a file in the way of this command',
    todo: `${instead} The step by clicking needs no terminal.`,
    source: parsing,
  },
  {
    id: 'terminal/powershell-lines',
    says: words(
      /Missing expression after unary operator '-{1,2}'|Unexpected token '(?:\\|\^|--?[\w-]{1,60})' in expression|'--[\w-]{1,60}' is not recognized|The term '(?:\\|--[\w-]{1,60})' is not recognized|ObjectNotFound: \((?:\\|--[\w-]{1,60}):String\)/i,
    ),
    whose: 'terminal',
    title: 'The command has several lines, which this shell does not join: each ran by itself',
    todo: `${instead} Only in bash does a \\ at the end join the next line (in cmd it is ^, in PowerShell a backtick).`,
    source: parsing,
  },
  {
    id: 'terminal/continuation-copied',
    says: words(
      /(?:\^|`): (?:command )?not found|unrecognized arguments: (?:\^|`|\\)(?:\s|$)|Unknown options: (?:\^|`|\\)(?:,|\s|$)/im,
    ),
    whose: 'terminal',
    title: 'A sign that joins lines in another shell (^ or `) stands in the command',
    todo: 'Copy the command from the page with its copy button: for bash, lines are joined with a \\ and nothing after it, not even a blank.',
    source: parsing,
  },
  {
    id: 'terminal/powershell-variable',
    says: words(
      /The term '(?:export|cat <<|if|then|fi|done|read|for)' is not recognized|'(?:export|read|cat|rm|sed|grep|head|printf)' is not recognized as an internal|The assignment expression is not valid|The term '[A-Z_]{2,40}=[^']{0,120}' is not recognized/i,
    ),
    whose: 'terminal',
    title: 'This is PowerShell or cmd, and the command is written for bash',
    todo: instead,
    source: parsing,
  },
  {
    id: 'terminal/powershell-syntax',
    says: words(
      /The token '(?:&&|\|\|)' is not a valid statement separator|The ampersand \(&\) character is not allowed|(?:string is missing the terminator|Missing closing '[)}\]]'|Missing argument in parameter list|ParserError|Missing statement block|Unexpected token '[^'\n]{1,60}' in expression or statement)/,
    ),
    whose: 'terminal',
    title: 'PowerShell does not understand the command, which is written for bash',
    todo: instead,
    source: parsing,
  },
  {
    id: 'terminal/cmd-syntax',
    says: words(
      /was unexpected at this time\.?|The syntax of the command is incorrect|The filename, directory name, or volume label syntax is incorrect/i,
    ),
    whose: 'terminal',
    title: 'cmd does not understand the command, which is written for bash',
    todo: instead,
    source: 'https://learn.microsoft.com/en-us/windows-server/administration/windows-commands/cmd',
  },
  {
    id: 'terminal/scripts-forbidden',
    says: words(
      /running scripts is disabled on this system|cannot be loaded because running scripts|PSSecurityException/i,
    ),
    whose: 'company',
    title: 'Windows lets no scripts run in this PowerShell',
    source:
      'https://learn.microsoft.com/en-us/powershell/module/microsoft.powershell.core/about/about_execution_policies',
    guardrail: {
      rule: 'the execution policy of PowerShell on my machine',
      explain:
        'Whoever manages the machine decided which scripts may run on it. A cloud shell in the browser is another place, and needs no script on the machine.',
      who: 'whoever manages your machine',
      ask: () => 'let me run this in WSL, Git Bash or a cloud shell',
    },
  },
  {
    id: 'terminal/blocked-program',
    says: words(
      /This program is blocked by group policy|Your organization used (?:Windows Defender|Device Guard|App Control)[^\n]{0,80} to block this app|app has been blocked by your system administrator|Application Control policy has blocked this file/i,
    ),
    whose: 'company',
    title: 'Your company does not let this program run on the machine',
    source:
      'https://learn.microsoft.com/en-us/windows/security/application-security/application-control/app-control-for-business/',
    guardrail: {
      rule: 'a rule about programs on my machine',
      explain: 'Whoever manages the machine decided which programs may run on it.',
      who: 'whoever manages your machine',
      ask: () =>
        'allow the command line of our cloud on my machine, or its cloud shell in the browser',
    },
  },
];

export default obstacles;
