import {
  type AwsPlace,
  defaultPartition,
  formatArn,
  partitionOf,
  partitions,
} from '../../../providers/aws/partitions.ts';
import { ecoAccounts, ecoRoleNames, linkedAccountsAccount } from '../../../spot.ts';
import { formatRoleArn } from '../_policy/arns.ts';
import type { Caller } from '../_policy/principals.ts';

/** Where a role lives that is to trust Spot. */
export interface SpotPlace extends AwsPlace {
  /**
   * The account that Spot calls from in this partition, as its wizard shows it. Without meaning in
   * commercial AWS, where Spot publishes its accounts.
   */
  spotAccountId?: string;
}

/**
 * The part of Spot that a role is for: whom it has to trust, and what would happen if others got
 * in. The place is that of its accounts; a role can only trust accounts of its own partition.
 */
export interface TrustedParty extends AwsPlace {
  /** As a sentence names it. */
  name: string;
  accounts: readonly [string, ...string[]];
  /**
   * Roles that a trust policy may be narrowed to; the first is the one it calls with. Empty: Spot
   * does not publish any.
   */
  roleNames: readonly string[];
  /** Spot's other accounts, which are easily taken for these, and what they are for. */
  others: readonly string[];
  othersAreFor: string;
  /** The end of a sentence: what whoever gets in can do. */
  risk: string;
  /** `Sid` of the trust policy's statement. */
  sid: string;
}

/** Spot Eco, which plans commitments of a management account. */
export const eco: TrustedParty = {
  name: 'Eco',
  accounts: ecoAccounts,
  roleNames: ecoRoleNames,
  others: [linkedAccountsAccount],
  othersAreFor: 'roles of Elastigroup and Ocean',
  risk: 'read your costs',
  sid: 'SpotEcoWithExternalId',
};

/** Elastigroup and Ocean, which run servers in a linked account. */
export const linked: TrustedParty = {
  name: 'Spot',
  accounts: [linkedAccountsAccount],
  roleNames: [],
  others: ecoAccounts,
  othersAreFor: 'Eco, which reads the bill of a management account',
  risk: 'start and delete servers in your account',
  sid: 'SpotWithExternalId',
};

/**
 * A part of Spot as a role in this place has to trust it.
 *
 * An ARN of another partition is no valid principal, so Spot's commercial accounts cannot be named
 * in GovCloud or China (https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/partitions.html).
 * Which accounts Spot calls from there, and with which roles, is not published: only its wizard
 * shows it.
 *
 * Throws an Error for another partition without `spotAccountId`: a runbook for GovCloud or China
 * has to ask for it.
 */
export function findParty(party: TrustedParty, place: SpotPlace = {}): TrustedParty {
  const partition = partitionOf(place);
  if (partition === defaultPartition) return party;
  if (place.spotAccountId === undefined)
    throw new Error(
      `Which account Spot calls from in ${partitions[partition].label} is not published. Ask the reader for the one that Spot's wizard shows, as the input spotAccountId.`,
    );
  return { ...party, partition, accounts: [place.spotAccountId], roleNames: [], others: [] };
}

/** `account 1` or `accounts 1 and 2`. */
export function accountsOf({ accounts }: TrustedParty): string {
  return `${accounts.length === 1 ? 'account' : 'accounts'} ${accounts.join(' and ')}`;
}

/** One caller in each account: the published role, or one that nobody has published. */
export function callersOf({ accounts, roleNames, ...place }: TrustedParty): Caller[] {
  const [roleName] = roleNames;
  const { partition } = place;
  return accounts.map((accountId) => ({
    accountId,
    arn: formatRoleArn({ accountId, roleName: roleName ?? 'unknown', partition }),
    arnPattern:
      roleName === undefined
        ? formatArn({ service: 'iam', account: accountId, resource: '*' }, place)
        : undefined,
  }));
}

/** The trust policy of a role for this party. `externalId` may be a placeholder. */
export function trustPolicyOf({ accounts, sid, ...place }: TrustedParty, externalId: string) {
  const rootOf = (account: string) =>
    formatArn({ service: 'iam', account, resource: 'root' }, place);
  const [first, ...others] = accounts;
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Sid: sid,
        Effect: 'Allow',
        Principal: { AWS: others.length === 0 ? rootOf(first) : accounts.map(rootOf) },
        Action: 'sts:AssumeRole',
        Condition: { StringEquals: { 'sts:ExternalId': externalId } },
      },
    ],
  };
}
