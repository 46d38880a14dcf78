import { describe, expect, it } from 'vitest';
import role from '../../../evidence/aws/role.ts';
import type { Evidence, EvidenceMap } from '../../../evidence/define-evidence.ts';
import { runCheck } from '../../run-checks.ts';
import { trustPolicyFor } from '../_role/documents.ts';
import ecoRole from './check.ts';

const inputs = {
  accountId: '111122223333',
  roleName: 'SpotByNetApp_Finops_ReadOnly',
  externalId: 'Abc-123_xyz.7890',
  bucketName: 'spot-cur-111122223333',
};
const now = new Date('2026-11-23T12:00:00Z');
const eco = ['arn:aws:iam::884866656237:root', 'arn:aws:iam::627743545735:root'];
const idCondition = { StringEquals: { 'sts:ExternalId': inputs.externalId } };

const idVariable = '$' + '{sts:ExternalId}';
const account = '$' + '{aws:PrincipalAccount}';

type Statement = Record<string, unknown>;
const allow = (more: Statement = {}): Statement => ({
  Effect: 'Allow',
  Principal: { AWS: eco },
  Action: 'sts:AssumeRole',
  Condition: idCondition,
  ...more,
});

function roleWith(trust: unknown, createdAt = '2026-11-01T00:00:00Z'): Evidence {
  const value = role.schema.parse({
    Role: {
      RoleName: inputs.roleName,
      Arn: `arn:aws:iam::111122223333:role/${inputs.roleName}`,
      CreateDate: createdAt,
      AssumeRolePolicyDocument: trust,
    },
  });
  return { status: 'found', value };
}

const tried = (
  withExternalId: string,
  withoutExternalId: string,
  withOtherExternalId = withoutExternalId,
): Evidence => ({
  status: 'found',
  value: { withExternalId, withoutExternalId, withOtherExternalId },
});
/** What a server that strangers may ask says of every role that does not let Spot in as it should. */
const untold = (failedSecondsAgo?: number): Evidence => ({
  status: 'found',
  value: {
    withExternalId: 'untold',
    withoutExternalId: 'untold',
    withOtherExternalId: 'untold',
    failedSecondsAgo,
  },
});
const denied: Evidence = {
  status: 'denied',
  code: 'AccessDenied',
  message: 'not authorized to perform: iam:GetRole',
};
const absent: Evidence = {
  status: 'absent',
  code: 'NoSuchEntity',
  message: 'The role cannot be found.',
};

function check(evidence: EvidenceMap) {
  const result = runCheck(ecoRole, { inputs, evidence, now });
  return { ...result, codes: result.findings.map(({ code }) => code) };
}
const checkTrust = (...statements: Statement[]) =>
  check({ 'aws/role': roleWith({ Version: '2012-10-17', Statement: statements }) });

describe('a right trust policy passes', () => {
  const callers = ['884866656237', '627743545735'].map(
    (id) => `arn:aws:iam::${id}:role/eco-base-cdk-stack-globalclientassumerole`,
  );
  it.each<[string, Statement[]]>([
    ["the guide's", trustPolicyFor(inputs).Statement],
    ['bare account numbers', [allow({ Principal: { AWS: ['884866656237', '627743545735'] } })]],
    ['narrowed to the roles Eco calls with', [allow({ Principal: { AWS: callers } })]],
    [
      'narrowed, with other Eco roles beside',
      [allow({ Principal: { AWS: [...callers, 'arn:aws:iam::884866656237:role/Admin'] } })],
    ],
    ['one statement for each account', eco.map((AWS) => allow({ Principal: { AWS } }))],
    [
      'any name of the session',
      [allow({ Condition: { ...idCondition, StringLike: { 'sts:RoleSessionName': '*' } } })],
    ],
    [
      'a time that has begun',
      [
        allow({
          Condition: { ...idCondition, DateGreaterThan: { 'aws:CurrentTime': '2026-01-01' } },
        }),
      ],
    ],
    [
      'one of two statements ends',
      [
        allow(),
        allow({ Condition: { ...idCondition, DateLessThan: { 'aws:CurrentTime': '2027-01-01' } } }),
      ],
    ],
    [
      'the key in other case',
      [allow({ Condition: { StringEquals: { 'STS:ExternalID': inputs.externalId } } })],
    ],
    [
      'StringLike without wildcard',
      [allow({ Condition: { StringLike: { 'sts:ExternalId': inputs.externalId } } })],
    ],
    ['sts:TagSession besides', [allow({ Action: ['sts:AssumeRole', 'sts:TagSession'] })]],
    [
      'sts:TagSession in a statement of its own',
      [allow(), allow({ Action: 'sts:TagSession', Condition: {} })],
    ],
    ['every action of sts', [allow({ Action: 'sts:*' })]],
    [
      'everyone, narrowed by account',
      [
        allow({
          Principal: '*',
          Condition: {
            StringEquals: {
              'sts:ExternalId': inputs.externalId,
              'aws:PrincipalAccount': ['884866656237', '627743545735'],
            },
          },
        }),
      ],
    ],
    [
      'a Deny for whoever lacks the ID',
      [
        allow({ Condition: {} }),
        {
          Effect: 'Deny',
          Principal: '*',
          Action: 'sts:AssumeRole',
          Condition: { StringNotEquals: { 'sts:ExternalId': inputs.externalId } },
        },
      ],
    ],
    [
      'a condition everyone meets',
      [allow({ Condition: { ...idCondition, Bool: { 'aws:SecureTransport': 'true' } } })],
    ],
    [
      'any network',
      [allow({ Condition: { ...idCondition, IpAddress: { 'aws:SourceIp': '0.0.0.0/0' } } })],
    ],
    [
      'a date in the past',
      [
        allow({
          Condition: {
            ...idCondition,
            DateGreaterThan: { 'aws:CurrentTime': '2020-01-01T00:00:00Z' },
          },
        }),
      ],
    ],
    [
      'a Deny for somebody else',
      [allow(), { Effect: 'Deny', Principal: { AWS: '999988887777' }, Action: 'sts:AssumeRole' }],
    ],
  ])('%s', (_, statements) => {
    const result = checkTrust(...statements);
    expect(result.codes).toEqual([]);
    expect(result.status).toBe('pass');
  });
});

describe('a wrong trust policy has one root cause', () => {
  const id = (value: string) => [
    allow({ Condition: { StringEquals: { 'sts:ExternalId': value } } }),
  ];
  it.each<[string, string, Statement[], RegExp?]>([
    [
      'the account for linked accounts',
      'AWS-TRUST-002',
      [allow({ Principal: { AWS: 'arn:aws:iam::922761411349:root' } })],
      /922761411349/,
    ],
    [
      'the first Eco account only',
      'AWS-TRUST-003',
      [allow({ Principal: { AWS: eco[0] } })],
      /not account 627743545735/,
    ],
    [
      'the second Eco account only',
      'AWS-TRUST-003',
      [allow({ Principal: { AWS: eco[1] } })],
      /not account 884866656237/,
    ],
    [
      'one Eco account and a stranger',
      'AWS-TRUST-003',
      [allow({ Principal: { AWS: [eco[0], '922761411349'] } })],
    ],
    ['no condition', 'AWS-TRUST-004', [allow({ Condition: undefined })]],
    [
      'a second statement without condition',
      'AWS-TRUST-004',
      [allow(), allow({ Sid: 'Old', Condition: undefined })],
      /the statement Old/,
    ],
    [
      'a condition on something harmless only',
      'AWS-TRUST-004',
      [allow({ Condition: { Bool: { 'aws:SecureTransport': 'true' } } })],
    ],
    ['a blank at the end', 'AWS-TRUST-005', id(`${inputs.externalId} `)],
    ['another ID', 'AWS-TRUST-005', id('something-else')],
    [
      'a Deny with a wrong ID',
      'AWS-TRUST-005',
      [
        allow(),
        {
          Effect: 'Deny',
          Principal: '*',
          Action: 'sts:*',
          Condition: { StringNotEquals: { 'sts:ExternalId': 'x' } },
        },
      ],
    ],
    ['everyone with the ID', 'AWS-TRUST-006', [allow({ Principal: '*' })]],
    [
      'everyone without',
      'AWS-TRUST-006',
      [allow({ Principal: { AWS: '*' }, Condition: undefined })],
    ],
    ['everyone in one of two statements', 'AWS-TRUST-006', [allow(), allow({ Principal: '*' })]],
    [
      'the own account',
      'AWS-TRUST-007',
      [allow({ Principal: { AWS: 'arn:aws:iam::111122223333:root' } })],
      /account 111122223333/,
    ],
    [
      'a service',
      'AWS-TRUST-007',
      [allow({ Principal: { Service: 'ec2.amazonaws.com' }, Condition: undefined })],
      /ec2/,
    ],
    [
      'a deleted role',
      'AWS-TRUST-007',
      [allow({ Principal: { AWS: 'AROAEXAMPLEEXAMPLE123' } })],
      /deleted/,
    ],
    [
      'only a Deny',
      'AWS-TRUST-007',
      [{ Effect: 'Deny', Principal: { AWS: '999988887777' }, Action: 'sts:AssumeRole' }],
      /nobody/,
    ],
    ['another action', 'AWS-TRUST-008', [allow({ Action: 'sts:AssumeRoleWithSAML' })], /SAML/],
    [
      'a network',
      'AWS-TRUST-009',
      [allow({ Condition: { ...idCondition, IpAddress: { 'aws:SourceIp': '198.51.100.0/24' } } })],
      /SourceIp/,
    ],
    [
      'an organization',
      'AWS-TRUST-009',
      [
        allow({
          Condition: {
            ...idCondition,
            StringEquals: { ...idCondition.StringEquals, 'aws:PrincipalOrgID': 'o-abc' },
          },
        }),
      ],
      /OrgID/,
    ],
    [
      'a second factor',
      'AWS-TRUST-009',
      [allow({ Condition: { ...idCondition, Bool: { 'aws:MultiFactorAuthPresent': 'true' } } })],
      /MultiFactor/,
    ],
    [
      'an endpoint',
      'AWS-TRUST-009',
      [
        allow({
          Condition: {
            ...idCondition,
            StringEquals: { ...idCondition.StringEquals, 'aws:SourceVpce': 'vpce-1' },
          },
        }),
      ],
      /Vpce/,
    ],
    [
      'a date that is over',
      'AWS-TRUST-009',
      [
        allow({
          Condition: {
            ...idCondition,
            DateLessThan: { 'aws:CurrentTime': '2026-01-01T00:00:00Z' },
          },
        }),
      ],
    ],
    [
      'a Deny',
      'AWS-TRUST-010',
      [
        allow(),
        {
          Sid: 'No',
          Effect: 'Deny',
          NotPrincipal: { AWS: '111122223333' },
          Action: 'sts:AssumeRole',
        },
      ],
      /statement No/,
    ],
    [
      'a Deny outside a network',
      'AWS-TRUST-010',
      [
        allow(),
        {
          Effect: 'Deny',
          Principal: '*',
          Action: '*',
          Condition: { NotIpAddress: { 'aws:SourceIp': '198.51.100.0/24' } },
        },
      ],
    ],
    [
      'any ID',
      'AWS-TRUST-011',
      [allow({ Condition: { StringLike: { 'sts:ExternalId': '*' } } })],
      /other IDs/,
    ],
    [
      'a beginning',
      'AWS-TRUST-011',
      [allow({ Condition: { StringLike: { 'sts:ExternalId': 'Abc-*' } } })],
    ],
    [
      'any but another',
      'AWS-TRUST-011',
      [allow({ Condition: { StringNotEquals: { 'sts:ExternalId': 'x' } } })],
      /sends none/,
    ],
    [
      'ForAllValues',
      'AWS-TRUST-011',
      [
        allow({
          Condition: { 'ForAllValues:StringEquals': { 'sts:ExternalId': inputs.externalId } },
        }),
      ],
    ],
    [
      'IfExists',
      'AWS-TRUST-011',
      [allow({ Condition: { StringEqualsIfExists: { 'sts:ExternalId': inputs.externalId } } })],
    ],
    [
      'presence only',
      'AWS-TRUST-011',
      [allow({ Condition: { Null: { 'sts:ExternalId': 'false' } } })],
    ],
    [
      'other roles',
      'AWS-TRUST-012',
      [
        allow({
          Principal: {
            AWS: ['arn:aws:iam::884866656237:role/Eco', 'arn:aws:iam::627743545735:role/Eco'],
          },
        }),
      ],
    ],
    [
      'the role of one account',
      'AWS-TRUST-012',
      [
        allow({
          Principal: {
            AWS: 'arn:aws:iam::884866656237:role/eco-base-cdk-stack-globalclientassumerole',
          },
        }),
      ],
      /Eco|eco/,
    ],
    [
      'a stranger besides',
      'AWS-TRUST-013',
      [allow({ Principal: { AWS: [...eco, '999988887777'] } })],
      /999988887777/,
    ],
    [
      'a service besides',
      'AWS-TRUST-013',
      [allow(), allow({ Principal: { Service: 'ec2.amazonaws.com' }, Condition: undefined })],
      /ec2/,
    ],
    [
      'a second external ID',
      'AWS-TRUST-015',
      [
        allow({
          Condition: { StringEquals: { 'sts:ExternalId': [inputs.externalId, 'an-older-one'] } },
        }),
      ],
      /an-older-one/,
    ],
    [
      'a second external ID in a statement of its own',
      'AWS-TRUST-015',
      [allow(), allow({ Condition: { StringEquals: { 'sts:ExternalId': 'somebody-elses' } } })],
      /somebody-elses/,
    ],
    [
      'an end within the hour',
      'AWS-TRUST-016',
      [
        allow({
          Condition: {
            ...idCondition,
            DateLessThan: { 'aws:CurrentTime': '2026-11-23T12:40:00Z' },
          },
        }),
      ],
      /2026-11-23T12:40/,
    ],
    [
      'an end in seconds since 1970',
      'AWS-TRUST-016',
      [
        allow({
          Condition: { ...idCondition, NumericLessThanEquals: { 'aws:EpochTime': '1801000000' } },
        }),
      ],
      /2027-01-26/,
    ],
    [
      'a Deny that begins next year',
      'AWS-TRUST-016',
      [
        allow(),
        {
          Effect: 'Deny',
          Principal: '*',
          Action: 'sts:*',
          Condition: { DateGreaterThanEquals: { 'aws:CurrentTime': '2027-02-01' } },
        },
      ],
      /2027-02-01/,
    ],
    [
      'a variable that is whatever ID is sent',
      'AWS-TRUST-011',
      [
        allow({
          Condition: {
            StringEquals: { 'sts:ExternalId': [inputs.externalId, idVariable] },
          },
        }),
      ],
      /other IDs/,
    ],
    [
      'a pattern for IDs of another form',
      'AWS-TRUST-011',
      [
        allow({
          Condition: { StringLike: { 'sts:ExternalId': [inputs.externalId, 'act-*'] } },
        }),
      ],
      /other IDs/,
    ],
    [
      'a Deny for all roles, by a variable',
      'AWS-TRUST-010',
      [
        allow(),
        {
          Effect: 'Deny',
          Principal: '*',
          Action: 'sts:AssumeRole',
          Condition: { ArnLike: { 'aws:PrincipalArn': `arn:aws:iam::${account}:role/*` } },
        },
      ],
    ],
    [
      'an ARN with a part too few',
      'AWS-TRUST-009',
      [
        allow({
          Condition: {
            ...idCondition,
            ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*globalclientassumerole' },
          },
        }),
      ],
    ],
  ])('%s: %s', (_, code, statements, words) => {
    const result = checkTrust(...statements);
    expect(result.codes).toEqual([code]);
    expect(result.status).toBe(
      ['AWS-TRUST-013', 'AWS-TRUST-015', 'AWS-TRUST-016'].includes(code) ? 'warning' : 'fail',
    );
    const [finding] = result.findings;
    if (words)
      expect(`${finding?.observed} ${finding?.explanation} ${finding?.expected}`).toMatch(words);
    expect(finding?.fix.commands.join('\n')).toContain(
      `update-assume-role-policy --role-name ${inputs.roleName}`,
    );
    expect(finding?.fix.commands.join('\n')).toContain(`"sts:ExternalId": "${inputs.externalId}"`);
    expect(finding?.fix.commands.join('\n')).not.toMatch(/\{\{|<[a-z]/);
  });

  it.each([
    ['as principal', { Principal: { AWS: eco } }],
    [
      'by a condition',
      {
        Principal: '*',
        Condition: { ArnLike: { 'aws:PrincipalArn': `arn:aws:iam::884866656237:*` } },
      },
    ],
  ])('asks about a Deny that names Spot %s, and takes nothing away', (_, names) => {
    const [finding] = checkTrust(allow(), {
      ...{ Sid: 'Offboarded', Effect: 'Deny', Action: 'sts:AssumeRole' },
      ...names,
    }).findings;
    expect(finding).toMatchObject({ code: 'AWS-TRUST-010', fix: { commands: [] } });
    expect(finding?.fix.send).toContain('Offboarded');
  });

  it('keeps what somebody denies, and excepts Spot where that stops it', () => {
    const wrongId = allow({ Condition: { StringEquals: { 'sts:ExternalId': 'x' } } });
    const outside = {
      ...{ Sid: 'CompanyOnly', Effect: 'Deny', Principal: '*', Action: 'sts:AssumeRole' },
      Condition: { NotIpAddress: { 'aws:SourceIp': '198.51.100.0/24' } },
    };
    const stranger = {
      ...{ Sid: 'NotThem', Effect: 'Deny', Principal: { AWS: '999988887777' } },
      Action: 'sts:AssumeRole',
    };
    const printed = (...statements: object[]) => {
      const [command = ''] = checkTrust(...(statements as never[])).findings[0]?.fix.commands ?? [];
      return JSON.parse(/\n(\{[\s\S]*\n\})\n/.exec(command)?.[1] ?? '{}').Statement;
    };
    expect(printed(wrongId, stranger).slice(1)).toEqual([stranger]);
    const exception = {
      StringNotEquals: { 'aws:PrincipalAccount': eco.map((arn) => arn.split(':')[4]) },
    };
    expect(printed(allow(), outside, stranger).slice(1)).toEqual([
      { ...outside, Condition: { ...outside.Condition, ...exception } },
      stranger,
    ]);
  });

  it('reports a wrong ID and a further condition both', () => {
    const Condition = { StringEquals: { 'sts:ExternalId': 'x', 'aws:PrincipalOrgID': 'o-abc' } };
    expect(checkTrust(allow({ Condition })).codes).toEqual(['AWS-TRUST-005', 'AWS-TRUST-009']);
  });

  it('cannot tell where the answer depends on what only the call shows', () => {
    const result = checkTrust(
      allow({ Condition: { ...idCondition, StringLike: { 'aws:UserAgent': 'Spot*' } } }),
    );
    expect(result).toMatchObject({ status: 'undetermined', codes: [] });
    expect(result.unseen[0]?.message).toContain('aws:UserAgent');
  });
});

describe('no role', () => {
  const events = (...list: [string, string, string, string?][]): Evidence => ({
    status: 'found',
    value: {
      StackEvents: list.map(
        ([LogicalResourceId, ResourceStatus, Timestamp, ResourceStatusReason]) => ({
          StackName: 'spot-eco-role',
          LogicalResourceId,
          ResourceStatus,
          ResourceStatusReason,
          Timestamp,
        }),
      ),
    },
  });

  it('is missing', () => {
    const result = check({ 'aws/role': absent });
    expect(result.codes).toEqual(['AWS-TRUST-001']);
    expect(result.findings[0]?.fix.commands[0]).toContain(
      `aws iam create-role --role-name ${inputs.roleName}`,
    );
    expect(result.findings[0]?.fix.commands[0]).toContain('attach-role-policy');
  });

  it('is the stack that failed, with its reason', () => {
    const stack = events(
      ['spot-eco-role', 'ROLLBACK_COMPLETE', '2026-11-23T11:03:00Z'],
      [
        'SpotFinOpsManagedPolicy',
        'CREATE_FAILED',
        '2026-11-23T11:01:00Z',
        'policy SpotByNetApp_Finops_ReadOnly_Policy already exists',
      ],
      ['spot-eco-role', 'CREATE_IN_PROGRESS', '2026-11-23T11:00:00Z', 'User Initiated'],
    );
    const result = check({ 'aws/role': absent, 'aws/role-stack-events': stack });
    expect(result.codes).toEqual(['AWS-TRUST-014']);
    expect(result.findings[0]?.explanation).toContain('already exists');
    expect(result.findings[0]?.fix.commands[0]).toContain(
      'delete-stack --stack-name spot-eco-role',
    );
  });

  it('is still being created', () => {
    const result = check({
      'aws/role': absent,
      'aws/role-stack-events': events([
        'spot-eco-role',
        'CREATE_IN_PROGRESS',
        '2026-11-23T11:59:50Z',
      ]),
    });
    expect(result).toMatchObject({ status: 'pending', codes: [] });
  });

  it('says nothing when the reader is signed in elsewhere', () => {
    const elsewhere: Evidence = {
      status: 'found',
      value: { Account: '999988887777', Arn: 'arn:aws:iam::999988887777:user/a', UserId: 'x' },
    };
    const result = check({ 'aws/role': absent, 'aws/caller-identity': elsewhere });
    expect(result).toMatchObject({ status: 'undetermined', codes: [] });
  });
});

describe('as Spot, which may not look at the role', () => {
  it('passes when AWS lets Spot in with the ID and not without', () => {
    expect(
      check({ 'aws/role': denied, 'aws/spot-assumption': tried('granted', 'refused') }).status,
    ).toBe('pass');
  });

  it('fails when AWS lets Spot in without the ID', () => {
    expect(
      check({ 'aws/role': denied, 'aws/spot-assumption': tried('granted', 'refused', 'granted') })
        .codes,
    ).toEqual(['AWS-TRUST-011']);
    expect(
      check({ 'aws/role': denied, 'aws/spot-assumption': tried('granted', 'granted') }).codes,
    ).toEqual(['AWS-TRUST-004']);
  });

  it('cannot tell why AWS refuses, and asks for the role', () => {
    const result = check({
      'aws/role': denied,
      'aws/spot-assumption': tried('refused', 'refused'),
    });
    expect(result).toMatchObject({ status: 'undetermined', codes: [] });
    expect(result.unseen.map(({ command }) => command)).toContain(
      `aws iam get-role --role-name ${inputs.roleName} --output json`,
    );
  });

  it("names every cause where AWS's answer is not told, the open role among them, and asks for the role", () => {
    const result = check({ 'aws/role': denied, 'aws/spot-assumption': untold() });
    expect(result).toMatchObject({ status: 'undetermined', codes: [] });
    const message = result.unseen[0]?.message;
    for (const cause of [
      /there is no role/,
      /does not trust/,
      /asks for another external ID/,
      /asks for none, or takes any/,
      /further condition or a Deny/,
      /rule of your organization/,
      /made seconds ago/,
      /“I paste the output”/,
    ])
      expect(message).toMatch(cause);
    expect(result.unseen.map(({ command }) => command)).toContain(
      `aws iam get-role --role-name ${inputs.roleName} --output json`,
    );
  });

  it('says that it was tried less often, where the role failed a moment ago', () => {
    const message = (evidence: Evidence) =>
      check({ 'aws/role': denied, 'aws/spot-assumption': evidence }).unseen[0]?.message;
    expect(message(untold(40))).toMatch(/40 seconds ago either.*only twice.*check again/);
    expect(message(untold())).not.toMatch(/either/);
  });

  it('is undetermined when nothing could be seen', () => {
    expect(check({ 'aws/role': denied }).status).toBe('undetermined');
    expect(check({}).status).toBe('undetermined');
    expect(check({ 'aws/role': { status: 'unreachable', message: 'timeout' } }).status).toBe(
      'undetermined',
    );
  });
});

describe('both the role and the attempt', () => {
  const right = trustPolicyFor(inputs);

  it('pass together', () => {
    expect(
      check({ 'aws/role': roleWith(right), 'aws/spot-assumption': tried('granted', 'refused') })
        .status,
    ).toBe('pass');
  });

  it('name the cause of a refusal', () => {
    const wrong = trustPolicyFor({ externalId: 'wrong' });
    expect(
      check({ 'aws/role': roleWith(wrong), 'aws/spot-assumption': tried('refused', 'refused') })
        .codes,
    ).toEqual(['AWS-TRUST-005']);
  });

  it('find the open role that Spot alone is not told of, with its fix', () => {
    const open = { Statement: [allow({ Condition: undefined })] };
    const result = check({ 'aws/role': roleWith(open), 'aws/spot-assumption': untold() });
    expect(result.codes).toContain('AWS-TRUST-004');
    expect(result.findings[0]?.fix.commands).not.toEqual([]);
  });

  it('are never green together where Spot is not told that it got in', () => {
    const result = check({ 'aws/role': roleWith(right), 'aws/spot-assumption': untold() });
    expect(result).toMatchObject({ status: 'undetermined', codes: [] });
    expect(result.unseen[0]?.message).toMatch(/Spot cannot use the role.*resource control policy/);
    expect(
      check({
        'aws/role': roleWith(right, '2026-11-23T11:59:00Z'),
        'aws/spot-assumption': untold(),
      }).status,
    ).toBe('pending');
  });

  it('wait for a role made a minute ago', () => {
    const result = check({
      'aws/role': roleWith(right, '2026-11-23T11:59:00Z'),
      'aws/spot-assumption': tried('refused', 'refused'),
    });
    expect(result).toMatchObject({
      status: 'pending',
      pending: { until: '2026-11-23T12:01:00.000Z' },
    });
  });

  it('cannot tell why an older, right role is refused', () => {
    const result = check({
      'aws/role': roleWith(right),
      'aws/spot-assumption': tried('refused', 'refused'),
    });
    expect(result).toMatchObject({ status: 'undetermined', codes: [] });
    expect(result.unseen[0]?.message).toMatch(/resource control policy/);
  });

  it('cannot tell when AWS grants what the policy refuses', () => {
    const wrong = trustPolicyFor({ externalId: 'wrong' });
    for (const seen of [roleWith(wrong), absent]) {
      expect(
        check({ 'aws/role': seen, 'aws/spot-assumption': tried('granted', 'refused') }),
      ).toMatchObject({
        status: 'undetermined',
        codes: [],
      });
    }
  });

  it('still see that the second account is missing', () => {
    const one = { Statement: [allow({ Principal: { AWS: eco[0] } })] };
    expect(
      check({ 'aws/role': roleWith(one), 'aws/spot-assumption': tried('granted', 'refused') })
        .codes,
    ).toEqual(['AWS-TRUST-003']);
  });
});

it('needs all of its inputs', () => {
  const result = runCheck(ecoRole, {
    inputs: { ...inputs, externalId: '' },
    evidence: { 'aws/role': roleWith(trustPolicyFor(inputs)) },
    now,
  });
  expect(result.status).toBe('undetermined');
});
