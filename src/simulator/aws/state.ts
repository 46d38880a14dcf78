/**
 * Everything a simulated AWS knows, as plain data. Service handlers read and write it; faults
 * change it directly. Times are epoch milliseconds of the world's clock.
 */

import type { Partition } from './partitions.ts';

export type PolicyDocument = Record<string, unknown>;

/**
 * An AWS account. Buckets live in the world (their names are worldwide); the rest lives in its
 * account.
 */
export interface AwsAccount {
  id: string;
  partition: Partition;
  name: string;
  email: string;
  users: Map<string, IamUser>;
  roles: Map<string, IamRole>;
  /** Customer-managed policies by ARN. */
  policies: Map<string, ManagedPolicy>;
  /** Legacy Cost and Usage Reports by name. */
  reports: Map<string, CostReport>;
  /** Stacks by `region/name`; deleted stacks stay findable by their id. */
  stacks: Map<string, CloudFormationStack>;
  /**
   * Root's switch "IAM user and role access to Billing information". While off, billing APIs refuse
   * IAM principals.
   */
  billingAccessForIam: boolean;
  /** `never`: never opened; `noData`: enabled, nothing to show yet. */
  costExplorer: 'ready' | 'noData' | 'never';
  /** Customer KMS keys by ARN. */
  keys: Map<string, KmsKey>;
}

export interface IamUser {
  name: string;
  id: string;
  createdAt: number;
  inlinePolicies: Map<string, PolicyDocument>;
  attachedPolicies: string[];
  permissionsBoundary?: string;
}

export interface IamRole {
  name: string;
  path: string;
  id: string;
  createdAt: number;
  trustPolicy: PolicyDocument;
  description?: string;
  maxSessionDuration: number;
  inlinePolicies: Map<string, PolicyDocument>;
  /** ARNs, AWS-managed ones included. */
  attachedPolicies: string[];
  permissionsBoundary?: string;
  lastUsed?: { at: number; region: string };
  tags: Record<string, string>;
  /** Before this moment STS does not know the role (or its newest trust policy) yet. */
  effectiveAt: number;
}

export interface ManagedPolicy {
  arn: string;
  name: string;
  id: string;
  createdAt: number;
  defaultVersion: string;
  versions: Map<string, { document: PolicyDocument; createdAt: number }>;
  description?: string;
}

export interface Bucket {
  name: string;
  ownerAccount: string;
  region: string;
  createdAt: number;
  publicAccessBlock?: {
    BlockPublicAcls: boolean;
    IgnorePublicAcls: boolean;
    BlockPublicPolicy: boolean;
    RestrictPublicBuckets: boolean;
  };
  policy?: PolicyDocument;
  encryption: { algorithm: 'AES256' } | { algorithm: 'aws:kms'; keyArn: string };
  versioning?: 'Enabled' | 'Suspended';
  tags: Record<string, string>;
  objects: Map<string, S3Object>;
}

export interface S3Object {
  key: string;
  body: Uint8Array;
  modifiedAt: number;
  contentType?: string;
  /** Set when it was stored under a customer key: reading it also takes kms:Decrypt. */
  keyArn?: string;
}

export interface KmsKey {
  arn: string;
  policy: PolicyDocument;
}

export interface CostReport {
  name: string;
  timeUnit: string;
  format: string;
  compression: string;
  schemaElements: string[];
  bucket: string;
  prefix: string;
  region: string;
  artifacts: string[];
  refreshClosedReports: boolean;
  versioning: string;
  createdAt: number;
  lastDelivery?: number;
  lastStatus?: 'SUCCESS' | 'ERROR_PERMISSIONS' | 'ERROR_NO_BUCKET';
  /** Next time the billing service tries to deliver. */
  nextDeliveryAt: number;
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_StackEvent.html */
export interface StackHook {
  type: string;
  status: 'HOOK_IN_PROGRESS' | 'HOOK_COMPLETE_SUCCEEDED' | 'HOOK_COMPLETE_FAILED' | 'HOOK_FAILED';
  reason: string;
  failureMode: 'FAIL' | 'WARN';
}

export interface CloudFormationStack {
  name: string;
  id: string;
  region: string;
  status: string;
  statusReason?: string;
  createdAt: number;
  updatedAt?: number;
  deletedAt?: number;
  template: string;
  parameters: Record<string, string>;
  capabilities: string[];
  tags?: Record<string, string>;
  terminationProtection?: boolean;
  outputs: { key: string; value: string; description?: string }[];
  /** Physical id by logical id, in creation order. */
  resources: {
    logicalId: string;
    physicalId: string;
    type: string;
    status: string;
    reason?: string;
  }[];
  /** Newest last. */
  events: {
    id: string;
    logicalId: string;
    physicalId: string;
    type: string;
    status: string;
    reason?: string;
    at: number;
    /** What a Hook said of the resource before anything was made. */
    hook?: StackHook;
  }[];
  changeSets: Map<string, CloudFormationChangeSet>;
}

export interface CloudFormationChangeSet {
  name: string;
  id: string;
  type: 'CREATE' | 'UPDATE';
  status: string;
  statusReason?: string;
  executionStatus: string;
  template: string;
  parameters: Record<string, string>;
  capabilities: string[];
  tags?: Record<string, string>;
  description?: string;
  changes: {
    action: 'Add' | 'Modify' | 'Remove';
    logicalId: string;
    physicalId?: string;
    type: string;
    replacement?: 'True' | 'False';
  }[];
  createdAt: number;
}

/** An organization lies in one partition: that of its management account. */
export interface AwsOrganization {
  id: string;
  managementAccountId: string;
  featureSet: 'ALL' | 'CONSOLIDATED_BILLING';
  memberAccountIds: string[];
  /** Accounts that are in no unit are directly under the root. Default: no units. */
  units?: OrganizationalUnit[];
  /**
   * Service control policies by what they are attached to: a member account's id, a unit's id or the
   * root's. They never apply to the management account.
   */
  serviceControlPolicies: Map<string, ServiceControlPolicy[]>;
  /**
   * Resource control policies, by what they are attached to, besides RCPFullAWSAccess, which cannot be detached. Default:
   * none.
   */
  resourceControlPolicies?: Map<string, ServiceControlPolicy[]>;
}

export interface OrganizationalUnit {
  /** `ou-ab12-12345678` */
  id: string;
  name: string;
  /** Another unit's id, or the root's. */
  parentId: string;
  /** Accounts directly in it. */
  accountIds: string[];
}

export interface ServiceControlPolicy {
  name: string;
  document: PolicyDocument;
}

/** Long-lived or temporary keys; the access key names the world, the account and the principal. */
export interface AwsCredentials {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken?: string;
  accountId: string;
  principal:
    | { type: 'root' }
    | { type: 'user'; name: string }
    | { type: 'role'; name: string; sessionName: string; sessionPolicy?: PolicyDocument };
  expiresAt?: number;
  /** The VPC endpoint that calls with these keys leave through. Default: they come from the internet. */
  endpoint?: VpcEndpoint;
}

export interface VpcEndpoint {
  /** `vpce-…` */
  id: string;
  vpcId: string;
  policy: PolicyDocument;
}

export interface AwsState {
  accounts: Map<string, AwsAccount>;
  buckets: Map<string, Bucket>;
  organizations: AwsOrganization[];
  credentials: Map<string, AwsCredentials>;
}

/** AWS of a new world: no accounts. */
export function createAwsState(): AwsState {
  return { accounts: new Map(), buckets: new Map(), organizations: [], credentials: new Map() };
}
