import { createSign } from 'node:crypto';
import { World } from '../world.ts';
import { googleCloud } from './index.ts';
import {
  bind,
  createBillingAccount,
  createFolder,
  createOrganization,
  createProject,
  createServiceAccount,
  createServiceAccountKey,
  createUser,
} from './seed.ts';
import type { GcpIdentity } from './state.ts';

interface ErrorBody {
  code: number;
  message: string;
  status: string;
  errors?: Record<string, string>[];
  details?: ({ '@type': string } & Record<string, unknown>)[];
}

/** What an API answered. `error` is there when it refused. */
export interface Answer {
  status: number;
  body: Record<string, unknown>;
  error?: ErrorBody;
  headers: Headers;
}

/**
 * Calls a simulated API with a bearer token. `path` starts with its host:
 * `iam.googleapis.com/v1/…`.
 */
export async function call(
  world: World,
  token: string | undefined,
  method: string,
  path: string,
  body?: object,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const response = await googleCloud.answer(
    new Request(`https://${path}`, {
      method,
      headers: {
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(body ? { 'content-type': 'application/json' } : {}),
        ...headers,
      },
      body: body ? JSON.stringify(body) : null,
    }),
    [world],
  );
  const answer = (await response.json()) as Record<string, unknown>;
  const error = typeof answer.error === 'object' ? { error: answer.error as ErrorBody } : {};
  return { status: response.status, body: answer, headers: response.headers, ...error };
}

export const organization = 'organizations/123456789012';
export const folder = 'folders/345678901234';
export const project = 'projects/my-project';
export const accountEmail = 'spot-role-act-1@my-project.iam.gserviceaccount.com';

/** APIs that a test project needs beside the default ones. */
const apis = ['iam', 'compute', 'cloudresourcemanager', 'cloudbilling', 'orgpolicy'];

/**
 * An organization with a folder, in it a project with billing and a service account with a key; an
 * administrator of it all, and somebody with no role.
 */
export function preparedWorld() {
  const world = new World();
  createOrganization(world, { id: '123456789012', displayName: 'example.com' });
  createFolder(world, { id: '345678901234', parent: organization });
  const billing = createBillingAccount(world);
  const { number } = createProject(world, {
    projectId: 'my-project',
    parent: folder,
    billingAccount: billing.id,
    enabledApis: apis,
  });
  const admin = createUser(world, {
    email: 'admin@example.com',
    projectId: 'my-project',
    roles: {
      [project]: ['roles/owner'],
      [organization]: [
        'roles/orgpolicy.policyAdmin',
        'roles/resourcemanager.organizationAdmin',
        'roles/resourcemanager.folderAdmin',
        'roles/iam.organizationRoleAdmin',
      ],
    },
  });
  bind(world, `billingAccounts/${billing.id}`, 'roles/billing.admin', 'user:admin@example.com');
  const nobody: GcpIdentity = createUser(world, { email: 'nobody@example.com' });
  const account = createServiceAccount(world, {
    projectId: 'my-project',
    accountId: 'spot-role-act-1',
  });
  const keyFile = createServiceAccountKey(world, account.email);
  return {
    world,
    billing,
    number,
    admin,
    nobody,
    account,
    keyFile,
    key: JSON.parse(keyFile) as KeyFile,
  };
}

export type Prepared = ReturnType<typeof preparedWorld>;

export interface KeyFile {
  type: string;
  project_id: string;
  private_key_id: string;
  private_key: string;
  client_email: string;
  client_id: string;
  token_uri: string;
  universe_domain: string;
}

/**
 * A JWT signed with a key file, as client libraries make it; `claims` and `header` change it. Made
 * by hand: a library signs no token that says of itself that it has another algorithm.
 */
export function signedJwt(
  key: KeyFile,
  claims: Record<string, unknown> = {},
  header: Record<string, unknown> = {},
): string {
  const now = Math.floor(Date.now() / 1000);
  const all = {
    iss: key.client_email,
    aud: key.token_uri,
    iat: now,
    exp: now + 3600,
    scope: 'https://www.googleapis.com/auth/cloud-platform',
    ...claims,
  };
  const parts = [{ alg: 'RS256', typ: 'JWT', kid: key.private_key_id, ...header }, all];
  const content = parts
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.');
  return `${content}.${createSign('RSA-SHA256').update(content).sign(key.private_key, 'base64url')}`;
}

/** Asks the token endpoint for an access token. */
export async function requestToken(
  worlds: World[],
  form: Record<string, string>,
): Promise<{ status: number; body: Record<string, unknown> }> {
  const body = new URLSearchParams(form);
  const response = await googleCloud.answer(
    new Request('https://oauth2.googleapis.com/token', { method: 'POST', body }),
    worlds,
  );
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

export const jwtGrant = (assertion: string) => ({
  grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
  assertion,
});
