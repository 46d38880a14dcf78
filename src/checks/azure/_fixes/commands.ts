import { quote } from '../../shell.ts';

/** `/subscriptions/…` of an id. */
export const scopeOf = (subscriptionId: string): string => `/subscriptions/${subscriptionId}`;

/** A new secret beside those that exist, which prints its Value. Its text is shown this once. */
export const newSecret = (clientId: string, expirationDate: string): string =>
  `az ad app credential reset --id ${clientId} --append --display-name spot --end-date ${expirationDate} --query password --output tsv`;

/**
 * Gives a role to the app at the subscription. az looks up the service principal of the client ID.
 */
export const assignRole = ({
  clientId,
  roleName,
  subscriptionId,
}: {
  clientId: string;
  roleName: string;
  subscriptionId: string;
}): string =>
  `az role assignment create --assignee ${clientId} --role ${quote(roleName)} --scope ${scopeOf(subscriptionId)} --output none`;

/** Takes a role assignment away. */
export const deleteAssignment = (id: string): string =>
  `az role assignment delete --ids ${quote(id)}`;

/** The day in a time, e.g. `2027-03-31`. */
export const dayOf = (time: string): string => time.slice(0, 10);
