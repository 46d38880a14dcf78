import { describe, expect, it } from 'vitest';
import bucketPolicy from '../../../evidence/aws/bucket-policy.ts';
import { codes, prints } from '../../testing.ts';
import { bucketPolicyFor } from '../_billing/documents.ts';
import { absent, denied, inputs, look } from '../testing.ts';
import curBucketPolicy from './check.ts';

const bucket = `arn:aws:s3:::${inputs.bucketName}`;
const account = inputs.accountId;
const policy = (...Statement: unknown[]) =>
  prints(bucketPolicy, { Policy: JSON.stringify({ Version: '2012-10-17', Statement }) });
/** The guide's policy with text replaced, and further statements. */
const changed = (from: string | RegExp, to: string, ...more: object[]) => {
  const document = JSON.parse(JSON.stringify(bucketPolicyFor(inputs)).replaceAll(from, to));
  return policy(...document.Statement, ...more);
};
const extended = (...more: object[]) => changed('nothing to replace', '', ...more);
const deny = (Condition?: object, changes: object = {}) => ({
  Sid: 'OurDeny',
  Effect: 'Deny',
  Principal: '*',
  Action: 's3:*',
  Resource: [bucket, `${bucket}/*`],
  Condition,
  ...changes,
});

const reading = (Principal: unknown, Condition?: object) => ({
  Sid: 'Reading',
  Effect: 'Allow',
  Principal,
  Action: 's3:GetObject*',
  Resource: `${bucket}/*`,
  Condition,
});

const dataExportsForm = {
  Effect: 'Allow',
  Principal: { Service: ['billingreports.amazonaws.com', 'bcm-data-exports.amazonaws.com'] },
  Action: ['s3:PutObject', 's3:GetBucketPolicy'],
  Resource: [`${bucket}/*`, bucket],
  Condition: {
    StringLike: {
      'aws:SourceAccount': account,
      'aws:SourceArn': [
        `arn:aws:cur:us-east-1:${account}:definition/*`,
        `arn:aws:bcm-data-exports:us-east-1:${account}:export/*`,
      ],
    },
  },
};

describe('aws/cur-bucket-policy accepts', () => {
  it.each<[string, ReturnType<typeof policy>]>([
    ["the guide's policy", {}],
    ['the Data Exports form, in one statement', policy(dataExportsForm)],
    [
      'wildcards in actions and resources',
      policy({ ...dataExportsForm, Action: 's3:*', Resource: 'arn:aws:s3:::spot-cur-*' }),
    ],
    [
      'ArnLike, and keys in other capitals',
      policy({
        ...dataExportsForm,
        Condition: {
          ArnLike: { 'AWS:sourcearn': `arn:aws:cur:*:${account}:definition/*` },
          StringEquals: { 'aws:sourceaccount': account },
        },
      }),
    ],
    [
      'a Deny of unencrypted transport',
      extended(deny({ Bool: { 'aws:SecureTransport': 'false' } })),
    ],
    [
      'a Deny of strangers that excepts AWS services',
      extended(
        deny({
          StringNotEquals: { 'aws:PrincipalOrgID': 'o-1' },
          BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' },
        }),
      ),
    ],
    [
      'a Deny of other actions',
      extended(deny(undefined, { Action: 's3:DeleteObject', Resource: `${bucket}/*` })),
    ],
    [
      'a Deny for one user',
      extended(deny(undefined, { Principal: { AWS: `arn:aws:iam::${account}:user/eve` } })),
    ],
    [
      'the folder of the report and the test file alone',
      policy({
        ...dataExportsForm,
        Resource: [
          bucket,
          `${bucket}/aws-programmatic-access-test-object`,
          `${bucket}/${inputs.reportPrefix}/${inputs.reportName}/*`,
        ],
      }),
    ],
    ['a Deny of TLS before 1.2', extended(deny({ NumericLessThan: { 's3:TlsVersion': '1.2' } }))],
    [
      'a Deny of other regions',
      extended(deny({ StringNotEquals: { 'aws:RequestedRegion': 'us-east-1' } })),
    ],
    ['a role that was deleted', extended(reading({ AWS: 'AROAEXAMPLEEXAMPLE12' }))],
    [
      'a Deny of another folder',
      extended(deny(undefined, { Resource: [`${bucket}/archive/*`, `${bucket}/*.exe`] })),
    ],
    [
      'a Deny of everything but the folder, the test file and the bucket',
      extended(
        deny(undefined, {
          Resource: undefined,
          NotResource: [bucket, `${bucket}/aws-*`, `${bucket}/${inputs.reportPrefix}/*`],
        }),
      ),
    ],
    [
      'a Deny of whoever is of no account of the organization, by a variable',
      extended(
        deny({
          StringNotEqualsIfExists: { 'aws:PrincipalOrgID': '$' + '{aws:ResourceOrgID}' },
          BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' },
        }),
      ),
    ],
    [
      'the organization, which reads the report',
      extended(reading('*', { StringEquals: { 'aws:PrincipalOrgID': 'o-abcd123456' } })),
    ],
    [
      'an account of the organization',
      extended(
        reading({ AWS: '444455556666' }, { StringLike: { 'aws:PrincipalOrgID': 'o-abcd123456' } }),
      ),
    ],
    [
      'an account that reads another folder',
      extended({ ...reading({ AWS: '444455556666' }), Resource: `${bucket}/shared/*` }),
    ],
    [
      'everybody behind an access point of the account',
      extended(reading('*', { StringEquals: { 's3:DataAccessPointAccount': account } })),
    ],
    [
      'everybody in a network',
      extended(reading('*', { StringEquals: { 'aws:SourceVpce': 'vpce-0123456789' } })),
    ],
    [
      'everybody, and a Deny for all but the organization',
      extended(
        reading('*'),
        deny(
          { StringNotEquals: { 'aws:PrincipalOrgID': 'o-abcd123456' } },
          {
            Action: 's3:GetObject*',
          },
        ),
      ),
    ],
    [
      'everybody allowed to write from one account only',
      extended({
        Effect: 'Allow',
        Principal: '*',
        Action: 's3:PutObject',
        Resource: `${bucket}/*`,
        Condition: { StringEquals: { 'aws:PrincipalAccount': account } },
      }),
    ],
  ])('%s', (_, evidence) =>
    expect(look(curBucketPolicy, evidence)).toMatchObject({ status: 'pass', findings: [] }),
  );
});

describe('aws/cur-bucket-policy finds', () => {
  it('001: no policy, with the whole policy in the fix', () => {
    const result = look(curBucketPolicy, { [bucketPolicy.id]: absent('NoSuchBucketPolicy') });
    expect(codes(result)).toEqual(['AWS-BUCKETPOLICY-001']);
    expect(result.findings[0]?.fix.commands[0]).toContain(
      JSON.stringify(bucketPolicyFor(inputs), null, 2),
    );
  });

  it.each<[string, object, RegExp]>([
    [
      'the old account of AWS billing',
      { AWS: 'arn:aws:iam::386209384616:root' },
      /used to be named/,
    ],
    ['Data Exports alone', { Service: 'bcm-data-exports.amazonaws.com' }, /newer Data Exports/],
    ['a misspelt service', { Service: 'billingreport.amazonaws.com' }, /write the report/],
  ])('002: %s', (_, principal, words) => {
    const result = look(curBucketPolicy, policy({ ...dataExportsForm, Principal: principal }));
    expect(codes(result)).toEqual(['AWS-BUCKETPOLICY-002']);
    expect(result.findings[0]?.explanation).toMatch(words);
  });

  it('002: a policy that only denies', () => {
    expect(
      codes(look(curBucketPolicy, policy(deny({ Bool: { 'aws:SecureTransport': 'false' } })))),
    ).toEqual(['AWS-BUCKETPOLICY-002']);
  });

  it('003: lists the missing actions', () => {
    const result = look(curBucketPolicy, policy(bucketPolicyFor(inputs).Statement[0]));
    expect(codes(result)).toEqual(['AWS-BUCKETPOLICY-003']);
    expect(result.findings[0]?.observed).toContain('missing: s3:PutObject');
    const unread = look(curBucketPolicy, changed('"s3:GetBucketPolicy"', '"s3:GetBucketLocation"'));
    expect(unread.findings[0]?.observed).toContain('missing: s3:GetBucketPolicy');
  });

  it('does not insist on s3:GetBucketAcl, which the newer published form lacks', () => {
    expect(look(curBucketPolicy, changed('"s3:GetBucketAcl",', '')).status).toBe('pass');
  });

  it('004: another source account', () => {
    const result = look(
      curBucketPolicy,
      changed(`"aws:SourceAccount":"${account}"`, '"aws:SourceAccount":"444455556666"'),
    );
    expect(codes(result)).toEqual(['AWS-BUCKETPOLICY-004']);
    expect(result.findings[0]?.observed).toBe('aws:SourceAccount: 444455556666');
  });

  it.each([
    ['cur:us-east-1', 'cur:eu-west-1', 'region'],
    ['arn:aws:cur', 'arn:aws:bcm-data-exports', 'service'],
    [`us-east-1:${account}`, 'us-east-1:444455556666', 'account'],
    ['definition/*', 'definition/another-report', 'name'],
    ['arn:aws:cur', 'arn:aws-cn:cur', 'partition'],
  ])('005: %s is %s', (from, to, part) => {
    const result = look(curBucketPolicy, changed(from, to));
    expect(codes(result)).toEqual(['AWS-BUCKETPOLICY-005']);
    expect(result.findings[0]?.explanation).toContain(`The ${part} differs`);
  });

  it('004 and 005 together: each its own finding', () => {
    const Condition = {
      StringEquals: {
        'aws:SourceAccount': '444455556666',
        'aws:SourceArn': 'arn:aws:cur:us-east-1:444455556666:definition/*',
      },
    };
    expect(codes(look(curBucketPolicy, policy({ ...dataExportsForm, Condition })))).toEqual([
      'AWS-BUCKETPOLICY-004',
      'AWS-BUCKETPOLICY-005',
    ]);
  });

  it.each<[string, object]>([
    ['the bucket without /*', { Action: 's3:*', Resource: bucket }],
    [
      'the prefix alone: the test object lies beside it',
      { Resource: [bucket, `${bucket}/${inputs.reportPrefix}/*`] },
    ],
    ['another bucket', { Resource: ['arn:aws:s3:::other', 'arn:aws:s3:::other/*'] }],
    ['the objects alone', { Resource: `${bucket}/*` }],
  ])('006: %s', (_, changes) =>
    expect(codes(look(curBucketPolicy, policy({ ...dataExportsForm, ...changes })))).toEqual([
      'AWS-BUCKETPOLICY-006',
    ]),
  );

  it.each<[string, string[], RegExp]>([
    [
      'another folder',
      [bucket, `${bucket}/spotinst_ceo/*`],
      /covers spotinst_ceo\/\* in the bucket, and the report goes to spotinst_eco\/: spotinst_ceo has two characters .* swapped/,
    ],
    [
      'another bucket',
      ['arn:aws:s3:::spot-cur-11112222333', 'arn:aws:s3:::spot-cur-11112222333/*'],
      /names the bucket spot-cur-11112222333, and not spot-cur-111122223333\. .* lacks one character/,
    ],
  ])('006: says which, of %s', (_, Resource, words) =>
    expect(
      look(curBucketPolicy, policy({ ...dataExportsForm, Resource })).findings[0]?.explanation,
    ).toMatch(words),
  );

  it('names a digit that differs', () => {
    const [finding] = look(
      curBucketPolicy,
      changed(`"aws:SourceAccount":"${account}"`, '"aws:SourceAccount":"111122223334"'),
    ).findings;
    expect(finding?.explanation).toContain('in one digit');
  });

  it.each<[string, object]>([
    ['outside an organization', deny({ StringNotEquals: { 'aws:PrincipalOrgID': 'o-1' } })],
    ['outside a VPC endpoint', deny({ StringNotEquals: { 'aws:SourceVpce': 'vpce-1' } })],
    ['outside an address range', deny({ NotIpAddress: { 'aws:SourceIp': '203.0.113.0/24' } })],
    [
      'everybody but one role',
      deny(undefined, {
        Principal: undefined,
        NotPrincipal: { AWS: `arn:aws:iam::${account}:role/Admin` },
      }),
    ],
    ['files in Parquet', deny(undefined, { Resource: `${bucket}/*.parquet` })],
    ['this month', deny(undefined, { Resource: `${bucket}/*/year=2026/month=11/*` })],
    ['next month', deny(undefined, { Resource: `${bucket}/*/month=12/*` })],
    ['manifests', deny(undefined, { Resource: `${bucket}/*/????????-????????/*.json` })],
    ['the test file', deny(undefined, { Resource: `${bucket}/*test-object` })],
    [
      'all but another folder',
      deny(undefined, { Resource: undefined, NotResource: `${bucket}/inbox/*` }),
    ],
    [
      'the source account, by a variable',
      deny({ StringEquals: { 'aws:SourceAccount': '$' + '{aws:ResourceAccount}' } }),
    ],
    [
      'the service itself',
      deny(undefined, { Principal: { Service: 'billingreports.amazonaws.com' } }),
    ],
  ])('007: a Deny for %s, and the fix keeps the rest of it', (_, statement) => {
    const result = look(curBucketPolicy, extended(statement));
    expect(codes(result)).toEqual(['AWS-BUCKETPOLICY-007']);
    expect(fixed(result)).toMatchObject({ status: 'pass', findings: [] });
  });

  it('008: nothing ties the service to this account', () => {
    const result = look(curBucketPolicy, policy({ ...dataExportsForm, Condition: undefined }));
    expect(codes(result)).toEqual(['AWS-BUCKETPOLICY-008']);
    expect(result.status).toBe('warning');
    expect(
      codes(
        look(
          curBucketPolicy,
          policy({ ...dataExportsForm, Condition: { StringLike: { 'aws:SourceAccount': '*' } } }),
        ),
      ),
    ).toEqual(['AWS-BUCKETPOLICY-008']);
  });

  it('009: a condition that the service can never meet', () => {
    const result = look(
      curBucketPolicy,
      policy({
        ...dataExportsForm,
        Condition: { ...dataExportsForm.Condition, StringEquals: { 'aws:PrincipalOrgID': 'o-1' } },
      }),
    );
    expect(codes(result)).toEqual(['AWS-BUCKETPOLICY-009']);
    expect(result.findings[0]?.observed).toBe('StringEquals aws:PrincipalOrgID: o-1');
  });

  it('010: anybody may write', () => {
    const open = {
      Effect: 'Allow',
      Principal: { AWS: '*' },
      Action: ['s3:GetObject', 's3:Put*'],
      Resource: `${bucket}/*`,
    };
    expect(codes(look(curBucketPolicy, extended(open)))).toEqual(['AWS-BUCKETPOLICY-010']);
    expect(
      codes(
        look(
          curBucketPolicy,
          extended({ ...open, Condition: { Bool: { 'aws:SecureTransport': 'true' } } }),
        ),
      ),
    ).toEqual(['AWS-BUCKETPOLICY-010']);
  });

  it.each<[string, object, string]>([
    ['deletes', { Action: 's3:DeleteObject*', Resource: `${bucket}/*/month=*` }, '010'],
    ['changes the policy', { Action: 's3:PutBucketPolicy', Resource: bucket }, '010'],
    ['is anybody but one', { Principal: undefined, NotPrincipal: { AWS: account } }, '011'],
    ['reads', {}, '011'],
    ['reads data', { Action: '*', Resource: `${bucket}/*.parquet` }, '010'],
    ['reads over TLS', { Condition: { Bool: { 'aws:SecureTransport': 'true' } } }, '011'],
    [
      'reads with a role of the right name in whichever account',
      { Condition: { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/Reader' } } },
      '011',
    ],
    [
      'reads from half of the internet',
      { Condition: { IpAddress: { 'aws:SourceIp': ['0.0.0.0/1', '128.0.0.0/1'] } } },
      '011',
    ],
    [
      'reads from whichever organization',
      { Condition: { Null: { 'aws:PrincipalOrgID': 'false' } } },
      '011',
    ],
    [
      'reads from outside of the organization',
      { Condition: { StringNotEquals: { 'aws:PrincipalOrgID': 'o-abcd123456' } } },
      '011',
    ],
    [
      'reads with no organization at all',
      { Condition: { StringEqualsIfExists: { 'aws:PrincipalOrgID': 'o-abcd123456' } } },
      '011',
    ],
  ])('010 and 011: a stranger %s', (_, changes, code) => {
    const result = look(curBucketPolicy, extended({ ...reading('*'), ...changes }));
    expect(codes(result)).toEqual([`AWS-BUCKETPOLICY-${code}`]);
    expect(fixed(result)).toMatchObject({ status: 'pass', findings: [] });
  });

  it.each<[string, object, RegExp]>([
    ['an account', { AWS: '444455556666' }, /account 444455556666 may read it/],
    [
      'a role of an account',
      { AWS: 'arn:aws:iam::444455556666:role/Partner' },
      /role Partner in account 444455556666/,
    ],
    ['a canonical user', { CanonicalUser: 'a'.repeat(64) }, /aaaa/],
    [
      'CloudFront',
      { AWS: 'arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E1' },
      /CloudFront/,
    ],
    ["Spot's own account", { AWS: 'arn:aws:iam::884866656237:root' }, /884866656237/],
  ])('012: another who reads: %s', (_, principal, words) => {
    const result = look(curBucketPolicy, extended(reading(principal)));
    expect(codes(result)).toEqual(['AWS-BUCKETPOLICY-012']);
    expect(result.status).toBe('warning');
    expect(result.findings[0]?.observed).toMatch(words);
    expect(result.findings[0]?.fix.commands).toEqual([]);
  });

  it.each([
    { StringEquals: { 'aws:PrincipalAccount': ['111122223333', '444455556666'] } },
    { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::444455556666:role/*' } },
  ])('012: everybody, narrowed to another: %j', (Condition) => {
    const result = look(curBucketPolicy, extended(reading('*', Condition)));
    expect(codes(result)).toEqual(['AWS-BUCKETPOLICY-012']);
    expect(result.findings[0]?.observed).toContain('444455556666');
  });

  it('008: a source account that is whichever it is, and a source ARN of any account', () => {
    for (const StringLike of [
      { 'aws:SourceAccount': '$' + '{aws:SourceAccount}' },
      { 'aws:SourceArn': 'arn:aws:cur:us-east-1:*:definition/*' },
    ]) {
      const result = look(
        curBucketPolicy,
        policy({
          ...dataExportsForm,
          Condition: { StringLike, Bool: { 'aws:SecureTransport': 'true' } },
        }),
      );
      expect(codes(result)).toEqual(['AWS-BUCKETPOLICY-008']);
    }
  });

  it('012: another who may do anything', () => {
    const all = {
      ...reading({ AWS: '444455556666' }),
      Action: 's3:*',
      Resource: [bucket, `${bucket}/*`],
    };
    const result = look(curBucketPolicy, extended(all));
    expect(codes(result)).toEqual(['AWS-BUCKETPOLICY-012']);
    expect(result.findings[0]?.observed).toContain('read it and change or delete it');
  });

  it('006: manifests and the test file alone', () => {
    const Resource = [
      bucket,
      `${bucket}/*-Manifest.json`,
      `${bucket}/aws-programmatic-access-test-object`,
    ];
    const result = look(curBucketPolicy, policy({ ...dataExportsForm, Resource }));
    expect(codes(result)).toEqual(['AWS-BUCKETPOLICY-006']);
    expect(fixed(result).status).toBe('pass');
  });

  it.each<[string, object]>([
    ['files in another form', { Resource: `${bucket}/*.csv` }],
    ['an earlier year', { Resource: `${bucket}/*/year=2019/*` }],
    ['the statements for Athena', { Resource: `${bucket}/*.sql` }],
    ['TLS before 1.3', { Condition: { NumericLessThan: { 's3:TlsVersion': '1.3' } } }],
  ])('cannot tell whether a Deny matters: %s', (_, changes) => {
    const result = look(curBucketPolicy, extended(deny(undefined, changes)));
    expect(result).toMatchObject({ status: 'undetermined', findings: [] });
    expect(result.unseen[0]?.message).toContain('OurDeny');
  });

  it.each([
    ['"Service":"billingreports.amazonaws.com"', '"Service":"*"'],
    [/"Resource":"[^"]*",?/g, ''],
    [/"Action":"s3:PutObject",?/g, ''],
  ])('cannot tell what a statement means that AWS would not take: %s is %j', (from, to) => {
    const result = look(curBucketPolicy, changed(from, to));
    expect(result).toMatchObject({ status: 'undetermined', findings: [] });
  });

  it('cannot tell what a later version of the language means', () => {
    const later = { Version: '2031-01-01', Statement: bucketPolicyFor(inputs).Statement };
    const result = look(curBucketPolicy, prints(bucketPolicy, { Policy: JSON.stringify(later) }));
    expect(result).toMatchObject({ status: 'undetermined', findings: [] });
  });

  it('an older version stays one when its text would become a variable', () => {
    const older = {
      Version: '2008-10-17',
      Statement: [{ ...reading({ AWS: account }), Resource: `${bucket}/\${aws:username}` }],
    };
    const result = look(curBucketPolicy, prints(bucketPolicy, { Policy: JSON.stringify(older) }));
    expect(printedPolicy(result)).toMatchObject({ Version: '2008-10-17' });
    expect(fixed(result).status).toBe('pass');
  });

  it('cannot tell when a condition depends on what nobody outside knows', () => {
    const result = look(
      curBucketPolicy,
      extended(deny({ StringNotEquals: { 's3:x-amz-server-side-encryption': 'aws:kms' } })),
    );
    expect(result).toMatchObject({ status: 'undetermined', findings: [] });
    expect(result.unseen[0]?.message).toContain('s3:x-amz-server-side-encryption');
  });

  it('cannot tell whether the ARN of this very report will do: AWS publishes definition/* only', () => {
    const result = look(
      curBucketPolicy,
      changed('definition/*', `definition/${inputs.reportName}`),
    );
    expect(result).toMatchObject({ status: 'undetermined', findings: [] });
    expect(result.unseen[0]?.message).toContain('definition/spotinst-cur-report');
  });

  it('cannot tell when the policy is denied, and shows the command', () => {
    const result = look(curBucketPolicy, { [bucketPolicy.id]: denied });
    expect(result.status).toBe('undetermined');
    expect(result.unseen[0]?.command).toContain('get-bucket-policy --bucket spot-cur-111122223333');
  });
});

describe('the printed policy', () => {
  const others = [
    deny({ Bool: { 'aws:SecureTransport': 'false' } }),
    {
      Sid: 'Analysts',
      Effect: 'Allow',
      Principal: { AWS: `arn:aws:iam::${account}:role/Analyst` },
      Action: 's3:GetObject',
      Resource: `${bucket}/*`,
    },
  ];
  it.each<[string, ReturnType<typeof policy>]>([
    [
      'a wrong account',
      changed(`"aws:SourceAccount":"${account}"`, '"aws:SourceAccount":"444455556666"', ...others),
    ],
    ['a missing action', policy(bucketPolicyFor(inputs).Statement[0], ...others)],
    ['no conditions', policy({ ...dataExportsForm, Condition: undefined }, ...others)],
    [
      'everybody writing',
      extended(
        { Effect: 'Allow', Principal: '*', Action: 's3:*', Resource: `${bucket}/*` },
        ...others,
      ),
    ],
  ])('fixes %s and keeps the statements of others', (_, evidence) => {
    const result = look(curBucketPolicy, evidence);
    expect(result.findings).toHaveLength(1);
    expect(fixed(result)).toMatchObject({ status: 'pass', findings: [] });
    expect(JSON.stringify(printedPolicy(result))).toContain(JSON.stringify(others[1]));
    expect(JSON.stringify(printedPolicy(result))).toContain('OurDeny');
  });

  it('keeps what a shared statement allows to Data Exports', () => {
    const result = look(curBucketPolicy, policy({ ...dataExportsForm, Action: 's3:PutObject' }));
    expect(codes(result)).toEqual(['AWS-BUCKETPOLICY-003']);
    expect(JSON.stringify(printedPolicy(result))).toContain(
      '"Principal":{"Service":"bcm-data-exports.amazonaws.com"}',
    );
    expect(fixed(result).status).toBe('pass');
  });
});

function printedPolicy(result: ReturnType<typeof look>): unknown {
  return JSON.parse(
    /<<'JSON'\n([\s\S]*)\nJSON\n/.exec(result.findings[0]?.fix.commands[0] ?? '')?.[1] ?? '',
  );
}

/** The check once more, on the policy that the fix puts. */
const fixed = (result: ReturnType<typeof look>) =>
  look(curBucketPolicy, prints(bucketPolicy, { Policy: JSON.stringify(printedPolicy(result)) }));
