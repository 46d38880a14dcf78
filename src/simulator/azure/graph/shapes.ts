import { directoryRoles } from '../entra/directory-roles.ts';
import type {
  Application,
  Group,
  PasswordCredential,
  ServicePrincipal,
  Tenant,
  User,
} from '../state.ts';
import { time } from './odata.ts';

/** Objects as Microsoft Graph v1.0 writes them. */

export const passwordCredential = (credential: PasswordCredential) => ({
  customKeyIdentifier: null,
  displayName: credential.displayName,
  endDateTime: time(credential.endAt),
  hint: credential.hint,
  keyId: credential.keyId,
  secretText: null,
  startDateTime: time(credential.startAt),
});

export function application(app: Application, tenant: Tenant): Record<string, unknown> {
  const { web, ...others } = app.otherProperties;
  return {
    id: app.id,
    deletedDateTime: null,
    appId: app.appId,
    applicationTemplateId: null,
    disabledByMicrosoftStatus: app.disabledByMicrosoftStatus ?? null,
    createdDateTime: time(app.createdAt),
    displayName: app.displayName,
    description: null,
    groupMembershipClaims: null,
    identifierUris: app.identifierUris,
    isDeviceOnlyAuthSupported: null,
    isFallbackPublicClient: null,
    notes: null,
    publisherDomain: tenant.defaultDomain,
    serviceManagementReference: null,
    signInAudience: app.signInAudience,
    tags: [],
    tokenEncryptionKeyId: null,
    addIns: [],
    api: apiSettings,
    appRoles: [],
    info: infoLinks,
    keyCredentials: [],
    parentalControlSettings: { countriesBlockedForMinors: [], legalAgeGroupRule: 'Allow' },
    passwordCredentials: app.passwordCredentials.map(passwordCredential),
    publicClient: { redirectUris: [] },
    requiredResourceAccess: [],
    verifiedPublisher: { displayName: null, verifiedPublisherId: null, addedDateTime: null },
    ...others,
    web: {
      homePageUrl: null,
      logoutUrl: null,
      ...(typeof web === 'object' ? web : {}),
      redirectUris: app.webRedirectUris,
      implicitGrantSettings: { enableAccessTokenIssuance: false, enableIdTokenIssuance: false },
      redirectUriSettings: app.webRedirectUris.map((uri) => ({ uri, index: null })),
    },
    spa: { redirectUris: [] },
  };
}

const apiSettings = {
  acceptMappedClaims: null,
  knownClientApplications: [],
  requestedAccessTokenVersion: null,
  oauth2PermissionScopes: [],
  preAuthorizedApplications: [],
};
const infoLinks = {
  logoUrl: null,
  marketingUrl: null,
  privacyStatementUrl: null,
  supportUrl: null,
  termsOfServiceUrl: null,
};

export function servicePrincipal(
  principal: ServicePrincipal,
  app: Application | undefined,
  tenant: Tenant,
): Record<string, unknown> {
  return {
    id: principal.id,
    deletedDateTime: null,
    accountEnabled: principal.accountEnabled,
    alternativeNames: [],
    appDisplayName: app?.displayName ?? principal.displayName,
    appDescription: null,
    appId: principal.appId,
    applicationTemplateId: null,
    appOwnerOrganizationId: principal.appOwnerTenantId ?? tenant.id,
    appRoleAssignmentRequired: false,
    createdDateTime: time(principal.createdAt),
    description: null,
    disabledByMicrosoftStatus: null,
    displayName: principal.displayName,
    homepage: null,
    loginUrl: null,
    logoutUrl: null,
    notes: null,
    notificationEmailAddresses: [],
    preferredSingleSignOnMode: null,
    replyUrls: app?.webRedirectUris ?? [],
    servicePrincipalNames: [principal.appId, ...(app?.identifierUris ?? [])],
    servicePrincipalType: principal.servicePrincipalType,
    signInAudience: app?.signInAudience ?? null,
    tags: principal.tags,
    tokenEncryptionKeyId: null,
    addIns: [],
    appRoles: [],
    info: infoLinks,
    keyCredentials: [],
    oauth2PermissionScopes: [],
    passwordCredentials: [],
    resourceSpecificApplicationPermissions: [],
    verifiedPublisher: { displayName: null, verifiedPublisherId: null, addedDateTime: null },
  };
}

/** The properties that Graph gives of a user by default. */
export const user = (one: User) => ({
  businessPhones: [],
  displayName: one.displayName,
  givenName: one.displayName,
  jobTitle: null,
  mail: one.mail,
  mobilePhone: null,
  officeLocation: null,
  preferredLanguage: null,
  surname: null,
  userPrincipalName: one.userPrincipalName,
  id: one.id,
});

/** And those that it gives when `$select` asks for them. */
export const userInFull = (one: User) => ({
  ...user(one),
  accountEnabled: one.accountEnabled,
  userType: one.userType,
  createdDateTime: time(one.createdAt),
});

export const group = (one: Group) => ({
  id: one.id,
  deletedDateTime: null,
  createdDateTime: time(one.createdAt),
  description: null,
  displayName: one.displayName,
  groupTypes: [],
  mail: null,
  mailEnabled: false,
  mailNickname: one.displayName.replace(/\W/g, ''),
  securityEnabled: one.securityEnabled,
  isAssignableToRole: one.directoryRoles.length > 0 || null,
  visibility: null,
});

/**
 * A Microsoft Entra role as /memberOf shows it; its object id is per directory, made from the
 * tenant's.
 */
export function directoryRole(tenant: Tenant, displayName: string) {
  const roleTemplateId = directoryRoles[displayName]?.templateId ?? null;
  const id = `${(roleTemplateId ?? tenant.id).slice(0, 24)}${tenant.id.slice(24)}`;
  return {
    '@odata.type': '#microsoft.graph.directoryRole',
    id,
    deletedDateTime: null,
    description: displayName,
    displayName,
    roleTemplateId,
  };
}
