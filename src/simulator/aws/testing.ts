import { IAMClient } from '@aws-sdk/client-iam';
import { OrganizationsClient } from '@aws-sdk/client-organizations';
import { STSClient } from '@aws-sdk/client-sts';
import { type SetupServer, setupServer } from 'msw/node';
import { afterAll, beforeAll } from 'vitest';
import { Simulator } from '../index.ts';
import type { World } from '../world.ts';
import {
  createAccessKey,
  createAccount,
  createAdministrator,
  createRole,
  createUser,
} from './seed.ts';
import type { AwsCredentials, PolicyDocument } from './state.ts';

/**
 * For tests of the core and of STS, IAM and Organizations: answers the SDK from simulated clouds,
 * for the whole test file.
 */
export function simulate() {
  const simulator = new Simulator();
  const server: SetupServer = setupServer(...simulator.mswHandlers());
  beforeAll(() => server.listen({ onUnhandledFrame: 'error' }));
  afterAll(() => server.close());
  return simulator;
}

export const own = '111122223333';
export const other = '444455556666';

/** A world with an administrator in each of two accounts. */
export function twoAccounts(simulator: Simulator) {
  const world = simulator.createWorld();
  const account = createAccount(world, { id: own });
  const stranger = createAccount(world, { id: other });
  return {
    world,
    account,
    stranger,
    administrator: createAdministrator(world, own),
    otherAdministrator: createAdministrator(world, other),
  };
}

export const stsFor = (credentials: AwsCredentials, region = 'us-east-1') =>
  new STSClient({ region, credentials, maxAttempts: 1 });
export const iamFor = (credentials: AwsCredentials) =>
  new IAMClient({ region: 'us-east-1', credentials, maxAttempts: 1 });
export const organizationsFor = (credentials: AwsCredentials) =>
  new OrganizationsClient({ region: 'us-east-1', credentials, maxAttempts: 1 });

export const policy = (...statements: Record<string, unknown>[]): PolicyDocument => ({
  Version: '2012-10-17',
  Statement: statements,
});
export const allow = (action: string | string[], resource: string | string[] = '*', rest = {}) => ({
  Effect: 'Allow',
  Action: action,
  Resource: resource,
  ...rest,
});
export const deny = (action: string | string[], resource: string | string[] = '*', rest = {}) => ({
  ...allow(action, resource, rest),
  Effect: 'Deny',
});
/** A trust policy's statement. */
export const trusts = (principal: unknown, condition?: Record<string, unknown>) => ({
  Effect: 'Allow',
  Principal: principal,
  Action: 'sts:AssumeRole',
  ...(condition ? { Condition: condition } : {}),
});

/** Credentials of a new user with just these statements. */
export function userWith(
  world: World,
  accountId: string,
  name: string,
  ...statements: Record<string, unknown>[]
): AwsCredentials {
  const inlinePolicies = new Map(
    statements.length > 0 ? [['own', policy(...statements)] as const] : [],
  );
  const id = `AIDA${name.toUpperCase()}`;
  return createUser(world, accountId, { name, id, inlinePolicies });
}

/** A session of a new role with just these statements. */
export function roleWith(
  world: World,
  accountId: string,
  name: string,
  ...statements: Record<string, unknown>[]
): AwsCredentials {
  const inlinePolicies = new Map(
    statements.length > 0 ? [['own', policy(...statements)] as const] : [],
  );
  createRole(world, accountId, {
    name,
    trustPolicy: policy(trusts({ AWS: accountId })),
    inlinePolicies,
  });
  return createAccessKey(world, accountId, { type: 'role', name, sessionName: 'test' });
}

/**
 * Code as it went over the wire, status and message of a refusal; fails the test when there was
 * none.
 */
export async function refusal(
  promise: Promise<unknown>,
): Promise<{ code: string; status: number | undefined; message: string }> {
  // The SDK renames codes that its model knows (NoSuchEntity becomes NoSuchEntityException) and
  // keeps the original beside.
  type SdkError = Error & {
    Code?: string;
    Error?: { Code?: string };
    $metadata?: { httpStatusCode?: number };
  };
  const outcome = await promise.then(
    () => undefined,
    (error: SdkError) => ({
      code: error.Error?.Code ?? error.Code ?? error.name,
      status: error.$metadata?.httpStatusCode,
      message: error.message,
    }),
  );
  if (!outcome) throw new Error('The call was expected to be refused, and succeeded.');
  return outcome;
}
