import { regionOf } from '../../../src/providers/aws/partitions.ts';
import {
  createAccount,
  createAdministrator,
  createOrganization,
  createSpot,
  limitUser,
} from '../../../src/simulator/aws/seed.ts';
import type { AwsAccount, AwsCredentials } from '../../../src/simulator/aws/state.ts';
import type { Identities } from '../../../src/simulator/command-line.ts';
import type { Simulator } from '../../../src/simulator/index.ts';
import type { InputValues, ProofWorld } from '../../define-faults.ts';

/** A world around one AWS account. */
export interface AwsWorld<Inputs extends InputValues = Record<string, string>>
  extends ProofWorld<Inputs> {
  account: AwsAccount;
  reader: Identities & { aws: AwsCredentials };
  spot: Identities & { aws: AwsCredentials };
}

/** The reader's account in all worlds, unless they say otherwise. */
export const readerAccountId = '111122223333';
/** Another account of the reader's organization. */
export const memberAccountId = '444455556666';
/** An account that others own: it pays for the reader's, or has nothing to do with it. */
export const strangerAccountId = '999988887777';

/** Region that nothing of the guides belongs into. */
export const otherRegion = 'eu-west-1';

/** The region in which the guides work: the main one of the account's partition. */
export function findRegion({ account }: AwsWorld<InputValues>): string {
  return regionOf(account);
}

interface Options<Inputs> {
  accountId: string;
  accountName: string;
  /** The organization that the account belongs to; without it, the account stands alone. */
  organization?: { managementAccountId: string; memberAccountIds: readonly string[] } | undefined;
  /** Spot's account that calls. */
  spotAccountId?: Parameters<typeof createSpot>[1];
  inputs: Inputs;
}

/** A world with an empty account, its administrator as the reader, its organization, and Spot. */
export function createAwsWorld<Inputs extends InputValues>(
  simulator: Simulator,
  { accountId, accountName, organization, spotAccountId, inputs }: Options<Inputs>,
): AwsWorld<Inputs> {
  const world = simulator.createWorld();
  const account = createAccount(world, { id: accountId, name: accountName });
  if (organization) createOrganization(world, organization);
  const reader = createAdministrator(world, accountId);
  return {
    world,
    account,
    inputs,
    reader: { aws: reader },
    spot: { aws: createSpot(world, spotAccountId) },
    limitReader: (rights) => limitUser(world, reader, rights),
  };
}
