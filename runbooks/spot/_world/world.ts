import { formatArn } from '../../../src/providers/aws/partitions.ts';
import type { Simulator } from '../../../src/simulator/index.ts';
import {
  createSpotAccount,
  createSpotOrganization,
  createSpotToken,
} from '../../../src/simulator/spot/seed.ts';
import type {
  SpotAccount,
  SpotOrganization,
  SpotToken,
} from '../../../src/simulator/spot/state.ts';
import { type InputValues, type ProofWorld, readInput } from '../../define-faults.ts';

/** A world around one Spot organisation. */
export interface SpotWorld<Inputs extends InputValues = InputValues> extends ProofWorld<Inputs> {
  organization: SpotOrganization;
  /** What the reader's token may do. */
  token: SpotToken;
  reader: ProofWorld['reader'] & { spot: { token: string } };
}

/** What both runbooks ask for. */
export type AccountInputs = { cloudAccountId: string; spotAccountId?: string };

/** The reader's AWS account, and one of somebody else. */
export const awsAccountId = '111122223333';
export const otherAwsAccountId = '444455556666';

/** The organisation just after sign-up: it has its default account, and nothing is connected. */
export function createSpotWorld<Inputs extends InputValues>(
  simulator: Simulator,
  inputs: Inputs,
): SpotWorld<Inputs> {
  const world = simulator.createWorld();
  const organization = createSpotOrganization(world, { name: 'Example Corp' });
  const spot = createSpotToken(world, organization);
  const token = world.spot.tokens.get(spot.token);
  if (!token) throw new Error('The world has not kept the token that was made for the reader.');
  return {
    world,
    organization,
    token,
    inputs,
    reader: { spot },
    spot: {},
    limitReader(rights) {
      token.role = rights.includes('Organization admin') ? 'orgAdmin' : 'accountEditor';
    },
  };
}

/** ARN of the role that somebody made for Spot, in an AWS account. */
export function formatRoleArn(accountId: string, name = 'Spot-Role'): string {
  return formatArn({ service: 'iam', account: accountId, resource: `role/${name}` });
}

/** The Spot account that the reader named. Throws an Error when the organisation has none. */
export function findAccount(subject: SpotWorld<AccountInputs>): SpotAccount {
  const id = readInput(subject, 'spotAccountId');
  const account = subject.organization.accounts.get(id);
  if (!account) throw new Error(`The organization has no account ${id}; it cannot be changed.`);
  return account;
}

/** A colleague has connected the reader's AWS account with another Spot account. */
export function connectElsewhere({ organization, inputs }: SpotWorld<AccountInputs>): void {
  createSpotAccount(organization, {
    name: 'colleague',
    aws: { iamRole: formatRoleArn(inputs.cloudAccountId) },
  });
}
