import { expect, it } from 'vitest';
import callerIdentity from '../../../evidence/aws/caller-identity.ts';
import linkedPolicy from '../../../evidence/aws/linked-policy.ts';
import linkedRoleAccess from '../../../evidence/aws/linked-role-access.ts';
import { prints } from '../../testing.ts';
import { linkedPolicyFor, selectionOf } from '../_linked/policy.ts';
import { access, gone, lookLinked, policyWith, unseen } from '../_linked/testing.ts';
import chosenPolicy from './check.ts';

const custom = (products: string, integrations = 'none') => ({
  permissionSet: 'custom',
  products,
  integrations,
});
const holding = (inputs: Record<string, string>) =>
  policyWith(...linkedPolicyFor(selectionOf(inputs)).Statement);

it('passes the policy of what was chosen', () => {
  expect(lookLinked(chosenPolicy).status).toBe('pass');
  const chosen = custom('elastigroup', 'beanstalk');
  expect(lookLinked(chosenPolicy, holding(chosen), chosen).status).toBe('pass');
});

it('names the actions that are not in it', () => {
  const result = lookLinked(
    chosenPolicy,
    holding(custom('ocean-eks')),
    custom('ocean-eks', 'route53'),
  );
  expect(result.codes).toEqual(['AWS-LINK-021']);
  expect(result.findings[0]?.observed).toBe(
    'not in the policy: route53:ChangeResourceRecordSets, route53:ListHostedZones, route53:ListResourceRecordSets',
  );
  expect(result.findings[0]?.explanation).toContain('(Route 53)');
});

it('does not take a single action for the wildcard that was asked for', () => {
  const statements = linkedPolicyFor(selectionOf(custom('none', 'codedeploy'))).Statement.map(
    (statement) => ({
      ...statement,
      Action: statement.Action.map((action) =>
        action === 'codedeploy:*' ? 'codedeploy:CreateDeployment' : action,
      ),
    }),
  );
  expect(
    lookLinked(chosenPolicy, policyWith(...statements), custom('none', 'codedeploy')).codes,
  ).toEqual(['AWS-LINK-021']);
});

it('wants the actions on everything, not on one bucket', () => {
  const [first, ...others] = linkedPolicyFor(selectionOf(custom('dashboard'))).Statement;
  const narrowed = policyWith({ ...first, Resource: 'arn:aws:s3:::one' }, ...others);
  expect(lookLinked(chosenPolicy, narrowed, custom('dashboard')).codes).toEqual(['AWS-LINK-021']);
});

it.each([
  [{ Effect: 'Allow', Action: '*', Resource: '*' }],
  [{ Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }],
])('finds a policy that allows everything: %o', (statement) =>
  expect(lookLinked(chosenPolicy, policyWith(statement)).codes).toEqual(['AWS-LINK-022']),
);

it('says what is allowed beyond what was chosen', () => {
  const result = lookLinked(chosenPolicy, {}, custom('dashboard'));
  expect(result).toMatchObject({ status: 'warning', codes: ['AWS-LINK-023'] });
  expect(result.findings[0]?.observed).toContain('ec2:RunInstances');
});

it('misses the policy only when the role does not have the permissions in another way', () => {
  expect(lookLinked(chosenPolicy, gone(linkedPolicy)).status).toBe('pass');
  expect(
    lookLinked(chosenPolicy, {
      ...gone(linkedPolicy),
      ...access(() => ({ decision: 'implicitDeny' })),
    }).codes,
  ).toEqual(['AWS-LINK-020']);
  const missing = lookLinked(chosenPolicy, gone(linkedPolicy, linkedRoleAccess));
  expect(missing.codes).toEqual(['AWS-LINK-020']);
  expect(missing.findings[0]?.explanation).toContain('6,069 of the 6,144 characters');
});

it('is never green where it could not look, or looked elsewhere', () => {
  expect(lookLinked(chosenPolicy, unseen(linkedPolicy)).status).toBe('undetermined');
  const elsewhere = prints(callerIdentity, {
    Account: '999988887777',
    Arn: 'arn:aws:iam::999988887777:user/x',
    UserId: 'AIDA',
  });
  expect(lookLinked(chosenPolicy, { ...gone(linkedPolicy), ...elsewhere })).toMatchObject({
    status: 'undetermined',
    codes: [],
  });
});

const healthy = linkedPolicyFor(selectionOf({})).Statement;
const grant = (Action: string | string[], more: object = {}) => ({
  ...{ Effect: 'Allow', Action, Resource: '*' },
  ...more,
});

it.each([
  'iam:*',
  'kms:*',
  's3:*',
  'sts:AssumeRole',
  'organizations:*',
  'lambda:*',
  '*:Create*',
  'ec2:*',
])('warns of %s beside what was chosen', (action) => {
  const result = lookLinked(chosenPolicy, policyWith(...healthy, grant(action)));
  expect(result).toMatchObject({ status: 'warning', codes: ['AWS-LINK-023'] });
  expect(result.findings[0]?.observed).toContain(action);
});

it.each(['ecr:Describe*', 'sqs:ListQueues', 'cloudwatch:GetMetricStatistics', 'autoscaling:*'])(
  'does not mind %s beside it',
  (action) =>
    expect(lookLinked(chosenPolicy, policyWith(...healthy, grant(action))).status).toBe('pass'),
);

it.each(['**', '?*', '*:?*'])('takes %s for everything', (action) =>
  expect(lookLinked(chosenPolicy, policyWith(grant(action))).codes).toEqual(['AWS-LINK-022']),
);

it('names the conditions under which it gives anything, and what it denies itself', () => {
  const Condition = { StringEquals: { 'aws:RequestedRegion': 'eu-north-1' } };
  const limited = healthy.map((statement) => ({ ...statement, Condition }));
  const result = lookLinked(chosenPolicy, policyWith(...limited));
  expect(result).toMatchObject({ status: 'warning', codes: ['AWS-LINK-024'] });
  expect(result.findings[0]?.observed).toContain('StringEquals aws:RequestedRegion eu-north-1');
  const deny = grant('ec2:RunInstances', { Effect: 'Deny' });
  expect(lookLinked(chosenPolicy, policyWith(...healthy, deny)).codes).toEqual(['AWS-LINK-025']);
  const one = { ...deny, Resource: 'arn:aws:ec2:*:*:instance/i-1' };
  expect(lookLinked(chosenPolicy, policyWith(...healthy, one)).findings).toMatchObject([
    {
      code: 'AWS-LINK-024',
      observed: expect.stringContaining('not on arn:aws:ec2:*:*:instance/i-1'),
    },
  ]);
});

it('is not judged without knowing of which account the policy is', () =>
  expect(lookLinked(chosenPolicy, unseen(callerIdentity))).toMatchObject({
    status: 'undetermined',
    codes: [],
  }));

it('does not call a policy absent whose actions a limit of the organization hides', () => {
  const cut = access(() => ({ decision: 'implicitDeny', organizations: false }));
  expect(lookLinked(chosenPolicy, { ...gone(linkedPolicy), ...cut })).toMatchObject({
    status: 'undetermined',
    codes: [],
  });
});

it('asks whoever added a Deny, and replaces nothing', () => {
  const added = policyWith(...linkedPolicyFor(selectionOf({})).Statement, {
    Effect: 'Deny',
    Action: 'ec2:Delete*',
    Resource: '*',
  });
  const [finding] = lookLinked(chosenPolicy, added).findings;
  expect(finding).toMatchObject({ code: 'AWS-LINK-025', fix: { commands: [] } });
  expect(finding?.fix.send).toContain('ec2:DeleteVolume');
});
