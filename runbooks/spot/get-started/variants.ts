import { createSpotAccount } from '../../../src/simulator/spot/seed.ts';
import { defineVariants, type Variant } from '../../define-faults.ts';
import { findAccount, formatRoleArn, otherAwsAccountId } from '../_world/world.ts';
import { createHealthyWorld, type StartWorld } from './worlds.ts';

const variant = defineVariants(createHealthyWorld);

/** Legitimate variants of the healthy world: nothing may be found in them. */
export const variants: readonly Variant<StartWorld>[] = [
  variant(
    'default-account',
    'The reader uses the account that came with the organization',
    {},
    (subject) => {
      const [first] = subject.organization.accounts.keys();
      if (first === undefined) throw new Error('The organization has no account of its own.');
      subject.inputs.spotAccountId = first;
    },
  ),
  variant(
    'many-accounts',
    'The organization has further accounts with other cloud accounts',
    {},
    ({ organization }) => {
      for (const id of [otherAwsAccountId, '777788889999'])
        createSpotAccount(organization, { name: `aws-${id}`, aws: { iamRole: formatRoleArn(id) } });
    },
  ),
  variant(
    'already-connected',
    'The Spot account is connected to this very account already',
    {},
    (subject) => {
      findAccount(subject).aws = { iamRole: formatRoleArn(subject.inputs.cloudAccountId) };
    },
  ),
  variant('google-project', 'The reader connects a Google Cloud project', {
    cloud: 'gcp',
    cloudAccountId: 'shop-prod-417',
    spotAccountName: 'gcp-shop',
  }),
];
