import { describe, expect, it } from 'vitest';
import attachedPolicies from '../../../evidence/aws/attached-policies.ts';
import billingStackEvents from '../../../evidence/aws/billing-stack-events.ts';
import callerIdentity from '../../../evidence/aws/caller-identity.ts';
import linkedPolicy from '../../../evidence/aws/linked-policy.ts';
import ownedBuckets from '../../../evidence/aws/owned-buckets.ts';
import reportDefinitions from '../../../evidence/aws/report-definitions.ts';
import role from '../../../evidence/aws/role.ts';
import roleStackEvents from '../../../evidence/aws/role-stack-events.ts';
import { codes, prints } from '../../testing.ts';
import { absent, denied, inputs, look } from '../testing.ts';
import removed from './check.ts';

const trust = { Version: '2012-10-17', Statement: [] };
const roleThere = prints(role, {
  Role: {
    RoleName: inputs.roleName,
    Arn: `arn:aws:iam::${inputs.accountId}:role/${inputs.roleName}`,
    CreateDate: '2026-11-20T00:00:00Z',
    AssumeRolePolicyDocument: trust,
  },
});
const roleGone = {
  [role.id]: absent('NoSuchEntity'),
  [linkedPolicy.id]: absent('NoSuchEntity'),
};
const bucketGone = prints(ownedBuckets, { Buckets: [{ Name: 'other' }] });
const reportGone = prints(reportDefinitions, { ReportDefinitions: [] });
const allGone = { ...roleGone, ...bucketGone, ...reportGone };
const stack = (kind: typeof roleStackEvents, status: string) =>
  prints(kind, {
    StackEvents: [
      {
        StackName: 's',
        LogicalResourceId: 's',
        ResourceStatus: status,
        Timestamp: '2026-11-20T00:00:00Z',
      },
    ],
  });
const commands = (result: ReturnType<typeof look>) =>
  result.findings.flatMap(({ fix }) => fix.commands).join('\n');

describe('aws/removed', () => {
  it('passes when role, report and bucket are gone', () =>
    expect(look(removed, allGone)).toMatchObject({ status: 'pass', findings: [] }));

  it('finds all three', () => {
    const result = look(removed, roleThere);
    expect(codes(result)).toEqual(['AWS-REMOVED-001', 'AWS-REMOVED-002', 'AWS-REMOVED-003']);
    expect(result.status).toBe('fail');
  });

  it("001: takes policies off first, and deletes the guide's own", () => {
    const own = {
      PolicyName: `${inputs.roleName}_Policy`,
      PolicyArn: `arn:aws:iam::111122223333:policy/${inputs.roleName}_Policy`,
    };
    const policies = prints(attachedPolicies, {
      AttachedPolicies: [
        own,
        { PolicyName: 'ReadOnlyAccess', PolicyArn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' },
      ],
    });
    const text = commands(look(removed, { ...allGone, ...roleThere, ...policies }));
    expect(text).toMatch(
      /detach-role-policy[\s\S]*delete-role-policy[\s\S]*aws iam delete-role --role-name SpotByNetApp_Finops_ReadOnly\n[\s\S]*delete-policy --policy-arn/,
    );
    expect(text).not.toContain('ReadOnlyAccess');
    expect(commands(look(removed, { ...allGone, ...roleThere }))).not.toContain('delete-policy ');
  });

  it('001 and 002: deletes the stacks where they made it, but not stacks that failed', () => {
    const made = {
      ...stack(roleStackEvents, 'CREATE_COMPLETE'),
      ...stack(billingStackEvents, 'UPDATE_COMPLETE'),
    };
    const text = commands(look(removed, { ...roleThere, ...bucketGone, ...made }));
    expect(text).toContain('delete-stack --stack-name spot-eco-role ');
    expect(text).toContain('delete-stack --stack-name spot-eco-billing ');
    expect(text).not.toContain('delete-role');
    const failed = stack(roleStackEvents, 'ROLLBACK_COMPLETE');
    expect(commands(look(removed, { ...allGone, ...roleThere, ...failed }))).toContain(
      'delete-role',
    );
  });

  it('002: the report alone', () => {
    const result = look(removed, { ...roleGone, ...bucketGone });
    expect(codes(result)).toEqual(['AWS-REMOVED-002']);
    expect(commands(result)).toBe(
      'aws cur delete-report-definition --region us-east-1 --report-name spotinst-cur-report',
    );
  });

  it('003: a bucket that is kept is a warning', () => {
    const result = look(removed, { ...roleGone, ...reportGone });
    expect(codes(result)).toEqual(['AWS-REMOVED-003']);
    expect(result.status).toBe('warning');
    expect(commands(result)).toBe(
      'aws s3 rm s3://spot-cur-111122223333 --recursive\naws s3api delete-bucket --bucket spot-cur-111122223333 --region us-east-1',
    );
  });

  it.each([role, ownedBuckets, reportDefinitions])('is not green when $id is denied', (kind) => {
    expect(look(removed, { ...allGone, [kind.id]: denied }).status).toBe('undetermined');
  });

  it('004: a policy of the role that is left is a warning', () => {
    const policy = prints(linkedPolicy, {
      PolicyVersion: { VersionId: 'v1', Document: { Statement: [] } },
    });
    const result = look(removed, { ...allGone, ...policy });
    expect(codes(result)).toEqual(['AWS-REMOVED-004']);
    expect(commands(result)).toContain(
      `aws iam delete-policy --policy-arn arn:aws:iam::${inputs.accountId}:policy/${inputs.roleName}_Policy`,
    );
    expect(look(removed, { ...allGone, [linkedPolicy.id]: denied }).status).toBe('undetermined');
  });

  it('asks who is signed in where nobody said so', () => {
    expect(look(removed, { ...allGone, [callerIdentity.id]: denied })).toMatchObject({
      status: 'undetermined',
      unseen: [{ reason: 'cannotTell' }, { evidence: 'aws/caller-identity' }],
    });
  });

  it('is not green in another account, where of course nothing is there', () => {
    const elsewhere = prints(callerIdentity, {
      Account: '444455556666',
      Arn: 'arn:aws:iam::444455556666:user/a',
      UserId: 'A',
    });
    expect(look(removed, { ...allGone, ...elsewhere }).status).toBe('undetermined');
  });
});
