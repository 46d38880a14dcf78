import { describe, expect, it } from 'vitest';
import bucketPolicy from '../../../evidence/aws/bucket-policy.ts';
import role from '../../../evidence/aws/role.ts';
import roleAccountAccess, { accountActions } from '../../../evidence/aws/role-account-access.ts';
import roleCopyAccess from '../../../evidence/aws/role-copy-access.ts';
import roleDecryptAccess from '../../../evidence/aws/role-decrypt-access.ts';
import rolePolicies from '../../../evidence/aws/role-policies.ts';
import type { Evidence, EvidenceMap } from '../../../evidence/define-evidence.ts';
import { runCheck } from '../../run-checks.ts';
import { prints } from '../../testing.ts';
import ecoRolePermissions from './check.ts';

interface Encryption {
  ServerSideEncryptionConfiguration: { Rules: object[] };
}

const inputs = {
  accountId: '111122223333',
  roleName: 'SpotByNetApp_Finops_ReadOnly',
  bucketName: 'spot-cur-111122223333',
  reportPrefix: 'spotinst_eco',
  reportName: 'report',
};
const now = new Date('2026-11-23T12:00:00Z');
const bucketArn = `arn:aws:s3:::${inputs.bucketName}`;
const filesArn = `${bucketArn}/${inputs.reportPrefix}/*`;
const roleArn = `arn:aws:iam::111122223333:role/${inputs.roleName}`;
const keyArn = 'arn:aws:kms:us-east-1:111122223333:key/1234abcd';

interface Decision {
  EvalActionName: string;
  EvalResourceName: string;
  EvalDecision: 'allowed' | 'explicitDeny' | 'implicitDeny';
  MissingContextValues?: string[];
  OrganizationsDecisionDetail?: { AllowedByOrganizations: boolean };
  PermissionsBoundaryDecisionDetail?: { AllowedByPermissionsBoundary: boolean };
}
type Change = Partial<Decision>;

const found = (value: unknown): Evidence => ({ status: 'found', value });
const none: Evidence = { status: 'absent', code: 'None', message: 'There is none.' };
const denied: Evidence = { status: 'denied', code: 'AccessDenied', message: 'not authorized' };

/** A role that may do everything, but for what `changes` say, by action. */
function access(changes: Record<string, Change> = {}): EvidenceMap {
  const decide = (EvalActionName: string, EvalResourceName: string): Decision => ({
    EvalActionName,
    EvalResourceName,
    EvalDecision: 'allowed',
    ...changes[EvalActionName],
  });
  // As IAM answers: every action with every resource, sensible or not.
  const wrongWay: Decision[] = [
    { EvalActionName: 's3:ListBucket', EvalResourceName: filesArn, EvalDecision: 'implicitDeny' },
    {
      EvalActionName: 's3:GetBucketLocation',
      EvalResourceName: filesArn,
      EvalDecision: 'implicitDeny',
    },
    { EvalActionName: 's3:GetObject', EvalResourceName: bucketArn, EvalDecision: 'implicitDeny' },
  ];
  const rightWay = [
    decide('s3:ListBucket', bucketArn),
    decide('s3:GetBucketLocation', bucketArn),
    decide('s3:GetObject', filesArn),
  ];
  return {
    'aws/role-account-access': found({
      EvaluationResults: accountActions.map((action) => decide(action, '*')),
    }),
    'aws/role-bucket-access': found({ EvaluationResults: [...wrongWay, ...rightWay] }),
    'aws/role-copy-access': found({
      EvaluationResults: [decide('s3:PutObject', 'arn:aws:s3:::sc-customer-example/*')],
    }),
    'aws/attached-policies': attached(`arn:aws:iam::111122223333:policy/${inputs.roleName}_Policy`),
    'aws/bucket-policy': none,
    'aws/bucket-encryption': encryption('AES256'),
  };
}

const attached = (...arns: string[]) =>
  found({
    AttachedPolicies: arns.map((PolicyArn) => ({
      PolicyArn,
      PolicyName: PolicyArn.split('/').at(-1),
    })),
  });
/** A policy with one statement: attached where it is named by ARN, else written into the role. */
const written = (name: string, Action: string | string[], more: object = {}) => {
  const document = {
    Statement: [{ Effect: 'Allow', Action, Resource: '*', ...more }],
  };
  return name.startsWith('arn:')
    ? { PolicyArn: name, Text: { PolicyVersion: { VersionId: 'v1', Document: document } } }
    : { RoleName: inputs.roleName, PolicyName: name, PolicyDocument: document };
};
const onlyTexts = (...RolePolicies: object[]) => prints(rolePolicies, { RolePolicies });
const ownPolicyArn = `arn:aws:iam::111122223333:policy/${inputs.roleName}_Policy`;
/** These texts, and that of the guide's own policy, which is attached. */
const texts = (...policies: { PolicyArn?: string }[]) =>
  onlyTexts(
    ...policies,
    ...(policies.some(({ PolicyArn }) => PolicyArn === ownPolicyArn)
      ? []
      : [written(ownPolicyArn, 'ce:Get*')]),
  );
const encryption = (SSEAlgorithm: string, KMSMasterKeyID?: string) =>
  found({
    ServerSideEncryptionConfiguration: {
      Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm, KMSMasterKeyID } }],
    },
  });
const policy = (...Statement: object[]) =>
  found(
    bucketPolicy.schema.parse({ Policy: JSON.stringify({ Version: '2012-10-17', Statement }) }),
  );
const all = (change: Change, ...actions: string[]) =>
  Object.fromEntries(actions.map((action) => [action, change]));
const everything = [
  ...accountActions,
  's3:ListBucket',
  's3:GetBucketLocation',
  's3:GetObject',
  's3:PutObject',
];
const costExplorer = accountActions.filter((action) => action.startsWith('ce:'));

const missing: Change = { EvalDecision: 'implicitDeny' };
const explicit: Change = { EvalDecision: 'explicitDeny' };
const boundary: Change = {
  ...missing,
  PermissionsBoundaryDecisionDetail: { AllowedByPermissionsBoundary: false },
};
const organization: Change = {
  ...explicit,
  OrganizationsDecisionDetail: { AllowedByOrganizations: false },
};

function check(evidence: EvidenceMap) {
  const result = runCheck(ecoRolePermissions, { inputs, evidence, now });
  return {
    ...result,
    codes: result.findings.map(({ code }) => code),
    commands: result.findings.flatMap(({ fix }) => fix.commands).join('\n'),
  };
}

/** A bucket policy with a Deny for everybody, with changes. */
const denyRole = (changes: object) =>
  policy({
    Sid: 'Private',
    Effect: 'Deny',
    Principal: '*',
    Action: 's3:GetObject',
    Resource: `${bucketArn}/*`,
    ...changes,
  });
/** A bucket policy with a Deny for everybody but these. */
const sparing = (...AWS: string[]) => denyRole({ Principal: undefined, NotPrincipal: { AWS } });
/** The role, with more that IAM says of it. */
const roleThat = (more: object) =>
  found(
    role.schema.parse({
      Role: {
        RoleName: inputs.roleName,
        Arn: roleArn,
        CreateDate: '2026-01-01T00:00:00Z',
        AssumeRolePolicyDocument: { Statement: [] },
        ...more,
      },
    }),
  );

describe('passes', () => {
  const deny = (more: object) =>
    policy({
      Effect: 'Deny',
      Principal: '*',
      Action: 's3:*',
      Resource: [bucketArn, `${bucketArn}/*`],
      ...more,
    });
  it.each<[string, EvidenceMap]>([
    ['with everything allowed', {}],
    [
      'with a Deny that spares the role and its account',
      {
        'aws/bucket-policy': sparing(roleArn, 'arn:aws:iam::111122223333:root'),
        'aws/role': roleThat({}),
      },
    ],
    [
      'with a Deny of other files',
      {
        'aws/bucket-policy': denyRole({ Resource: [`${bucketArn}/other/*`, `${bucketArn}/*.exe`] }),
      },
    ],
    [
      'with a Deny of whoever is of another account, by a variable',
      {
        'aws/bucket-policy': denyRole({
          Condition: {
            StringNotEquals: { 'aws:PrincipalAccount': '$' + '{aws:ResourceAccount}' },
          },
        }),
      },
    ],
    ['with a bucket under AWS’s own key', { 'aws/bucket-encryption': encryption('aws:kms') }],
    [
      'with the alias of AWS’s own key',
      {
        'aws/bucket-encryption': encryption(
          'aws:kms',
          'arn:aws:kms:us-east-1:111122223333:alias/aws/s3',
        ),
      },
    ],
    [
      'with a customer key it may use',
      {
        'aws/bucket-encryption': encryption('aws:kms', keyArn),
        'aws/role-decrypt-access': found({
          EvaluationResults: [
            { EvalActionName: 'kms:Decrypt', EvalResourceName: keyArn, EvalDecision: 'allowed' },
          ],
        }),
      },
    ],
    [
      'with a Deny of unencrypted calls',
      { 'aws/bucket-policy': deny({ Condition: { Bool: { 'aws:SecureTransport': 'false' } } }) },
    ],
    [
      'with a Deny of old TLS',
      { 'aws/bucket-policy': deny({ Condition: { NumericLessThan: { 's3:TlsVersion': '1.2' } } }) },
    ],
    ['with a Deny of writing', { 'aws/bucket-policy': deny({ Action: 's3:PutObject' }) }],
    [
      'with a Deny of other accounts',
      {
        'aws/bucket-policy': deny({
          Condition: { StringNotEquals: { 'aws:PrincipalAccount': '111122223333' } },
        }),
      },
    ],
    [
      'with a Deny that excepts it',
      {
        'aws/bucket-policy': deny({
          Condition: {
            ArnNotLike: { 'aws:PrincipalArn': ['arn:aws:iam::111122223333:role/Spot*'] },
          },
        }),
      },
    ],
    [
      'with a Deny of other organizations',
      {
        'aws/bucket-policy': deny({
          Condition: { StringNotEquals: { 'aws:PrincipalOrgID': 'o-mine' } },
        }),
        'aws/organization': found({
          Organization: { Id: 'o-mine', MasterAccountId: '111122223333' },
        }),
      },
    ],
    [
      'with a Deny on other files',
      { 'aws/bucket-policy': deny({ Action: 's3:GetObject', Resource: `${bucketArn}/private/*` }) },
    ],
    [
      'with AWS’s narrower policies besides',
      { 'aws/attached-policies': attached('arn:aws:iam::aws:policy/job-function/Billing') },
    ],
    [
      'with a policy of the reader that is called AdministratorAccess',
      {
        'aws/attached-policies': attached('arn:aws:iam::111122223333:policy/AdministratorAccess'),
        ...onlyTexts(written('arn:aws:iam::111122223333:policy/AdministratorAccess', 'ce:Get*')),
      },
    ],
    [
      'with inline policies only',
      { 'aws/attached-policies': attached(), ...onlyTexts(written('eco', 'ce:*')) },
    ],
  ])('%s', (_, more) => {
    expect(check({ ...access(), ...more })).toMatchObject({ status: 'pass', codes: [] });
  });

  it('where the bucket policy gives what the role’s policies lack', () => {
    const Principal = { AWS: roleArn };
    const given = policy(
      {
        Effect: 'Allow',
        Principal,
        Action: ['s3:ListBucket', 's3:GetBucketLocation'],
        Resource: bucketArn,
      },
      { Effect: 'Allow', Principal, Action: 's3:GetObject', Resource: `${bucketArn}/*` },
    );
    expect(
      check({
        ...access(all(missing, 's3:ListBucket', 's3:GetBucketLocation', 's3:GetObject')),
        'aws/bucket-policy': given,
      }).status,
    ).toBe('pass');
  });
});

describe('has one root cause each', () => {
  const deny = (more: object) =>
    policy({
      Sid: 'Private',
      Effect: 'Deny',
      Principal: '*',
      Action: 's3:GetObject',
      Resource: `${bucketArn}/*`,
      ...more,
    });
  it.each<[string, string, Record<string, Change>, EvidenceMap, RegExp]>([
    [
      'no policy attached',
      'AWS-PERM-001',
      all(missing, ...everything),
      { 'aws/attached-policies': attached() },
      /no policy attached/,
    ],
    [
      'policies that allow nothing',
      'AWS-PERM-001',
      all(missing, ...everything),
      {},
      /no action allowed/,
    ],
    [
      'policies unseen',
      'AWS-PERM-001',
      all(missing, ...everything),
      { 'aws/attached-policies': denied },
      /no action allowed/,
    ],
    [
      'two services missing',
      'AWS-PERM-002',
      all(missing, 'rds:DescribeReservedDBInstances', 'redshift:DescribeReservedNodes'),
      {},
      /rds:DescribeReservedDBInstances/,
    ],
    [
      'one action of Cost Explorer missing',
      'AWS-PERM-002',
      all(missing, 'ce:GetDimensionValues'),
      {},
      /filters/,
    ],
    [
      'another bucket in the policy',
      'AWS-PERM-003',
      all(missing, 's3:ListBucket', 's3:GetBucketLocation', 's3:GetObject'),
      {},
      /s3:GetObject/,
    ],
    [
      'no files in the policy',
      'AWS-PERM-003',
      all(missing, 's3:GetObject'),
      {},
      /not allowed on spot-cur-111122223333: s3:GetObject/,
    ],
    ['a boundary over everything', 'AWS-PERM-004', all(boundary, ...everything), {}, /boundary/],
    [
      'a boundary over costs',
      'AWS-PERM-004',
      all(boundary, ...costExplorer),
      {},
      /ce:GetCostAndUsage/,
    ],
    [
      'the organization',
      'AWS-PERM-005',
      all(organization, ...costExplorer),
      {},
      /ce:GetCostAndUsage/,
    ],
    ['a Deny', 'AWS-PERM-006', all(explicit, 's3:GetObject'), {}, /denied: s3:GetObject/],
    ['no copying', 'AWS-PERM-007', all(missing, 's3:PutObject'), {}, /sc-customer/],
    [
      'AdministratorAccess',
      'AWS-PERM-009',
      {},
      { 'aws/attached-policies': attached('arn:aws:iam::aws:policy/AdministratorAccess') },
      /AdministratorAccess/,
    ],
    ['no Cost Explorer', 'AWS-PERM-010', all(missing, ...costExplorer), {}, /aws-portal/],
    [
      'a bucket policy for one endpoint',
      'AWS-PERM-011',
      {},
      {
        'aws/bucket-policy': deny({
          Condition: { StringNotEquals: { 'aws:SourceVpce': 'vpce-1' } },
        }),
      },
      /SourceVpce/,
    ],
    [
      'a bucket policy for one network',
      'AWS-PERM-011',
      {},
      {
        'aws/bucket-policy': deny({
          Condition: { NotIpAddress: { 'aws:SourceIp': '198.51.100.0/24' } },
        }),
      },
      /SourceIp/,
    ],
    [
      'a bucket policy for others only',
      'AWS-PERM-011',
      {},
      {
        'aws/bucket-policy': deny({
          Condition: { StringNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::111122223333:user/*' } },
        }),
      },
      /PrincipalArn/,
    ],
    [
      'a bucket policy against the role',
      'AWS-PERM-011',
      {},
      { 'aws/bucket-policy': deny({ Principal: { AWS: roleArn } }) },
      /Private/,
    ],
    [
      'a bucket policy against all but one',
      'AWS-PERM-011',
      {},
      {
        'aws/bucket-policy': deny({
          Principal: undefined,
          NotPrincipal: { AWS: 'arn:aws:iam::111122223333:user/a' },
        }),
      },
      /Private/,
    ],
    [
      'a Deny on a year, in the middle of names',
      'AWS-PERM-011',
      {},
      { 'aws/bucket-policy': deny({ Resource: `${bucketArn}/*/year=2026/*` }) },
      /GetObject/,
    ],
    [
      'a Deny on files in Parquet',
      'AWS-PERM-011',
      {},
      { 'aws/bucket-policy': deny({ Resource: `${bucketArn}/*.parquet` }) },
      /GetObject/,
    ],
    [
      'a Deny on all but manifests',
      'AWS-PERM-011',
      {},
      {
        'aws/bucket-policy': deny({
          Resource: undefined,
          NotResource: [bucketArn, `${bucketArn}/*.json`],
        }),
      },
      /GetObject/,
    ],
    [
      'a Deny on all roles, by a variable',
      'AWS-PERM-011',
      {},
      {
        'aws/bucket-policy': deny({
          Condition: {
            ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::$' + '{aws:PrincipalAccount}:role/*' },
          },
        }),
      },
      /PrincipalAccount/,
    ],
    [
      'a Deny that spares the role, which has a boundary',
      'AWS-PERM-011',
      {},
      {
        'aws/bucket-policy': sparing(roleArn, 'arn:aws:iam::111122223333:root'),
        'aws/role': roleThat({
          PermissionsBoundary: { PermissionsBoundaryArn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' },
        }),
      },
      /Private/,
    ],
    [
      'a Deny on the report’s folder',
      'AWS-PERM-011',
      {},
      { 'aws/bucket-policy': deny({ Resource: `${bucketArn}/spotinst_eco/report/*` }) },
      /GetObject/,
    ],
  ])('%s: %s', (_, code, changes, more, words) => {
    const result = check({ ...access(changes), ...more });
    expect(result.codes).toEqual([code]);
    expect(result.status).toBe(code === 'AWS-PERM-009' ? 'warning' : 'fail');
    const [finding] = result.findings;
    expect(`${finding?.observed} ${finding?.explanation}`).toMatch(words);
    expect(result.commands).not.toMatch(/\{\{|undefined/);
    if (code === 'AWS-PERM-005') expect(finding?.fix.who).toContain('organization');
    else if (code === 'AWS-PERM-006' || JSON.stringify(more).includes(`"AWS":["${roleArn}"]`)) {
      // What somebody denies to this role is asked about, and not taken away.
      expect(result.commands).toBe('');
      expect(finding?.fix.send).toBeTruthy();
    } else if (code === 'AWS-PERM-004') {
      expect(result.commands).toBe('');
      expect(finding?.fix.who).toContain('whoever set the permissions boundary');
    } else expect(result.commands).toMatch(/aws (iam|s3api) /);
  });

  it.each<[string, string[], RegExp]>([
    [
      'another folder',
      [bucketArn, `${bucketArn}/finops/*`],
      /covers finops\/\* in the bucket, and the report goes to spotinst_eco\//,
    ],
    ['a name with a slip', ['arn:aws:s3:::spot-cur-111122223334/*'], /in one character/],
    ['the bucket alone', [bucketArn], /not the files in it/],
    ['the files alone', [`${bucketArn}/*`], /not the bucket itself/],
    ['nothing on S3', ['arn:aws:s3:::sc-customer-*'], /No policy of the role gives it/],
  ])('says what the policy covers in place of the bucket: %s', (_, Resource, words) => {
    const result = check({
      ...access(all(missing, 's3:ListBucket', 's3:GetObject')),
      ...texts(written(ownPolicyArn, ['s3:ListBucket', 's3:GetObject'], { Resource })),
    });
    expect(result.codes).toEqual(['AWS-PERM-003']);
    expect(result.findings[0]?.explanation).toMatch(words);
  });

  it('a customer key it may not use', () => {
    const decrypt = found({
      EvaluationResults: [
        { EvalActionName: 'kms:Decrypt', EvalResourceName: keyArn, EvalDecision: 'implicitDeny' },
      ],
    });
    for (const algorithm of ['aws:kms', 'aws:kms:dsse']) {
      const result = check({
        ...access(),
        'aws/bucket-encryption': encryption(algorithm, keyArn),
        'aws/role-decrypt-access': decrypt,
      });
      expect(result.codes).toEqual(['AWS-PERM-008']);
      expect(result.commands).toContain(`"Resource": "${keyArn}"`);
    }
  });

  it('two causes when there are two', () => {
    expect(
      check(access({ ...all(missing, 's3:PutObject'), ...all(boundary, ...costExplorer) })).codes,
    ).toEqual(['AWS-PERM-004', 'AWS-PERM-007']);
  });
});

describe('fixes', () => {
  it('add a version to the attached policy, and make it where it is not', () => {
    expect(check(access(all(missing, 's3:PutObject'))).commands).toMatch(
      /create-policy-version --policy-arn \S+_Policy .*--set-as-default$/,
    );
    const bare = check({
      ...access(all(missing, ...everything)),
      'aws/attached-policies': attached(),
    });
    expect(bare.commands).toContain('aws iam create-policy --policy-name');
    expect(bare.commands).toContain('aws iam attach-role-policy');
  });

  it('keep what else the bucket policy says', () => {
    const keep = {
      Sid: 'Keep',
      Effect: 'Allow',
      Principal: { Service: 'billingreports.amazonaws.com' },
      Action: 's3:PutObject',
      Resource: `${bucketArn}/*`,
    };
    const drop = {
      Sid: 'Drop',
      Effect: 'Deny',
      Principal: '*',
      Action: 's3:GetObject',
      Resource: `${bucketArn}/*`,
    };
    const put = (...statements: object[]) => {
      const result = check({ ...access(), 'aws/bucket-policy': policy(...statements) });
      const printed = /<<'JSON'\n([\s\S]*)\nJSON\n/.exec(result.commands)?.[1] ?? '';
      const after = JSON.parse(printed) as { Statement: Record<string, unknown>[] };
      const again = { 'aws/bucket-policy': policy(...after.Statement) };
      expect(check({ ...access(), ...again })).toMatchObject({ status: 'pass', codes: [] });
      return after.Statement;
    };
    const exception = { ArnNotEquals: { 'aws:PrincipalArn': [roleArn] } };
    expect(put(keep, drop)).toMatchObject([{ Sid: 'Keep' }, { Sid: 'Drop', Condition: exception }]);
    for (const AWS of [roleArn, ['444455556666', roleArn]]) {
      const named = policy({ ...drop, Principal: { AWS } });
      expect(check({ ...access(), 'aws/bucket-policy': named })).toMatchObject({
        codes: ['AWS-PERM-011'],
        commands: '',
      });
    }
    const others = {
      ...drop,
      Condition: { ArnNotEquals: { 'AWS:PrincipalArn': 'arn:aws:iam::111122223333:role/Admin' } },
    };
    expect(JSON.stringify(put(others))).toContain('role/Admin');
  });

  it('attach the guide’s policy before they take a too generous one away', () => {
    const { commands } = check({
      ...access(),
      'aws/attached-policies': attached('arn:aws:iam::aws:policy/AdministratorAccess'),
    });
    expect(commands.indexOf('attach-role-policy --role-name')).toBeLessThan(
      commands.indexOf('detach-role-policy'),
    );
  });
});

describe('does not guess', () => {
  it.each<[string, EvidenceMap, RegExp]>([
    [
      'no role',
      {
        'aws/role-account-access': none,
        'aws/role-bucket-access': none,
        'aws/role-copy-access': none,
      },
      /no role/,
    ],
    ['IAM denied', { 'aws/role-account-access': denied }, /not authorized/],
    ['the bucket policy denied', { 'aws/bucket-policy': denied }, /bucket policy/],
    ['encryption denied', { 'aws/bucket-encryption': denied }, /key of yours/],
    [
      'the key’s answer unreachable',
      {
        'aws/bucket-encryption': encryption('aws:kms', keyArn),
        'aws/role-decrypt-access': { status: 'unreachable', message: 'alias' },
      },
      /whether the role may use it/,
    ],
    [
      'half an answer',
      { 'aws/role-account-access': found({ EvaluationResults: [] }) },
      /no answer about/,
    ],
    [
      'a Deny on files that a report may have',
      { 'aws/bucket-policy': denyRole({ Resource: `${bucketArn}/*.csv` }) },
      /which files/,
    ],
    [
      'a Deny on years gone by',
      { 'aws/bucket-policy': denyRole({ Resource: `${bucketArn}/*/year=2020/*` }) },
      /which files/,
    ],
    [
      'a Deny that spares the role and not the account',
      { 'aws/bucket-policy': sparing(roleArn), 'aws/role': roleThat({}) },
      /Private/,
    ],
    [
      'a Deny that spares the role, of which nobody saw whether it has a boundary',
      { 'aws/bucket-policy': sparing(roleArn, '111122223333') },
      /Private/,
    ],
    [
      'a Deny for one session of the role',
      {
        'aws/bucket-policy': denyRole({
          Principal: { AWS: `arn:aws:sts::111122223333:assumed-role/${inputs.roleName}/spot` },
        }),
      },
      /Private/,
    ],
    [
      'a condition of the bucket policy on unknown keys',
      {
        'aws/bucket-policy': policy({
          Effect: 'Deny',
          Principal: '*',
          Action: 's3:*',
          Resource: '*',
          Condition: { StringNotLike: { 'aws:userId': 'AROAX:*' } },
        }),
      },
      /aws:userId/,
    ],
    [
      'nothing collected',
      { 'aws/role-account-access': { status: 'notCollected', message: 'nothing was pasted' } },
      /nothing was pasted/,
    ],
  ])('%s', (_, more, words) => {
    const result = check({ ...access(), ...more });
    expect(result).toMatchObject({ status: 'undetermined', codes: [] });
    expect(result.unseen.map(({ message }) => message).join(' ')).toMatch(words);
  });

  it('where the role’s own policies have conditions', () => {
    const result = check(
      access(all({ ...missing, MissingContextValues: ['aws:SourceIp'] }, 'ce:GetCostAndUsage')),
    );
    expect(result).toMatchObject({ status: 'undetermined', codes: [] });
    expect(result.unseen[0]?.message).toContain('aws:SourceIp');
  });
});

it('compares the bucket policy with the real ARN of a role that has a path', () => {
  const Arn = `arn:aws:iam::111122223333:role/finops/${inputs.roleName}`;
  const AssumeRolePolicyDocument = { Statement: [] };
  const seen = found(
    role.schema.parse({
      Role: {
        RoleName: inputs.roleName,
        Arn,
        CreateDate: '2026-01-01T00:00:00Z',
        AssumeRolePolicyDocument,
      },
    }),
  );
  const deny = policy({
    Effect: 'Deny',
    Principal: { AWS: Arn },
    Action: 's3:GetObject',
    Resource: `${bucketArn}/*`,
  });
  expect(check({ ...access(), 'aws/bucket-policy': deny, 'aws/role': seen }).codes).toEqual([
    'AWS-PERM-011',
  ]);
  expect(check({ ...access(), 'aws/bucket-policy': deny }).codes).toEqual([]);
});

describe('compares what the policies say with what Eco needs', () => {
  const companyArn = 'arn:aws:iam::111122223333:policy/AcmeBreakGlass';

  it.each([
    ['everything, in the role itself', written('extra', '*'), /\* \(inline policy extra\)/],
    ['users and roles', written('extra', ['iam:*', 'ce:Get*']), /iam:\* \(inline/],
    [
      'all but one service',
      written('extra', [], { Action: undefined, NotAction: 'iam:*' }),
      /everything but iam:\*/,
    ],
    ['a wildcard over services', written('extra', '*:Create*'), /\*:Create\*/],
    ['files of every bucket', written('extra', 's3:GetObject'), /s3:GetObject \(/],
    ['other roles', written('extra', 'sts:AssumeRole'), /sts:AssumeRole/],
    ['secrets', written('extra', 'secretsmanager:Get*'), /secretsmanager:Get\*/],
    [
      'writing into the bucket',
      written('extra', 's3:PutObject', { Resource: `${bucketArn}/*` }),
      /s3:PutObject on arn:aws:s3:::spot-cur/,
    ],
    [
      'keys, in the guide’s own policy',
      written(ownPolicyArn, ['ce:*', 'kms:*']),
      /kms:\* \(attached policy/,
    ],
  ])('%s', (_, policyText, words) => {
    const result = check({ ...access(), ...texts(policyText) });
    expect(result).toMatchObject({ status: 'warning', codes: ['AWS-PERM-012'] });
    expect(result.findings[0]?.observed).toMatch(words);
    expect(result.findings[0]?.fix.summary).toMatch(/^Ask whoever gave it/);
  });

  it.each([
    ['what the guide gives', written(ownPolicyArn, ['ce:GetCostAndUsage', 'tax:List*'])],
    ['lists and descriptions', written('extra', ['ecs:List*', 'rds:Describe*', 'sqs:ListQueues'])],
    ['decrypting, which takes the file too', written('extra', 'kms:Decrypt')],
    ['a Deny', written('extra', 'iam:*', { Effect: 'Deny' })],
    ['the files of the report', written('extra', 's3:Get*', { Resource: `${bucketArn}/*` })],
  ])('not: %s', (_, policyText) =>
    expect(check({ ...access(), ...texts(policyText) })).toMatchObject({ status: 'pass' }),
  );

  it('detaches and deletes what is too much only', () => {
    const result = check({
      ...access(),
      'aws/attached-policies': attached(ownPolicyArn, companyArn),
      ...texts(written(ownPolicyArn, 'ce:*'), written(companyArn, '*'), written('it is', 'ec2:*')),
    });
    expect(result.commands).toContain(
      `aws iam detach-role-policy --role-name ${inputs.roleName} --policy-arn ${companyArn}\naws iam delete-role-policy --role-name ${inputs.roleName} --policy-name 'it is'`,
    );
    expect(result.commands).not.toContain(`--policy-arn ${ownPolicyArn}\naws iam d`);
  });

  it('cannot tell of an attached policy that nobody read, or of a lost list', () => {
    for (const unread of [attached(ownPolicyArn, companyArn), attached(), denied])
      expect(check({ ...access(), 'aws/attached-policies': unread })).toMatchObject({
        status: 'undetermined',
        codes: [],
      });
  });
});

it.each([
  ['the guide’s own policy is not among them', onlyTexts(written('extra', 'ce:*'))],
  [
    'one is not attached any more',
    texts(written('arn:aws:iam::111122223333:policy/AcmeGone', 'ce:Get*')),
  ],
])('cannot tell from texts when %s', (_, seen) =>
  expect(check({ ...access(), ...seen })).toMatchObject({ status: 'undetermined', codes: [] }),
);

it('does not know every way to encrypt', () =>
  expect(check({ ...access(), 'aws/bucket-encryption': encryption('ROT13') }).status).toBe(
    'undetermined',
  ));

describe('believes IAM only about the call that will be made', () => {
  const unread = { MissingContextValues: ['aws:MultiFactorAuthPresent'] };
  it.each<[string, Record<string, Change>]>([
    ['allowed, for want of context', { 'ce:GetCostAndUsage': unread }],
    [
      'cut by a boundary, for want of context',
      {
        's3:ListBucket': {
          EvalDecision: 'implicitDeny',
          MissingContextValues: ['aws:RequestedRegion'],
          PermissionsBoundaryDecisionDetail: { AllowedByPermissionsBoundary: false },
        },
      },
    ],
  ])('%s', (_, changes) =>
    expect(check(access(changes))).toMatchObject({ status: 'undetermined', codes: [] }),
  );

  it('decides with the texts where they hold all the conditions', () => {
    const tls = { Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } };
    const asked = access({
      'ce:GetCostAndUsage': { MissingContextValues: ['aws:SecureTransport'] },
    });
    expect(check({ ...asked, ...texts(written('tls', '*', tls)) }).status).toBe('pass');
    const mfa = { Effect: 'Deny', Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'false' } } };
    expect(
      check({
        ...access({ 'ce:GetCostAndUsage': unread }),
        ...texts(written('mfa', 'ce:*', mfa)),
      }).codes,
    ).toEqual(['AWS-PERM-006']);
    const elsewhere = { ...mfa, Effect: 'Deny' };
    expect(
      check({
        ...access({ 'ce:GetCostAndUsage': unread }),
        ...texts(written('all', 'ce:*'), written('mfa', 'iam:*', elsewhere)),
      }).status,
    ).toBe('pass');
  });

  it.each<[string, Change, string]>([
    [
      'the organization, whatever the decision says',
      { OrganizationsDecisionDetail: { AllowedByOrganizations: false } },
      'AWS-PERM-005',
    ],
    [
      'a boundary, whatever the decision says',
      { PermissionsBoundaryDecisionDetail: { AllowedByPermissionsBoundary: false } },
      'AWS-PERM-004',
    ],
  ])('%s', (_, change, code) =>
    expect(check(access({ 'ce:GetCostAndUsage': change })).codes).toEqual([code]),
  );

  it('every answer to a question has to allow it', () => {
    const twice = {
      EvaluationResults: [
        ...accountActions.map((EvalActionName) => ({
          EvalActionName,
          EvalResourceName: '*',
          EvalDecision: 'allowed',
        })),
        {
          EvalActionName: 'ce:GetCostAndUsage',
          EvalResourceName: '*',
          EvalDecision: 'explicitDeny',
        },
      ],
    };
    expect(check({ ...access(), ...prints(roleAccountAccess, twice) }).codes).toEqual([
      'AWS-PERM-006',
    ]);
  });

  it('looks at the keys and decisions of single resources', () => {
    const [first, ...others] = accountActions.map((EvalActionName) => ({
      EvalActionName,
      EvalResourceName: '*',
      EvalDecision: 'allowed',
    }));
    const single = {
      ...first,
      ResourceSpecificResults: [
        {
          EvalResourceName: '*',
          EvalResourceDecision: 'allowed',
          MissingContextValues: ['aws:RequestedRegion'],
        },
      ],
    };
    const answer = prints(roleAccountAccess, { EvaluationResults: [single, ...others] });
    expect(check({ ...access(), ...answer })).toMatchObject({ status: 'undetermined' });
  });

  it('of another target of the copy says nothing', () => {
    const copy = prints(roleCopyAccess, {
      EvaluationResults: [
        { EvalActionName: 's3:PutObject', EvalResourceName: '*', EvalDecision: 'allowed' },
      ],
    });
    expect(check({ ...access(), ...copy }).status).toBe('undetermined');
  });

  it('a role with a boundary of which the answers say nothing', () => {
    const bounded = prints(role, {
      Role: {
        ...{ RoleName: inputs.roleName, Arn: roleArn, CreateDate: '2026-11-01T00:00:00Z' },
        AssumeRolePolicyDocument: { Statement: [] },
        PermissionsBoundary: { PermissionsBoundaryArn: 'arn:aws:iam::111122223333:policy/Fence' },
      },
    });
    const result = check({ ...access(), ...bounded });
    expect(result).toMatchObject({ status: 'undetermined', codes: [] });
    expect(JSON.stringify(result.unseen)).toContain('policy/Fence');
  });
});

describe('keys of the bucket', () => {
  const decrypts = (EvalResourceName: string) =>
    prints(roleDecryptAccess, {
      EvaluationResults: [
        { EvalActionName: 'kms:Decrypt', EvalResourceName, EvalDecision: 'allowed' },
      ],
    });
  it('a key of another account takes that account’s consent', () => {
    const foreign = 'arn:aws:kms:us-east-1:999988887777:key/77';
    const result = check({
      ...access(),
      'aws/bucket-encryption': encryption('aws:kms', foreign),
      ...decrypts(foreign),
    });
    expect(result.status).toBe('undetermined');
    expect(JSON.stringify(result.unseen)).toContain('account 999988887777');
  });

  it('an answer about another key is none', () =>
    expect(
      check({
        ...access(),
        'aws/bucket-encryption': encryption('aws:kms', keyArn),
        ...decrypts('arn:aws:kms:us-east-1:111122223333:key/other'),
      }).status,
    ).toBe('undetermined'));

  it('every rule counts', () => {
    const [rule] = (encryption('aws:kms', keyArn) as { value: Encryption }).value
      .ServerSideEncryptionConfiguration.Rules;
    const both = found({
      ServerSideEncryptionConfiguration: {
        Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }, rule],
      },
    });
    expect(check({ ...access(), 'aws/bucket-encryption': both }).status).toBe('undetermined');
  });
});

it('asks again with the real ARN where the role lives below a path', () => {
  const Arn = `arn:aws:iam::111122223333:role/outside/${inputs.roleName}`;
  const result = check({
    ...access(),
    'aws/role-account-access': none,
    'aws/role-bucket-access': none,
    'aws/role-copy-access': none,
    ...prints(role, {
      Role: {
        ...{ RoleName: inputs.roleName, Arn, CreateDate: '2026-11-01T00:00:00Z' },
        AssumeRolePolicyDocument: { Statement: [] },
      },
    }),
  });
  expect(result.unseen[0]?.message).toContain('path /outside/');
  expect(result.unseen.slice(1).map(({ command }) => command)).toEqual([
    expect.stringContaining(`--policy-source-arn ${Arn} --action-names cur:`),
    expect.stringContaining(`--policy-source-arn ${Arn} --action-names s3:ListBucket`),
    expect.stringContaining(`--policy-source-arn ${Arn} --action-names s3:PutObject`),
  ]);
});

describe('a Deny of all but some, in every notation', () => {
  const roleId = 'AROAEXAMPLEEXAMPLE123';
  const known = { 'aws/role': roleThat({ RoleId: roleId }) };
  const notations = (key: string, value: string, isArn = false) =>
    ['StringNotEquals', 'StringNotLike', ...(isArn ? ['ArnNotEquals', 'ArnNotLike'] : [])].flatMap(
      (operator) =>
        [operator, `${operator}IfExists`].map((full): [string, object] => [
          `${full} ${key} ${value}`,
          { [full]: { [key]: value } },
        ]),
    );
  const isPlain = ([name]: [string, object]) => /^StringNotEquals(IfExists)? /.test(name);

  it.each([
    ...notations('aws:PrincipalArn', roleArn, true),
    ...notations('aws:PrincipalAccount', inputs.accountId),
    // Which session it is stands in a pattern only.
    ...notations('aws:userId', `${roleId}:*`).filter((one) => !isPlain(one)),
  ])('that excepts the role: %s', (_, Condition) => {
    const policyText = { 'aws/bucket-policy': denyRole({ Condition }) };
    expect(check({ ...access(), ...known, ...policyText })).toMatchObject({ status: 'pass' });
  });

  it.each([
    ...notations('aws:PrincipalArn', `${roleArn}2`, true),
    ...notations('aws:PrincipalAccount', '444455556666'),
    ...notations('aws:userId', 'AIDAEXAMPLEEXAMPLE123'),
    ...notations('aws:userId', 'AROAEXAMPLEEXAMPLE124:*'),
  ])('that leaves it out: %s', (_, Condition) => {
    const policyText = { 'aws/bucket-policy': denyRole({ Condition }) };
    const result = check({ ...access(), ...known, ...policyText });
    expect(result.codes).toEqual(['AWS-PERM-011']);
  });

  it('cannot tell of a role whose ID nobody saw', () => {
    const Condition = { StringNotLike: { 'aws:userId': `${roleId}:*` } };
    const result = check({ ...access(), 'aws/bucket-policy': denyRole({ Condition }) });
    expect(result).toMatchObject({ status: 'undetermined', codes: [] });
    expect(result.unseen[0]?.message).toMatch(/Check as Spot: if AWS refuses/);
  });
});
