import { beforeAll, describe, expect, test } from 'vitest';
import type { Runbook } from '../../runbooks/define-runbook.ts';
import { loadRunbooks } from '../../runbooks/workflows.ts';
import commandOf from '../evidence/command-of.ts';
import type { EvidenceKind } from '../evidence/define-evidence.ts';
import { kindsOfRunbook } from './judge-step.ts';
import readAnything from './read-anything.ts';

let runbooks: Readonly<Record<string, Runbook>>;
beforeAll(async () => {
  runbooks = await loadRunbooks();
});

const now = new Date('2026-11-28T06:21:20Z');
const inputs = {
  purpose: 'compute',
  accountId: '111122223333',
  roleName: 'SpotRole',
  externalId: 'spotinst:aws:extid:p7d2n9r4t6h1z8b3',
};
const gcpInputs = { projectId: 'acme-prod-550c' };
const read = (
  text: string,
  runbook = 'aws/linked-account',
  values: Record<string, string> = inputs,
) => readAnything({ runbook: runbooks[runbook] as Runbook, inputs: values, text, now });

const identity = (account: string) =>
  JSON.stringify(
    { UserId: 'AIDAEXAMPLE', Account: account, Arn: `arn:aws:iam::${account}:user/alice` },
    null,
    4,
  );
const noRole =
  'An error occurred (NoSuchEntity) when calling the GetRole operation: The role with name SpotRole cannot be found.';

describe('outputs', () => {
  test('one: which it is, which step it belongs to, and what it says of it', () => {
    const { pieces, steps } = read(identity('999988887777'));
    expect(pieces).toEqual([
      expect.objectContaining({
        what: 'output',
        evidence: 'aws/caller-identity',
        status: 'found',
        steps: expect.arrayContaining(['account']),
      }),
    ]);
    expect(steps[0]).toMatchObject({ id: 'account', status: 'fail' });
    expect(steps[0]?.checks[0]?.findings[0]?.observed).toContain('999988887777');
  });
  test('several, with banners, prompts, colours, Windows line ends and an error between them', () => {
    const text = [
      'Last login: Fri Nov 27 09:12:01 2026 from 10.0.0.7',
      '\u001b[32m[cloudshell-user@ip-10-1-2-3 ~]$\u001b[0m aws sts get-caller-identity --output json',
      identity('111122223333'),
      '[cloudshell-user@ip-10-1-2-3 ~]$ aws iam get-role --role-name SpotRole --output json',
      '',
      noRole,
      '[cloudshell-user@ip-10-1-2-3 ~]$ ',
    ].join('\r\n');
    const { pieces } = read(text);
    expect(
      pieces.map((piece) => [
        piece.what,
        'evidence' in piece && piece.evidence,
        'status' in piece && piece.status,
      ]),
    ).toEqual([
      ['output', 'aws/caller-identity', 'found'],
      ['output', 'aws/role', 'absent'],
    ]);
  });
  test('typographic quotes, and a string that the terminal broke', () => {
    const curly = identity('111122223333').replace(/"([^"]*)"/g, '“$1”');
    expect(read(curly).pieces).toEqual([
      expect.objectContaining({ evidence: 'aws/caller-identity' }),
    ]);
  });
  test('an empty list is asked for with its command line, and read with it', () => {
    expect(read('[]').pieces).toEqual([
      expect.objectContaining({
        what: 'unusable',
        message: expect.stringContaining('command line above it'),
      }),
    ]);
  });
  test('an empty list beside the error that kept the command from listing is no answer', () => {
    const text =
      'ERROR: (gcloud.services.list) You do not currently have an active account selected.\n[]\n';
    expect(read(text, 'gcp/project', {}).pieces).toEqual([
      expect.objectContaining({ what: 'obstacle', id: 'gcp/not-signed-in' }),
    ]);
  });
  test('nor is it beside words that say so late, after a long notice', () => {
    const notice = 'Updates are available for some components of this program. '.repeat(12);
    const command = commandOf(
      kindsOfRunbook(runbooks['gcp/project'] as Runbook).find(
        ({ id }) => id === 'gcp/services',
      ) as EvidenceKind,
      gcpInputs,
    );
    const { pieces } = read(
      `$ ${command}\n${notice}\n${notice} The listing was refused half way.\n[]\n`,
      'gcp/project',
      gcpInputs,
    );
    expect(pieces).toEqual([
      expect.objectContaining({ what: 'unknown', said: expect.stringContaining('refused') }),
    ]);
  });
  test('of something else, or cut off, is no evidence', () => {
    const other = noRole.replace('SpotRole', 'Unrelated');
    const { pieces, steps } = read(other);
    expect(pieces).toEqual([
      expect.objectContaining({
        what: 'unusable',
        message: expect.stringContaining('something else is missing'),
      }),
    ]);
    expect(steps).toEqual([]);
    expect(read(identity('111122223333').slice(0, 40)).pieces).toEqual([
      expect.objectContaining({ what: 'unusable', message: expect.stringContaining('cut off') }),
    ]);
  });
});

describe('what stands in the way', () => {
  test('a rule of the company, whichever call met it: whose, who may change it, and what to send', () => {
    const refusal =
      'An error occurred (AccessDenied) when calling the CreateRole operation: User: arn:aws:iam::111122223333:user/alice is not authorized to perform: iam:CreateRole on resource: arn:aws:iam::111122223333:role/SpotRole with an explicit deny in a service control policy: arn:aws:organizations::999988887777:policy/o-a1b2c3d4e5/service_control_policy/p-12345678';
    for (const text of [
      refusal,
      `~ $ aws iam create-role …\n${refusal}\n~ $`,
      refusal.replace(/(.{120})/g, '$1\n'),
    ])
      expect(read(text).pieces).toEqual([
        expect.objectContaining({
          what: 'obstacle',
          id: 'aws/service-control-policy',
          code: 'AWS-GUARD-001',
          who: expect.stringContaining('management account'),
          send: expect.stringMatching(/p-12345678[\s\S]*user\/alice[\s\S]*iam:CreateRole/),
          steps: ['stack'],
        }),
      ]);
  });
  test('is said once for each, and unknown errors are said to be unknown', () => {
    expect(read('aws: command not found\naws: command not found').pieces).toHaveLength(1);
    expect(
      read('An error occurred (BrandNewProblem) when calling the CreateRole operation: Surprise.')
        .pieces,
    ).toEqual([
      expect.objectContaining({
        what: 'unknown',
        message: expect.stringContaining('BrandNewProblem'),
      }),
    ]);
  });
  test('a warning alone, which is no answer and stops nothing', () => {
    const warning = "WARNING: Command group 'billing account' is in preview and under development.";
    expect(read(warning, 'azure/billing-account', {}).pieces).toEqual([
      expect.objectContaining({ what: 'unusable', message: expect.stringContaining('empty') }),
    ]);
  });
  test('nothing, words, and commands without their output', () => {
    expect(read(' ').pieces[0]).toMatchObject({ what: 'unusable' });
    expect(read('it works!').pieces[0]).toMatchObject({ what: 'unknown' });
    expect(read('$ aws sts get-caller-identity --output json\n').pieces[0]).toMatchObject({
      what: 'unusable',
    });
  });
});

test.each([
  ['nothing but errors', 'ERROR: x\n'.repeat(29_000)],
  ['nothing but prompts', '$ \n'.repeat(87_000)],
  ['nothing but commands', '$ aws iam get-role\n'.repeat(13_000)],
  ['one long word', 'x'.repeat(262_144)],
  ['documents', '{}\n'.repeat(5_000)],
])('hostile text: %s', (_, text) => {
  expect(read(text).pieces.length).toBeGreaterThan(0);
});

describe('what only looks like something else', () => {
  const role = (account: string, description = '') =>
    JSON.stringify({
      Role: {
        RoleName: 'SpotRole',
        Arn: `arn:aws:iam::${account}:role/SpotRole`,
        CreateDate: '2026-11-27T09:12:01+00:00',
        AssumeRolePolicyDocument: { Version: '2012-10-17', Statement: [] },
        Description: description,
      },
    });
  const whats = (text: string, runbook?: string) =>
    read(text, runbook).pieces.map((piece) =>
      'id' in piece ? piece.id : 'status' in piece ? piece.status : piece.what,
    );
  const scp =
    'User: arn:aws:iam::111122223333:user/alice is not authorized to perform: iam:GetRole on resource: role SpotRole with an explicit deny in a service control policy';

  test('a description that quotes a refusal is data', () => {
    expect(whats(role('111122223333', `${scp} (AccessDenied)`))).toEqual(['found']);
    const project = {
      projectId: 'acme-prod',
      projectNumber: '123456789012',
      name: "Request is prohibited by organization's policy",
      lifecycleState: 'ACTIVE',
    };
    expect(whats(JSON.stringify(project), 'gcp/project')).not.toContain('gcp/service-perimeter');
  });
  test('a text that quotes the words of a refusal is none', () => {
    const readme =
      'If you see "with an explicit deny in a service control policy", ask the platform team.';
    expect(whats(readme)).toEqual(['unknown']);
    expect(whats(scp)).toEqual(['aws/service-control-policy']);
  });
  test('an answer of another account is said to be that, without its command line', () => {
    const [piece] = read(role('999988887777')).pieces;
    expect(piece).toMatchObject({ what: 'unusable', evidence: 'aws/role' });
    expect(piece?.what === 'unusable' && piece.message).toContain('999988887777');
  });
  test('of an answer and an error of the same command the last counts, whichever it is', () => {
    expect(whats(`${role('111122223333')}\n${noRole}`)).toEqual(['absent']);
    expect(whats(`${noRole}\n${role('111122223333')}`)).toEqual(['unusable', 'found']);
  });
  test('several errors without a prompt between them are each said', () => {
    const boundary =
      'User: arn:aws:iam::111122223333:user/alice is not authorized to perform: iam:CreateRole on resource: arn:aws:iam::111122223333:role/SpotRole because no permissions boundary allows the iam:CreateRole action';
    expect(whats(`${scp}\n${boundary}`)).toEqual([
      'aws/service-control-policy',
      'aws/permissions-boundary',
    ]);
    expect(
      whats(
        `2026-11-27 10:00:01 CREATE_FAILED AWS::IAM::Role SpotRole ${scp}\n2026-11-27 10:00:02 CREATE_FAILED AWS::S3::Bucket Bucket The following hook(s) failed: [Private::Guard::Bucket]`,
      ),
    ).toEqual(['aws/service-control-policy', 'aws/cloudformation-hook']);
    expect(
      whats(
        "(RequestDisallowedByPolicy) Resource '6a5b' was disallowed by policy.\nCode: RequestDisallowedByPolicy\n\n(ScopeLocked) The scope '/subscriptions/1' cannot perform delete operation because following scope(s) are locked: '/subscriptions/1'.\nCode: ScopeLocked",
        'azure/subscription',
      ),
    ).toEqual(['azure/policy', 'azure/lock']);
  });
  test('a line that a terminal broke before who was refused is one error', () => {
    expect(
      whats(`An error occurred (AccessDenied) when calling the GetRole operation:\n${scp}`),
    ).toEqual(['aws/service-control-policy']);
  });
  test('two errors in the frames of Terraform are each said', () => {
    const text = `╷\n│ Error: creating IAM Role (SpotRole): api error AccessDenied: ${scp.replace('explicit deny', 'explicit\n│ deny')}\n│\n│   with aws_iam_role.spot,\n╵\n╷\n│ Error: creating CloudFormation Stack (x): AlreadyExistsException: Stack [x] already exists\n╵`;
    expect(whats(text)).toEqual(['aws/service-control-policy', 'aws/stack-exists']);
  });
  test('an error of PowerShell is no table', () => {
    const [piece] = read(
      'foo : Etwas ging schief.\nIn Zeile:1 Zeichen:1\n    + CategoryInfo          : NotSpecified: (:) [], Exception',
    ).pieces;
    expect(piece?.what).toBe('unknown');
  });
  test('what CloudTrail recorded, and a decoded message, are refusals', () => {
    expect(whats(JSON.stringify({ errorCode: 'AccessDenied', errorMessage: scp }))).toEqual([
      'aws/service-control-policy',
    ]);
    const decoded = { allowed: false, explicitDeny: true, matchedStatements: { items: [] } };
    expect(whats(JSON.stringify(decoded, null, 2))).toEqual(['aws/decoded-deny']);
    expect(whats(JSON.stringify({ DecodedMessage: JSON.stringify(decoded) }))).toEqual([
      'aws/decoded-deny',
    ]);
    expect(whats(JSON.stringify({ ...decoded, explicitDeny: false }))).toEqual([
      'aws/decoded-missing',
    ]);
  });
  test('a Hook that only warns is in nobody’s way', () => {
    const warns = 'HOOK_COMPLETE_FAILED Hook failed with message: Rule [CT.S3.PR.1] WARN';
    expect(whats(warns)).not.toContain('aws/cloudformation-hook');
  });
});
