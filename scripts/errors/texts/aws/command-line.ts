import { type ErrorText, textsFrom } from '../../error-text.ts';

const v1 = 'https://github.com/aws/aws-cli/blob/develop/awscli/argparser.py';
const botocore = 'https://github.com/boto/botocore/blob/develop/botocore/exceptions.py';
const paramfile = 'https://github.com/aws/aws-cli/blob/develop/awscli/paramfile.py';
const argprocess = 'https://github.com/aws/aws-cli/blob/develop/awscli/argprocess.py';
const note =
  'usage: Note: AWS CLI version 2, the latest major version of the AWS CLI, is now stable and recommended for general use. For more information, see the AWS CLI version 2 installation instructions at: https://docs.aws.amazon.com/cli/latest/userguide/install-cliv2.html\n\n';
const usage =
  'usage: aws [options] <command> <subcommand> [<subcommand> ...] [parameters]\nTo see help text, you can run:\n\n  aws help\n  aws <command> help\n  aws <command> <subcommand> help\n';
const bucketRegex =
  'Bucket name must match the regex "^[a-zA-Z0-9.\\-_]{1,255}$" or be an ARN matching the regex "^arn:(aws).*:(s3|s3-object-lambda):[a-z\\-0-9]*:[0-9]{12}:accesspoint[/:][a-zA-Z0-9\\-.]{1,63}$"';

/** What the AWS CLI prints without asking AWS; all but those of version 2 are printed by a real one. */
const texts: readonly ErrorText[] = [
  ...textsFrom('https://github.com/aws/aws-cli/issues/6225', [
    [
      'Unable to redirect output to pager. Received the following error when opening pager:\n[Errno 2] No such file or directory: \'less\'\n\nLearn more about configuring the output pager by running "aws help config-vars".',
      'aws/no-pager',
    ],
    [
      "aws: [ERROR]: (Pager): Unable to redirect output to pager. Received the following error when opening pager:\n[Errno 2] No such file or directory: 'less'",
      'aws/no-pager',
    ],
    ["[Errno 2] No such file or directory: 'less'", 'aws/no-pager'],
  ]),
  ...textsFrom('https://docs.aws.amazon.com/cli/latest/userguide/cli-chap-troubleshooting.html', [
    ['bash: aws: command not found', 'aws/no-cli'],
    ['-bash: aws: command not found', 'aws/no-cli'],
    ['zsh: command not found: aws', 'aws/no-cli'],
    ['sh: 1: aws: not found', 'aws/no-cli'],
    ['dash: 1: aws: not found', 'aws/no-cli'],
    ['fish: Unknown command: aws', 'aws/no-cli'],
    ["fish: Unknown command 'aws'", 'aws/no-cli'],
    [
      "'aws' is not recognized as an internal or external command,\noperable program or batch file.",
      'aws/no-cli',
    ],
    [
      "aws : The term 'aws' is not recognized as the name of a cmdlet, function, script file, or operable program. Check the spelling of the name, or if a path was included, verify that the path is correct and try again.\nAt line:1 char:1\n+ aws sts get-caller-identity\n+ ~~~\n    + CategoryInfo          : ObjectNotFound: (aws:String) [], CommandNotFoundException\n    + FullyQualifiedErrorId : CommandNotFoundException",
      'aws/no-cli',
    ],
    [
      "Command 'aws' not found, but can be installed with:\nsudo snap install aws-cli",
      'aws/no-cli',
    ],
    [
      'Traceback (most recent call last):\n  File "/usr/local/bin/aws", line 19, in <module>\n    import awscli.clidriver\nModuleNotFoundError: No module named \'awscli\'',
      'aws/broken-install',
    ],
  ]),
  ...textsFrom(v1, [
    [`${usage}aws: error: the following arguments are required: --bucket`, 'aws/cut-command'],
    [
      `${note}${usage}aws: error: the following arguments are required: --role-name`,
      'aws/cut-command',
    ],
    [
      'aws: [ERROR]: An error occurred (ParamValidation): the following arguments are required: --role-name\n\nusage: aws [options] <command> <subcommand> [<subcommand> ...] [parameters]',
      'aws/cut-command',
    ],
    [`${usage}aws: error: too few arguments`, 'aws/cut-command'],
    [`${usage}aws: error: argument --role-name: expected one argument`, 'aws/cut-command'],
    [`${usage}\nUnknown options: --outputt, json`, 'aws/unknown-option'],
    [
      `${usage}\nUnknown options: –assume-role-policy-document, file://trust.json`,
      'aws/typographic-dash',
    ],
    [
      'aws: [ERROR]: An error occurred (ParamValidation): Unknown options: —recursive',
      'aws/typographic-dash',
    ],
    [`${usage}\nUnknown options: \\`, 'terminal/continuation-copied'],
    [
      `${usage}aws: error: argument operation: Invalid choice, valid choices are:\n\naccept-delegation-request                | add-client-id-to-open-id-connect-provider`,
      'aws/no-such-command',
    ],
    [
      `${note}${usage}aws: error: argument operation: Invalid choice, valid choices are:\n\nget-role-credentials                     | list-account-roles`,
      'aws/old-cli',
    ],
    [
      "aws: [ERROR]: An error occurred (ParamValidation): argument operation: Found invalid choice: 'get-rol'\n\nMaybe you meant:\n\n  * get-role",
      'aws/no-such-command',
    ],
    [
      `${usage}aws: error: argument --output: Invalid choice, valid choices are:\n\njson                                     | text`,
      'aws/no-such-value',
    ],
    [usage, 'aws/usage'],
    ['<S3Uri>\nError: Invalid argument type', 'aws/usage'],
  ]),
  ...textsFrom(paramfile, [
    [
      "Error parsing parameter '--assume-role-policy-document': Unable to load paramfile file://trust-policy.json: [Errno 2] No such file or directory: 'trust-policy.json'",
      'aws/missing-file',
    ],
    [
      "aws: [ERROR]: Error parsing parameter '--report-definition': Unable to load paramfile file://spot-report.json: [Errno 2] No such file or directory: 'spot-report.json'",
      'aws/missing-file',
    ],
    ['Invalid template path spot-eco-billing.yaml', 'aws/missing-file'],
    [
      "Error parsing parameter '--policy-document': Unable to load paramfile (policy.json), text contents could not be decoded.  If this is a binary file, please use the fileb:// prefix instead of the file:// prefix.",
      'aws/unreadable-file',
    ],
    [
      "Error parsing parameter '--policy-document': Unable to load paramfile file://policy.json: [Errno 13] Permission denied: 'policy.json'",
      'aws/unreadable-file',
    ],
  ]),
  ...textsFrom(argprocess, [
    [
      "Error parsing parameter '--report-definition': Invalid JSON: Expecting property name enclosed in double quotes: line 1 column 2 (char 1)\nJSON received: {ReportName:x}",
      'aws/broken-json',
    ],
    [
      'Error parsing parameter \'--report-definition\': Invalid JSON: Expecting value: line 2 column 1 (char 6)\nJSON received: {"a":\n',
      'aws/broken-json',
    ],
    [
      "aws: [ERROR]: An error occurred (ParamValidation): Error parsing parameter '--report-definition': Invalid JSON received.",
      'aws/broken-json',
    ],
    [
      "Error parsing parameter '--public-access-block-configuration': Expected: '=', received: 'EOF' for input:\nBlockPublicAcls\n               ^",
      'aws/broken-json',
    ],
  ]),
  ...textsFrom(botocore, [
    [
      'Parameter validation failed:\nMissing required parameter in ReportDefinition: "S3Prefix"',
      'aws/incomplete-json',
    ],
    [
      "Parameter validation failed:\nInvalid type for parameter PublicAccessBlockConfiguration.BlockPublicAcls, value: yes, type: <class 'str'>, valid types: <class 'bool'>",
      'aws/wrong-value',
    ],
    [
      'Parameter validation failed:\nUnknown parameter in ReportDefinition: "Reportname", must be one of: ReportName, TimeUnit, Format',
      'aws/wrong-value',
    ],
    [
      'Parameter validation failed:\nInvalid length for parameter RoleName, value: 0, valid min length: 1',
      'aws/empty-value',
    ],
    [`Parameter validation failed:\nInvalid bucket name "": ${bucketRegex}`, 'aws/empty-value'],
    [
      `remove_bucket failed: s3:// Parameter validation failed:\nInvalid bucket name "": ${bucketRegex}`,
      'aws/empty-value',
    ],
    [
      `Parameter validation failed:\nInvalid bucket name "{{bucketName}}": ${bucketRegex}`,
      'aws/placeholder-left',
    ],
    [
      `Parameter validation failed:\nInvalid bucket name "my bucket": ${bucketRegex}`,
      'aws/invalid-bucket-name',
    ],
    [
      "['BucketName'] value passed to --parameter-overrides must be of format Key=Value",
      'aws/wrong-value',
    ],
    [
      'Bad value for --query Role[: Invalid jmespath expression: Incomplete expression:\n"Role["\n      ^',
      'aws/wrong-value',
    ],
    [
      'You must specify a region. You can also configure your region by running "aws configure".',
      'aws/no-region',
    ],
    [
      'aws: [ERROR]: An error occurred (NoRegion): You must specify a region. You can also configure your region by running "aws configure".',
      'aws/no-region',
    ],
    ["Provided region_name 'us east 1' doesn't match a supported format.", 'aws/unknown-region'],
    ['Invalid endpoint: https://sts..amazonaws.com', 'aws/unknown-region'],
    [
      'Bad value for --endpoint-url "foo": scheme is missing.  Must be of the form http://<hostname>/ or https://<hostname>/',
      'aws/wrong-value',
    ],
    [
      'Could not connect to the endpoint URL: "https://sts.us-esat-1.amazonaws.com/"',
      'aws/unreachable',
    ],
    ['Connect timeout on endpoint URL: "https://iam.amazonaws.com/"', 'aws/unreachable'],
    ['Read timeout on endpoint URL: "https://iam.amazonaws.com/"', 'aws/unreachable'],
    [
      'Connection was closed before we received a valid response from endpoint URL: "https://iam.amazonaws.com/".',
      'aws/unreachable',
    ],
    [
      "An HTTP Client raised an unhandled exception: Invalid header value b'AWS4-HMAC-SHA256 Credential=AKIA'",
      'aws/unreachable',
    ],
    ['Failed to connect to proxy URL: "http://proxy.example.com:8080"', 'aws/proxy'],
    [
      'SSL validation failed for https://sts.amazonaws.com/ [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: self signed certificate in certificate chain (_ssl.c:1129)',
      'aws/untrusted-connection',
    ],
    [
      'Could not find a suitable TLS CA certificate bundle, invalid path: /etc/corp.pem',
      'aws/untrusted-connection',
    ],
  ]),
  ...textsFrom('F-040', [
    [
      'Could not connect to the endpoint URL: "https://cur.eu-west-1.amazonaws.com/"',
      'aws/no-reports-there',
    ],
  ]),
];

export default texts;
