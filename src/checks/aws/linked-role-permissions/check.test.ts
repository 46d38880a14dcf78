import { expect, it } from 'vitest';
import attachedPolicies from '../../../evidence/aws/attached-policies.ts';
import beanstalkBucketAccess from '../../../evidence/aws/beanstalk-bucket-access.ts';
import linkedPolicy from '../../../evidence/aws/linked-policy.ts';
import linkedRoleAccess, { linkedActions } from '../../../evidence/aws/linked-role-access.ts';
import role from '../../../evidence/aws/role.ts';
import rolePolicies from '../../../evidence/aws/role-policies.ts';
import { prints } from '../../testing.ts';
import { linkedBundles } from '../_linked/bundles.ts';
import { securityAuditArn } from '../_linked/fixes.ts';
import { linkedPolicyFor, selectionOf } from '../_linked/policy.ts';
import {
  access,
  attached,
  type Decision,
  decisions,
  excessRefused,
  gone,
  lookLinked,
  ownPolicyArn,
  policyWith,
  unseen,
} from '../_linked/testing.ts';
import { matchesAction } from '../_policy/match.ts';
import linkedRolePermissions from './check.ts';

const look = (
  ...args: Parameters<typeof lookLinked> extends [unknown, ...infer Rest] ? Rest : never
) => lookLinked(linkedRolePermissions, ...args);
const only = (names: readonly string[], decision: Decision) =>
  access((action) => (names.includes(action) ? decision : undefined));

it('asks IAM about every action and wildcard of the policy', () => {
  const patterns = linkedBundles
    .filter(({ resource }) => resource === '*')
    .flatMap(({ actions }) => actions);
  expect(
    patterns.filter((pattern) => !linkedActions.some((action) => matchesAction(pattern, action))),
  ).toEqual([]);
});

it('passes the guide’s role, and one without what Spot says may be removed', () => {
  expect(look().status).toBe('pass');
  expect(
    look(only(['iam:PutRolePolicy', 'iam:CreateServiceLinkedRole'], { decision: 'implicitDeny' }))
      .status,
  ).toBe('pass');
});

it.each<[string, Decision, string]>([
  ['missing', { decision: 'implicitDeny' }, 'AWS-LINK-011'],
  ['cut by a boundary', { decision: 'implicitDeny', boundary: false }, 'AWS-LINK-012'],
  ['cut by the organization', { decision: 'implicitDeny', organizations: false }, 'AWS-LINK-013'],
  ['denied', { decision: 'explicitDeny' }, 'AWS-LINK-014'],
])('names the action that is %s', (_, decision, code) => {
  const result = look(only(['ec2:RunInstances'], decision));
  expect(result.codes).toEqual([code]);
  expect(result.findings[0]?.observed).toContain('ec2:RunInstances');
});

it.each<[string, Partial<Decision>, string]>([
  ['the organization', { organizations: false }, 'service control policy'],
  ['a boundary', { boundary: false }, 'permissions boundary'],
])('takes the mark of a condition on the region for no proof that %s refuses', (_, limit, who) => {
  const global = /^(iam|ce|organizations|route53|s3):/;
  const result = look(
    access((action) => (global.test(action) ? undefined : { decision: 'implicitDeny', ...limit })),
  );
  expect(result).toMatchObject({ status: 'undetermined', codes: [] });
  expect(result.said).toContain(who);
  expect(result.said).toContain('region');
  const [ask] = result.unseen.flatMap(({ command }) => command ?? []);
  expect(ask).toContain('ContextKeyName=aws:RequestedRegion,ContextKeyValues=us-east-1');
});

it('does not take a boundary for proven where IAM missed what may stand in it', () => {
  const limited = policyWith({
    Effect: 'Allow',
    Action: '*',
    Resource: '*',
    Condition: { StringLike: { 'aws:RequestedRegion': '*' } },
  });
  const unclear = only(['ec2:RunInstances'], {
    decision: 'implicitDeny',
    boundary: false,
    keys: ['aws:RequestedRegion'],
  });
  expect(look({ ...unclear, ...limited }).codes).not.toContain('AWS-LINK-012');
});

it('says who needs a missing action, and why', () => {
  const [finding] = look(only(['eks:DescribeNodegroup'], { decision: 'implicitDeny' })).findings;
  expect(finding?.explanation).toContain(
    'eks:DescribeNodegroup (Ocean for EKS): Reads node groups',
  );
});

it('says once that nothing is attached, not action by action', () => {
  const nothing = access(() => ({ decision: 'implicitDeny' }));
  const bucket = prints(
    beanstalkBucketAccess,
    decisions(['s3:PutObject', 's3:DeleteObject'], () => ({ decision: 'implicitDeny' })),
  );
  expect(look({ ...nothing, ...bucket, ...attached(securityAuditArn()) }).codes).toEqual([
    'AWS-LINK-010',
  ]);
  expect(look({ ...nothing, ...bucket, ...attached() }).codes).toEqual([
    'AWS-LINK-010',
    'AWS-LINK-016',
  ]);
});

it('tells a condition from an action that is missing', () => {
  const unclear = only(['ec2:RunInstances'], { decision: 'implicitDeny', keys: ['ec2:Region'] });
  const limited = policyWith({
    Effect: 'Allow',
    Action: 'ec2:RunInstances',
    Resource: '*',
    Condition: { StringEquals: { 'ec2:Region': 'eu-west-1' } },
  });
  const result = look({ ...unclear, ...limited });
  expect(result).toMatchObject({ status: 'warning', codes: ['AWS-LINK-015'] });
  expect(result.findings[0]?.observed).toBe(
    'ec2:RunInstances only if StringEquals ec2:Region eu-west-1',
  );
  expect(look({ ...unclear, ...unseen(linkedPolicy) })).toMatchObject({
    status: 'undetermined',
    codes: [],
  });
  expect(look(unclear).said).toContain('ec2:Region');
});

it('looks at what was chosen only', () => {
  const refused = only(['ecs:CreateService'], { decision: 'implicitDeny' });
  const chosen = { permissionSet: 'custom', products: 'ocean-eks', integrations: 'none' };
  expect(look(refused).codes).toEqual(['AWS-LINK-011']);
  expect(look(refused, chosen).status).toBe('pass');
  const bucket = prints(
    beanstalkBucketAccess,
    decisions(['s3:PutObject', 's3:DeleteObject'], () => ({ decision: 'implicitDeny' })),
  );
  expect(look(bucket).codes).toEqual(['AWS-LINK-011']);
  expect(look(bucket, chosen).status).toBe('pass');
});

it('finds too much, by name and by what it allows', () => {
  const administrator = 'arn:aws:iam::aws:policy/AdministratorAccess';
  expect(look(attached(ownPolicyArn, securityAuditArn(), administrator)).codes).toEqual([
    'AWS-LINK-017',
  ]);
  const everything = access((action) =>
    excessRefused(action) ? { decision: 'allowed' } : undefined,
  );
  const result = look(everything);
  expect(result.codes).toEqual(['AWS-LINK-017']);
  expect(result.findings[0]?.observed).toContain('iam:CreateUser');
});

it('is never green where it could not look', () => {
  expect(look(gone(linkedRoleAccess, beanstalkBucketAccess)).status).toBe('undetermined');
  expect(look(unseen(linkedRoleAccess)).status).toBe('undetermined');
  expect(look(unseen(attachedPolicies)).status).toBe('undetermined');
  expect(look(prints(linkedRoleAccess, decisions(linkedActions.slice(0, 100)))).said).toContain(
    'no answer about',
  );
});

it('fixes with the policy of what was chosen', () => {
  const chosen = { permissionSet: 'custom', products: 'dashboard', integrations: 'none' };
  const [finding] = look(
    only(['ec2:DescribeInstances'], { decision: 'implicitDeny' }),
    chosen,
  ).findings;
  expect(finding?.fix.commands[0]).toContain(
    JSON.stringify(linkedPolicyFor(selectionOf(chosen)), null, 2),
  );
});

it('compares the texts of all policies with what was chosen', () => {
  const extra = (Action: string) =>
    prints(rolePolicies, {
      RolePolicies: [
        {
          RoleName: 'SpotRole',
          PolicyName: 'more',
          PolicyDocument: { Statement: [{ Effect: 'Allow', Action, Resource: '*' }] },
        },
        ...[ownPolicyArn, securityAuditArn()].map((PolicyArn) => ({
          PolicyArn,
          Text: { PolicyVersion: { VersionId: 'v1', Document: { Statement: [] } } },
        })),
        null,
      ],
    });
  const result = look(extra('ssm:*'));
  expect(result).toMatchObject({ status: 'warning', codes: ['AWS-LINK-018'] });
  expect(result.findings[0]?.observed).toBe('ssm:* (inline policy more)');
  expect(result.findings[0]?.fix.commands[0]).toContain(
    'delete-role-policy --role-name SpotRole --policy-name more',
  );
  expect(look(extra('ssm:Describe*')).status).toBe('pass');
  const company = 'arn:aws:iam::111122223333:policy/AcmeTools';
  expect(look(attached(ownPolicyArn, securityAuditArn(), company))).toMatchObject({
    status: 'undetermined',
    codes: [],
  });
});

it('asks about a role below a path by its real ARN', () => {
  const Arn = 'arn:aws:iam::111122223333:role/outside/SpotRole';
  const below = prints(role, {
    Role: {
      ...{ RoleName: 'SpotRole', Arn, CreateDate: '2026-11-01T00:00:00+00:00' },
      AssumeRolePolicyDocument: { Statement: [] },
    },
  });
  const result = look({ ...gone(linkedRoleAccess, beanstalkBucketAccess), ...below });
  expect(result.said).toContain('below the path /outside/');
  expect(result.unseen.map(({ command }) => command ?? '').join()).toContain(
    `--policy-source-arn ${Arn} `,
  );
});
