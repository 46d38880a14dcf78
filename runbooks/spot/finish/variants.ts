import { createSpotAccount } from '../../../src/simulator/spot/seed.ts';
import { defineVariants, type Variant } from '../../define-faults.ts';
import { day, formatDay } from '../../time.ts';
import { formatRoleArn, otherAwsAccountId } from '../_world/world.ts';
import { createHealthyWorld, type FinishWorld } from './worlds.ts';

const variant = defineVariants(createHealthyWorld);

/** Legitimate variants of the healthy world: nothing may be found in them. */
export const variants: readonly Variant<FinishWorld>[] = [
  variant('finish-gcp', 'A Google Cloud project is connected', { cloud: 'gcp' }),
  variant('finish-azure', 'An Azure subscription is connected', { cloud: 'azure' }),
  variant('finish-role-with-path', 'The role has a path in its ARN', {}, ({ account, inputs }) => {
    inputs.roleArn = formatRoleArn(inputs.cloudAccountId, 'finops/Spot-Role');
    account.aws = { iamRole: inputs.roleArn };
  }),
  variant(
    'finish-many-accounts',
    'The organization has further accounts',
    {},
    ({ organization }) => {
      createSpotAccount(organization, {
        name: 'other',
        aws: { iamRole: formatRoleArn(otherAwsAccountId) },
      });
    },
  ),
  variant(
    'finish-date-differs',
    'The reader types another day than Spot has, both far ahead',
    { cloud: 'azure' },
    ({ inputs, world }) => {
      inputs.expirationDate = formatDay(world.clock.now() + 400 * day);
    },
  ),
];
