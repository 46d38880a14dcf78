import { randomBytes } from 'node:crypto';
import type { World } from '../world.ts';
import { awsConnectionOf, azureConnectionOf, gcpConnectionOf } from './credentials.ts';
import { SpotError } from './errors.ts';
import { countCall } from './rate-limit.ts';
import { createSpotAccount, createSpotOrganization } from './seed.ts';
import type { SpotAccount, SpotOrganization, SpotToken } from './state.ts';

export interface Answer {
  status?: number;
  kind?: string;
  items?: readonly unknown[];
}

/** An authenticated call. */
interface Call {
  world: World;
  token: SpotToken;
  url: URL;
  /** Undefined when the request has none, or none that is JSON. */
  body: unknown;
  /** Of the path. */
  id: string | undefined;
}

type Route = readonly [
  method: string,
  pattern: RegExp,
  handle: (call: Call) => Answer | Promise<Answer>,
];

/**
 * The API's routes for connecting accounts. Source: Spot's OpenAPI document; reading credentials
 * back: its Go SDK.
 */
export const routes: readonly Route[] = [
  ['GET', /^\/setup\/account$/, listAccounts],
  ['POST', /^\/setup\/account$/, createAccount],
  ['PUT', /^\/setup\/account\/(?<id>[^/]+)$/, renameAccount],
  ['DELETE', /^\/setup\/account\/(?<id>[^/]+)$/, deleteAccount],
  ['POST', /^\/setup\/organization$/, createOrganization],
  ['POST', /^\/setup\/credentials\/aws\/externalId$/, createExternalId],
  ['GET', /^\/setup\/credentials\/aws$/, (call) => connectionOf(call, 'aws')],
  [
    'POST',
    /^\/setup\/credentials\/aws$/,
    (call) => connect(call, { aws: awsConnectionOf(call.body) }),
  ],
  ['GET', /^\/gcp\/setup\/credentials$/, (call) => connectionOf(call, 'gcp')],
  [
    'POST',
    /^\/gcp\/setup\/credentials$/,
    (call) => connect(call, { gcp: gcpConnectionOf(call.body) }),
  ],
  ['GET', /^\/azure\/setup\/credentials$/, (call) => connectionOf(call, 'azure')],
  [
    'POST',
    /^\/azure\/setup\/credentials$/,
    (call) => connect(call, { azure: azureConnectionOf(call.body, { keep: true }) }),
  ],
];

function organizationOf({ world, token }: Call): SpotOrganization {
  const organization = world.spot.organizations.get(token.organizationId);
  if (!organization) throw new SpotError(401, 'The organization of this token is gone.');
  return organization;
}

/** Org admins do everything; account roles their accounts, and a viewer changes nothing. */
function accountOf(
  call: Call,
  id: string | null | undefined,
  { change = false } = {},
): SpotAccount {
  const { token, world, url } = call;
  countCall(world, `${token.organizationId} ${url.pathname}`);
  if (!id) throw new SpotError(400, 'accountId is required.');
  const account = organizationOf(call).accounts.get(id);
  if (!account) throw new SpotError(404, `There is no account ${id} in this organization.`);
  if (token.role !== 'orgAdmin' && !token.accountIds.includes(id))
    throw new SpotError(403, `This token may not use the account ${id}.`);
  if (change && token.role === 'accountViewer')
    throw new SpotError(403, 'This token may only read.');
  return account;
}

function admin(call: Call): SpotOrganization {
  countCall(call.world, `${call.token.organizationId} ${call.url.pathname}`);
  if (call.token.role !== 'orgAdmin')
    throw new SpotError(403, 'Only an organization admin may do this.');
  return organizationOf(call);
}

function nameIn(body: unknown, kind: 'account' | 'organization'): string {
  const name = (body as Record<string, { name?: unknown } | undefined> | undefined)?.[kind]?.name;
  if (typeof name !== 'string' || !/[a-z]/i.test(name))
    throw new SpotError(400, `${kind}.name must contain at least one letter.`);
  return name;
}

function cloudAccountOf({ aws, gcp, azure }: SpotAccount): string | undefined {
  return aws?.iamRole.split(':')[4] ?? gcp?.serviceAccount.project_id ?? azure?.subscriptionId;
}

function described(organization: SpotOrganization, account: SpotAccount): object {
  const { aws, gcp, azure } = account;
  const provider = aws ? 'AWS' : gcp ? 'GCP' : azure ? 'AZURE' : undefined;
  return {
    accountId: account.id,
    name: account.name,
    organizationId: organization.id,
    ...(provider ? { providerExternalId: cloudAccountOf(account), cloudProvider: provider } : {}),
  };
}

/** Without a cloud account it lists everything, which only an org admin may ask for. */
function listAccounts(call: Call): Answer {
  const wanted = call.url.searchParams.get('cloudAccountId');
  const organization = wanted ? organizationOf(call) : admin(call);
  if (wanted) countCall(call.world, `${call.token.organizationId} ${call.url.pathname}`);
  const accounts = [...organization.accounts.values()].filter(
    (account) => !wanted || cloudAccountOf(account) === wanted,
  );
  return {
    kind: 'spotinst:account',
    items: accounts.map((account) => described(organization, account)),
  };
}

function createAccount(call: Call): Answer {
  const organization = admin(call);
  const account = createSpotAccount(organization, { name: nameIn(call.body, 'account') });
  return {
    kind: 'spotinst:account',
    items: [{ id: account.id, name: account.name, organizationId: organization.id }],
  };
}

function createOrganization(call: Call): Answer {
  admin(call);
  const made = createSpotOrganization(call.world, { name: nameIn(call.body, 'organization') });
  return {
    kind: 'spotinst:organization',
    items: [{ organizationId: made.id, organizationName: made.name }],
  };
}

function renameAccount(call: Call): Answer {
  const account = accountOf(call, call.id, { change: true });
  account.name = nameIn(call.body, 'account');
  return {};
}

function deleteAccount(call: Call): Answer {
  const organization = admin(call);
  const account = accountOf(call, call.id);
  if (account.isDefault)
    throw new SpotError(400, 'The default account cannot be deleted. Contact Support.');
  organization.accounts.delete(account.id);
  return {};
}

const day = 24 * 3_600_000;

function createExternalId(call: Call): Answer {
  const account = accountOf(call, call.url.searchParams.get('accountId'), { change: true });
  const issued = {
    value: randomBytes(30).toString('base64url'),
    validUntil: call.world.clock.now() + day,
  };
  account.externalId = issued;
  return {
    kind: 'spotinst:aws:externalId',
    items: [{ externalId: issued.value, maxValidUntil: new Date(issued.validUntil).toISOString() }],
  };
}

function connectionOf(call: Call, provider: 'aws' | 'gcp' | 'azure'): Answer {
  const account = accountOf(call, call.url.searchParams.get('accountId'));
  const { gcp, azure, aws } = account;
  if (provider === 'aws') return { kind: 'spotinst:credentials', items: aws ? [aws] : [] };
  if (provider === 'gcp') {
    // The private key never comes back.
    const { private_key: _, ...shown } = gcp?.serviceAccount ?? {};
    return { kind: 'spotinst:gcp:credentials', items: gcp ? [{ serviceAccount: shown }] : [] };
  }
  return {
    kind: 'spotinst:azure:credentials',
    items: azure ? [{ ...azure, clientSecret: `${azure.clientSecret.slice(0, 3)}*****` }] : [],
  };
}

function connect(call: Call, connection: Pick<SpotAccount, 'aws' | 'gcp' | 'azure'>): Answer {
  const account = accountOf(call, call.url.searchParams.get('accountId'), { change: true });
  const others = (['aws', 'gcp', 'azure'] as const).filter(
    (provider) => account[provider] && !connection[provider],
  );
  if (others.length > 0)
    throw new SpotError(400, `This account is connected to ${others.join(' and ')} already.`);
  Object.assign(account, connection);
  return {};
}
