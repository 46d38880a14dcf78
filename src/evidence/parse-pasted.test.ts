import { describe, expect, test } from 'vitest';
import billingStackEvents from './aws/billing-stack-events.ts';
import bucketLocation from './aws/bucket-location.ts';
import bucketPolicy from './aws/bucket-policy.ts';
import callerIdentity from './aws/caller-identity.ts';
import organization from './aws/organization.ts';
import ownedBuckets from './aws/owned-buckets.ts';
import reportDefinitions from './aws/report-definitions.ts';
import reportObjects from './aws/report-objects.ts';
import role from './aws/role.ts';
import roleAccountAccess from './aws/role-account-access.ts';
import roleBucketAccess from './aws/role-bucket-access.ts';
import roleDecryptAccess from './aws/role-decrypt-access.ts';
import roleStackEvents from './aws/role-stack-events.ts';
import spotAssumption from './aws/spot-assumption.ts';
import type { EvidenceKind } from './define-evidence.ts';
import { parsePasted } from './parse-pasted.ts';

/** The kinds of the same guide. */
const others = [
  billingStackEvents,
  bucketLocation,
  bucketPolicy,
  callerIdentity,
  organization,
  ownedBuckets,
  reportDefinitions,
  reportObjects,
  role,
  roleAccountAccess,
  roleBucketAccess,
  roleDecryptAccess,
  roleStackEvents,
  spotAssumption,
] as EvidenceKind[];

const identity =
  '{\n    "UserId": "AIDAEXAMPLE",\n    "Account": "111122223333",\n    "Arn": "arn:aws:iam::111122223333:user/alice"\n}';
const trust = JSON.stringify({
  Role: {
    RoleName: 'R',
    Arn: 'arn:aws:iam::111122223333:role/R',
    CreateDate: '2026-11-01T00:00:00+00:00',
    AssumeRolePolicyDocument: {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { AWS: 'x' } }],
    },
  },
});

const refusal = (kind: Parameters<typeof parsePasted>[0], text: string) => {
  const result = parsePasted(kind, text, {}, others);
  return result.ok ? `accepted as ${result.evidence.status}` : result.message;
};
const evidence = (kind: Parameters<typeof parsePasted>[0], text: string) => {
  const result = parsePasted(kind, text, { roleName: 'R' }, others);
  return result.ok ? result.evidence : { refused: result.message };
};

describe('accepts the JSON of the command', () => {
  test('as printed', () => {
    expect(evidence(callerIdentity, identity)).toMatchObject({
      status: 'found',
      value: { Account: '111122223333' },
    });
    expect(evidence(role, trust)).toMatchObject({
      status: 'found',
      value: {
        Role: { AssumeRolePolicyDocument: { Statement: [{ Action: ['sts:AssumeRole'] }] } },
      },
    });
  });
  test.each([
    [
      'a CloudShell prompt and the echoed command',
      `[cloudshell-user@ip-10-1-2-3 ~]$ aws sts get-caller-identity --output json\n${identity}\n[cloudshell-user@ip-10-1-2-3 ~]$ `,
    ],
    [
      'the newer CloudShell prompt',
      `~ $ aws sts get-caller-identity --output json\n${identity}\n~ $`,
    ],
    [
      'an echoed --query with braces',
      `$ aws organizations describe-organization --query "Organization.{a:Id}"\n${identity}`,
    ],
    ['colours', `\u001b[32m${identity}\u001b[0m`],
    ['Windows line ends and a byte order mark', `\ufeff${identity.replaceAll('\n', '\r\n')}`],
    ['non-breaking blanks', identity.replaceAll('    ', '\u00a0\u00a0\u00a0\u00a0')],
    ['typographic quotes', identity.replace(/"([^"]*)"/g, '“$1”')],
    [
      'the output of another command before it',
      `{"Organization":{"Id":"o-1","MasterAccountId":"1"}}\n${identity}`,
    ],
    [
      'an error of another command before it',
      `An error occurred (AccessDenied) when calling the GetRole operation: no\n${identity}`,
    ],
  ])('with %s', (_, text) => {
    expect(evidence(callerIdentity, text)).toMatchObject({
      status: 'found',
      value: { Account: '111122223333' },
    });
  });
  test('of several outputs of the same command the last counts', () => {
    expect(
      evidence(bucketLocation, '{"LocationConstraint":"eu-west-1"}\n{"LocationConstraint":null}'),
    ).toEqual({
      status: 'found',
      value: { LocationConstraint: 'us-east-1' },
    });
    const denied =
      'An error occurred (AccessDenied) when calling the GetBucketLocation operation: no';
    expect(evidence(bucketLocation, `{"LocationConstraint":null}\n${denied}`)).toMatchObject({
      status: 'denied',
    });
    expect(evidence(bucketLocation, `${denied}\n{"LocationConstraint":null}`)).toMatchObject({
      status: 'found',
    });
  });
  test('a bucket policy inside its string', () => {
    const text = JSON.stringify({
      Policy: JSON.stringify({
        Statement: { Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: 'x' },
      }),
    });
    expect(evidence(bucketPolicy, text)).toMatchObject({
      status: 'found',
      value: { Policy: { Statement: [{ Action: ['s3:GetObject'] }] } },
    });
  });
  test('nothing at all, where the CLI prints nothing for an empty answer', () => {
    expect(evidence(reportObjects, ' \n')).toEqual({ status: 'found', value: { Contents: [] } });
    expect(evidence(reportObjects, '{"RequestCharged": null, "Prefix": "x/"}')).toEqual({
      status: 'found',
      value: { Contents: [] },
    });
    expect(evidence(ownedBuckets, '{"Buckets": [], "Owner": {"ID": "x"}}')).toEqual({
      status: 'found',
      value: { Buckets: [] },
    });
    expect(refusal(bucketLocation, '')).toMatch(/^Nothing was pasted\. Run this/);
  });
});

describe('reads errors of the command by their code', () => {
  const cli = (code: string, operation: string, message: string) =>
    `\nAn error occurred (${code}) when calling the ${operation} operation: ${message}\n`;
  test.each([
    [
      bucketPolicy,
      cli('NoSuchBucketPolicy', 'GetBucketPolicy', 'The bucket policy does not exist'),
      { status: 'absent', code: 'NoSuchBucketPolicy' },
    ],
    [
      bucketPolicy,
      `aws: [ERROR]:${cli('AccessDenied', 'GetBucketPolicy', 'User: x is not authorized')}`,
      { status: 'denied', message: 'User: x is not authorized' },
    ],
    [
      organization,
      cli(
        'AWSOrganizationsNotInUseException',
        'DescribeOrganization',
        'Your account is not a member',
      ),
      { status: 'absent' },
    ],
    [
      reportDefinitions,
      cli('AccessDeniedException', 'DescribeReportDefinitions', 'not authorized'),
      { status: 'denied' },
    ],
    [
      role,
      cli('NoSuchEntity', 'GetRole', 'The role with name R cannot be found.'),
      { status: 'absent', code: 'NoSuchEntity' },
    ],
    [
      role,
      'An error occurred (ThrottlingException) when calling the GetRole operation (reached max retries: 2): Rate exceeded',
      { status: 'unreachable' },
    ],
    [
      role,
      cli('InvalidClientTokenId', 'GetRole', 'The security token is invalid'),
      { status: 'denied' },
    ],
    [
      billingStackEvents,
      cli('ValidationError', 'DescribeStackEvents', 'Stack [spot-eco-billing] does not exist'),
      { status: 'absent' },
    ],
    [
      billingStackEvents,
      cli('ValidationError', 'DescribeStackEvents', '1 validation error detected'),
      { status: 'unreachable' },
    ],
    [
      roleDecryptAccess,
      cli(
        'InvalidInput',
        'SimulatePrincipalPolicy',
        'ResourceNames are not in a valid ARN format: None.',
      ),
      { status: 'absent', code: 'NoCustomerKey' },
    ],
    [
      roleDecryptAccess,
      cli('AccessDenied', 'GetBucketEncryption', 'Access Denied'),
      { status: 'denied' },
    ],
  ])('%o', (kind, text, expected) => {
    expect(evidence(kind, text)).toMatchObject(expected);
  });
  test('an error of another command is not one of this', () => {
    expect(refusal(bucketPolicy, cli('NoSuchBucket', 'GetBucketLocation', 'x'))).toMatch(
      /another command \(GetBucketLocation\)[\s\S]*get-bucket-policy/,
    );
  });
});

test('names the command with the values filled in', () => {
  expect(parsePasted(role, '', { roleName: 'Mine' })).toMatchObject({
    message: expect.stringContaining('get-role --role-name Mine'),
  });
});

describe('refuses everything else and says what to do', () => {
  const results = (action: string) =>
    JSON.stringify({ EvaluationResults: [{ EvalActionName: action, EvalDecision: 'allowed' }] });
  test.each([
    [
      'output of another command',
      bucketPolicy,
      identity,
      /looks like the output of “aws sts get-caller-identity”[\s\S]*get-bucket-policy/,
    ],
    [
      'a lenient schema does not make it this kind',
      bucketLocation,
      trust,
      /looks like the output of “aws iam get-role”/,
    ],
    ['nor any JSON', bucketLocation, '{}', /JSON, but of another command/],
    [
      'another simulation',
      roleBucketAccess,
      results('ce:GetCostAndUsage'),
      /looks like the output of/,
    ],
    [
      'the stack of another step',
      roleStackEvents,
      JSON.stringify({
        StackEvents: [
          {
            StackName: 'spot-eco-billing',
            LogicalResourceId: 'x',
            ResourceStatus: 'y',
            Timestamp: 'z',
          },
        ],
      }),
      /looks like the output of “aws cloudformation describe-stack-events”/,
    ],
    ['a cut-off output', role, `${trust.slice(0, 80)}`, /cut off: it stops at line 1, after “.+”/],
    ['a cut-off output of several lines', callerIdentity, identity.slice(0, 60), /stops at line 3/],
    [
      'JSON that was changed',
      callerIdentity,
      identity.replace('"Account": ', '"Account" '),
      /not valid JSON near line/,
    ],
    [
      'JSON that lacks something',
      callerIdentity,
      '{"Account":"111122223333"}',
      /lacks something.*Arn/,
    ],
    ['a web page', callerIdentity, '<!DOCTYPE html><html><body>Sign in</body></html>', /web page/],
    ['XML', bucketPolicy, '<?xml version="1.0"?><Error><Code>AccessDenied</Code></Error>', /XML/],
    ['YAML', callerIdentity, "Account: '111122223333'\nArn: x\nUserId: y\n", /YAML.*--output json/],
    [
      'text',
      callerIdentity,
      '111122223333\tarn:aws:iam::111122223333:user/alice\tAIDA',
      /text output.*--output json/,
    ],
    [
      'a table',
      callerIdentity,
      '-----------------\n|GetCallerIdentity|\n+---+---+\n',
      /table.*--output json/,
    ],
    ['a --query list', ownedBuckets, '[\n  "a",\n  "b"\n]', /list.*--query/],
    ['a shell without the CLI', callerIdentity, 'bash: aws: command not found', /CloudShell/],
    [
      'no sign-in',
      callerIdentity,
      'Unable to locate credentials. You can configure credentials by running "aws configure".',
      /not signed in/,
    ],
    [
      'a cut-off command',
      bucketPolicy,
      'usage: aws [options] <command>\naws: error: the following arguments are required: --bucket',
      /did not understand/,
    ],
    ['words', callerIdentity, 'it works!', /no JSON/],
    ['far too much', callerIdentity, `${identity}${' '.repeat(262_144)}`, /too long/],
    [
      'what cannot be pasted',
      spotAssumption,
      '{"withExternalId":"granted","withoutExternalId":"refused"}',
      /cannot be pasted/,
    ],
  ])('%s', (_, kind, text, message) => {
    expect(refusal(kind as never, text)).toMatch(message);
  });
  test('never throws, whatever the beginning of an output', () => {
    for (let length = 0; length < trust.length; length++)
      expect(parsePasted(role, trust.slice(0, length)).ok).toBe(false);
    expect(parsePasted(roleAccountAccess, '{"EvaluationResults":[null]}').ok).toBe(false);
    expect(parsePasted(roleStackEvents, '{"StackEvents":[null]}').ok).toBe(false);
    expect(parsePasted(role, '['.repeat(100_000)).ok).toBe(false);
  });
});

describe('what terminals add', () => {
  test('titles and links of terminals are taken away, ended in either way', () => {
    const link = '\u001b]8;;https://example.com\u001b\\';
    expect(evidence(callerIdentity, `\u001b]0;title\u0007${link}\n${identity}`)).toMatchObject({
      status: 'found',
    });
  });
});

describe('a refusal without the line of the command line before it', () => {
  const refusal =
    'User: arn:aws:sts::111122223333:assumed-role/Admin/alice is not authorized to perform: iam:GetRole on resource: role SpotRole with an explicit deny in a service control policy: arn:aws:organizations::999988887777:policy/o-a1b2c3d4e5/service_control_policy/p-12345678';
  const broken = (width: number, frame = '') =>
    (refusal.match(new RegExp(`.{1,${width}}`, 'g')) ?? []).map((line) => frame + line).join('\n');
  test.each([61, 64, 70, 80, 100, 119, 140])('broken at %i columns names the rule', (width) => {
    for (const frame of ['', '│ '])
      expect(parsePasted(role, broken(width, frame))).toMatchObject({
        ok: false,
        message: expect.stringContaining('A service control policy (SCP)'),
      });
  });
});
