import type { Obstacle } from '../obstacle.ts';
import guardrails from './guardrails.ts';

/** What the AWS CLI, AWS and its console say when something stands in the way; the special before the general. */
const obstacles: readonly Obstacle[] = [
  {
    id: 'aws/profile-cannot-assume',
    says: /\((?:AccessDenied|AccessDeniedException)\) when calling the AssumeRole(?:WithSAML|WithWebIdentity)? operation: User: (?<principal>\S{1,300}) is not authorized to perform: (?<action>sts:\w{1,40}) on resource: (?<resource>\S{1,300})/,
    whose: 'sign-in',
    title: 'Your AWS profile signs in by assuming a role, and AWS does not let you assume it',
    todo: ({ resource, principal }) =>
      `No call of the command was made. ${principal ?? 'You'} may not assume ${resource ?? 'the role'}: choose another profile (AWS_PROFILE or --profile), sign in again, or ask who owns that role to trust you.`,
    source: 'https://github.com/aws/aws-cli/issues/7216',
  },
  ...guardrails,
  {
    id: 'aws/no-pager',
    says: /Unable to redirect output to pager|\[Errno 2\] No such file or directory: '(?:less|more)'/,
    whose: 'terminal',
    title: 'The AWS CLI found no pager (less) to show its output with, so it showed nothing',
    todo: 'Run export AWS_PAGER="" (in PowerShell: $env:AWS_PAGER=""), then the command again.',
    source: 'https://github.com/aws/aws-cli/issues/6225',
  },
  {
    id: 'aws/no-cli',
    says: /aws: command not found|'?aws'? is not recognized as|aws: not found/i,
    whose: 'terminal',
    title: 'The terminal does not know the command aws',
    todo: 'Use AWS CloudShell in the console, or install the AWS CLI.',
    source: 'https://docs.aws.amazon.com/cli/latest/userguide/cli-chap-troubleshooting.html',
  },
  {
    id: 'aws/not-signed-in',
    says: /Unable to locate credentials|NoCredentials|Error loading SSO Token|Token has expired|sso login/i,
    whose: 'sign-in',
    title: 'The AWS CLI is not signed in',
    todo: 'Sign in (or use AWS CloudShell), then run the command again.',
    source: 'https://docs.aws.amazon.com/cli/latest/userguide/cli-chap-troubleshooting.html',
  },
  {
    id: 'aws/no-such-profile',
    says: /config profile .{0,200} could not be found/i,
    whose: 'sign-in',
    title: 'The AWS CLI was told to use a profile that it does not have',
    todo: 'Check AWS_PROFILE, then run the command again.',
    source: 'https://docs.aws.amazon.com/cli/latest/userguide/cli-chap-troubleshooting.html',
  },
  {
    id: 'aws/unreachable',
    says: /Could not connect to the endpoint|Connect timeout|Read timeout/i,
    whose: 'terminal',
    title: 'The AWS CLI could not reach AWS',
    todo: 'Check the network, then run the command again.',
    source: 'https://docs.aws.amazon.com/cli/latest/userguide/cli-chap-troubleshooting.html',
  },
  {
    id: 'aws/untrusted-connection',
    says: /SSL validation failed|CERTIFICATE_VERIFY_FAILED/i,
    whose: 'terminal',
    title: 'The AWS CLI does not trust the connection: a proxy is in between',
    todo: 'Use AWS CloudShell in the console.',
    source: 'https://docs.aws.amazon.com/cli/latest/userguide/cli-chap-troubleshooting.html',
  },
  {
    id: 'aws/not-understood',
    says: /usage: aws|Unknown options|argument .{0,200}: (?:Invalid|expected)|Parameter validation failed|the following arguments are required/i,
    whose: 'terminal',
    title: 'The AWS CLI did not understand the command',
    todo: 'Copy the whole command with its copy button.',
    source: 'https://docs.aws.amazon.com/cli/latest/userguide/cli-chap-troubleshooting.html',
  },
];

export default obstacles;
