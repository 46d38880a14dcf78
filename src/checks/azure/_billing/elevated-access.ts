import { isGroupRow } from '../../../evidence/azure/_shared/subjects.ts';
import type elevatedAccess from '../../../evidence/azure/elevated-access.ts';
import type signedInUser from '../../../evidence/azure/signed-in-user.ts';
import type { Evidence, EvidenceKind } from '../../../evidence/define-evidence.ts';
import readRefusal, { type AzureRefusalText } from '../../../providers/azure/read-refusal.ts';
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
 * what elevated access is, may list them. Every other reason not to see them leaves it open, and so
 * does a refusal of something else, or of somebody else.
 */
export function findElevation(atRoot: RootAssignments, caller: Caller): Elevation {
  const isRefused = atRoot.status === 'denied' && atRoot.code === 'AuthorizationFailed';
  if (atRoot.status !== 'found' && !isRefused) return { state: 'unknown', message: atRoot.message };
  if (caller.status !== 'found') return { state: 'unknown', message: caller.message };
  const isCaller = (id: string) => id.toLowerCase() === caller.value.id.toLowerCase();
  if (atRoot.status !== 'found') {
    const refusal = readRefusal(atRoot.message);
    if (!refusal || !isListingAtRoot(refusal))
      return {
        state: 'unknown',
        message: `Azure refused something else than the list of these roles: ${atRoot.message}`,
      };
    return !refusal.objectId || isCaller(refusal.objectId)
      ? { state: 'off' }
      : {
          state: 'unknown',
          message: `Azure refused them to ${refusal.objectId}, who is not ${caller.value.userPrincipalName}.`,
        };
  }
  const rows = atRoot.value.value.filter(({ properties }) => properties.scope === '/');
  const own = rows.filter(({ properties }) => isCaller(properties.principalId));
  // Whoever sees this list has a role in it.
  if (own.length === 0 && !rows.some(isGroupRow))
    return {
      state: 'unknown',
      message: `The list names no role of ${caller.value.userPrincipalName}, who could not have seen it then: it is somebody else’s.`,
    };
  const elevated = own.filter(
    ({ properties }) => lastPart(properties.roleDefinitionId) === userAccessAdministrator,
  );
  return elevated.length > 0
    ? { state: 'on', assignmentIds: elevated.map(({ id }) => id) }
    : { state: 'off' };
}

/** Azure names the provider in front of a list at `/`. */
const isListingAtRoot = ({ action, scope }: AzureRefusalText): boolean =>
  /^Microsoft\.Authorization\/roleAssignments\/read$/i.test(action) &&
  /^\/(providers\/Microsoft\.Authorization\/?)?$/i.test(scope);

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
