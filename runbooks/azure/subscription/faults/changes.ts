import { spotActions } from '../../../../src/checks/azure/_role/spot-role.ts';
import type {
  RoleAssignment,
  RoleDefinition,
  RolePermission,
} from '../../../../src/simulator/azure/state.ts';
import type { Fault } from '../../../define-faults.ts';
import { principalOf, type SubscriptionWorld } from '../healthy.ts';

/** Ways of changing a healthy world that faults and variants share. */

export type AzureFault = Fault<SubscriptionWorld>;

export const hour = 3_600_000;
export const day = 24 * hour;

/** Reasons why no command mends something. */
export const typed = 'The mistake is a value typed on the page; nothing in Azure has to change.';
export const signIn = 'The reader has to sign in elsewhere; no command here does that.';
export const rights = 'The reader lacks a right; only an administrator can give it.';

/** An assignment needs ten minutes until it counts. */
export const hoursAfterAssigning = 0.25;

export const scopeOf = ({ subscription }: SubscriptionWorld): string =>
  `/subscriptions/${subscription.id}`;

/** The custom role of the guide. */
export function roleOf({ tenant, inputs }: SubscriptionWorld): RoleDefinition {
  const role = [...tenant.customRoles.values()].find(
    ({ roleName }) => roleName === inputs.roleName,
  );
  if (!role)
    throw new Error(`The healthy world has no role ${inputs.roleName}; it cannot be changed.`);
  return role;
}

/** Replaces what the role permits. */
export function permit(subject: SubscriptionWorld, permission: Partial<RolePermission>): void {
  roleOf(subject).permissions = [
    {
      actions: [...spotActions],
      notActions: [],
      dataActions: [],
      notDataActions: [],
      ...permission,
    },
  ];
}

/** The assignment of the role to the app. */
export function assignmentOf(subject: SubscriptionWorld): RoleAssignment {
  const { id } = principalOf(subject);
  const found = [...subject.tenant.roleAssignments.values()].find(
    ({ principalId }) => principalId === id,
  );
  if (!found)
    throw new Error('The healthy world assigns nothing to the app; it cannot be changed.');
  return found;
}

/** Takes the assignment away. */
export function unassign(subject: SubscriptionWorld): RoleAssignment {
  const found = assignmentOf(subject);
  subject.tenant.roleAssignments.delete(found.id);
  return found;
}

/** What the reader types after a command has printed a new secret. */
export const newSecretTyped = (
  inputs: Record<string, string>,
  printed: readonly string[],
): Record<string, string> => ({
  ...inputs,
  clientSecret:
    printed.map((text) => text.trim()).find((text) => text.length > 30) ??
    (inputs.clientSecret as string),
});

/** The same, with the day that the fix names: a year from now. */
export const newSecretAndDay =
  (nowOf: () => number) =>
  (inputs: Record<string, string>, printed: readonly string[]): Record<string, string> => ({
    ...newSecretTyped(inputs, printed),
    expirationDate: new Date(nowOf() + 365 * day).toISOString().slice(0, 10),
  });
