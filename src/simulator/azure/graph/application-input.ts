import type { Application } from '../state.ts';
import { invalidValue } from './errors.ts';

const audiences = [
  'AzureADMyOrg',
  'AzureADMultipleOrgs',
  'AzureADandPersonalMicrosoftAccount',
  'PersonalMicrosoftAccount',
];
/** Set by Graph, never by a request. */
const readOnly = [
  'id',
  'appId',
  'createdDateTime',
  'deletedDateTime',
  'publisherDomain',
  'passwordCredentials',
  '@odata.context',
];

/**
 * Applies what a request sends of an application. Throws Request_BadRequest for a wrong value,
 * before anything is changed.
 */
export function applyApplication(app: Application, body: Record<string, unknown>): void {
  const { displayName, signInAudience, identifierUris, web, ...others } = body;
  if (
    displayName !== undefined &&
    (typeof displayName !== 'string' || displayName === '' || displayName.length > 256)
  ) {
    throw invalidValue('displayName', 'Application');
  }
  if (signInAudience !== undefined && !audiences.includes(signInAudience as string))
    throw invalidValue('signInAudience', 'Application');
  if (identifierUris !== undefined && !isTexts(identifierUris))
    throw invalidValue('identifierUris', 'Application');
  if (web !== undefined && (typeof web !== 'object' || web === null))
    throw invalidValue('web', 'Application');
  const { redirectUris, ...otherWeb } = (web ?? {}) as { redirectUris?: unknown };
  if (
    redirectUris !== undefined &&
    (!isTexts(redirectUris) || !redirectUris.every(isRedirectUri))
  ) {
    throw invalidValue('web.redirectUris', 'Application');
  }
  if (displayName !== undefined) app.displayName = displayName;
  if (signInAudience !== undefined)
    app.signInAudience = signInAudience as Application['signInAudience'];
  if (identifierUris !== undefined) app.identifierUris = identifierUris;
  if (redirectUris !== undefined) app.webRedirectUris = redirectUris;
  if (Object.keys(otherWeb).length > 0) app.otherProperties.web = otherWeb;
  for (const [name, value] of Object.entries(others))
    if (!readOnly.includes(name)) app.otherProperties[name] = value;
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

/** https, or http of the own machine. */
function isRedirectUri(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname } = new URL(text);
  return protocol !== 'http:' || hostname === 'localhost' || hostname === '127.0.0.1';
}
