import { AzureError } from '../errors.ts';
import type { AzureCall, Route } from '../routes.ts';
import { addSecret } from '../seed.ts';
import { demandFor } from './authorization.ts';
import { milliseconds } from './durations.ts';
import { badRequest, invalidValue, required } from './errors.ts';
import { applicationOf, bodyOf, objectRoutes } from './objects.ts';
import { entity } from './odata.ts';
import { passwordCredential } from './shapes.ts';

const permission = 'microsoft.directory/applications/credentials/update';
const twoYears = 2 * 365 * 24 * 60 * 60 * 1000;

/**
 * Makes a secret and shows its text, this once. Lives two years unless the request says otherwise.
 */
function addPassword(call: AzureCall) {
  const app = applicationOf(call);
  demandFor(call.caller, app, permission);
  const wanted = (bodyOf(call).passwordCredential ?? {}) as Record<string, unknown>;
  const startAt = timeOf(wanted.startDateTime, 'startDateTime') ?? call.world.clock.now();
  const endAt = timeOf(wanted.endDateTime, 'endDateTime') ?? startAt + twoYears;
  if (endAt <= startAt)
    throw badRequest(
      'Key credential end date is invalid. The end date must be later than the start date.',
    );
  const displayName = typeof wanted.displayName === 'string' ? wanted.displayName : null;
  obeyPolicy(call, endAt - startAt);
  const { secret, credential } = addSecret(call.world, app, { displayName, startAt, endAt });
  return entity(call, 'microsoft.graph.passwordCredential', {
    ...passwordCredential(credential),
    secretText: secret,
  });
}

function timeOf(value: unknown, property: string): number | undefined {
  if (value === undefined || value === null) return undefined;
  const parsed = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  if (Number.isNaN(parsed)) throw invalidValue(property, 'PasswordCredential');
  return parsed;
}

function obeyPolicy({ caller }: AzureCall, lifetime: number): void {
  const { isEnabled, passwordAddition, maxPasswordLifetime } = caller.tenant.appManagementPolicy;
  if (!isEnabled) return;
  const policy = '00000000-0000-0000-0000-000000000000';
  if (passwordAddition) {
    const message = `Credential type not allowed as per assigned policy '${policy}'.`;
    throw new AzureError('CredentialTypeNotAllowedAsPerAppPolicy', 400, message);
  }
  if (maxPasswordLifetime && lifetime > milliseconds(maxPasswordLifetime)) {
    const message = `Credential lifetime exceeds the max value allowed as per assigned policy '${policy}'.`;
    throw new AzureError('CredentialInvalidLifetimeAsPerAppPolicy', 400, message);
  }
}

function removePassword(call: AzureCall) {
  const app = applicationOf(call);
  demandFor(call.caller, app, permission);
  const { keyId } = bodyOf(call);
  if (typeof keyId !== 'string') throw required('keyId', 'PasswordCredential');
  if (!app.passwordCredentials.some((credential) => credential.keyId === keyId))
    throw badRequest('No credentials found to be removed.');
  app.passwordCredentials = app.passwordCredentials.filter(
    (credential) => credential.keyId !== keyId,
  );
  return { status: 204 };
}

export const passwordRoutes: Route[] = [
  ...objectRoutes('POST', 'applications', '/addPassword', 'applications.addPassword', addPassword),
  ...objectRoutes(
    'POST',
    'applications',
    '/microsoft.graph.addPassword',
    'applications.addPassword',
    addPassword,
  ),
  ...objectRoutes(
    'POST',
    'applications',
    '/removePassword',
    'applications.removePassword',
    removePassword,
  ),
];
