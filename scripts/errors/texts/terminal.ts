import { type ErrorText, textsFrom } from '../error-text.ts';

const bash = 'https://www.gnu.org/software/bash/manual/bash.html';
const powershell =
  'https://learn.microsoft.com/en-us/powershell/module/microsoft.powershell.core/about/about_parsing';
const curl = 'https://curl.se/libcurl/c/libcurl-errors.html';
const jq = 'https://jqlang.org/manual/';

/** What shells, terminals and the programs around a command line say; those of bash, dash, jq and curl are printed by real ones. */
const texts: readonly ErrorText[] = [
  ...textsFrom('https://github.com/jqlang/jq/issues/538', [
    [
      "jq: error: syntax error, unexpected INVALID_CHARACTER, expecting end of file (Windows cmd shell quoting issues?) at <top-level>, line 1:\n'.private_key\njq: 1 compile error",
      'terminal/jq-quotes',
    ],
    [
      "jq: error: syntax error, unexpected INVALID_CHARACTER (Unix shell quoting issues?) at <top-level>, line 1:\n.a | 'x'     \njq: 1 compile error",
      'terminal/jq-quotes',
    ],
    [
      "jq: error: syntax error, unexpected '}' (Unix shell quoting issues?) at <top-level>, line 1:\n{a: }    \njq: 1 compile error",
      'terminal/jq-quotes',
    ],
  ]),
  ...textsFrom(jq, [
    [
      'jq: error: Could not open file spot-key.json: No such file or directory',
      'terminal/jq-no-file or gcp/no-key-file',
    ],
    [
      'parse error: Invalid numeric literal at line 2, column 0',
      'terminal/jq-no-json or gcp/not-a-key',
    ],
    [
      'jq: parse error: Invalid numeric literal at line 1, column 6',
      'terminal/jq-no-json or gcp/not-a-key',
    ],
    [
      'parse error: Unfinished JSON term at EOF at line 2, column 0',
      'terminal/jq-cut-file or gcp/not-a-key',
    ],
    [
      'parse error: Expected separator between values at line 4, column 3',
      'terminal/jq-cut-file or gcp/not-a-key',
    ],
    [
      'jq: error (at <stdin>:1): Cannot index array with string "response"',
      'terminal/jq-other-answer or gcp/not-a-key',
    ],
    [
      'jq: error (at <stdin>:1): Cannot iterate over null (null)',
      'terminal/jq-other-answer or gcp/not-a-key',
    ],
  ]),
  ...textsFrom(bash, [
    ['bash: line 1: jq: command not found', 'terminal/no-program or gcp/no-jq'],
    ['dash: 1: jq: not found', 'terminal/no-program or gcp/no-jq'],
    ['zsh: command not found: jq', 'terminal/no-program or gcp/no-jq'],
    ['fish: Unknown command: jq', 'terminal/no-program or gcp/no-jq'],
    [
      "'jq' is not recognized as an internal or external command,\noperable program or batch file.",
      'terminal/no-program or gcp/no-jq',
    ],
    [
      "uuidgen : The term 'uuidgen' is not recognized as the name of a cmdlet, function, script file, or operable program.\nAt line:1 char:1\n+ uuidgen\n+ ~~~~~~~\n    + CategoryInfo          : ObjectNotFound: (uuidgen:String) [], CommandNotFoundException",
      'terminal/no-program',
    ],
    [
      "jq: The term 'jq' is not recognized as a name of a cmdlet, function, script file, or executable program.\nCheck the spelling of the name, or if a path was included, verify that the path is correct and try again.",
      'terminal/no-program or gcp/no-jq',
    ],
    [
      "Command 'jq' not found, but can be installed with:\nsudo apt install jq",
      'terminal/no-program or gcp/no-jq',
    ],
    [
      'Python was not found; run without arguments to install from the Microsoft Store, or disable this shortcut from Settings > Manage App Execution Aliases.',
      'terminal/no-program or gcp/no-python',
    ],
    ['bash: line 1: $: command not found', 'terminal/prompt-copied'],
    ['bash: $: command not found', 'terminal/prompt-copied'],
    ['zsh: command not found: $', 'terminal/prompt-copied'],
    ['zsh: command not found: %', 'terminal/prompt-copied'],
    ['bash: line 1: aws\u00a0iam: command not found', 'terminal/invisible-blank'],
    ['zsh: command not found: aws\u00a0iam', 'terminal/invisible-blank'],
    ["bash: line 1: export: `b”': not a valid identifier", 'terminal/typographic'],
    ['curl: (6) Could not resolve host: xn--x-5gn', 'terminal/typographic'],
    [
      'azure-automatic-role-assignment.py: error: unrecognized arguments: –appRegistrationId',
      'terminal/typographic',
    ],
    ["bash: -c: line 1: unexpected EOF while looking for matching `''", 'terminal/quote-open'],
    ['bash: -c: line 1: unexpected EOF while looking for matching `"\'', 'terminal/quote-open'],
    ["bash: -c: line 2: unexpected EOF while looking for matching `)'", 'terminal/quote-open'],
    ['dash: 1: Syntax error: Unterminated quoted string', 'terminal/quote-open'],
    ['fish: Unexpected end of string, quotes are not balanced', 'terminal/quote-open'],
    ['zsh: unmatched "', 'terminal/quote-open'],
    ['dquote> ', 'terminal/quote-open'],
    ['~ % curl -d "{\nquote> ', 'terminal/quote-open'],
    ['pipe heredoc> ', 'terminal/quote-open'],
    [
      "bash: line 2: warning: here-document at line 1 delimited by end-of-file (wanted `JSON')",
      'terminal/here-document-open',
    ],
    ['bash: -c: line 2: syntax error: unexpected end of file', 'terminal/syntax'],
    ["bash: -c: line 1: syntax error near unexpected token `)'", 'terminal/syntax'],
    ["zsh: parse error near `)'", 'terminal/syntax'],
    ['dash: 1: Syntax error: "(" unexpected', 'terminal/not-bash'],
    ["fish: $(...) is not supported. In fish, please use '(cat)'.", 'terminal/not-bash'],
    ["bash: line 1: export: `b-c': not a valid identifier", 'terminal/variable-name'],
    ["bash: $'\\r': command not found", 'terminal/carriage-returns'],
    ['bash: line 1: ./x.sh: cannot execute: required file not found', 'terminal/carriage-returns'],
    [
      '-bash: ./x.sh: /bin/bash^M: bad interpreter: No such file or directory',
      'terminal/carriage-returns',
    ],
    ['fish: Expected a variable name after this $.', 'terminal/prompt-copied'],
    ["bash: syntax error near unexpected token `$'do\\r''", 'terminal/carriage-returns'],
    ['env: ‘bash\\r’: No such file or directory', 'terminal/carriage-returns'],
    ['dash: 2: Syntax error: end of file unexpected (expecting "fi")', 'terminal/syntax'],
    ['bash: $' + '{x-y.z}: bad substitution', 'terminal/variable-name'],
    ['bash: conditional binary operator expected', 'terminal/too-many-arguments'],
    ['bash: trust-policy.json: Disk quota exceeded', 'terminal/no-space'],
    ['dash: 1: cannot create trust-policy.json: Permission denied', 'terminal/read-only'],
    ['bash: ./aws: cannot execute binary file: Exec format error', 'terminal/not-executable'],
    ['Connection to 203.0.113.10 closed by remote host.', 'terminal/killed'],
    ['bash: !b: event not found', 'terminal/history-expansion'],
    ['zsh: event not found: b', 'terminal/history-expansion'],
    ['zsh: no matches found: Stacks[0].Outputs[?OutputKey==RoleArn]', 'terminal/zsh-no-matches'],
    ['bash: [: too many arguments', 'terminal/too-many-arguments'],
    ['bash: line 3: [: =: unary operator expected', 'terminal/too-many-arguments'],
    ['bash: trust-policy.json: No space left on device', 'terminal/no-space'],
    ['bash: trust-policy.json: Permission denied', 'terminal/read-only'],
    ['zsh: permission denied: trust-policy.json', 'terminal/read-only'],
    ['bash: trust-policy.json: Read-only file system', 'terminal/read-only'],
    ['bash: line 1: /etc/passwd: Permission denied', 'terminal/not-executable'],
    ['zsh: permission denied: ./setup.sh', 'terminal/not-executable'],
    ['bash: cd: spot: No such file or directory', 'terminal/cannot-change-folder'],
    ["rm: cannot remove 'spot-key.json': No such file or directory", 'terminal/no-file'],
    ['cat: role.json: No such file or directory', 'terminal/no-file'],
    [
      "python3: can't open file '/home/alice/setup.py': [Errno 2] No such file or directory",
      'terminal/no-file',
    ],
    ['zsh: no such file or directory: role.json', 'terminal/no-file'],
    ['The system cannot find the file specified.', 'terminal/no-file'],
    [
      "cat : Cannot find path 'C:\\Users\\alice\\role.json' because it does not exist.",
      'terminal/no-file',
    ],
    ['client_loop: send disconnect: Broken pipe', 'terminal/killed'],
    ['Killed', 'terminal/killed'],
  ]),
  ...textsFrom('https://github.com/git-for-windows/git/issues/577', [
    [
      "(InvalidSubscriptionId) The provided subscription identifier 'C:' is malformed or invalid: C:/Program Files/Git/subscriptions/00000000-0000-0000-0000-000000000000",
      'terminal/git-bash-path',
    ],
    [
      "ls: cannot access 'C:/Program Files/Git/providers/Microsoft.Capacity': No such file or directory",
      'terminal/git-bash-path',
    ],
  ]),
  ...textsFrom(powershell, [
    [
      "Invoke-WebRequest : A positional parameter cannot be found that accepts argument 'Authorization: Bearer x'.\nAt line:1 char:1\n+ curl -sS --fail-with-body -H @<(printf x)\n    + CategoryInfo          : InvalidArgument: (:) [Invoke-WebRequest], ParameterBindingException",
      'terminal/powershell-curl',
    ],
    [
      'Invoke-WebRequest : Cannot bind parameter \'Headers\'. Cannot convert the "Authorization: Bearer x" value of type "System.String" to type "System.Collections.IDictionary".',
      'terminal/powershell-curl',
    ],
    [
      "At line:1 char:10\n+ cat > trust.json <<'JSON'\n+                  ~\nMissing file specification after redirection operator.\nAt line:1 char:9\nThe '<' operator is reserved for future use.",
      'terminal/powershell-here-document',
    ],
    ['<< was unexpected at this time.', 'terminal/powershell-here-document'],
    [
      "At line:2 char:5\n+   --public-access-block-configuration BlockPublicAcls=true\n+     ~\nMissing expression after unary operator '--'.",
      'terminal/powershell-lines',
    ],
    [
      "Unexpected token '--parameter-overrides' in expression or statement.",
      'terminal/powershell-lines',
    ],
    [
      "'--parameter-overrides' is not recognized as an internal or external command,\noperable program or batch file.",
      'terminal/powershell-lines',
    ],
    [
      "export : The term 'export' is not recognized as the name of a cmdlet, function, script file, or operable program.",
      'terminal/powershell-variable',
    ],
    [
      "SECRET=x : The term 'SECRET=x' is not recognized as the name of a cmdlet, function, script file, or operable program.",
      'terminal/powershell-variable',
    ],
    [
      "'export' is not recognized as an internal or external command,\noperable program or batch file.",
      'terminal/powershell-variable',
    ],
    [
      "The token '||' is not a valid statement separator in this version.",
      'terminal/powershell-syntax',
    ],
    ['The string is missing the terminator: ".', 'terminal/powershell-syntax'],
    [
      'The ampersand (&) character is not allowed. The & operator is reserved for future use',
      'terminal/powershell-syntax',
    ],
    ['The syntax of the command is incorrect.', 'terminal/cmd-syntax'],
    ['( was unexpected at this time.', 'terminal/cmd-syntax'],
    ['The filename, directory name, or volume label syntax is incorrect.', 'terminal/cmd-syntax'],
    [
      "curl : A parameter cannot be found that matches parameter name 'sS'.",
      'terminal/powershell-curl',
    ],
    [
      'No characters are allowed after a here-string header but before the end of the line.',
      'terminal/powershell-here-document',
    ],
    [
      "--parameter-overrides: The term '--parameter-overrides' is not recognized as a name of a cmdlet, function, script file, or executable program.",
      'terminal/powershell-lines',
    ],
    [
      'The assignment expression is not valid. The input to an assignment operator must be an object that is able to accept assignments, such as a variable or a property.',
      'terminal/powershell-variable',
    ],
    [
      'Your organization used Device Guard to block this app. Contact your support person for more info.',
      'terminal/blocked-program',
    ],
    ['unrecognized arguments: \\', 'terminal/continuation-copied'],
    ['bash: ^: command not found', 'terminal/continuation-copied'],
    [
      'File C:\\x.ps1 cannot be loaded because running scripts is disabled on this system.',
      'terminal/scripts-forbidden',
    ],
    [
      'This program is blocked by group policy. For more information, contact your system administrator.',
      'terminal/blocked-program',
    ],
  ]),
  ...textsFrom(curl, [
    ['curl: (3) URL using bad/illegal format or missing URL', 'terminal/curl-address'],
    ['curl: (1) Protocol "foo" not supported or disabled in libcurl', 'terminal/curl-address'],
    [
      "curl: option --fail-with-body: is unknown\ncurl: try 'curl --help' or 'curl --manual' for more information",
      'terminal/curl-arguments',
    ],
    ["curl: try 'curl --help' or 'curl --manual' for more information", 'terminal/curl-arguments'],
    ['curl: Failed to open spot.json', 'terminal/curl-file'],
    [
      'Warning: Couldn\'t read data from file "spot.json", this makes an empty POST.',
      'terminal/curl-file',
    ],
    [
      "curl: (6) Couldn't resolve host 'management.azure.com'",
      'terminal/no-name or gcp/unreachable',
    ],
    ['ping: management.azure.com: Temporary failure in name resolution', 'terminal/no-name'],
    [
      '<urlopen error [Errno -2] Name or service not known>',
      'terminal/no-name or azure/unreachable',
    ],
    ['<urlopen error [Errno 8] nodename nor servname provided, or not known>', 'terminal/no-name'],
    ['Error: getaddrinfo ENOTFOUND management.azure.com', 'terminal/no-name'],
    [
      'NameResolutionError("<urllib3.connection.HTTPSConnection object>: Failed to resolve \'oauth2.googleapis.com\'")',
      'terminal/no-name or azure/unreachable',
    ],
    ["The remote name could not be resolved: 'management.azure.com'", 'terminal/no-name'],
    [
      'ssh: connect to host 203.0.113.10 port 443: Connection timed out',
      'terminal/timeout or gcp/unreachable',
    ],
    ['Error: connect ETIMEDOUT 203.0.113.10:443', 'terminal/timeout'],
    [
      "ConnectTimeoutError(<urllib3.connection.HTTPSConnection object>, 'Connection to 203.0.113.10 timed out.')",
      'terminal/timeout or azure/unreachable',
    ],
    ['The operation has timed out.', 'terminal/timeout'],
    [
      '<urlopen error [Errno 111] Connection refused>',
      'terminal/no-connection or azure/unreachable or gcp/unreachable',
    ],
    ['<urlopen error [Errno 113] No route to host>', 'terminal/no-connection'],
    [
      '<urlopen error [Errno 101] Network is unreachable>',
      'terminal/no-connection or gcp/unreachable',
    ],
    ['Error: connect ECONNREFUSED 127.0.0.1:8080', 'terminal/no-connection'],
    ['Error: read ECONNRESET', 'terminal/no-connection'],
    ['Unable to connect to the remote server', 'terminal/no-connection'],
    [
      "('Connection aborted.', RemoteDisconnected('Remote end closed connection without response'))",
      'terminal/no-connection or azure/unreachable',
    ],
    [
      "(Caused by ProxyError('Unable to connect to proxy', OSError('Tunnel connection failed: 403 Forbidden')))",
      'terminal/proxy-refuses',
    ],
    ['HTTP/1.1 407 Proxy Authentication Required', 'terminal/proxy-sign-in'],
    [
      'curl: (35) error:1407742E:SSL routines:SSL23_GET_SERVER_HELLO:tlsv1 alert protocol version',
      'terminal/old-tls',
    ],
    ['curl: (35) error:0A000102:SSL routines::unsupported protocol', 'terminal/old-tls'],
    ['curl: (35) error:0A000410:SSL routines::sslv3 alert handshake failure', 'terminal/old-tls'],
    [
      'curl: (35) OpenSSL SSL_connect: SSL_ERROR_SYSCALL in connection to management.azure.com:443',
      'terminal/old-tls',
    ],
    [
      'tls: failed to verify certificate: x509: certificate signed by unknown authority',
      'terminal/untrusted-connection',
    ],
    [
      'curl: (60) SSL certificate problem: certificate has expired',
      'terminal/untrusted-connection or gcp/untrusted-connection',
    ],
    ['curl: (26) Failed to open/read local data from file/application', 'terminal/curl-file'],
    [
      'curl: (6) Could not resolve host: management.azure.com',
      'terminal/no-name or gcp/unreachable',
    ],
    [
      "curl: (7) Failed to connect to 10.0.0.1 port 443 after 0 ms: Couldn't connect to server",
      'terminal/no-connection',
    ],
    ['curl: (56) Recv failure: Connection reset by peer', 'terminal/no-connection'],
    [
      'curl: (28) Operation timed out after 30001 milliseconds with 0 bytes received',
      'terminal/timeout',
    ],
    ['curl: (5) Could not resolve proxy: proxy.example.com', 'terminal/proxy-refuses'],
    ['curl: (56) Received HTTP code 403 from proxy after CONNECT', 'terminal/proxy-refuses'],
    ['curl: (56) Received HTTP code 407 from proxy after CONNECT', 'terminal/proxy-sign-in'],
    ['curl: (56) CONNECT tunnel failed, response 403', 'terminal/proxy-refuses'],
    [
      'curl: (35) error:1408F10B:SSL routines:ssl3_get_record:wrong version number',
      'terminal/old-tls',
    ],
    [
      'curl: (60) SSL certificate problem: unable to get local issuer certificate',
      'terminal/untrusted-connection or gcp/untrusted-connection',
    ],
    [
      'ssl.SSLCertVerificationError: [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: unable to get local issuer certificate',
      'terminal/untrusted-connection or gcp/untrusted-connection or azure/untrusted-connection',
    ],
  ]),
  ...textsFrom('F-144', [
    [
      'usage: azure-automatic-role-assignment.py [-h] --token TOKEN\nazure-automatic-role-assignment.py: error: unrecognized arguments: x',
      'terminal/script-arguments',
    ],
  ]),
  ...textsFrom('https://docs.python.org/3/library/exceptions.html#ModuleNotFoundError', [
    ['ImportError: No module named requests', 'terminal/python-module'],
    ["ModuleNotFoundError: No module named 'spotinst_sdk2'", 'terminal/python-module'],
  ]),
  ...textsFrom('F-156', [['bash: cloudshell: command not found', 'terminal/no-program']]),
  ...textsFrom('https://translationproject.org/domain/bash.html', [
    ['bash: aws: Kommando nicht gefunden.', 'terminal/no-program-elsewhere'],
    ['bash: az: Befehl nicht gefunden', 'terminal/no-program-elsewhere'],
    ['bash: gcloud : commande introuvable', 'terminal/no-program-elsewhere'],
    ['bash: aws: orden no encontrada', 'terminal/no-program-elsewhere'],
    ['bash: jq: comando não encontrado', 'terminal/no-program-elsewhere'],
    ['bash: jq: comando non trovato', 'terminal/no-program-elsewhere'],
    ['cat: trust.json: Datei oder Verzeichnis nicht gefunden', 'terminal/no-file'],
    ['cat: trust.json: Aucun fichier ou dossier de ce type', 'terminal/no-file'],
    ['cat: trust.json: No existe el fichero o el directorio', 'terminal/no-file'],
  ]),
  ...textsFrom(
    'https://learn.microsoft.com/en-us/windows-server/administration/windows-commands/cmd',
    [
      [
        'Der Befehl "aws" ist entweder falsch geschrieben oder\nkonnte nicht gefunden werden.',
        'terminal/no-program-elsewhere',
      ],
      [
        '"az" no se reconoce como un comando interno o externo,\nprograma o archivo por lotes ejecutable.',
        'terminal/no-program-elsewhere',
      ],
      [
        "'gcloud' n’est pas reconnu en tant que commande interne\nou externe, un programme exécutable ou un fichier de commandes.",
        'terminal/no-program-elsewhere',
      ],
    ],
  ),
  ...textsFrom(
    'https://learn.microsoft.com/en-us/powershell/module/microsoft.powershell.core/about/about_command_precedence',
    [
      [
        'jq : Die Benennung "jq" wurde nicht als Name eines Cmdlet erkannt.\nIn Zeile:1 Zeichen:30\n    + CategoryInfo          : ObjectNotFound: (jq:String) [], CommandNotFoundException',
        'terminal/no-program',
      ],
      [
        '--role-name : Die Benennung "--role-name" wurde nicht als Name eines Cmdlet erkannt.\n    + CategoryInfo          : ObjectNotFound: (--role-name:String) [], CommandNotFoundException',
        'terminal/powershell-lines',
      ],
      [
        'gcloud : Die Datei "C:\\Program Files (x86)\\Google\\Cloud SDK\\google-cloud-sdk\\bin\\gcloud.ps1" kann nicht geladen werden, da die Ausführung von Skripts auf diesem System deaktiviert ist.\n    + CategoryInfo          : Sicherheitsfehler: (:) [], PSSecurityException\n    + FullyQualifiedErrorId : UnauthorizedAccess',
        'terminal/scripts-forbidden',
      ],
    ],
  ),
  ...textsFrom('https://github.com/curl/curl/issues/14315', [
    [
      'curl: (35) schannel: next InitializeSecurityContext failed: CRYPT_E_NO_REVOCATION_CHECK (0x80092012) - The revocation function was unable to check revocation for the certificate.',
      'terminal/revocation-unchecked',
    ],
    [
      'curl: (35) schannel: next InitializeSecurityContext failed: Unknown error (0x80092012)',
      'terminal/revocation-unchecked',
    ],
  ]),
  ...textsFrom('https://support.apple.com/en-us/102445', [
    ['“jq” cannot be opened because the developer cannot be verified.', 'terminal/mac-unverified'],
    ['zsh: operation not permitted: ./setup.sh', 'terminal/mac-unverified'],
  ]),
  ...textsFrom(
    'https://developer.apple.com/documentation/xcode/installing-the-command-line-tools',
    [
      [
        'xcrun: error: invalid active developer path (/Library/Developer/CommandLineTools), missing xcrun at: /Library/Developer/CommandLineTools/usr/bin/xcrun',
        'terminal/xcode-tools',
      ],
    ],
  ),
  ...textsFrom(
    'https://learn.microsoft.com/en-us/windows/security/application-security/application-control/app-control-for-business/',
    [
      [
        'This app has been blocked by your system administrator. Contact your system administrator for more info.',
        'terminal/blocked-program',
      ],
      [
        "Program 'aws.exe' failed to run: An Application Control policy has blocked this file",
        'terminal/blocked-program',
      ],
    ],
  ),
  ...textsFrom('https://docs.python.org/3/library/exceptions.html#ModuleNotFoundError', [
    [
      'Traceback (most recent call last):\n  File "connect.py", line 1, in <module>\n    import boto3\nModuleNotFoundError: No module named \'boto3\'',
      'terminal/python-module',
    ],
  ]),
];

export default texts;
