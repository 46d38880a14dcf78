import { createSpotAccount } from '../../../src/simulator/spot/seed.ts';
import type { Variant } from '../../define-faults.ts';
import { awsRole } from '../get-started/healthy.ts';
import { createHealthyWorld, type FinishWorld } from './healthy.ts';

function variant(
  name: string,
  title: string,
  inputs: Record<string, string>,
  change: (subject: FinishWorld) => void = () => undefined,
): Variant<FinishWorld> {
  return {
    name,
    title,
    build(simulator) {
      const subject = createHealthyWorld(simulator, inputs);
      change(subject);
      return subject;
    },
  };
}

export const variants: readonly Variant<FinishWorld>[] = [
  variant('finish-gcp', 'A Google Cloud project is connected', { cloud: 'gcp' }),
  variant('finish-azure', 'An Azure subscription is connected', { cloud: 'azure' }),
  variant('finish-role-with-path', 'The role has a path in its ARN', {}, ({ account, inputs }) => {
    inputs.roleArn = 'arn:aws:iam::111122223333:role/finops/Spot-Role';
    account.aws = { iamRole: inputs.roleArn };
  }),
  variant(
    'finish-many-accounts',
    'The organization has further accounts',
    {},
    ({ organization }) => {
      createSpotAccount(organization, { name: 'other', aws: awsRole('444455556666') });
    },
  ),
  variant(
    'finish-date-differs',
    'The reader types another day than Spot has, both far ahead',
    { cloud: 'azure' },
    ({ inputs, world }) => {
      inputs.expirationDate = new Date(world.clock.now() + 400 * 86_400_000)
        .toISOString()
        .slice(0, 10);
    },
  ),
];
