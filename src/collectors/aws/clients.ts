import { Agent } from 'node:https';
import { createSecureContext, type SecureContext } from 'node:tls';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { CostAndUsageReportServiceClient } from '@aws-sdk/client-cost-and-usage-report-service';
import { CostExplorerClient } from '@aws-sdk/client-cost-explorer';
import { IAMClient } from '@aws-sdk/client-iam';
import { OrganizationsClient } from '@aws-sdk/client-organizations';
import { S3Client } from '@aws-sdk/client-s3';
import { STSClient } from '@aws-sdk/client-sts';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { reportRegion } from '../../spot.ts';
import { type GuardedClient, guard } from './guard.ts';

export interface AwsSessionCredentials {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken?: string;
  expiration?: Date;
}

/** Asked once per client and again before expiry, as the SDK does. */
export type AwsCredentialsProvider = () => Promise<AwsSessionCredentials>;

/** Time-outs in milliseconds. */
export interface AwsClientOptions {
  connectionTimeoutMs?: number;
  requestTimeoutMs?: number;
  /** Tries per call, the first included. */
  maxAttempts?: number;
  /** The commands these clients let through, e.g. those of {@link readingCommands}. */
  allowed?: ReadonlySet<string>;
}

/**
 * One client per service, made when first used; every one refuses what is not on the read-only
 * list.
 */
export interface AwsClients {
  readonly sts: STSClient;
  readonly iam: IAMClient;
  readonly s3: S3Client;
  readonly cur: CostAndUsageReportServiceClient;
  readonly organizations: OrganizationsClient;
  readonly cloudformation: CloudFormationClient;
  readonly costExplorer: CostExplorerClient;
  close(): void;
}

/**
 * Clients for one set of credentials. Everything of this product lives in us-east-1, or is global
 * and signed for it.
 */
export function awsClients(
  credentials: AwsCredentialsProvider,
  options: AwsClientOptions = {},
): AwsClients {
  const handler = new NodeHttpHandler({
    connectionTimeout: options.connectionTimeoutMs ?? 3_000,
    requestTimeout: options.requestTimeoutMs ?? 10_000,
    throwOnRequestTimeout: true,
    httpsAgent: httpsAgent(options.requestTimeoutMs ?? 10_000),
  });
  const shared = {
    region: reportRegion,
    credentials,
    maxAttempts: options.maxAttempts ?? 3,
    retryMode: 'standard',
    requestHandler: handler,
    // Said here so that no client searches the machine's AWS configuration for them.
    defaultsMode: 'standard' as const,
    useFipsEndpoint: false,
    useDualstackEndpoint: false,
    userAgentAppId: 'spot-runbooks',
    authSchemePreference: [],
  };
  const made: { destroy(): void }[] = [];
  const lazy = <C extends GuardedClient>(make: () => C) => {
    let client: C | undefined;
    return () => {
      if (!client) {
        client = guard(make(), options.allowed);
        made.push(client);
      }
      return client;
    };
  };
  const sts = lazy(() => new STSClient(shared));
  const iam = lazy(() => new IAMClient(shared));
  const s3 = lazy(() => new S3Client({ ...shared, ...s3Options }));
  const cur = lazy(() => new CostAndUsageReportServiceClient(shared));
  const organizations = lazy(() => new OrganizationsClient(shared));
  const cloudformation = lazy(() => new CloudFormationClient(shared));
  const costExplorer = lazy(() => new CostExplorerClient(shared));
  return {
    get sts() {
      return sts();
    },
    get iam() {
      return iam();
    },
    get s3() {
      return s3();
    },
    get cur() {
      return cur();
    },
    get organizations() {
      return organizations();
    },
    get cloudformation() {
      return cloudformation();
    },
    get costExplorer() {
      return costExplorer();
    },
    close() {
      for (const client of made) client.destroy();
      handler.destroy();
    },
  };
}

const s3Options = {
  followRegionRedirects: true,
  requestChecksumCalculation: 'WHEN_REQUIRED',
  responseChecksumValidation: 'WHEN_REQUIRED',
  useArnRegion: false,
  disableMultiregionAccessPoints: true,
  disableS3ExpressSessionAuth: true,
} as const;

let secureContext: SecureContext | undefined;

function httpsAgent(timeout: number): Agent {
  // One for all connections: making it anew for each takes milliseconds that every verification
  // would wait for.
  secureContext ??= createSecureContext();
  // Corporate machines reach AWS through HTTPS_PROXY only; the SDK does not read it, Node's own
  // agent does. While it waits for the proxy a connection belongs to no request yet: stopping the
  // request leaves it open, only this time-out ends it.
  return new Agent({
    keepAlive: true,
    maxSockets: 50,
    secureContext,
    timeout,
    proxyEnv: process.env,
  });
}
