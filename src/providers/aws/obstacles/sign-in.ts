import type { Obstacle } from '../../obstacle.ts';
import words from '../../words.ts';

const cli = 'https://docs.aws.amazon.com/cli/latest/userguide/cli-chap-troubleshooting.html';
const iam = 'https://docs.aws.amazon.com/IAM/latest/APIReference/CommonErrors.html';

/** Who is signed in, and whether AWS believes it: says nothing about rights or about what was asked for. */
const obstacles: readonly Obstacle[] = [
  {
    id: 'aws/mfa-required',
    says: words(
      /User: arn:[\w-]{3,20}:iam::\d{12}:user\/\S{1,200} is not authorized to perform: \S{1,100} on resource: \S{1,300} with an explicit deny in an identity-based policy: arn:\S{1,200}MFA/i,
    ),
    whose: 'sign-in',
    title: 'A policy refuses you everything until you sign in with MFA',
    todo: 'In the console: sign out, and sign in with your MFA device. In a terminal: run aws sts get-session-token with --serial-number and --token-code, and use the keys that it prints; or use AWS CloudShell from a console session with MFA.',
    source:
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_examples_aws_my-sec-creds-self-manage.html',
  },
  {
    id: 'aws/key-quarantined',
    says: words(
      /with an explicit deny in an? [\w-]{1,40} policy: arn:\S{1,60}policy\/AWSCompromisedKeyQuarantine/i,
    ),
    whose: 'sign-in',
    title:
      'AWS found the access key of this user in public, and limits the user until it is changed',
    todo: 'Leave that policy where it is. Tell whoever answers for security in your company now: the key has to be deleted and replaced, and CloudTrail looked through, as the mail and the support case of AWS say. Go on with this page when that is done.',
    source:
      'https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AWSCompromisedKeyQuarantineV2.html',
  },
  {
    id: 'aws/mfa-code',
    says: words(
      /MultiFactorAuthentication failed(?:,| with) (?:invalid MFA|unable to validate|must provide)/i,
    ),
    whose: 'sign-in',
    title: 'AWS did not take the MFA code',
    todo: 'Wait for the next code and type that: each works once, for 30 seconds. If it is refused again, compare mfa_serial (or --serial-number) with the ARN of your device under IAM > Users > Security credentials, and the clock of your phone.',
    source: 'https://docs.aws.amazon.com/STS/latest/APIReference/API_GetSessionToken.html',
  },
  {
    id: 'aws/mfa-nobody-to-ask',
    says: words(/Cannot refresh credentials: MFA token required/i),
    whose: 'sign-in',
    title: 'Your AWS profile needs an MFA code, and nobody could be asked for one',
    todo: 'Run aws sts get-caller-identity in the same terminal, type the code, then run the command again.',
    source: 'https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-role.html',
  },
  {
    id: 'aws/sso-no-access',
    says: words(/\(ForbiddenException\) when calling the GetRoleCredentials operation/),
    whose: 'rights',
    title:
      'You are signed in to IAM Identity Center, and your profile names an account or permission set that is not assigned to you',
    todo: 'Compare sso_account_id and sso_role_name of the profile (~/.aws/config) with what your access portal offers. If the account is not offered there, send to whoever runs IAM Identity Center: “Please assign me a permission set in the account that we connect to Spot.”',
    source: 'https://docs.aws.amazon.com/singlesignon/latest/userguide/troubleshooting.html',
  },
  {
    id: 'aws/sso-address',
    says: words(
      /\((?:InvalidRequestException|InvalidClientException)\) when calling the StartDeviceAuthorization operation/,
    ),
    whose: 'sign-in',
    title: 'IAM Identity Center does not know the address or the region of your access portal',
    todo: 'Copy both from your access portal (Access keys > IAM Identity Center credentials): the address ends in /start, and the region is the one of IAM Identity Center, not of your servers. Run aws configure sso again.',
    source: 'https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-sso.html',
  },
  {
    id: 'aws/sso-not-set-up',
    says: words(/Missing the following required SSO configuration values/i),
    whose: 'sign-in',
    title: 'The AWS profile is not set up for IAM Identity Center',
    todo: 'Run aws configure sso, with the address of your access portal, then aws sso login. Or use AWS CloudShell in the console.',
    source: 'https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-sso.html',
  },
  {
    id: 'aws/sso-expired',
    says: words(
      /SSO session associated with this profile has expired|refresh cached SSO token failed|Error when retrieving token from sso|Error loading SSO Token|\(UnauthorizedException\) when calling the GetRoleCredentials operation|(?:InvalidGrantException|ExpiredTokenException)\) when calling the CreateToken|Your session has expired or credentials have changed|Error loading login session token/i,
    ),
    whose: 'sign-in',
    title: 'Your sign-in of the AWS CLI has ended, or was never made for this profile',
    todo: 'Run aws sso login (or aws login, if you signed in with that), with --profile and its name where you use one. Then run the command again.',
    source: 'https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-sso.html',
  },
  {
    id: 'aws/session-expired',
    says: words(
      /\(ExpiredToken(?:Exception)?\)|security token included in the request is expired|provided token has expired|Token has expired and refresh failed|\bExpiredToken(?:Exception)?\b|Your session has (?:expired|ended)/i,
    ),
    whose: 'sign-in',
    title: 'Your session at AWS has ended',
    todo: 'Sign in again: reload the console, or in a terminal run aws sso login or copy new keys from your access portal. Keys in AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN go before every profile: renew or unset all three.',
    source: iam,
  },
  {
    id: 'aws/clock',
    says: words(
      /RequestTimeTooSkewed|\bRequestExpired\b|Signature (?:expired|not yet current)|difference between the request time and the (?:current|server's) time is too large/i,
    ),
    whose: 'terminal',
    title: 'The clock of the machine is wrong, so AWS takes the request for an old one',
    todo: 'Set the clock (in WSL: sudo hwclock -s), or use AWS CloudShell. Then run the command again.',
    source: iam,
  },
  {
    id: 'aws/wrong-secret-key',
    says: words(
      /\((?:SignatureDoesNotMatch|InvalidSignatureException|IncompleteSignature)\)|signature we calculated does not match/i,
    ),
    whose: 'sign-in',
    title: 'The secret access key does not belong to the access key',
    todo: 'Copy both again, without blanks: aws configure asks for them. Or sign in with aws sso login, or use AWS CloudShell.',
    source: iam,
  },
  {
    id: 'aws/unknown-key',
    says: words(
      /\((?:InvalidClientTokenId|UnrecognizedClientException|InvalidAccessKeyId|AuthFailure|InvalidToken)\)|security token included in the request is invalid|AWS Access Key Id you provided does not exist|AWS was not able to validate the provided access credentials|provided token is malformed/i,
    ),
    whose: 'sign-in',
    title:
      'AWS does not know the access key: it was deleted or switched off, its session token is missing, or it is of another partition (GovCloud, China)',
    todo: 'Run aws configure list: it says where the keys come from. Keys that begin with ASIA need AWS_SESSION_TOKEN too; keys of GovCloud or China need a region there. Then sign in again, or use AWS CloudShell.',
    source: iam,
  },
  {
    id: 'aws/unsigned',
    says: words(/\(MissingAuthenticationToken(?:Exception)?\)|Missing Authentication Token/i),
    whose: 'sign-in',
    title: 'The request reached AWS without any credentials',
    todo: 'Sign in, then run the command again. A command with --no-sign-request loses its credentials: leave that out.',
    source: iam,
  },
  {
    id: 'aws/half-a-key',
    says: words(/Partial credentials found in/i),
    whose: 'sign-in',
    title: 'Only one half of an access key is set',
    todo: 'Set both AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY (and AWS_SESSION_TOKEN where the key begins with ASIA), or unset all three.',
    source: cli,
  },
  {
    id: 'aws/credential-program',
    says: words(
      /Error when retrieving credentials from (?:custom-process|iam-role|container-role|cert)/i,
    ),
    whose: 'sign-in',
    title:
      'The program that fetches your AWS keys (credential_process, or the role of the machine) failed',
    todo: 'Run that program by itself and see what it says: it stands in ~/.aws/config. Or use AWS CloudShell, which needs none.',
    source: 'https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-sourcing-external.html',
  },
  {
    id: 'aws/profile-unreadable',
    says: words(
      /Unable to parse config file|source_profile "?.{1,100}"? referenced in the profile|Infinite loop in credential configuration/i,
    ),
    whose: 'sign-in',
    title: 'The files with your AWS profiles (~/.aws/config, ~/.aws/credentials) have a mistake',
    todo: 'The message names the file or profile: correct it there, or run aws configure. Or use AWS CloudShell, which needs neither file.',
    source: 'https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-files.html',
  },
  {
    id: 'aws/no-such-profile',
    says: words(/config profile .{0,200} could not be found|failed to get shared config profile/i),
    whose: 'sign-in',
    title: 'The AWS CLI was told to use a profile that it does not have',
    todo: 'Run aws configure list-profiles: use one of those with --profile or AWS_PROFILE, or unset AWS_PROFILE.',
    source: cli,
  },
  {
    id: 'aws/root-may-not-assume',
    says: words(/Roles may not be assumed by root accounts/i),
    whose: 'sign-in',
    title: 'You are signed in as the root user, who can assume no role',
    todo: 'Sign in as an IAM user or with IAM Identity Center, then run the command again.',
    source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_root-user.html',
  },
  {
    id: 'aws/not-signed-in',
    says: words(
      /Unable to locate (?:credentials|authorization token)|\bNoCredentials\b|You can configure credentials by running|NoCredentialProviders|No valid credential sources found|No credentials specified or obtained from persisted|Could not load credentials from any providers/i,
    ),
    whose: 'sign-in',
    title: 'The AWS CLI is not signed in',
    todo: 'Sign in (or use AWS CloudShell), then run the command again.',
    source: cli,
  },
  {
    id: 'aws/switch-role-refused',
    says: words(
      /Invalid information in one or more fields\. Check your information or contact your administrator/i,
    ),
    whose: 'sign-in',
    title:
      'The console does not let you switch to this role: it is not there, does not trust you, or wants MFA',
    todo: 'Compare account and role name with what you were given, letter by letter, and sign in with MFA first. If it stays, send to whoever owns the role: “Please let me assume it, or sign me in to that account in another way.”',
    source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_roles.html',
  },
  {
    id: 'aws/console-signed-out',
    says: words(
      /You must first log in before performing any actions|Your authentication information is incorrect\. Please try again/i,
    ),
    whose: 'sign-in',
    title: 'The AWS console does not have you signed in',
    todo: 'Sign in to the account in the same browser, then open the page of the step again.',
    source:
      'https://docs.aws.amazon.com/signin/latest/userguide/troubleshooting-sign-in-issues.html',
  },
];

export default obstacles;
