import { randomBytes, randomInt } from 'node:crypto';
import type { World } from '../world.ts';
import type { SpotAccount, SpotIdentity, SpotOrganization, SpotToken } from './state.ts';

/** An organisation with its default account, as a first sign-up makes it. */
export function createSpotOrganization(
  world: World,
  { name, accountName = name }: { name: string; accountName?: string },
): SpotOrganization {
  const organization: SpotOrganization = {
    id: String(randomInt(606_000_000_000, 607_000_000_000)),
    name,
    accounts: new Map(),
  };
  world.spot.organizations.set(organization.id, organization);
  createSpotAccount(organization, { name: accountName, isDefault: true });
  return organization;
}

/** A Spot account that is connected to nothing yet. */
export function createSpotAccount(
  organization: SpotOrganization,
  account: Omit<Partial<SpotAccount>, 'name'> & { name: string },
): SpotAccount {
  const made = { id: newAccountId(), ...account };
  organization.accounts.set(made.id, made);
  return made;
}

/** A token of somebody in an organisation; of an organisation admin unless said otherwise. */
export function createSpotToken(
  world: World,
  organization: SpotOrganization,
  token: Partial<SpotToken> = {},
): SpotIdentity {
  const text = randomBytes(32).toString('hex');
  world.spot.tokens.set(text, {
    organizationId: organization.id,
    role: 'orgAdmin',
    accountIds: [],
    ...token,
  });
  return { token: text };
}

function newAccountId(): string {
  return `act-${randomBytes(4).toString('hex')}`;
}
