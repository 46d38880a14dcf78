import { describe, expect, it } from 'vitest';
import role from '../../../evidence/aws/role.ts';
import type { Evidence, EvidenceMap } from '../../../evidence/define-evidence.ts';
import { runCheck } from '../../run-checks.ts';
import spotAccess from './check.ts';

const name = 'SpotByNetApp_Finops_ReadOnly';
const inputs = {
  accountId: '111122223333',
  roleName: name,
  roleArn: `arn:aws:iam::111122223333:role/${name}`,
  externalId: 'Abc-123',
  bucketName: 'spot-cur-111122223333',
};
const now = new Date('2026-11-23T12:00:00Z');

type Outcome = { outcome: string; code?: string; message?: string };
const ok: Outcome = { outcome: 'ok' };
const refused = (
  message = 'AccessDenied: because no identity-based policy allows it',
): Outcome => ({
  outcome: 'denied',
  code: 'AccessDenied',
  message,
});
const noData: Outcome = {
  outcome: 'noData',
  code: 'DataUnavailableException',
  message: 'Data is not available.',
};

const found = (value: unknown): Evidence => ({ status: 'found', value });
const granted = found({
  withExternalId: 'granted',
  withoutExternalId: 'refused',
  withOtherExternalId: 'refused',
});
const reads = (changes: Record<string, Outcome> = {}): EvidenceMap => ({
  'aws/spot-assumption': granted,
  'aws/spot-reads': found({
    describeReports: ok,
    listBucket: ok,
    readObject: ok,
    costExplorer: ok,
    ...changes,
  }),
});
const roleAt = (Arn: string, RoleLastUsed?: object) =>
  found(
    role.schema.parse({
      Role: {
        RoleName: name,
        Arn,
        CreateDate: '2026-11-01T00:00:00Z',
        AssumeRolePolicyDocument: { Statement: [] },
        RoleLastUsed,
      },
    }),
  );

function check(evidence: EvidenceMap, changed: Partial<typeof inputs> = {}) {
  const result = runCheck(spotAccess, { inputs: { ...inputs, ...changed }, evidence, now });
  return {
    ...result,
    codes: result.findings.map(({ code }) => code),
    commands: result.findings.flatMap(({ fix }) => fix.commands).join('\n'),
  };
}

it('passes when Spot can read everything', () => {
  expect(check(reads())).toMatchObject({ status: 'pass', codes: [] });
});

it('passes for a role with a path', () => {
  const roleArn = `arn:aws:iam::111122223333:role/finops/${name}`;
  expect(check(reads(), { roleArn }).status).toBe('pass');
  expect(check({ ...reads(), 'aws/role': roleAt(roleArn) }, { roleArn }).status).toBe('pass');
});

it.each([
  ['without the external ID', { withoutExternalId: 'granted', withOtherExternalId: 'granted' }],
  [
    'with an ID that was never issued',
    { withoutExternalId: 'refused', withOtherExternalId: 'granted' },
  ],
])('is not green when AWS lets Spot in %s, whatever Spot can read', (_name, others) => {
  const result = check({
    ...reads(),
    'aws/spot-assumption': found({ withExternalId: 'granted', ...others }),
  });
  expect(result).toMatchObject({ status: 'undetermined', codes: [] });
  expect(result.unseen[0]?.message).toMatch(/without your external ID too/);
});

it('is not green where AWS does not let Spot in as it should, and sends to the step of the role', () => {
  const untold = {
    withExternalId: 'untold',
    withoutExternalId: 'untold',
    withOtherExternalId: 'untold',
  };
  const result = check({ ...reads(), 'aws/spot-assumption': found(untold) });
  expect(result).toMatchObject({ status: 'undetermined', codes: [] });
  expect(result.unseen[0]?.message).toMatch(/The step of the role says/);
});

describe('another role', () => {
  it.each([
    [
      'another account',
      'arn:aws:iam::999988887777:role/SpotByNetApp_Finops_ReadOnly',
      /belongs to account 999988887777/,
    ],
    [
      'an account with a slip',
      'arn:aws:iam::111122223334:role/SpotByNetApp_Finops_ReadOnly',
      /in one digit: “4” in place of “3”/,
    ],
    [
      'a name with a slip',
      'arn:aws:iam::111122223333:role/SpotByNetApp_Finops_ReadOnyl',
      /two characters of .* swapped/,
    ],
    ['another name', 'arn:aws:iam::111122223333:role/Admin', /names the role Admin/],
    ['capitals', `arn:aws:iam::111122223333:role/${name.toLowerCase()}`, /spells the name/],
    ['no role', 'arn:aws:iam::111122223333:policy/x', /not the ARN of a role/],
  ])('%s', (_, roleArn, words) => {
    for (const evidence of [{}, reads()]) {
      const result = check(evidence, { roleArn });
      expect(result.codes).toEqual(['AWS-ACCESS-001']);
      expect(result.findings[0]?.explanation).toMatch(words);
      expect(result.findings[0]?.expected).toBe(inputs.roleArn);
    }
  });

  it('a path that is missing', () => {
    const result = check({ 'aws/role': roleAt(`arn:aws:iam::111122223333:role/finops/${name}`) });
    expect(result.codes).toEqual(['AWS-ACCESS-001']);
    expect(result.findings[0]?.expected).toContain('role/finops/');
  });
});

describe('one thing refused', () => {
  it.each<[string, string, Record<string, Outcome>]>([
    ['the list of reports', 'AWS-ACCESS-002', { describeReports: refused() }],
    ['the bucket', 'AWS-ACCESS-003', { listBucket: refused(), readObject: noData }],
    [
      'the bucket and so its files',
      'AWS-ACCESS-003',
      { listBucket: refused(), readObject: refused() },
    ],
    ['the files', 'AWS-ACCESS-004', { readObject: refused() }],
    ['costs', 'AWS-ACCESS-005', { costExplorer: refused() }],
    [
      'everything',
      'AWS-ACCESS-007',
      {
        describeReports: refused(),
        listBucket: refused(),
        readObject: noData,
        costExplorer: refused(),
      },
    ],
  ])('%s: %s', (_, code, changes) => {
    const result = check(reads(changes));
    expect(result.codes).toEqual([code]);
    expect(result.status).toBe('fail');
    expect(result.commands).toContain('attach-role-policy');
  });

  it.each([
    ['empty', noData],
    ['never opened', refused('User not enabled for cost explorer access')],
  ])('warns of a Cost Explorer that is %s, and has no command for it', (_, costExplorer) => {
    const result = check(reads({ costExplorer }));
    expect(result).toMatchObject({ status: 'warning', codes: ['AWS-ACCESS-006'], commands: '' });
    expect(result.findings[0]?.fix.console?.length).toBeGreaterThan(0);
  });

  it('reports two when two are refused', () => {
    expect(check(reads({ readObject: refused(), costExplorer: refused() })).codes).toEqual([
      'AWS-ACCESS-004',
      'AWS-ACCESS-005',
    ]);
  });
});

describe('fixes what AWS says refuses', () => {
  it.each([
    ['a key', 'not authorized to perform: kms:Decrypt on resource', /kms:Decrypt/],
    ['anything else', 'Access Denied', /create-policy/],
  ])('%s', (_, message, commands) => {
    expect(check(reads({ readObject: refused(message) })).commands).toMatch(commands);
  });
});

it('a key whose policy does not name the role, whose owner is asked', () => {
  const message =
    'User: x is not authorized to perform: kms:Decrypt on resource: y because no resource-based policy allows the kms:Decrypt action';
  const result = check(reads({ readObject: refused(message) }));
  expect(result.commands).toBe('');
  expect(result.findings[0]?.fix.send).toContain('SpotByNetApp_Finops_ReadOnly');
  expect(result.findings[0]?.fix.who).toBeTruthy();
});

describe('names the rule that refuses, and asks its owner', () => {
  const who = `User: arn:aws:sts::111122223333:assumed-role/${name}/spot-runbooks-0a1b2c3d is not authorized to perform: s3:GetObject on resource: "arn:aws:s3:::spot-cur-111122223333/x"`;
  it.each([
    ['with an explicit deny in a service control policy', 'AWS-GUARD-001', /management account/],
    ['with an explicit deny in a resource control policy', 'AWS-GUARD-002', /management account/],
    ['because no permissions boundary allows the s3:GetObject action', 'AWS-GUARD-003', /boundary/],
    ['with an explicit deny in an identity-based policy', 'AWS-GUARD-006', /administrator/],
    ['with an explicit deny in a resource-based policy', 'AWS-GUARD-007', /owns the bucket/],
  ])('%s: %s', (why, code, owner) => {
    const result = check(reads({ readObject: refused(`${who} ${why}`) }));
    expect(result).toMatchObject({ status: 'fail', codes: [code], commands: '' });
    const fix = result.findings[0]?.fix;
    expect(fix?.who).toMatch(owner);
    expect(fix?.send).toContain(why);
    // An exception for a session that ends in a quarter of an hour would except nobody.
    expect(fix?.send).toContain(`the role ${name} of account 111122223333`);
    expect(fix?.send).toContain('s3:GetObject');
  });

  it('the other findings stay, and one rule is one finding', () => {
    const scp = `${who} with an explicit deny in a service control policy`;
    const rule = refused(scp);
    expect(check(reads({ listBucket: rule, costExplorer: refused() })).codes).toEqual([
      'AWS-GUARD-001',
      'AWS-ACCESS-005',
    ]);
    expect(
      check(reads({ describeReports: rule, listBucket: rule, costExplorer: rule })).codes,
    ).toEqual(['AWS-GUARD-001']);
  });

  it('one that refuses the role itself', () => {
    const result = check({
      'aws/spot-assumption': found({
        withExternalId: 'refused',
        withoutExternalId: 'refused',
        withOtherExternalId: 'refused',
        message: `User: arn:aws:sts::884866656237:assumed-role/eco/spot is not authorized to perform: sts:AssumeRole on resource: ${inputs.roleArn} with an explicit deny in a resource control policy`,
      }),
    });
    expect(result).toMatchObject({ status: 'fail', codes: ['AWS-GUARD-002'] });
  });
});

describe('does not guess', () => {
  it('as the reader: only Spot can try', () => {
    const used = roleAt(inputs.roleArn, { LastUsedDate: '2026-11-20T10:00:00Z' });
    for (const evidence of [{}, { 'aws/role': used }] as EvidenceMap[]) {
      const result = check(evidence);
      expect(result).toMatchObject({ status: 'undetermined', codes: [] });
      expect(result.unseen[0]?.message).toContain('Only Spot can try this');
    }
    expect(check({ 'aws/role': used }).unseen[0]?.message).toContain('2026-11-20');
  });

  it.each<[string, EvidenceMap]>([
    [
      'a refused role',
      {
        'aws/spot-assumption': found({
          withExternalId: 'refused',
          withoutExternalId: 'refused',
          withOtherExternalId: 'refused',
        }),
      },
    ],
    [
      'an attempt that did not arrive',
      { 'aws/spot-assumption': { status: 'unreachable', message: 'timeout' } },
    ],
    [
      'reads that did not arrive',
      {
        'aws/spot-assumption': granted,
        'aws/spot-reads': { status: 'unreachable', message: 'timeout' },
      },
    ],
    ['no bucket', reads({ listBucket: { outcome: 'absent' }, readObject: { outcome: 'noData' } })],
    ['a file that vanished', reads({ readObject: { outcome: 'absent' } })],
  ])('%s', (_, evidence) => {
    expect(check(evidence)).toMatchObject({ status: 'undetermined', codes: [] });
  });

  it('waits for the first report', () => {
    expect(check(reads({ readObject: { outcome: 'noData' } }))).toMatchObject({
      status: 'pending',
      pending: { until: '2026-11-24T12:00:00.000Z' },
    });
  });
});
