/**
 * Full name of a resource that has an allow policy: `projects/my-project`, `folders/123`,
 * `organizations/123`.
 */
export type NodeName = string;

/** A role granted to members, as the REST API writes it. */
export interface Binding {
  /** `roles/editor`, `projects/my-project/roles/myRole` or `organizations/123/roles/myRole`. */
  role: string;
  /**
   * `user:alice@example.com`, `serviceAccount:…`, `group:…`, `domain:example.com`, `allUsers`,
   * `deleted:serviceAccount:…?uid=123`.
   */
  members: string[];
  /** Expression in CEL. */
  condition?: { title: string; expression: string; description?: string };
}

/** An allow policy. Faults may change `bindings` in place: that is effective at once. */
export interface AllowPolicy {
  /** 1, or 3 when the policy was written as version 3. */
  version: number;
  etag: string;
  bindings: Binding[];
  auditConfigs?: unknown[];
}

/**
 * An allow policy and what is still in effect of its earlier states, see {@link
 * GcpState.propagation}.
 */
export interface PolicyRecord {
  policy: AllowPolicy;
  /** Oldest first. Each was in effect until its moment (epoch ms), the next one after it. */
  earlier: { policy: AllowPolicy; until: number }[];
}

/**
 * An organization policy (v2 `spec`) set on one node. Boolean constraints use `enforce`, list
 * constraints `values`.
 */
export interface OrgPolicySpec {
  etag: string;
  /** Epoch ms. */
  updatedAt: number;
  inheritFromParent?: boolean;
  reset?: boolean;
  rules: OrgPolicyRule[];
}

export interface OrgPolicyRule {
  enforce?: boolean;
  values?: { allowedValues?: string[]; deniedValues?: string[] };
  allowAll?: boolean;
  denyAll?: boolean;
  condition?: { expression: string; title?: string };
}

/** What projects, folders and organizations have in common. */
export interface GcpNode {
  policy: PolicyRecord;
  /** By constraint without its prefix: `iam.disableServiceAccountKeyCreation`. */
  orgPolicies: Map<string, OrgPolicySpec>;
  createdAt: number;
}

export interface GcpOrganization extends GcpNode {
  /** Digits only. */
  id: string;
  /** Domain of the organization, e.g. `example.com`. */
  displayName: string;
  /** Customer id of its directory, e.g. `C01abcdef`. */
  directoryCustomerId: string;
  /** Custom roles by role id. */
  roles: Map<string, CustomRole>;
}

export interface GcpFolder extends GcpNode {
  /** Digits only. */
  id: string;
  displayName: string;
  parent: NodeName;
  lifecycleState: 'ACTIVE' | 'DELETE_REQUESTED';
}

export interface GcpProject extends GcpNode {
  projectId: string;
  /** Digits only. */
  number: string;
  name: string;
  /** `organizations/123` or `folders/123`; missing when the project belongs to no organization. */
  parent?: NodeName;
  lifecycleState: 'ACTIVE' | 'DELETE_REQUESTED';
  labels: Record<string, string>;
  /** Id of the linked billing account; missing when billing was never linked. */
  billingAccount?: string;
  /**
   * Enabled APIs, e.g. `iam.googleapis.com`, and the moment (epoch ms) from which each one answers.
   */
  services: Map<string, number>;
  /** Custom roles by role id. */
  roles: Map<string, CustomRole>;
  /** Virtual machines by zone. */
  instances: { name: string; zone: string; machineType: string; status: string; id: string }[];
}

export interface CustomRole {
  roleId: string;
  title: string;
  description?: string;
  includedPermissions: string[];
  stage: 'ALPHA' | 'BETA' | 'GA' | 'DEPRECATED' | 'DISABLED' | 'EAP';
  etag: string;
  /**
   * Epoch ms. A deleted role grants nothing; it can be undeleted for 7 days, its id is free again
   * after 37.
   */
  deletedAt?: number;
}

export interface ServiceAccount {
  /** 21 digits; stays the same over its life, also for `deleted:` members. */
  uniqueId: string;
  projectId: string;
  email: string;
  displayName?: string;
  description?: string;
  disabled: boolean;
  createdAt: number;
  /** Epoch ms. For 30 days it can be undeleted. */
  deletedAt?: number;
  etag: string;
  /** By key id. */
  keys: Map<string, ServiceAccountKey>;
  policy: PolicyRecord;
}

export interface ServiceAccountKey {
  /** 40 hex digits, the `private_key_id` of the key file. */
  id: string;
  /** The half that Google keeps (PEM, SPKI). */
  publicKey: string;
  type: 'USER_MANAGED' | 'SYSTEM_MANAGED';
  origin: 'GOOGLE_PROVIDED' | 'USER_PROVIDED';
  /** Epoch ms. */
  validAfter: number;
  /** Epoch ms; Google's own keys without end have 9999-12-31. */
  validBefore: number;
  disabled: boolean;
  disableReason?: 'USER_INITIATED' | 'EXPOSED' | 'COMPROMISE_DETECTED';
  /** Where Google found the key; stays when the key is enabled again. */
  exposedAt?: string;
}

/** A token names somebody. What they may do is judged at each call. */
interface AccessToken {
  /** Of a user or a service account. */
  email: string;
  kind: 'user' | 'serviceAccount';
  /** Unique id of the service account; a token outlives neither it nor its being enabled. */
  serviceAccountId?: string;
  scopes: string[];
  /**
   * OAuth client that a user's token was made for: gcloud's own, or that of application default
   * credentials (`gcloud auth application-default login`), which many APIs refuse without a quota
   * project. Default: gcloud.
   */
  client?: 'gcloud' | 'adc';
  /** Epoch ms of the world's clock, or Infinity. */
  expiresAt: number;
}

interface GcpUser {
  email: string;
  /** 21 digits. */
  id: string;
}

export interface BillingAccount {
  /** `000000-000000-000000`. */
  id: string;
  displayName: string;
  open: boolean;
  policy: PolicyRecord;
}

/**
 * A perimeter of VPC Service Controls. Who is outside of it reaches the restricted services of its projects
 * only by an access level, here a list of members.
 *
 * Source: https://cloud.google.com/vpc-service-controls/docs/overview
 */
export interface ServicePerimeter {
  title: string;
  /** By project id. */
  projects: string[];
  /** Hosts, e.g. `compute.googleapis.com`. */
  restrictedServices: string[];
  /** `user:…`, `serviceAccount:…`. */
  allowedMembers: string[];
}

/** A long-running operation. It is done once the world's clock reaches `doneAt`. */
interface LongRunningOperation {
  /** Name as the service writes it, e.g. `operations/acf.p2-…`. */
  name: string;
  /** Host that serves it. */
  host: string;
  /** Epoch ms. */
  doneAt: number;
  metadata?: Record<string, unknown>;
  response: Record<string, unknown>;
}

/** How long changes take to be in effect, in seconds of the world's clock. */
interface Propagation {
  /** From setIamPolicy until the policy decides. Zero in a new world. */
  grants: number;
  /** From services.enable until the API answers. Zero in a new world. */
  services: number;
}

export interface GcpState {
  /** By number. */
  organizations: Map<string, GcpOrganization>;
  /** By number. */
  folders: Map<string, GcpFolder>;
  /** By project id. */
  projects: Map<string, GcpProject>;
  /** By id. */
  billingAccounts: Map<string, BillingAccount>;
  /** By e-mail address, lower case. */
  users: Map<string, GcpUser>;
  /** Members (`user:…`, `serviceAccount:…`, `group:…`) by e-mail address of the group. */
  groups: Map<string, Set<string>>;
  /** By unique id, deleted ones included. */
  serviceAccounts: Map<string, ServiceAccount>;
  /**
   * Ids of all service account keys that ever were, deleted ones included: a JWT that names one
   * belongs to this world.
   */
  keyIds: Set<string>;
  accessTokens: Map<string, AccessToken>;
  /** E-mail address of the user by refresh token. */
  refreshTokens: Map<string, string>;
  /** VPC Service Controls. */
  perimeters: ServicePerimeter[];
  /** By `host/name`. */
  operations: Map<string, LongRunningOperation>;
  propagation: Propagation;
}

/**
 * Somebody who calls Google Cloud with an access token: a person who signed in with `gcloud auth
 * login`, or a service account. Whoever has a refresh token gets a new access token when the old
 * one has expired.
 */
export interface GcpIdentity {
  accessToken: string;
  email: string;
  /** Project that is set in the person's gcloud configuration. */
  projectId?: string;
  refreshToken?: string;
}

export function createGcpState(): GcpState {
  return {
    organizations: new Map(),
    folders: new Map(),
    projects: new Map(),
    billingAccounts: new Map(),
    users: new Map(),
    groups: new Map(),
    serviceAccounts: new Map(),
    keyIds: new Set(),
    accessTokens: new Map(),
    refreshTokens: new Map(),
    operations: new Map(),
    perimeters: [],
    propagation: { grants: 0, services: 0 },
  };
}
