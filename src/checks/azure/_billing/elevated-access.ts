import type elevatedAccess from '../../../evidence/azure/elevated-access.ts';
import type signedInUser from '../../../evidence/azure/signed-in-user.ts';
import type { Evidence, EvidenceKind } from '../../../evidence/define-evidence.ts';
import { lastPart } from '../_rbac/scopes.ts';
import { elevate } from './commands.ts';

type ValueOf<K> = K extends EvidenceKind<infer T> ? T : never;
export type RootAssignments = Evidence<ValueOf<typeof elevatedAccess>>;
export type Caller = Evidence<ValueOf<typeof signedInUser>>;

const userAccessAdministrator = '18d7d88d-d35e-4fb5-a5c3-7773c20a72d9';

/**
 * Whether the caller has elevated access. `assignmentIds` are the resource ids of the role at `/`.
 */
export type Elevation =
  | { state: 'on'; assignmentIds: string[] }
  | { state: 'off' }
  | { state: 'unknown'; message: string };

/**
 * A refusal to list the roles at `/` is knowledge here: User Access Administrator at `/`, which is
 * what elevated access is, may list them. Every other reason not to see them leaves it open.
 */
export function findElevation(atRoot: RootAssignments, caller: Caller): Elevation {
  if (atRoot.status === 'denied' && atRoot.code === 'AuthorizationFailed') return { state: 'off' };
  if (atRoot.status !== 'found') return { state: 'unknown', message: atRoot.message };
  if (caller.status !== 'found') return { state: 'unknown', message: caller.message };
  const own = atRoot.value.value.filter(
    ({ properties: { principalId, roleDefinitionId, scope } }) =>
      scope === '/' &&
      principalId.toLowerCase() === caller.value.id.toLowerCase() &&
      lastPart(roleDefinitionId) === userAccessAdministrator,
  );
  return own.length > 0
    ? { state: 'on', assignmentIds: own.map(({ id }) => id) }
    : { state: 'off' };
}

/**
 * What goes before commands that assign roles at the top: nothing for somebody whose access is
 * elevated already.
 */
export const elevateFirst = (elevation: Elevation, ...commands: string[]): string[] => [
  ...(elevation.state === 'on' ? [] : [elevate]),
  ...commands,
];

/** The sentence that goes with it. */
export const describeElevation = (elevation: Elevation): string =>
  elevation.state === 'on'
    ? 'Your access is elevated, so you may do it now.'
    : 'It takes elevated access, which the first command takes; the step “Give elevated access back” says how to return it.';

export const elevateInConsole = [
  'Open Microsoft Entra ID > Properties. Under “Access management for Azure resources” choose Yes, and Save. Then sign out and in again.',
];
