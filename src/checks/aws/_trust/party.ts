import { ecoAccounts, ecoRoleNames, linkedAccountsAccount } from '../../../spot.ts';
import type { Caller } from '../_policy/principals.ts';

/**
 * The part of Spot that a role is for: whom it has to trust, and what would happen if others got
 * in.
 */
export interface TrustedParty {
  /** As a sentence names it. */
  name: string;
  accounts: readonly string[];
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

/** `account 1` or `accounts 1 and 2`. */
export function accountsOf({ accounts }: TrustedParty): string {
  return `${accounts.length === 1 ? 'account' : 'accounts'} ${accounts.join(' and ')}`;
}

/** One caller in each account: the published role, or one that nobody has published. */
export function callersOf({ accounts, roleNames }: TrustedParty): Caller[] {
  return accounts.map((accountId) => ({
    accountId,
    arn: `arn:aws:iam::${accountId}:role/${roleNames[0] ?? 'unknown'}`,
  }));
}

/** The trust policy of a role for this party. `externalId` may be a placeholder. */
export function trustPolicyOf({ accounts, sid }: TrustedParty, externalId: string) {
  const principals = accounts.map((account) => `arn:aws:iam::${account}:root`);
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Sid: sid,
        Effect: 'Allow',
        Principal: { AWS: principals.length === 1 ? (principals[0] as string) : principals },
        Action: 'sts:AssumeRole',
        Condition: { StringEquals: { 'sts:ExternalId': externalId } },
      },
    ],
  };
}
