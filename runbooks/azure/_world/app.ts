import type {
  Application,
  PasswordCredential,
  ServicePrincipal,
} from '../../../src/simulator/azure/state.ts';
import type { AppInputs, AzureWorld } from './world.ts';

/**
 * Verbs that change the app of the guide, its service principal and its secret. Each throws an Error
 * when the world has not what it changes.
 */

/** The app of this world. */
export function findApplication({ tenant, inputs }: AzureWorld): Application {
  const found = [...tenant.applications.values()].find(({ appId }) => appId === inputs.clientId);
  if (!found) throw new Error('The world has no app of this client ID; it cannot be changed.');
  return found;
}

/** Its service principal. */
export function findServicePrincipal({ tenant, inputs }: AzureWorld): ServicePrincipal {
  const found = [...tenant.servicePrincipals.values()].find(
    ({ appId }) => appId === inputs.clientId,
  );
  if (!found)
    throw new Error('The world has no service principal of this client ID; it cannot be changed.');
  return found;
}

/** Its only secret. */
export function findSecret(subject: AzureWorld): PasswordCredential {
  const [credential] = findApplication(subject).passwordCredentials;
  if (!credential) throw new Error('The app has no secret; it cannot be changed.');
  return credential;
}

/** Deletes the service principal; the app stays. */
export function deleteServicePrincipal(subject: AzureWorld): void {
  subject.tenant.servicePrincipals.delete(findServicePrincipal(subject).id);
}

/** Deletes the app, and its service principal with it. */
export function deleteApplication(subject: AzureWorld): void {
  deleteServicePrincipal(subject);
  subject.tenant.applications.delete(findApplication(subject).id);
}

/** Switches signing in off for the app. */
export function disableSignIn(subject: AzureWorld): void {
  findServicePrincipal(subject).accountEnabled = false;
}

/** Deletes all secrets of the app. */
export function deleteSecrets(subject: AzureWorld): void {
  findSecret(subject);
  findApplication(subject).passwordCredentials = [];
}

/** What the reader types after a command has printed a new secret. */
export function takePrintedSecret(inputs: AppInputs, printed: readonly string[]): void {
  const secret = printed.map((text) => text.trim()).find((text) => /^\S{34,}$/.test(text));
  if (secret !== undefined) inputs.clientSecret = secret;
}
