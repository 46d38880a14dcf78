import type { Simulator } from '../../../src/simulator/index.ts';
import {
  createSpotAccount,
  createSpotOrganization,
  createSpotToken,
} from '../../../src/simulator/spot/seed.ts';
import type { SpotOrganization, SpotToken } from '../../../src/simulator/spot/state.ts';
import type { ProofWorld } from '../../define-faults.ts';

/** A world around one Spot organisation. */
export interface SpotWorld extends ProofWorld {
  organization: SpotOrganization;
  /** What the reader's token may do. */
  token: SpotToken;
  reader: ProofWorld['reader'] & { spot: { token: string } };
}

/** The organisation just after sign-up: it has its default account, and nothing is connected. */
export function createEmptyWorld(
  simulator: Simulator,
  inputs: Readonly<Record<string, string>> = {},
): SpotWorld {
  const world = simulator.createWorld();
  const organization = createSpotOrganization(world, { name: 'Example Corp' });
  const reader = { spot: createSpotToken(world, organization) };
  const token = world.spot.tokens.get(reader.spot.token) as SpotToken;
  return {
    ...{ world, organization, token, reader, spot: {} },
    inputs: {
      product: 'servers',
      cloud: 'aws',
      cloudAccountId: '111122223333',
      spotAccountName: 'aws-111122223333',
      ...inputs,
    },
    limitReader(rights) {
      token.role = rights.includes('Organization admin') ? 'orgAdmin' : 'accountEditor';
    },
  };
}

/** The organisation with a second account, free for the reader's cloud account. */
export function createHealthyWorld(
  simulator: Simulator,
  inputs: Readonly<Record<string, string>> = {},
): SpotWorld {
  const subject = createEmptyWorld(simulator, inputs);
  const account = createSpotAccount(subject.organization, {
    name: subject.inputs.spotAccountName as string,
  });
  subject.inputs.spotAccountId ??= account.id;
  return subject;
}

/** The role of somebody's AWS account, as another Spot account would hold it. */
export const awsRole = (accountId: string, name = 'Spot-Role') => ({
  iamRole: `arn:aws:iam::${accountId}:role/${name}`,
});
