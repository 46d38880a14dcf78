import type { World } from '../world.ts';
import type { AwsAccount, AwsCredentials, PolicyDocument } from './state.ts';

/** An authenticated call, as an operation sees it. */
export interface Call {
  world: World;
  region: string;
  requestId: string;
  /** The caller's account. */
  account: AwsAccount;
  credentials: AwsCredentials;
  /**
   * As `sts:GetCallerIdentity` prints it: the ARN of `user/alice`, `assumed-role/Name/session` or
   * `root`.
   */
  principalArn: string;
  /**
   * Runs an operation of another service as this caller, authorised like any other call, e.g.
   * CloudFormation creating a role: `call.invoke('iam', 'CreateRole', input)`. Throws AwsError.
   */
  invoke(
    service: string,
    operation: string,
    input: Record<string, unknown>,
  ): Promise<Record<string, unknown>>;
}

/** One permission that an operation takes. All must be allowed. */
export interface Permission {
  /** e.g. `s3:GetBucketPolicy` */
  action: string;
  /** ARN of what is acted upon, or `*`. */
  resource: string;
  /**
   * The resource's own policy, when it has one (a bucket policy). Across accounts both sides must
   * allow.
   */
  resourcePolicy?: PolicyDocument;
  /** Account that owns the resource; the caller's own unless said otherwise. */
  resourceAccount?: string;
  /** Condition keys of this request beyond the global ones, e.g. `{ 's3:prefix': 'cur/' }`. */
  context?: Record<string, string | string[]>;
}

export interface Operation {
  /**
   * Permissions it takes, before it runs. May throw AwsError (validation comes before authorisation
   * where AWS does so).
   */
  permissions: (input: Record<string, never>, call: Call) => Permission[];
  /** Does it. Returns the output in the shape of the service model. Throws AwsError. */
  run: (
    input: Record<string, never>,
    call: Call,
  ) => Record<string, unknown> | Promise<Record<string, unknown>>;
}

/**
 * - `query`: form-encoded request, XML answer (sts, iam, cloudformation)
 * - `json`: JSON 1.1 with `X-Amz-Target` (cur, organizations, ce)
 * - `s3`: REST XML with its own router; `handlers.ts` of S3 parses and serialises itself
 */
export type WireProtocol = 'query' | 'json' | 's3';

/**
 * How a service reads requests and writes answers. `query` and `json` have theirs in `wire/`; S3
 * brings its own.
 */
export interface Wire {
  /** Throws AwsError when the request is not one of this service. */
  parse: (
    request: Request,
    url: URL,
    body: Uint8Array,
  ) => { operation: string; input: Record<string, unknown> };
  success: (operation: string, output: Record<string, unknown>, requestId: string) => Response;
  /** `operation` is missing when the request could not be parsed. */
  failure: (error: AwsError, requestId: string, operation: string | undefined) => Response;
}

/** A simulated AWS service: its wire and its operations. */
export interface AwsService {
  /**
   * IAM prefix and signing name: `sts`, `iam`, `s3`, `cur`, `organizations`, `cloudformation`,
   * `ce`.
   */
  name: string;
  protocol: WireProtocol;
  /**
   * For `query`: XML namespace. For `json`: prefix of `X-Amz-Target`, e.g.
   * `AWSOrigamiServiceGatewayService`.
   */
  model: string;
  /**
   * Whether this host is this service's, and in which region; undefined when it is not. An existing
   * service in a region it does not have is nobody's host.
   */
  regionOf: (url: URL) => string | undefined;
  operations: Readonly<Record<string, Operation>>;
  /** Needed for `s3` only; the other protocols have a wire of their own. */
  wire?: Wire;
}

/** An error in the words of AWS; the wire turns it into the service's own shape. */
export class AwsError extends Error {
  readonly code: string;
  readonly status: number;
  /** Further members of the error shape, e.g. `{ BucketName: 'x' }`. */
  readonly detail: Readonly<Record<string, string>>;

  constructor(
    code: string,
    status: number,
    message: string,
    detail: Readonly<Record<string, string>> = {},
  ) {
    super(message);
    this.name = 'AwsError';
    this.code = code;
    this.status = status;
    this.detail = detail;
  }
}
