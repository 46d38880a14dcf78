import { createHash } from 'node:crypto';
import type { World } from '../../world.ts';
import {
  failedPrecondition,
  type GcpError,
  invalidArgument,
  notFound,
  preconditionFailure,
} from '../errors.ts';
import { rfc3339 } from '../identifiers.ts';
import { isEnforced } from '../orgpolicy/evaluate.ts';
import { findProject } from '../resources.ts';
import type { Call, Operation } from '../service.ts';
import { addServiceAccountKey } from '../service-accounts.ts';
import type { ServiceAccount, ServiceAccountKey } from '../state.ts';
import { requireServiceAccount } from './access.ts';

const day = 24 * 60 * 60 * 1000;
/**
 * Keys made by users that one service account can have. Source:
 * https://cloud.google.com/iam/quotas.
 */
const limit = 10;

function view(account: ServiceAccount, key: ServiceAccountKey): object {
  return {
    name: `projects/${account.projectId}/serviceAccounts/${account.email}/keys/${key.id}`,
    validAfterTime: rfc3339(key.validAfter),
    validBeforeTime: rfc3339(key.validBefore),
    keyAlgorithm: 'KEY_ALG_RSA_2048',
    keyOrigin: key.origin,
    keyType: key.type,
    ...(key.disabled
      ? {
          disabled: true,
          disableReason: `SERVICE_ACCOUNT_KEY_DISABLE_REASON_${key.disableReason ?? 'USER_INITIATED'}`,
        }
      : {}),
    ...(key.exposedAt === undefined
      ? {}
      : {
          extendedStatus: [
            { key: 'SERVICE_ACCOUNT_KEY_EXTENDED_STATUS_KEY_EXPOSED', value: key.exposedAt },
          ],
        }),
  };
}

/**
 * The key that Google keeps for itself: every service account has one, nobody can sign with it or
 * delete it.
 */
function systemKey(account: ServiceAccount): ServiceAccountKey {
  return {
    id: createHash('sha1').update(account.uniqueId).digest('hex'),
    publicKey: '',
    type: 'SYSTEM_MANAGED',
    origin: 'GOOGLE_PROVIDED',
    disabled: false,
    validAfter: account.createdAt,
    validBefore: account.createdAt + 735 * day,
  };
}

const legacyConstraint = 'iam.disableServiceAccountKeyCreation';
const managedConstraint = 'iam.managed.disableServiceAccountKeyCreation';

/**
 * Both forms of the constraint are asked. Source:
 * https://cloud.google.com/iam/docs/troubleshoot-org-policies.
 */
function requireKeyCreation(world: World, account: ServiceAccount): void {
  const project = findProject(world, account.projectId);
  const enforced =
    project &&
    [legacyConstraint, managedConstraint].find((constraint) =>
      isEnforced(world, project, constraint),
    );
  if (!enforced) return;
  const resource = `projects/${account.projectId}/serviceAccounts/${account.email}`;
  const description = 'Key creation is not allowed on this service account.';
  const subject = `${resource}?configvalue=${encodeURIComponent(account.email)}`;
  throw failedPrecondition(
    description,
    preconditionFailure({ type: `constraints/${enforced}`, subject, description }),
  );
}

function create(call: Call): object {
  const account = requireServiceAccount(call, 'iam.serviceAccountKeys.create');
  requireKeyCreation(call.world, account);
  const { privateKeyType = 'TYPE_GOOGLE_CREDENTIALS_FILE', keyAlgorithm = 'KEY_ALG_RSA_2048' } =
    call.body as Record<string, string>;
  if (
    privateKeyType !== 'TYPE_GOOGLE_CREDENTIALS_FILE' ||
    !['KEY_ALG_RSA_2048', 'KEY_ALG_UNSPECIFIED'].includes(keyAlgorithm)
  ) {
    throw invalidArgument('Request contains an invalid argument.');
  }
  if ([...account.keys.values()].filter((key) => key.type === 'USER_MANAGED').length >= limit) {
    throw failedPrecondition('Precondition check failed.');
  }
  const { key, keyFile } = addServiceAccountKey(call.world, account);
  return {
    ...view(account, key),
    privateKeyType,
    privateKeyData: Buffer.from(keyFile).toString('base64'),
  };
}

function keyNotFound(call: Call): GcpError {
  return notFound(`Service account key ${call.params.key ?? ''} does not exist.`);
}

function requireKey(
  call: Call,
  permission: string,
): { account: ServiceAccount; key: ServiceAccountKey } {
  const account = requireServiceAccount(call, permission);
  const wanted = call.params.key ?? '';
  const key = [...account.keys.values(), systemKey(account)].find(({ id }) => id === wanted);
  if (!key) throw keyNotFound(call);
  return { account, key };
}

function change(
  call: Call,
  permission: string,
  act: (account: ServiceAccount, key: ServiceAccountKey) => void,
): object {
  const { account, key } = requireKey(call, permission);
  if (key.type === 'SYSTEM_MANAGED') throw failedPrecondition('Precondition check failed.');
  act(account, key);
  return {};
}

const path = '/v1/projects/{project}/serviceAccounts/{account}/keys';
const one = `${path}/{key}`;

export const keyOperations: readonly Operation[] = [
  { id: 'iam.projects.serviceAccounts.keys.create', method: 'POST', path, run: create },
  {
    id: 'iam.projects.serviceAccounts.keys.list',
    method: 'GET',
    path,
    run(call) {
      const account = requireServiceAccount(call, 'iam.serviceAccountKeys.list');
      const types = call.query.getAll('keyTypes');
      const keys = [systemKey(account), ...account.keys.values()].filter(
        (key) => types.length === 0 || types.includes(key.type),
      );
      return keys.length > 0 ? { keys: keys.map((key) => view(account, key)) } : {};
    },
  },
  {
    id: 'iam.projects.serviceAccounts.keys.get',
    method: 'GET',
    path: one,
    run(call) {
      const { account, key } = requireKey(call, 'iam.serviceAccountKeys.get');
      const raw = call.query.get('publicKeyType') === 'TYPE_RAW_PUBLIC_KEY' && key.publicKey;
      return {
        ...view(account, key),
        ...(raw ? { publicKeyData: Buffer.from(key.publicKey).toString('base64') } : {}),
      };
    },
  },
  {
    id: 'iam.projects.serviceAccounts.keys.delete',
    method: 'DELETE',
    path: one,
    run: (call) =>
      change(call, 'iam.serviceAccountKeys.delete', (account, key) => account.keys.delete(key.id)),
  },
  {
    id: 'iam.projects.serviceAccounts.keys.disable',
    method: 'POST',
    path: `${one}:disable`,
    run: (call) =>
      change(call, 'iam.serviceAccountKeys.disable', (_, key) => {
        key.disabled = true;
        key.disableReason = 'USER_INITIATED';
      }),
  },
  {
    id: 'iam.projects.serviceAccounts.keys.enable',
    method: 'POST',
    path: `${one}:enable`,
    run: (call) =>
      change(call, 'iam.serviceAccountKeys.enable', (_, key) => {
        key.disabled = false;
        delete key.disableReason;
      }),
  },
];
