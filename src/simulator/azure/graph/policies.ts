import { type AzureCall, type Route, route } from '../routes.ts';
import { demand } from './authorization.ts';
import { context } from './odata.ts';

/** Everybody of the tenant may see what members may do. */
function authorizationPolicy({ caller }: AzureCall) {
  demand(
    caller,
    'microsoft.directory/authorizationPolicy/standard/read',
    'microsoft.directory/policies/standard/read',
  );
  const {
    allowedToCreateApps,
    allowedToCreateSecurityGroups,
    allowedToReadOtherUsers,
    allowInvitesFrom,
  } = caller.tenant.authorizationPolicy;
  return {
    status: 200,
    body: {
      '@odata.context': `${context}policies/authorizationPolicy/$entity`,
      id: 'authorizationPolicy',
      allowInvitesFrom,
      allowedToSignUpEmailBasedSubscriptions: true,
      allowedToUseSSPR: true,
      allowEmailVerifiedUsersToJoinOrganization: false,
      allowUserConsentForRiskyApps: null,
      blockMsolPowerShell: false,
      displayName: 'Authorization Policy',
      description: 'Used to manage authorization related settings across the company.',
      guestUserRoleId: '10dae51f-b6af-4016-8d66-8c2a99b929b3',
      defaultUserRolePermissions: {
        allowedToCreateApps,
        allowedToCreateSecurityGroups,
        allowedToCreateTenants: true,
        allowedToReadOtherUsers,
        allowedToReadBitlockerKeysForOwnedDevice: true,
        permissionGrantPoliciesAssigned: [],
      },
    },
  };
}

/** Members without a role do not see it. */
function appManagementPolicy({ caller }: AzureCall) {
  demand(
    caller,
    'microsoft.directory/policies/standard/read',
    'microsoft.directory/applicationPolicies/standard/read',
  );
  const { isEnabled, passwordAddition, maxPasswordLifetime } = caller.tenant.appManagementPolicy;
  const since = '2021-01-01T00:00:00Z';
  const passwordCredentials = [
    ...(passwordAddition
      ? [
          {
            restrictionType: 'passwordAddition',
            state: 'enabled',
            maxLifetime: null,
            restrictForAppsCreatedAfterDateTime: since,
          },
        ]
      : []),
    ...(maxPasswordLifetime
      ? [
          {
            restrictionType: 'passwordLifetime',
            state: 'enabled',
            maxLifetime: maxPasswordLifetime,
            restrictForAppsCreatedAfterDateTime: since,
          },
        ]
      : []),
  ];
  const restrictions = { passwordCredentials, keyCredentials: [] };
  return {
    status: 200,
    body: {
      '@odata.context': `${context}policies/defaultAppManagementPolicy/$entity`,
      id: '00000000-0000-0000-0000-000000000000',
      displayName: 'Default app management tenant policy',
      isEnabled,
      description:
        'Default tenant policy that enforces app management restrictions on applications and service principals.',
      applicationRestrictions: restrictions,
      servicePrincipalRestrictions: restrictions,
    },
  };
}

export const policyRoutes: Route[] = [
  route(
    'GET',
    '/v1.0/policies/authorizationPolicy',
    'policies.getAuthorizationPolicy',
    authorizationPolicy,
  ),
  route(
    'GET',
    '/v1.0/policies/defaultAppManagementPolicy',
    'policies.getDefaultAppManagementPolicy',
    appManagementPolicy,
  ),
];
