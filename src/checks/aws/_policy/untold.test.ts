import { expect, it } from 'vitest';
import { linkedActions } from '../../../evidence/aws/linked-role-access.ts';
import { accountActions } from '../../../evidence/aws/role-account-access.ts';
import { type Decision, decisions } from '../_linked/testing.ts';
import { findUntold } from './untold.ts';

const cut: Decision = { decision: 'implicitDeny', organizations: false };
const asked = (
  isCut: (action: string) => boolean,
  actions: readonly string[] = linkedActions,
  decision = cut,
) => [decisions(actions, (action) => (isCut(action) ? decision : { organizations: true }))];
const find = (answers: ReturnType<typeof asked>, ...calls: string[]) =>
  findUntold(answers, 'organization', calls);
const isOf =
  (...services: string[]) =>
  (action: string) =>
    services.includes(action.split(':')[0] ?? '');
const withoutRegion = isOf('iam', 'ce', 'organizations', 'route53', 's3');

it('knows a policy for regions by its mark, and keeps what no region explains', () => {
  const byRegion = find(asked((action) => !withoutRegion(action)));
  expect(byRegion?.refused).toContain('ec2');
  expect(byRegion?.kept).toContain('iam');
  expect(byRegion?.contradictedBy).toBeUndefined();
  const withMore = find(asked((action) => !withoutRegion(action) || action === 'iam:PassRole'));
  expect(withMore?.actions).toContain('ec2:RunInstances');
  expect(withMore?.actions).not.toContain('iam:PassRole');
  expect(
    find(asked(isOf('ec2', 'rds', 'es', 'redshift', 'elasticache', 'dynamodb'), accountActions))
      ?.kept,
  ).toContain('ce');
});

it.each<[string, (action: string) => boolean]>([
  ['one action', (action) => action === 'ec2:RunInstances'],
  ['a service', isOf('ec2')],
  ['costs', isOf('ce', 'savingsplans')],
  ['some actions of every service', (action) => /:(Create|Put|Delete|Run)/.test(action)],
])('takes a refusal of %s for what it is', (_, isCut) => {
  expect(find(asked(isCut))).toBeUndefined();
});

it('believes no refusal of a call that AWS has just answered', () => {
  const everything = asked(() => true);
  expect(find(everything)).toBeUndefined();
  expect(find(everything, 'iam:SimulatePrincipalPolicy')).toMatchObject({
    contradictedBy: 'iam:SimulatePrincipalPolicy',
    kept: [],
  });
  const stacks = asked(isOf('cloudformation', 'ec2'));
  expect(find(stacks, 'cloudformation:DescribeStacks')?.refused).toEqual(['cloudformation']);
});

it('says nothing where IAM names what it was not told', () => {
  const named: Decision = { ...cut, keys: ['aws:RequestedRegion'] };
  expect(find(asked((action) => !withoutRegion(action), linkedActions, named))).toBeUndefined();
});
