import { describe, expect, it } from 'vitest';
import type { Check, Diagnosis } from '../define-check.ts';
import { findCheckFolders, importCheck } from '../testing.ts';
import { linkedTrustPolicyFor, putLinkedPolicy, securityAuditArn } from './_linked/fixes.ts';
import { linkedPolicyFor, selectionOf } from './_linked/policy.ts';
import { formatRoleArn } from './_policy/arns.ts';
import { formatGuidePolicyArn, permissionsPolicyFor, trustPolicyFor } from './_role/documents.ts';
import { analyseTrust } from './_trust/findings.ts';
import { eco, findParty, linked } from './_trust/party.ts';
import { inputs as ecoInputs, now } from './testing.ts';

const role = { accountId: '111122223333', roleName: 'SpotRole', externalId: 'Abc-123_xyz.7890' };
const whole = selectionOf({});

/** Spot publishes no account for these partitions; this number stands for what its wizard shows. */
const places = [
  { partition: 'aws-us-gov', region: 'us-gov-west-1', spotAccountId: '444455556666' },
  { partition: 'aws-cn', region: 'cn-north-1', spotAccountId: '444455556666' },
];

describe.each(places)('a role in $partition', (place) => {
  const prefix = `arn:${place.partition}`;

  it('has its ARNs there', () => {
    expect(formatRoleArn({ ...role, ...place })).toBe(`${prefix}:iam::111122223333:role/SpotRole`);
    expect(formatGuidePolicyArn({ ...role, ...place })).toBe(
      `${prefix}:iam::111122223333:policy/SpotRole_Policy`,
    );
    expect(securityAuditArn(place)).toBe(`${prefix}:iam::aws:policy/SecurityAudit`);
  });

  it('trusts the account that Spot’s wizard shows, and none of the commercial ones', () => {
    expect(linkedTrustPolicyFor({ ...role, ...place }).Statement[0]?.Principal).toEqual({
      AWS: `${prefix}:iam::444455556666:root`,
    });
    expect(JSON.stringify(trustPolicyFor({ ...role, ...place }))).not.toContain('arn:aws:');
    const { spotAccountId: _, ...unknown } = place;
    expect(() => linkedTrustPolicyFor({ ...role, ...unknown })).toThrow(/spotAccountId/);
    expect(() => trustPolicyFor({ ...role, ...unknown })).toThrow(/spotAccountId/);
  });

  it('has policies about buckets there', () => {
    expect(linkedPolicyFor(whole, place).Statement.map(({ Resource }) => Resource)).toContain(
      `${prefix}:s3:::elasticbeanstalk*`,
    );
    const eco = permissionsPolicyFor({ bucketName: 'reports', ...place });
    expect(eco.Statement.map(({ Resource }) => Resource)).toEqual(
      expect.arrayContaining([
        `${prefix}:s3:::sc-customer-*`,
        `${prefix}:s3:::reports`,
        `${prefix}:s3:::reports/*`,
      ]),
    );
  });

  it('is judged there: its own trust policy is right, a commercial one trusts nobody', () => {
    const party = findParty(linked, place);
    const judge = (document: object) =>
      analyseTrust(document as Parameters<typeof analyseTrust>[0], party, role.externalId, now);
    const parsed = (AWS: string) => ({
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: { AWS: [AWS] },
          Action: ['sts:AssumeRole'],
          Condition: { StringEquals: { 'sts:ExternalId': [role.externalId] } },
        },
      ],
    });
    expect(judge(parsed(`${prefix}:iam::444455556666:root`))).toMatchObject({
      findings: [],
      admits: true,
    });
    expect(judge(parsed(`${prefix}:iam::999999999999:root`)).findings[0]?.name).toBe(
      'notSpotAtAll',
    );
  });

  it('is made by commands that name nothing of commercial AWS', () => {
    expect(putLinkedPolicy({ ...role, ...place }, whole)).toContain(
      `--policy-arn ${prefix}:iam::111122223333:policy/SpotRole_Policy`,
    );
  });
});

const checks = findCheckFolders().filter(({ id }) => id.startsWith('aws/'));
const modules = await Promise.all(checks.map(importCheck));
const cases = modules
  .map((module) => module.default)
  .filter((check): check is Check => typeof check === 'object')
  .flatMap((check) =>
    Object.entries<Diagnosis<unknown>>(check.diagnoses).map(([name, diagnosis]) => ({
      check: String(check.id),
      name,
      diagnosis,
    })),
  );

/** Data that every diagnosis finds what it needs in; texts stand for whatever is not listed. */
function dataFor(place: (typeof places)[number]): object {
  const names = {
    ...ecoInputs,
    ...place,
    roleArn: formatRoleArn({ ...role, ...place }),
    externalId: role.externalId,
  };
  const arn = formatRoleArn({ ...names });
  const policy = { Version: '2012-10-17', Statement: [] };
  return {
    ...names,
    names,
    bucket: names.bucketName,
    party: findParty(linked, place),
    createRole: () => 'true',
    selection: whole,
    attached: [],
    generous: [],
    excess: [],
    actions: ['ec2:RunInstances'],
    denying: [],
    denies: [],
    sources: [],
    others: ['other-report'],
    rule: { kind: 'hook', rule: 'the CloudFormation Hook A::B::C', who: 'whoever owns it' },
    policy,

    report: { ReportVersioning: 'OVERWRITE_REPORT' },
    last: now,
    since: now,
    hours: 1,
    stack: true,
    foreign: [],
    arn,
    right: arn,
    off: [],
    switches: [],
    missing: ['s3:PutObject'],
    principals: ['account 444455556666'],
    wanted: [],
    resources: [],
    allowed: [],
    proposal: 'reports-2',
    key: `arn:${place.partition}:kms:${place.region}:111122223333:key/1`,
    message: 'AccessDenied',
    reason: 'denied',
    newName: 'report-2',
    pattern: '*',
    payer: '222233334444',
    signedIn: '222233334444',
    standalone: true,
    refused: ['iam:GetRole'],
    rights: [],
    resource: 'Role',
    status: 'ROLLBACK_COMPLETE',
    difference: 'differs',
  };
}

describe.each(places)('every fix and expectation in $partition', (place) => {
  // These words are said to those who want commercial AWS and are signed in elsewhere.
  const ofOthers = cases.filter(({ name }) => name !== 'unusable');

  it.each(ofOthers)('$check: $name names nothing of commercial AWS', ({ diagnosis, check }) => {
    const data = dataFor(place);
    const said = JSON.stringify([diagnosis.fix(data), diagnosis.expected(data)]);
    expect(said).not.toContain('arn:aws:');
    // The report alone is bound to one region.
    if (/linked|eco-role$/.test(check)) expect(said).not.toContain('us-east-1');
  });
});

it('nothing changes where no partition is said', () => {
  expect(findParty(eco, {})).toBe(eco);
  expect(JSON.stringify(linkedTrustPolicyFor(role))).toContain('arn:aws:iam::922761411349:root');
});
