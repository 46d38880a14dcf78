import { isAllowed } from '../authorization/evaluate.ts';
import { denied, permissionDenied } from '../errors.ts';
import { type AnyNode, findNode } from '../resources.ts';
import type { Call } from '../service.ts';
import type { NodeName } from '../state.ts';

/** Version 1 and 2 name no permission when they refuse. */
export function callerDenied(message = 'The caller does not have permission') {
  return denied(message);
}

/**
 * The node of a path, if the caller has the permission there; what does not exist is refused just
 * the same.
 */
export function requireNode(
  call: Call,
  name: NodeName,
  permission: string,
  version: 'v1' | 'v2' | 'v3',
  message?: string,
): AnyNode {
  const node = findNode(call.world, name);
  if (node && isAllowed(call.world, call.caller, permission, { node })) return node;
  throw version === 'v3'
    ? permissionDenied(permission, `//cloudresourcemanager.googleapis.com/${name}`)
    : callerDenied(message);
}
