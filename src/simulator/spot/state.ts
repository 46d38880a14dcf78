/**
 * A key file of a service account, as Google writes it. Source of the fields: Spot's OpenAPI, POST
 * /gcp/setup/credentials.
 */
export type KeyFile = Record<
  | 'type'
  | 'project_id'
  | 'private_key_id'
  | 'private_key'
  | 'client_email'
  | 'client_id'
  | 'auth_uri'
  | 'token_uri'
  | 'auth_provider_x509_cert_url'
  | 'client_x509_cert_url',
  string
>;

/** The role that a Spot account uses on AWS. */
interface AwsConnection {
  iamRole: string;
}

/** The key that a Spot account uses on Google Cloud. */
interface GcpConnection {
  serviceAccount: KeyFile;
}

/** The application that a Spot account uses on Azure. */
export interface AzureConnection {
  clientId: string;
  clientSecret: string;
  tenantId: string;
  subscriptionId: string;
  /** ISO 8601. */
  expirationDate: string;
}

/** One Spot account: one AWS account, one Google Cloud project or one Azure subscription. */
export interface SpotAccount {
  /** `act-` and eight letters or digits. */
  id: string;
  name: string;
  /** The account that came with the organisation; only Support deletes it. */
  isDefault?: boolean;
  aws?: AwsConnection;
  gcp?: GcpConnection;
  azure?: AzureConnection;
  /** Issued for this account, with the time until which it is good (epoch milliseconds). */
  externalId?: { value: string; validUntil: number };
}

export interface SpotOrganization {
  id: string;
  name: string;
  accounts: Map<string, SpotAccount>;
}

/** What a token may do: everything in its organisation, or read and change named accounts. */
export interface SpotToken {
  organizationId: string;
  role: 'orgAdmin' | 'accountEditor' | 'accountViewer';
  /** For the account roles. */
  accountIds: readonly string[];
  revoked?: boolean;
}

/** Spot in one world. */
export interface SpotState {
  organizations: Map<string, SpotOrganization>;
  tokens: Map<string, SpotToken>;
  /**
   * Calls of each token and route in the current minute, for the rate limit; see `rate-limit.ts`.
   */
  recentCalls: Map<string, number[]>;
}

/** A person at Spot's API. */
export interface SpotIdentity {
  token: string;
}

/** Spot of a new world: nobody has signed up. */
export function createSpotState(): SpotState {
  return { organizations: new Map(), tokens: new Map(), recentCalls: new Map() };
}
