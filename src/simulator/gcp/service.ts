import type { World } from '../world.ts';

/** Who calls, once the token was recognised. */
export interface Caller {
  email: string;
  kind: 'user' | 'serviceAccount';
  /** Project of the service account. */
  projectId?: string;
  scopes: readonly string[];
  /** OAuth client that a user's token was made for. */
  client: 'gcloud' | 'adc';
}

/** An authenticated call, as an operation sees it. */
export interface Call {
  world: World;
  caller: Caller;
  /** Values of the `{name}` parts of the path, decoded. */
  params: Readonly<Record<string, string>>;
  query: URLSearchParams;
  /** Parsed JSON; empty when the request has no body. */
  body: Readonly<Record<string, unknown>>;
}

export interface Operation {
  /** As in Google's discovery document: `iam.projects.serviceAccounts.create`. */
  id: string;
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** `/v1/projects/{project}/serviceAccounts`. A part never holds a slash. */
  path: string;
  /** Authorises, then does it. Returns the body of the answer. Throws GcpError. */
  run: (call: Call) => object | Promise<object>;
}

/** A simulated API of Google Cloud. */
export interface GcpService {
  /** First label of its host, e.g. `iam`. */
  name: string;
  /** `iam.googleapis.com` */
  host: string;
  /** As in its activation message: `Identity and Access Management (IAM) API`. */
  title: string;
  /**
   * Where the API must be on: `resource` is the project that the path names, `client` the project
   * of the caller. Source: https://cloud.google.com/docs/quotas/quota-project, "resource-based" and
   * "client-based" APIs.
   */
  consumer: 'resource' | 'client';
  /** Whether it refuses in a project without billing. */
  needsBilling?: boolean;
  /** OAuth scopes beside cloud-platform that suffice, and those that suffice to read. */
  scopes?: { write?: readonly string[]; read?: readonly string[] };
  operations: readonly Operation[];
}
