import { readPolicy, writePolicy } from '../cloudresourcemanager/allow-policies.ts';
import {
  type ErrorDetail,
  failedPrecondition,
  GcpError,
  invalidArgument,
  notFound,
  preconditionFailure,
} from '../errors.ts';
import { newEtag, sameEtag } from '../identifiers.ts';
import { isEnforced } from '../orgpolicy/evaluate.ts';
import { findProject } from '../resources.ts';
import type { Call, Operation } from '../service.ts';
import { addServiceAccount, findServiceAccount } from '../service-accounts.ts';
import type { Binding, PolicyRecord, ServiceAccount } from '../state.ts';
import { requireProject, requireServiceAccount } from './access.ts';

const day = 24 * 60 * 60 * 1000;

function view(account: ServiceAccount): object {
  return {
    name: `projects/${account.projectId}/serviceAccounts/${account.email}`,
    projectId: account.projectId,
    uniqueId: account.uniqueId,
    email: account.email,
    ...(account.displayName ? { displayName: account.displayName } : {}),
    etag: account.etag,
    ...(account.description ? { description: account.description } : {}),
    oauth2ClientId: account.uniqueId,
    ...(account.disabled ? { disabled: true } : {}),
  };
}

function create(call: Call): object {
  const project = requireProject(call, 'iam.serviceAccounts.create');
  const accountId = String(call.body.accountId ?? '');
  if (accountId.length < 6 || accountId.length > 30) {
    throw invalidArgument(`The account ID "${accountId}" does not have a length between 6 and 30.`);
  }
  if (!/^[a-z][-a-z0-9]*[a-z0-9]$/.test(accountId)) {
    throw invalidArgument(
      `The account ID "${accountId}" does not match the regular expression [a-z]([-a-z0-9]*[a-z0-9]).`,
    );
  }
  const forbidden = [
    'iam.disableServiceAccountCreation',
    'iam.managed.disableServiceAccountCreation',
  ].find((one) => isEnforced(call.world, project, one));
  if (forbidden) {
    const type = `constraints/${forbidden}`;
    const subject = `projects/${project.projectId}?configvalue=`;
    const description = 'Service account creation is not allowed on this project.';
    throw failedPrecondition(description, preconditionFailure({ type, subject, description }));
  }
  const { displayName = '', description = '' } = (call.body.serviceAccount ?? {}) as {
    displayName?: string;
    description?: string;
  };
  if (displayName.length > 100)
    throw invalidArgument('The display name must have at most 100 UTF-8 bytes.');
  const taken = [...call.world.gcp.serviceAccounts.values()].find(
    (one) =>
      one.deletedAt === undefined &&
      one.projectId === project.projectId &&
      one.email.startsWith(`${accountId}@`),
  );
  if (taken) {
    const detail: ErrorDetail = {
      '@type': 'type.googleapis.com/google.rpc.ResourceInfo',
      resourceName: `projects/${project.projectId}/serviceAccounts/${taken.email}`,
    };
    throw new GcpError(
      'ALREADY_EXISTS',
      `Service account ${accountId} already exists within project projects/${project.projectId}.`,
      [detail],
    );
  }
  return view(
    addServiceAccount(call.world, {
      projectId: project.projectId,
      accountId,
      displayName,
      description,
    }),
  );
}

/**
 * Bindings keep a deleted account under another name, so that a new account of the same address
 * does not inherit its roles.
 */
function renameMember(call: Call, from: string, to: string): void {
  const { gcp } = call.world;
  const rename = ({ bindings }: { bindings: Binding[] }) => {
    for (const binding of bindings)
      binding.members = binding.members.map((member) => (member === from ? to : member));
  };
  const records: PolicyRecord[] = [
    gcp.projects,
    gcp.folders,
    gcp.organizations,
    gcp.serviceAccounts,
    gcp.billingAccounts,
  ].flatMap((map) => [...map.values()].map(({ policy }) => policy));
  for (const record of records)
    for (const policy of [record.policy, ...record.earlier.map((one) => one.policy)])
      rename(policy);
}

function remove(call: Call): object {
  const account = requireServiceAccount(call, 'iam.serviceAccounts.delete');
  account.deletedAt = call.world.clock.now();
  renameMember(
    call,
    `serviceAccount:${account.email}`,
    `deleted:serviceAccount:${account.email}?uid=${account.uniqueId}`,
  );
  return {};
}

function undelete(call: Call): object {
  const account = requireServiceAccount(call, 'iam.serviceAccounts.undelete', { deleted: true });
  const since = call.world.clock.now() - (account.deletedAt ?? 0);
  if (since > 30 * day) throw notFound('Unknown service account');
  if (findServiceAccount(call.world, account.email)) {
    throw failedPrecondition(
      `Service account ${account.email} already exists; a deleted account cannot take its place.`,
    );
  }
  delete account.deletedAt;
  renameMember(
    call,
    `deleted:serviceAccount:${account.email}?uid=${account.uniqueId}`,
    `serviceAccount:${account.email}`,
  );
  return { restoredAccount: view(account) };
}

function setDisabled(call: Call, disabled: boolean): object {
  requireServiceAccount(call, `iam.serviceAccounts.${disabled ? 'disable' : 'enable'}`).disabled =
    disabled;
  return {};
}

function patch(call: Call): object {
  const account = requireServiceAccount(call, 'iam.serviceAccounts.update');
  const given = (call.body.serviceAccount ?? {}) as {
    displayName?: string;
    description?: string;
    etag?: string;
  };
  if (given.etag && !sameEtag(given.etag, account.etag))
    throw new GcpError('ABORTED', 'There were concurrent changes to the service account.');
  if (given.displayName !== undefined) account.displayName = given.displayName;
  if (given.description !== undefined) account.description = given.description;
  account.etag = newEtag();
  return view(account);
}

const path = '/v1/projects/{project}/serviceAccounts';
const one = `${path}/{account}`;

export const serviceAccountOperations: readonly Operation[] = [
  { id: 'iam.projects.serviceAccounts.create', method: 'POST', path, run: create },
  {
    id: 'iam.projects.serviceAccounts.list',
    method: 'GET',
    path,
    run(call) {
      const { projectId } = requireProject(call, 'iam.serviceAccounts.list');
      const accounts = [...call.world.gcp.serviceAccounts.values()].filter(
        (account) => account.projectId === projectId && account.deletedAt === undefined,
      );
      return accounts.length > 0 ? { accounts: accounts.map(view) } : {};
    },
  },
  {
    id: 'iam.projects.serviceAccounts.get',
    method: 'GET',
    path: one,
    run: (call) => view(requireServiceAccount(call, 'iam.serviceAccounts.get')),
  },
  { id: 'iam.projects.serviceAccounts.patch', method: 'PATCH', path: one, run: patch },
  { id: 'iam.projects.serviceAccounts.delete', method: 'DELETE', path: one, run: remove },
  {
    id: 'iam.projects.serviceAccounts.undelete',
    method: 'POST',
    path: `${one}:undelete`,
    run: undelete,
  },
  {
    id: 'iam.projects.serviceAccounts.disable',
    method: 'POST',
    path: `${one}:disable`,
    run: (call) => setDisabled(call, true),
  },
  {
    id: 'iam.projects.serviceAccounts.enable',
    method: 'POST',
    path: `${one}:enable`,
    run: (call) => setDisabled(call, false),
  },
  {
    id: 'iam.projects.serviceAccounts.getIamPolicy',
    method: 'POST',
    path: `${one}:getIamPolicy`,
    run: (call) =>
      readPolicy(requireServiceAccount(call, 'iam.serviceAccounts.getIamPolicy').policy, call),
  },
  {
    id: 'iam.projects.serviceAccounts.setIamPolicy',
    method: 'POST',
    path: `${one}:setIamPolicy`,
    run(call) {
      const account = requireServiceAccount(call, 'iam.serviceAccounts.setIamPolicy');
      const project = findProject(call.world, account.projectId);
      if (!project) throw notFound('Unknown service account');
      return writePolicy(account.policy, project, call);
    },
  },
];
