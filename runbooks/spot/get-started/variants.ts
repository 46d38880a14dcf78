import { createSpotAccount } from '../../../src/simulator/spot/seed.ts';
import type { Variant } from '../../define-faults.ts';
import { awsRole, createHealthyWorld, type SpotWorld } from './healthy.ts';

function variant(
  name: string,
  title: string,
  change: (subject: SpotWorld) => void,
  inputs: Record<string, string> = {},
): Variant<SpotWorld> {
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

export const variants: readonly Variant<SpotWorld>[] = [
  variant(
    'default-account',
    'The reader uses the account that came with the organization',
    (subject) => {
      subject.inputs.spotAccountId = [...subject.organization.accounts.keys()][0] as string;
    },
  ),
  variant(
    'many-accounts',
    'The organization has further accounts with other cloud accounts',
    ({ organization }) => {
      for (const id of ['444455556666', '777788889999'])
        createSpotAccount(organization, { name: `aws-${id}`, aws: awsRole(id) });
    },
  ),
  variant(
    'already-connected',
    'The Spot account is connected to this very account already',
    ({ organization, inputs }) => {
      const account = organization.accounts.get(inputs.spotAccountId as string);
      if (account) account.aws = awsRole(inputs.cloudAccountId as string);
    },
  ),
  variant('google-project', 'The reader connects a Google Cloud project', () => undefined, {
    ...{ cloud: 'gcp', cloudAccountId: 'shop-prod-417', spotAccountName: 'gcp-shop' },
  }),
];
