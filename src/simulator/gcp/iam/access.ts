import { isAllowed } from '../authorization/evaluate.ts';
import { notFound, permissionDenied } from '../errors.ts';
import { findProject } from '../resources.ts';
import type { Call } from '../service.ts';
import { findServiceAccount } from '../service-accounts.ts';
import type { GcpProject, ServiceAccount } from '../state.ts';

/** The project of the path, if the caller has the permission there. */
export function requireProject(call: Call, permission: string): GcpProject {
  const name = call.params.project ?? '';
  const project = findProject(call.world, name);
  if (project && isAllowed(call.world, call.caller, permission, { node: project })) return project;
  throw permissionDenied(permission, `projects/${name}`);
}

/**
 * The service account of the path (e-mail address or unique id; the project may be `-`), if the
 * caller has the permission on it. One that does not exist is 404 for whoever has the permission on
 * the project that the path names, and refused for everybody else.
 */
export function requireServiceAccount(
  call: Call,
  permission: string,
  options: { deleted?: boolean } = {},
): ServiceAccount {
  const { project: projectName = '', account: name = '' } = call.params;
  const account = findServiceAccount(call.world, name, options.deleted);
  const node = findProject(
    call.world,
    projectName === '-' ? (account?.projectId ?? '') : projectName,
  );
  const belongs = account !== undefined && node?.projectId === account.projectId;
  if (belongs && isAllowed(call.world, call.caller, permission, { node, serviceAccount: account }))
    return account;
  if (!belongs && node && isAllowed(call.world, call.caller, permission, { node }))
    throw notFound('Unknown service account');
  throw permissionDenied(permission, `projects/${projectName}/serviceAccounts/${name}`);
}
