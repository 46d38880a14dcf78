import type { Obstacle } from '../obstacle.ts';
import words from '../words.ts';

const curl = 'https://curl.se/libcurl/c/libcurl-errors.html';
const jq = 'https://jqlang.org/manual/';

/** What jq, curl, python and the shell say where a program of the command is missing, or got something else to read. */
const obstacles: readonly Obstacle[] = [
  {
    id: 'terminal/jq-quotes',
    says: words(
      /jq: error: (?:syntax error, )?unexpected|jq: error: syntax error|jq: \d{1,5} compile errors?|quoting issues\?\)/i,
    ),
    whose: 'terminal',
    title:
      'The shell broke the quotes of the command, so jq could not read its program; it opened no file',
    todo: 'Run the same command in a cloud shell, WSL or Git Bash: cmd and PowerShell treat single quotes differently. The file is as it was.',
    source: 'https://github.com/jqlang/jq/issues/538',
  },
  {
    id: 'terminal/jq-no-file',
    says: words(
      /jq: error: Could not open (?:file )?(?<file>[^\n:]{1,200}): No such file or directory/i,
    ),
    whose: 'terminal',
    title: 'The file that jq was to read is not in this folder',
    todo: ({ groups }) =>
      `Run ls to see what is there, and cd to the folder of ${groups.file ?? 'the file'}; in a cloud shell upload it first. If a step makes the file, run its whole block again.`,
    source: jq,
  },
  {
    id: 'terminal/jq-cut-file',
    says: words(
      /parse error: (?:Unfinished (?:JSON term|string|abandoned text)|Unmatched|Expected separator|Objects must consist|Invalid (?:string|escape|literal))/i,
    ),
    whose: 'terminal',
    title: 'What jq was to read is JSON that is cut off or was changed',
    todo: 'If it is a file of the cloud (a key), download it again and open it with nothing: an editor may have changed it. If it is what a command printed, run that command by itself and look whether it printed an error.',
    source: jq,
  },
  {
    id: 'terminal/jq-no-json',
    says: words(/parse error: Invalid numeric literal|jq: parse error/i),
    whose: 'terminal',
    title:
      'What jq was to read is not JSON: an error message or a web page, or another file than you meant',
    todo: 'Where jq reads what a command prints, run that command without “| jq …”: it prints its error. Where it reads a file, look at the first line with head -c 200 and its name: a key of Google Cloud begins with {.',
    source: jq,
  },
  {
    id: 'terminal/jq-other-answer',
    says: words(
      /jq: error \(at [^)]{1,100}\): (?:Cannot (?:index|iterate over)|null \(null\) has no|\w{1,20} \([^)\n]{0,80}\) (?:cannot|has no))/i,
    ),
    whose: 'terminal',
    title: 'The answer is JSON, and not the one that the command expects: mostly a refusal',
    todo: 'Run the command without “| jq …”, and paste what it prints here: that names the reason.',
    source: jq,
  },
  {
    id: 'terminal/curl-arguments',
    says: words(
      /curl: (?:option (?<option>[^\n:]{1,60}): is unknown|try 'curl --help'|no URL specified|\(2\) )/i,
    ),
    whose: 'terminal',
    title: 'curl does not know an option of the command, or got no address',
    todo: 'Copy the whole command with its copy button. --fail-with-body needs curl 7.76 (curl --version): a cloud shell has it.',
    source: 'https://curl.se/docs/manpage.html',
  },
  {
    id: 'terminal/curl-address',
    says: words(/curl: \((?:1|3)\) /),
    whose: 'terminal',
    title: 'curl cannot read the address: a quote, a blank or a line break stands in it',
    todo: 'Copy the whole command with its copy button, with its straight quotes ("), and fill in the values on the page first.',
    source: curl,
  },
  {
    id: 'terminal/curl-file',
    says: words(
      /curl: \(26\) |Failed to open [^\n]{1,120}|Couldn't read data from file "(?<file>[^"\n]{1,120})"/i,
    ),
    whose: 'terminal',
    title: 'curl cannot read the file that the command names',
    todo: 'Run the whole block, from its first line: it writes the file. In PowerShell and dash “@<(printf …)” is no file: use bash.',
    source: curl,
  },
  {
    id: 'terminal/python-module',
    says: words(
      /ModuleNotFoundError: No module named '(?<module>[\w.]{1,60})'|ImportError: No module named (?<module2>[\w.]{1,60})/,
    ),
    whose: 'terminal',
    title: 'A library that the script needs is not installed',
    todo: ({ groups }) =>
      `Run python3 -m pip install --user ${groups.module ?? groups.module2 ?? 'NAME'}, then the command again. This page needs no script of Python: its own commands do the same.`,
    source: 'https://docs.python.org/3/library/exceptions.html#ModuleNotFoundError',
  },
  {
    id: 'terminal/no-program',
    says: words(
      /(?:^|[\s:])(?<program>curl|jq|python3?|uuidgen|gcloud|az|gsutil|bq|unzip|cloudshell|sed|awk|openssl): (?:command )?not found|command not found: (?<program2>[\w.-]{1,40})|Unknown command:? '?(?<program3>[\w.-]{1,40})|'(?<program4>[\w.-]{1,40})' is not recognized as an internal|The term '(?<program5>[\w.-]{1,40})' is not recognized|Command '(?<program6>[\w.-]{1,40})' not found|(?<![\w.-])(?<program7>[\w.-]{1,40}): command not found|sh: (?:line )?\d{1,5}: (?<program8>[\w.-]{1,40}): not found|Python was not found|ObjectNotFound: \((?<program9>[A-Za-z][\w.-]{0,40}):String\)/im,
    ),
    whose: 'terminal',
    title: 'The terminal does not know a program of the command',
    todo: ({ groups }) => {
      const program = Object.entries(groups).find(([name]) => name.startsWith('program'))?.[1];
      return `Use a cloud shell, which has them all, or install ${program ?? 'the program that it names'} and open a new terminal. If that is no program but a part of the command, copy the whole block again.`;
    },
    source: 'https://www.gnu.org/software/bash/manual/html_node/Exit-Status.html',
  },
  {
    id: 'terminal/no-program-elsewhere',
    says: words(
      /(?<![\w.-])(?<program>[\w.-]{1,40}) ?: (?:(?:Kommando|Befehl) nicht gefunden|commande (?:introuvable|non trouvée)|orden no encontrada|no se encontró la orden|comando não encontrado|comando non trovato)|["„'«](?<program2>[\w.-]{1,40})["“'»] (?:ist entweder falsch geschrieben|n.est pas reconnu|no se reconoce como|não é reconhecido como|non è riconosciuto come)/i,
    ),
    whose: 'terminal',
    title: 'The terminal, which speaks another language than English, does not know a program',
    todo: ({ groups }) =>
      `Use a cloud shell, which has them all, or install ${groups.program ?? groups.program2 ?? 'the program that it names'} and open a new terminal. If that is no program but a part of the command, copy the whole block again.`,
    source: 'https://translationproject.org/domain/bash.html',
  },
  {
    id: 'terminal/xcode-tools',
    says: words(/xcrun: error: invalid active developer path/i),
    whose: 'terminal',
    title: 'macOS has the program only with its command line tools, which are not installed',
    todo: 'Run xcode-select --install and follow the window that opens, then the command again. Or use a cloud shell.',
    source: 'https://developer.apple.com/documentation/xcode/installing-the-command-line-tools',
  },
  {
    id: 'terminal/mac-unverified',
    says: words(
      /cannot be opened because (?:the developer cannot be verified|Apple cannot check it for malicious)|zsh: operation not permitted: \.?\//i,
    ),
    whose: 'terminal',
    title: 'macOS does not open a program that was downloaded and whose maker it cannot verify',
    todo: 'Install the program with its maker’s own installer, or use a cloud shell in the browser. Do not switch the check off; on a Mac of your company ask whoever manages it.',
    source: 'https://support.apple.com/en-us/102445',
  },
  {
    id: 'terminal/no-file',
    says: words(
      /(?:cat|rm|head|sed|ls|cp|mv|chmod|base64|python3?|bash|sh|\.\/[\w.-]{1,60}): (?:cannot (?:remove|access|stat|open) |can't open file |can't read )?[‘'"]?(?<file>[\w./~ -]{1,160})[’'"]?: (?:\[Errno 2\] )?No such file or directory|no such file or directory: (?<file2>[\w./~-]{1,160})|cannot find the (?:file|path) specified|Cannot find path '(?<file3>[^'\n]{1,160})'|: (?:Datei oder Verzeichnis nicht gefunden|Aucun fichier ou dossier de ce (?:nom|type)|No existe el (?:fichero|archivo) o el directorio|Arquivo ou diretório (?:inexistente|não encontrado)|File o directory non esistente)/i,
    ),
    whose: 'terminal',
    title: 'The command names a file or folder that is not there',
    todo: ({ groups }) =>
      `Run the whole block of the step, from its first line: it makes ${groups.file ?? groups.file2 ?? groups.file3 ?? 'the file'}. A new terminal starts in another folder; while cleaning up, go on: it is gone.`,
    source: 'https://www.gnu.org/software/bash/manual/html_node/Exit-Status.html',
  },
];

export default obstacles;
