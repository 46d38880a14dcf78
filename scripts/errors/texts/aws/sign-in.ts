import { type ErrorText, textsFrom } from '../../error-text.ts';

const botocore = 'https://github.com/boto/botocore/blob/develop/botocore/exceptions.py';
const common = 'https://docs.aws.amazon.com/IAM/latest/APIReference/CommonErrors.html';
const invalid = 'The security token included in the request is invalid';

/** Who is signed in, as the CLI, AWS and the console say it. */
const texts: readonly ErrorText[] = [
  ...textsFrom(botocore, [
    [
      'Unable to locate credentials. You can configure credentials by running "aws configure".',
      'aws/not-signed-in',
    ],
    [
      'aws: [ERROR]: An error occurred (NoCredentials): Unable to locate credentials. You can configure credentials by running "aws login".',
      'aws/not-signed-in',
    ],
    ['Unable to locate authorization token', 'aws/not-signed-in'],
    ['The config profile (payer) could not be found', 'aws/no-such-profile'],
    ['aws: [ERROR]: The config profile (payer) could not be found', 'aws/no-such-profile'],
    ['Partial credentials found in env, missing: AWS_SECRET_ACCESS_KEY', 'aws/half-a-key'],
    [
      'Error loading SSO Token: Token for https://example.awsapps.com/start does not exist',
      'aws/sso-expired',
    ],
    ['Error loading SSO Token: Token for acme does not exist', 'aws/sso-expired'],
    [
      'The SSO session associated with this profile has expired or is otherwise invalid. To refresh this SSO session run aws sso login with the corresponding profile.',
      'aws/sso-expired',
    ],
    [
      'Error when retrieving token from sso: Token has expired and refresh failed',
      'aws/sso-expired',
    ],
    [
      "Your session has expired or credentials have changed. Please reauthenticate using 'aws login'.",
      'aws/sso-expired',
    ],
    ['Error loading login session token: Token file could not be read', 'aws/sso-expired'],
    ['Cannot refresh credentials: MFA token required.', 'aws/mfa-nobody-to-ask'],
    ['Error when retrieving credentials from custom-process: ', 'aws/credential-program'],
    [
      'Error when retrieving credentials from iam-role: Credential refresh failed, response did not contain: access_key',
      'aws/credential-program',
    ],
    ['Unable to parse config file: /home/alice/.aws/config', 'aws/profile-unreadable'],
    [
      'The source_profile "base" referenced in the profile "payer" does not exist.',
      'aws/profile-unreadable',
    ],
    [
      "Infinite loop in credential configuration detected. Attempting to load from profile a which has already been visited. Visited profiles: ['a', 'b']",
      'aws/profile-unreadable',
    ],
    [
      'Missing the following required SSO configuration values: sso_start_url, sso_region. To make sure this profile is properly configured to use SSO, please run: aws configure sso',
      'aws/sso-not-set-up',
    ],
    [
      'An error occurred (ForbiddenException) when calling the GetRoleCredentials operation: No access',
      'aws/sso-no-access',
    ],
    [
      'An error occurred (UnauthorizedException) when calling the GetRoleCredentials operation: Session token not found or invalid',
      'aws/sso-expired',
    ],
    [
      'An error occurred (InvalidGrantException) when calling the CreateToken operation: Invalid refresh token provided',
      'aws/sso-expired',
    ],
  ]),
  ...textsFrom(common, [
    [
      'An error occurred (ExpiredToken) when calling the GetCallerIdentity operation: The security token included in the request is expired',
      'aws/session-expired',
    ],
    [
      'An error occurred (ExpiredTokenException) when calling the DescribeReportDefinitions operation: The security token included in the request is expired',
      'aws/session-expired',
    ],
    [
      'An error occurred (ExpiredToken) when calling the ListObjectsV2 operation: The provided token has expired.',
      'aws/session-expired',
    ],
    [
      `An error occurred (InvalidClientTokenId) when calling the GetCallerIdentity operation: ${invalid}.`,
      'aws/unknown-key',
    ],
    [
      `aws: [ERROR]: An error occurred (InvalidClientTokenId) when calling the CreateRole operation: ${invalid}\n\nAdditional error details:\nType: Sender`,
      'aws/unknown-key',
    ],
    [
      `An error occurred (UnrecognizedClientException) when calling the DescribeReportDefinitions operation: ${invalid}.`,
      'aws/unknown-key',
    ],
    [
      'An error occurred (InvalidAccessKeyId) when calling the CreateBucket operation: The AWS Access Key Id you provided does not exist in our records.',
      'aws/unknown-key',
    ],
    [
      'An error occurred (AuthFailure) when calling the DescribeRegions operation: AWS was not able to validate the provided access credentials',
      'aws/unknown-key',
    ],
    [
      'An error occurred (InvalidToken) when calling the ListBuckets operation: The provided token is malformed or otherwise invalid.',
      'aws/unknown-key',
    ],
    [
      'An error occurred (SignatureDoesNotMatch) when calling the GetCallerIdentity operation: The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.',
      'aws/wrong-secret-key',
    ],
    [
      'An error occurred (InvalidSignatureException) when calling the DescribeReportDefinitions operation: The request signature we calculated does not match the signature you provided.',
      'aws/wrong-secret-key',
    ],
    [
      "An error occurred (IncompleteSignature) when calling the CreateRole operation: 'AKIAEXAMPLE' not a valid key=value pair (missing equal-sign) in Authorization header",
      'aws/wrong-secret-key',
    ],
    [
      'An error occurred (SignatureDoesNotMatch) when calling the GetCallerIdentity operation: Signature expired: 20261128T080000Z is now earlier than 20261128T133000Z (20261128T134500Z - 15 min.)',
      'aws/clock',
    ],
    [
      'An error occurred (SignatureDoesNotMatch) when calling the CreateRole operation: Signature not yet current: 20261128T140000Z is still later than 20261128T134500Z',
      'aws/clock',
    ],
    [
      'An error occurred (RequestTimeTooSkewed) when calling the ListBuckets operation: The difference between the request time and the current time is too large.',
      'aws/clock',
    ],
    [
      'An error occurred (RequestExpired) when calling the DescribeRegions operation: Request has expired.',
      'aws/clock',
    ],
    [
      'An error occurred (MissingAuthenticationToken) when calling the GetCallerIdentity operation: Request is missing Authentication Token',
      'aws/unsigned',
    ],
    [
      'An error occurred (MissingAuthenticationTokenException) when calling the DescribeReportDefinitions operation: Missing Authentication Token',
      'aws/unsigned',
    ],
  ]),
  ...textsFrom('https://docs.aws.amazon.com/STS/latest/APIReference/API_GetSessionToken.html', [
    [
      'An error occurred (AccessDenied) when calling the AssumeRole operation: MultiFactorAuthentication failed with invalid MFA one time pass code. ',
      'aws/mfa-code',
    ],
    [
      'An error occurred (AccessDenied) when calling the GetSessionToken operation: MultiFactorAuthentication failed, unable to validate MFA code.  Please verify your MFA serial number is valid and associated with this user.',
      'aws/mfa-code',
    ],
    [
      'An error occurred (AccessDenied) when calling the AssumeRole operation: MultiFactorAuthentication failed, must provide both MFA serial number and one time pass code.',
      'aws/mfa-code',
    ],
    [
      'An error occurred (AccessDenied) when calling the CreateRole operation: User: arn:aws:iam::111122223333:user/alice is not authorized to perform: iam:CreateRole on resource: arn:aws:iam::111122223333:role/SpotRole with an explicit deny in an identity-based policy: arn:aws:iam::111122223333:policy/Force_MFA',
      'aws/mfa-required',
    ],
    [
      'An error occurred (AccessDenied) when calling the AssumeRole operation: Roles may not be assumed by root accounts.',
      'aws/root-may-not-assume',
    ],
  ]),
  ...textsFrom('https://github.com/aws/aws-cli/issues/7216', [
    [
      'An error occurred (AccessDenied) when calling the AssumeRole operation: User: arn:aws:iam::111122223333:user/alice is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::444455556666:role/Billing',
      'aws/profile-cannot-assume',
    ],
    [
      'An error occurred (AccessDenied) when calling the AssumeRoleWithWebIdentity operation: User: anonymous is not authorized to perform: sts:AssumeRoleWithWebIdentity on resource: arn:aws:iam::444455556666:role/Ci',
      'aws/profile-cannot-assume',
    ],
  ]),
  ...textsFrom(
    'https://docs.aws.amazon.com/signin/latest/userguide/troubleshooting-sign-in-issues.html',
    [
      [
        'An error occurred (InvalidRequestException) when calling the StartDeviceAuthorization operation: ',
        'aws/sso-address',
      ],
      [
        'aws: [ERROR]: An error occurred (InvalidRequestException) when calling the StartDeviceAuthorization operation:\n\nAdditional error details:\nerror: invalid_request\nerror_description: Invalid start url provided',
        'aws/sso-address',
      ],
      [
        'Invalid information in one or more fields. Check your information or contact your administrator.',
        'aws/switch-role-refused',
      ],
      ['Your authentication information is incorrect. Please try again.', 'aws/console-signed-out'],
      [
        'You must first log in before performing any actions. Click here to return to the login page',
        'aws/console-signed-out',
      ],
    ],
  ),
];

export default texts;
