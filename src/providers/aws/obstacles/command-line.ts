import type { Obstacle } from '../../obstacle.ts';
import words from '../../words.ts';

const cli = 'https://docs.aws.amazon.com/cli/latest/userguide/cli-chap-troubleshooting.html';
const parameters =
  'https://docs.aws.amazon.com/cli/latest/userguide/cli-usage-parameters-quoting-strings.html';

/** What the AWS CLI itself has to say, before it asked AWS anything: v1 and v2 print the same words. */
const obstacles: readonly Obstacle[] = [
  {
    id: 'aws/no-pager',
    says: words(
      /Unable to redirect output to pager|\[Errno 2\] No such file or directory: '(?:less|more)'/,
    ),
    whose: 'terminal',
    title: 'The AWS CLI found no pager (less) to show its output with, so it showed nothing',
    todo: 'Run export AWS_PAGER="" (in PowerShell: $env:AWS_PAGER=""), then the command again.',
    source: 'https://github.com/aws/aws-cli/issues/6225',
  },
  {
    id: 'aws/no-cli',
    says: words(
      /\baws: (?:command )?not found|command not found: aws\b(?![ \u00a0]\w)|Unknown command:? '?aws\b|'aws' is not recognized as|Command 'aws' not found|ObjectNotFound: \(aws:String\)/i,
    ),
    whose: 'terminal',
    title: 'The terminal does not know the command aws',
    todo: 'Use AWS CloudShell in the console, or install the AWS CLI and open a new terminal.',
    source: cli,
  },
  {
    id: 'aws/old-cli',
    says: words(
      /Note: AWS CLI version 2, the latest major version(?=[\s\S]{0,600}argument operation: Invalid choice)/,
    ),
    whose: 'terminal',
    title: 'This is version 1 of the AWS CLI, which does not have the command',
    todo: 'Use AWS CloudShell, or install version 2 (aws --version says which you have). If the version is 2, compare the command with the one on the page, letter by letter.',
    source: 'https://docs.aws.amazon.com/cli/latest/userguide/cliv2-migration.html',
  },
  {
    id: 'aws/missing-file',
    says: words(
      /Unable to load paramfile,? (?:\()?(?:file|fileb):\/\/(?<file>[^\s:]{1,200})[\s\S]{0,200}?No such file or directory|Invalid template path (?<template>\S{1,200})/,
    ),
    whose: 'terminal',
    title: 'The command names a file that is not in this folder',
    todo: ({ groups }) =>
      `Run the whole block of the step, from its first line: it writes ${groups.file ?? groups.template ?? 'the file'} first. A new terminal starts in another folder; then run it from the beginning.`,
    source: 'https://docs.aws.amazon.com/cli/latest/userguide/cli-usage-parameters-file.html',
  },
  {
    id: 'aws/unreadable-file',
    says: words(/Unable to load paramfile|text contents could not be decoded/i),
    whose: 'terminal',
    title: 'The AWS CLI could not read the file that the command names',
    todo: 'Write it once more with the block of the step, in AWS CloudShell, WSL or Git Bash: PowerShell and editors of Windows write files in an encoding that the AWS CLI does not read.',
    source: 'https://docs.aws.amazon.com/cli/latest/userguide/cli-usage-parameters-file.html',
  },
  {
    id: 'aws/broken-json',
    says: words(
      /Error parsing parameter '(?<option>[\w-]{1,100})': (?:Invalid JSON|Expected: ')|Invalid JSON received/,
    ),
    whose: 'terminal',
    title:
      'The JSON of the command arrived broken: the shell took its quotes away, or the file is cut off',
    todo: 'Copy the whole block with its copy button, into AWS CloudShell, WSL or Git Bash: cmd and PowerShell treat quotes differently. If it is in a file, write that once more with the block of the step.',
    source: parameters,
  },
  {
    id: 'aws/placeholder-left',
    says: words(
      /Parameter validation failed:[\s\S]{0,400}?(?:value: |name ")"?\{\{(?<name>\w{1,60})\}\}/,
    ),
    whose: 'terminal',
    title: 'A value is missing: the command still holds its name in braces',
    todo: ({ groups }) =>
      `Fill in ${groups.name ?? 'it'} on the page under Your values, then copy the command again.`,
    source: cli,
  },
  {
    id: 'aws/empty-value',
    says: words(
      /Invalid length for parameter (?<name>[\w.]{1,100}), value: 0|Invalid bucket name ""/,
    ),
    whose: 'terminal',
    title: 'A value of the command is empty: what should have filled it printed nothing',
    todo: ({ groups }) =>
      `${groups.name ?? 'One value'} is empty. Fill in the value on the page, or run the command above it again and look whether it printed an error.`,
    source: cli,
  },
  {
    id: 'aws/invalid-bucket-name',
    says: words(
      /Invalid bucket name "(?<name>[^"\n]{1,100})"|\(InvalidBucketName\)|specified bucket is not valid/i,
    ),
    whose: 'set-up',
    title: 'This cannot be the name of a bucket',
    todo: 'Use 3 to 63 small letters, digits and dashes, no blanks, no s3:// and no folder. Change it on the page under Your values, and copy the command again.',
    source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html',
  },
  {
    id: 'aws/incomplete-json',
    says: words(/Parameter validation failed:[\s\S]{0,60}?Missing required parameter in/),
    whose: 'terminal',
    title: 'A field is missing in the JSON of the command',
    todo: 'Write the file once more with the block of the step, as a whole. The message names each field that is missing.',
    source: 'https://docs.aws.amazon.com/cli/latest/userguide/cli-usage-parameters-types.html',
  },
  {
    id: 'aws/wrong-value',
    says: words(
      /Parameter validation failed:|value passed to --[\w-]{1,60} must be of format|Bad value for --[\w-]{1,60}/,
    ),
    whose: 'terminal',
    title: 'A value of the command has the wrong form; AWS was not asked',
    todo: 'The line after “Parameter validation failed” names it. Correct it on the page under Your values where it comes from there, and copy the command again with its copy button.',
    source: 'https://docs.aws.amazon.com/cli/latest/userguide/cli-usage-parameters-types.html',
  },
  {
    id: 'aws/typographic-dash',
    says: words(/Unknown options:[^\n]{0,200}[\u2010-\u2015\u2212]/),
    whose: 'terminal',
    title: 'A dash of the command was turned into a long one on its way',
    todo: 'Copy the command from the page with its copy button, not out of a chat, a mail or a document: an option begins with two short dashes (--).',
    source: parameters,
  },
  {
    id: 'aws/unknown-option',
    says: words(/Unknown options:/),
    whose: 'terminal',
    title: 'The AWS CLI does not know an option of the command, or part of it was read as one',
    todo: 'Copy the whole command with its copy button, and paste it into bash: elsewhere a \\ at the end of a line does not join lines. Where a value holds blanks, it needs its quotes.',
    source: cli,
  },
  {
    id: 'aws/cut-command',
    says: words(
      /aws: (?:\[ERROR\]: )?(?:error: )?(?:An error occurred \(ParamValidation\): )?(?:the following arguments are required|too few arguments|argument --[\w-]{1,60}(?:\/[\w-]{1,60})?: expected)/i,
    ),
    whose: 'terminal',
    title:
      'The AWS CLI did not understand the command: a part is missing, it was cut or its lines were run one by one',
    todo: 'Copy the whole command with its copy button, and paste it in one go. In cmd and PowerShell a \\ at the end of a line does not join lines, and a long dash begins no option: use AWS CloudShell, WSL or Git Bash.',
    source: cli,
  },
  {
    id: 'aws/no-such-command',
    says: words(
      /argument (?:command|operation|subcommand): (?:Invalid choice|Found invalid choice)|Found invalid choice/i,
    ),
    whose: 'terminal',
    title: 'The AWS CLI has no command of that name',
    todo: 'Copy the command from the page again. If it is the same, the AWS CLI is older than the command: use AWS CloudShell, or install version 2.',
    source: cli,
  },
  {
    id: 'aws/no-such-value',
    says: words(/argument --[\w-]{1,60}: (?:Invalid choice|Found invalid choice|invalid)/i),
    whose: 'terminal',
    title: 'An option of the command has a value that it cannot have',
    todo: 'Copy the whole command with its copy button. The message names the option and what it may be.',
    source: cli,
  },
  {
    id: 'aws/usage',
    says: words(/usage: aws \[options\]|<S3Uri>[\s\S]{0,20}?Error: Invalid argument type/),
    whose: 'terminal',
    title: 'The AWS CLI printed how it is used: it was called without a whole command',
    todo: 'Copy the whole command with its copy button, and paste it in one go.',
    source: cli,
  },
  {
    id: 'aws/no-region',
    says: words(/You must specify a region|\bNoRegion(?:Error)?\b/),
    whose: 'terminal',
    title: 'The command has no region',
    todo: 'Copy it from the page again: what needs a region says it (--region us-east-1). Or run export AWS_DEFAULT_REGION=us-east-1 first.',
    source: cli,
  },
  {
    id: 'aws/unknown-region',
    says: words(
      /doesn't match a supported format|Invalid endpoint: https?:\/\/\S{0,200}|scheme is missing\. Must be of the form/i,
    ),
    whose: 'terminal',
    title: 'This is not the name of a region, or not an address of AWS',
    todo: 'A region looks like us-east-1, without blanks. See aws configure get region, AWS_REGION, AWS_DEFAULT_REGION and AWS_ENDPOINT_URL: correct or unset what is wrong.',
    source: 'https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-endpoints.html',
  },
  {
    id: 'aws/no-reports-there',
    says: words(
      /Could not connect to the endpoint URL: "https:\/\/cur\.(?!us-east-1\.|cn-northwest-1\.)(?<region>[a-z0-9-]{5,30})\./,
    ),
    whose: 'terminal',
    title: 'Cost and Usage Reports have no address in that region',
    todo: 'Run the command again with --region us-east-1 (in China: cn-northwest-1). It covers all regions, and your bucket stays where it is.',
    source: 'https://docs.aws.amazon.com/general/latest/gr/billing.html',
  },
  {
    id: 'aws/proxy',
    says: words(/Failed to connect to proxy URL/i),
    whose: 'terminal',
    title: 'The AWS CLI was told to use a proxy, and that let nothing through',
    todo: 'See HTTPS_PROXY and HTTP_PROXY: correct them, or ask whoever runs the proxy to let amazonaws.com through. AWS CloudShell in the console needs none.',
    source: 'https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-proxy.html',
  },
  {
    id: 'aws/untrusted-connection',
    says: words(/SSL validation failed for|Could not find a suitable TLS CA certificate bundle/i),
    whose: 'terminal',
    title:
      'The AWS CLI does not trust the connection: something in between (a proxy of your company, mostly) shows a certificate of its own',
    todo: 'Ask whoever runs your network for its root certificate, and name its file in AWS_CA_BUNDLE. Or use AWS CloudShell in the console. Do not use --no-verify-ssl: it would give your keys to whoever is in between.',
    source: cli,
  },
  {
    id: 'aws/unreachable',
    says: words(
      /Could not connect to the endpoint|Connect timeout on|Read timeout on|Connection was closed before we received|An HTTP Client (?:raised|failed)/i,
    ),
    whose: 'terminal',
    title: 'The AWS CLI could not reach AWS',
    todo: 'See whether the address in the message has the region that you want; then the network. Run the command again, or use AWS CloudShell in the console.',
    source: cli,
  },
  {
    id: 'aws/broken-install',
    says: words(/No module named '?(?:awscli|botocore)/i),
    whose: 'terminal',
    title: 'The AWS CLI on this machine is broken',
    todo: 'Use AWS CloudShell in the console, or install version 2 with its own installer.',
    source: cli,
  },
];

export default obstacles;
