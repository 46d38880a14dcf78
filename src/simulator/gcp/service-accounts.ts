import type { World } from '../world.ts';
import { newEtag, newKeyId, newUniqueId } from './identifiers.ts';
import { nextKeyPair } from './key-pairs.ts';
import { emptyPolicy } from './policies.ts';
import type { ServiceAccount, ServiceAccountKey } from './state.ts';

/** 9999-12-31T23:59:59Z, when a key that Google made ends. */
const endOfTime = 253402300799000;

/** A new service account in the state, as IAM stores it; nothing is checked. */
export function addServiceAccount(
  world: World,
  account: { projectId: string; accountId: string; displayName?: string; description?: string },
): ServiceAccount {
  const { projectId, accountId, displayName, description } = account;
  const made: ServiceAccount = {
    uniqueId: newUniqueId(),
    projectId,
    email: `${accountId}@${serviceAccountDomain(projectId)}`,
    ...(displayName ? { displayName } : {}),
    ...(description ? { description } : {}),
    disabled: false,
    createdAt: world.clock.now(),
    etag: newEtag(),
    keys: new Map(),
    policy: emptyPolicy(),
  };
  world.gcp.serviceAccounts.set(made.uniqueId, made);
  return made;
}

/**
 * `my-project.iam.gserviceaccount.com`; a domain-scoped project id (`example.com:my-project`) is
 * turned round.
 */
function serviceAccountDomain(projectId: string): string {
  const [domain, name] = projectId.split(':');
  return `${name === undefined ? domain : `${name}.${domain}`}.iam.gserviceaccount.com`;
}

/**
 * A new key of a service account in the state, and its key file as Google hands it out once: JSON
 * text with two-space indent.
 */
export function addServiceAccountKey(
  world: World,
  account: ServiceAccount,
): { key: ServiceAccountKey; keyFile: string } {
  const pair = nextKeyPair(world);
  const now = world.clock.now();
  const key: ServiceAccountKey = {
    id: newKeyId(),
    publicKey: pair.publicKey,
    type: 'USER_MANAGED',
    origin: 'GOOGLE_PROVIDED',
    validAfter: now,
    validBefore: endOfTime,
    disabled: false,
  };
  account.keys.set(key.id, key);
  world.gcp.keyIds.add(key.id);
  const keyFile = {
    type: 'service_account',
    project_id: account.projectId,
    private_key_id: key.id,
    private_key: pair.privateKey,
    client_email: account.email,
    client_id: account.uniqueId,
    auth_uri: 'https://accounts.google.com/o/oauth2/auth',
    token_uri: 'https://oauth2.googleapis.com/token',
    auth_provider_x509_cert_url: 'https://www.googleapis.com/oauth2/v1/certs',
    client_x509_cert_url: `https://www.googleapis.com/robot/v1/metadata/x509/${encodeURIComponent(account.email)}`,
    universe_domain: 'googleapis.com',
  };
  return { key, keyFile: `${JSON.stringify(keyFile, null, 2)}\n` };
}

/** The living service account of an e-mail address or a unique id; deleted ones on request. */
export function findServiceAccount(
  world: World,
  emailOrId: string,
  deleted = false,
): ServiceAccount | undefined {
  const wanted = emailOrId.toLowerCase();
  for (const account of world.gcp.serviceAccounts.values()) {
    if (
      (account.email === wanted || account.uniqueId === wanted) &&
      deleted === (account.deletedAt !== undefined)
    )
      return account;
  }
  return undefined;
}
