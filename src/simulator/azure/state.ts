import { randomUUID } from 'node:crypto';

/**
 * Everything a simulated Azure knows, as plain data: Microsoft Entra tenants, Azure Resource
 * Manager and billing. Handlers read and write it; faults change it directly. Times are epoch
 * milliseconds of the world's clock; ids are lower-case GUIDs unless said otherwise.
 */
export interface AzureState {
  /** `kid` of the tokens of this world: it finds the world of a bearer token. */
  keyId: string;
  /** By tenant id. */
  tenants: Map<string, Tenant>;
  /** By subscription id. */
  subscriptions: Map<string, Subscription>;
  /** By name: the enrolment number (EA), `guid:guid_2019-05-31` (MCA), a GUID (MOSP). */
  billingAccounts: Map<string, BillingAccount>;
  /** What `az` keeps of a signed-in user, by the token itself. */
  refreshTokens: Map<string, RefreshToken>;
  /** How long changes take to spread. All zero in a new world: tests that need the delay set it. */
  propagation: {
    /** From the creation of a user, group or service principal until ARM finds it. */
    principalMs: number;
    /** From a role assignment until ARM acts on it. */
    roleAssignmentMs: number;
    /**
     * From the registration of a resource provider until it is `Registered`. At once unless it is
     * set: az asks only every ten real seconds.
     */
    providerRegistrationMs?: number;
  };
}

/** A Microsoft Entra directory, with what Azure Resource Manager keeps per directory. */
export interface Tenant {
  id: string;
  displayName: string;
  /** e.g. `contoso.onmicrosoft.com`. */
  defaultDomain: string;
  countryLetterCode: string;
  /** Users, groups, applications and service principals by object id. */
  users: Map<string, User>;
  groups: Map<string, Group>;
  applications: Map<string, Application>;
  servicePrincipals: Map<string, ServicePrincipal>;
  authorizationPolicy: AuthorizationPolicy;
  appManagementPolicy: AppManagementPolicy;
  /**
   * By group id (its name). Empty while nobody opened management groups; the root's id is the
   * tenant id.
   */
  managementGroups: Map<string, ManagementGroup>;
  /** Custom roles by name (GUID); the built-in ones are in built-in-roles.ts. */
  customRoles: Map<string, RoleDefinition>;
  /**
   * By resource id, e.g. `/subscriptions/…/providers/Microsoft.Authorization/roleAssignments/…`.
   */
  roleAssignments: Map<string, RoleAssignment>;
  denyAssignments: DenyAssignment[];
  /** Azure Policy assignments that deny. */
  policyAssignments: PolicyAssignment[];
  /** Azure Policy definitions of the directory's own. */
  policyDefinitions: PolicyDefinition[];
  /** Conditional Access. None unless set. */
  conditionalAccessPolicies?: ConditionalAccessPolicy[];
  /** What its people bought ahead. None unless set. */
  reservationOrders?: BenefitOrder[];
  savingsPlanOrders?: BenefitOrder[];
}

/**
 * A Conditional Access policy for workload identities: it blocks apps of the directory wherever they sign in
 * from, as one of a location does outside of it.
 *
 * Source: https://learn.microsoft.com/en-us/entra/identity/conditional-access/workload-identity
 */
export interface ConditionalAccessPolicy {
  displayName: string;
  state: 'enabled' | 'disabled' | 'enabledForReportingButNotEnforced';
  /** Object ids of service principals, or `ServicePrincipalsInMyTenant`. */
  includeServicePrincipals: string[];
  excludeServicePrincipals: string[];
}

/** An order of reservations or savings plans, with one item in it. */
export interface BenefitOrder {
  /** GUID of the order. */
  name: string;
  /** GUID of the reservation or savings plan in it. */
  itemName: string;
  displayName: string;
  /** e.g. `Standard_D2s_v5` or `Compute_Savings_Plan`. */
  sku: string;
  term: 'P1Y' | 'P3Y';
  createdAt: number;
}

export interface User {
  id: string;
  userPrincipalName: string;
  displayName: string;
  mail: string | null;
  userType: 'Member' | 'Guest';
  accountEnabled: boolean;
  /**
   * Display names of Microsoft Entra roles, e.g. `Application Administrator`, active at the whole
   * directory.
   */
  directoryRoles: string[];
  /**
   * Set by limitUser(): these directory permissions in place of Microsoft Entra roles and of the
   * default right to register applications, e.g. `microsoft.directory/applications/createAsOwner`.
   * What every user reads, and what an owner may do with his objects, remains.
   */
  onlyDirectoryPermissions?: string[];
  createdAt: number;
}

export interface Group {
  id: string;
  displayName: string;
  securityEnabled: boolean;
  /** Object ids of users, service principals and groups. */
  members: string[];
  /** Microsoft Entra roles that its members get. */
  directoryRoles: string[];
  createdAt: number;
}

export interface PasswordCredential {
  keyId: string;
  displayName: string | null;
  /** First three characters of the secret, as Graph shows them. */
  hint: string;
  /** SHA-256 of the secret in hex: the cloud never shows a secret again. */
  secretSha256: string;
  startAt: number;
  endAt: number;
}

/** An app registration. */
export interface Application {
  /** Object id of the registration: neither the client id nor the service principal's object id. */
  id: string;
  /** Application (client) id. */
  appId: string;
  displayName: string;
  signInAudience:
    | 'AzureADMyOrg'
    | 'AzureADMultipleOrgs'
    | 'AzureADandPersonalMicrosoftAccount'
    | 'PersonalMicrosoftAccount';
  webRedirectUris: string[];
  identifierUris: string[];
  passwordCredentials: PasswordCredential[];
  /** Object ids of users and service principals. */
  owners: string[];
  /** Microsoft switched the app off. */
  disabledByMicrosoftStatus?: 'DisabledDueToViolationOfServicesAgreement';
  createdAt: number;
  /** Properties that Graph keeps and nothing here acts on, as they were sent. */
  otherProperties: Record<string, unknown>;
}

/** An enterprise application: what signs in and gets roles. */
export interface ServicePrincipal {
  /** Object id; role assignments name it. */
  id: string;
  appId: string;
  /** Directory of the app registration, when it is another one than this. */
  appOwnerTenantId?: string;
  displayName: string;
  accountEnabled: boolean;
  servicePrincipalType: 'Application' | 'ManagedIdentity';
  tags: string[];
  owners: string[];
  directoryRoles: string[];
  /**
   * Application permissions on Microsoft Graph that were consented, e.g. `Application.Read.All`.
   */
  graphAppRoles: string[];
  createdAt: number;
}

/** Graph: policies/authorizationPolicy. */
interface AuthorizationPolicy {
  /** "Users can register applications". */
  allowedToCreateApps: boolean;
  allowedToCreateSecurityGroups: boolean;
  allowedToReadOtherUsers: boolean;
  allowInvitesFrom: string;
}

/**
 * Graph: policies/defaultAppManagementPolicy, as far as it limits secrets. Both restrictions apply
 * to applications and service principals.
 */
interface AppManagementPolicy {
  isEnabled: boolean;
  /** No new secrets at all. */
  passwordAddition: boolean;
  /** Longest life of a new secret, as an ISO 8601 duration such as `P180D`. */
  maxPasswordLifetime?: string;
}

export type SubscriptionStatus = 'Enabled' | 'Disabled' | 'Warned' | 'PastDue' | 'Deleted';

export interface Subscription {
  id: string;
  /** The directory that it trusts. */
  tenantId: string;
  displayName: string;
  state: SubscriptionStatus;
  /** e.g. `EnterpriseAgreement_2014-09-01`, `PayAsYouGo_2014-09-01`, `MSDN_2014-09-01`. */
  quotaId: string;
  spendingLimit: 'On' | 'Off' | 'CurrentPeriodOff';
  /** Id of its management group in the tenant; undefined: right below the root. */
  managementGroup?: string;
  /** Name of the billing account that pays. */
  billingAccount?: string;
  /** By lower-case name. */
  resourceGroups: Map<string, ResourceGroup>;
  /**
   * State by namespace in its real case, e.g. `Microsoft.Compute`. One that is missing is
   * `NotRegistered`.
   */
  resourceProviders: Map<string, ResourceProviderRegistration>;
  tags: Record<string, string>;
}

export interface ResourceGroup {
  name: string;
  location: string;
  tags: Record<string, string>;
}

export interface ResourceProviderRegistration {
  state: 'NotRegistered' | 'Registering' | 'Registered' | 'Unregistering';
  /** While `Registering`: when it becomes `Registered`. */
  readyAt?: number;
}

export interface ManagementGroup {
  /** The group id; of the root: the tenant id. */
  id: string;
  displayName: string;
  /** Id of the group above; undefined for the root. */
  parent?: string;
}

export interface RolePermission {
  actions: string[];
  notActions: string[];
  dataActions: string[];
  notDataActions: string[];
}

export interface RoleDefinition {
  /** GUID; the resource id is `…/providers/Microsoft.Authorization/roleDefinitions/{name}`. */
  name: string;
  roleName: string;
  type: 'BuiltInRole' | 'CustomRole';
  description: string;
  assignableScopes: string[];
  permissions: RolePermission[];
  createdAt: number;
  updatedAt: number;
  createdBy: string | null;
  updatedBy: string | null;
}

export type PrincipalType = 'User' | 'Group' | 'ServicePrincipal' | 'ForeignGroup' | 'Device';

export interface RoleAssignment {
  /** Full resource id. */
  id: string;
  /** GUID, the last part of the id. */
  name: string;
  /**
   * e.g. `/`, `/subscriptions/…`, `/providers/Microsoft.Management/managementGroups/…`,
   * `/providers/Microsoft.Capacity`.
   */
  scope: string;
  /** GUID of a built-in or custom role. */
  roleDefinitionName: string;
  /** Object id. */
  principalId: string;
  principalType: PrincipalType;
  description: string | null;
  condition: string | null;
  conditionVersion: string | null;
  createdAt: number;
  updatedAt: number;
  createdBy: string | null;
  updatedBy: string | null;
  /** Before this moment ARM does not act on it yet. */
  effectiveAt: number;
}

export interface DenyAssignment {
  /** GUID. */
  name: string;
  displayName: string;
  description: string;
  scope: string;
  permissions: RolePermission[];
  doNotApplyToChildScopes: boolean;
  /**
   * Object ids; `00000000-0000-0000-0000-000000000000` with type `SystemDefined` means everyone.
   */
  principals: { id: string; type: string }[];
  excludePrincipals: { id: string; type: string }[];
  isSystemProtected: boolean;
  createdAt: number;
}

/** An Azure Policy assignment with the effect `deny`. */
export interface PolicyAssignment {
  name: string;
  displayName: string;
  scope: string;
  notScopes: string[];
  policyDefinitionId: string;
  policyDefinitionName: string;
  enforcementMode: 'Default' | 'DoNotEnforce';
  /** Resource types whose writes it denies, e.g. `Microsoft.Compute/virtualMachines`. */
  deniesResourceTypes: string[];
}

/** A custom Azure Policy definition, kept at a subscription or a management group. */
export interface PolicyDefinition {
  name: string;
  displayName: string;
  scope: string;
  parameters: Record<string, unknown>;
  /** In the language of Azure Policy. */
  policyRule: Record<string, unknown>;
}

export type AgreementType =
  | 'EnterpriseAgreement'
  | 'MicrosoftCustomerAgreement'
  | 'MicrosoftOnlineServicesProgram'
  | 'MicrosoftPartnerAgreement';

export interface BillingAccount {
  name: string;
  displayName: string;
  agreementType: AgreementType;
  /** Enterprise | Individual | Partner */
  accountType: 'Enterprise' | 'Individual' | 'Partner';
  accountStatus: 'Active' | 'Disabled' | 'Expired';
  /** The directory whose people manage it. */
  tenantId: string;
  /** Policies of an enrolment: whether account owners and department admins see charges. */
  policies: { accountOwnerViewCharges: boolean; departmentAdminViewCharges: boolean };
  /** By name (GUID). */
  roleDefinitions: Map<string, BillingRoleDefinition>;
  /** By name: a GUID (EA) or `{principalId}_{roleDefinition}`-like text (MCA). */
  roleAssignments: Map<string, BillingRoleAssignment>;
}

export interface BillingRoleDefinition {
  name: string;
  roleName: string;
  description: string;
  actions: string[];
}

export interface BillingRoleAssignment {
  name: string;
  principalId: string;
  principalTenantId: string;
  /** Name (GUID) of a billing role definition of the same account. */
  roleDefinitionName: string;
  createdAt: number;
  createdByPrincipalId: string | null;
  createdByUserEmail: string | null;
}

export interface RefreshToken {
  tenantId: string;
  userId: string;
  /** The public client that it was issued to; of az: 04b07795-8ddb-461a-bbee-02f9e1bf7b46. */
  clientId: string;
  issuedAt: number;
  /** AADSTS50173: a password change or an administrator ended the session. */
  revoked?: boolean;
}

/** Somebody who can sign in to Azure; what signs in a terminal or an SDK. */
export type AzureIdentity =
  | {
      type: 'user';
      tenantId: string;
      objectId: string;
      userPrincipalName: string;
      refreshToken: string;
      /** What `az account show` shows; without it, the first subscription that the user can see. */
      subscriptionId?: string;
    }
  | {
      type: 'servicePrincipal';
      tenantId: string;
      /** Application (client) id. */
      clientId: string;
      clientSecret: string;
      /** Object id of the service principal. */
      objectId: string;
      subscriptionId?: string;
    };

/** An Azure without a tenant. */
export function createAzureState(): AzureState {
  return {
    keyId: randomUUID().replaceAll('-', ''),
    tenants: new Map(),
    subscriptions: new Map(),
    billingAccounts: new Map(),
    refreshTokens: new Map(),
    propagation: { principalMs: 0, roleAssignmentMs: 0 },
  };
}
