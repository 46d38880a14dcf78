import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { CostAndUsageReportServiceClient } from '@aws-sdk/client-cost-and-usage-report-service';
import { CostExplorerClient } from '@aws-sdk/client-cost-explorer';
import { IAMClient } from '@aws-sdk/client-iam';
import { OrganizationsClient } from '@aws-sdk/client-organizations';
import { S3Client } from '@aws-sdk/client-s3';
import { STSClient } from '@aws-sdk/client-sts';
import {
  type AwsPlace,
  billingRegionOf,
  mainRegionOf,
  regionOf,
} from '../../../providers/aws/partitions.ts';
import { type AwsConnections, shareConnections } from './connections.ts';
import { type GuardedClient, guard } from './guard.ts';
import type { AwsService } from './operations.ts';

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
  /** Partition and region that are asked. */
  place?: AwsPlace;
}

/**
 * One client per service, made when first used; every one refuses what is not on the read-only
 * list. Their names are those of operations.ts.
 */
export interface AwsClients extends Record<AwsService, GuardedClient> {
  readonly sts: STSClient;
  readonly iam: IAMClient;
  readonly s3: S3Client;
  readonly cur: CostAndUsageReportServiceClient;
  readonly organizations: OrganizationsClient;
  readonly cloudformation: CloudFormationClient;
  readonly costExplorer: CostExplorerClient;
  close(): void;
}

/** Clients for one set of credentials, in one place. */
export function createAwsClients(
  credentials: AwsCredentialsProvider,
  options: AwsClientOptions = {},
): AwsClients {
  const { connectionTimeoutMs = 3_000, requestTimeoutMs = 10_000, place } = options;
  const requestHandler = shareConnections({ connectionTimeoutMs, requestTimeoutMs });
  const made = new Map<new (settings: ClientSettings) => GuardedClient, GuardedClient>();
  const open = <C extends GuardedClient>(
    Client: new (settings: ClientSettings) => C,
    settings: Pick<ClientSettings, 'region'>,
  ): C => {
    const known = made.get(Client);
    if (known) return known as C;
    const client = guard(
      new Client({
        ...settings,
        ...fixedSettings,
        credentials,
        maxAttempts: options.maxAttempts ?? 3,
        requestHandler,
      }),
      options.allowed,
    );
    made.set(Client, client);
    return client;
  };
  // What is global to a partition is asked for in one region, and signed for it.
  const global = { region: mainRegionOf(place) };
  const billing = { region: billingRegionOf(place) };
  const regional = { region: regionOf(place) };
  return {
    get sts() {
      return open(STSClient, global);
    },
    get iam() {
      return open(IAMClient, global);
    },
    get s3() {
      return open(S3Client, { ...regional, ...s3Settings });
    },
    get cur() {
      return open(CostAndUsageReportServiceClient, billing);
    },
    get organizations() {
      return open(OrganizationsClient, billing);
    },
    get cloudformation() {
      return open(CloudFormationClient, regional);
    },
    get costExplorer() {
      return open(CostExplorerClient, billing);
    },
    close() {
      for (const client of made.values()) client.destroy();
    },
  };
}

/** Said here so that no client searches the machine's AWS configuration for them. */
const fixedSettings = {
  retryMode: 'standard',
  defaultsMode: 'standard',
  useFipsEndpoint: false,
  useDualstackEndpoint: false,
  userAgentAppId: 'spot-runbooks',
  authSchemePreference: [] as string[],
} as const;

type ClientSettings = typeof fixedSettings & {
  region: string;
  credentials: AwsCredentialsProvider;
  maxAttempts: number;
  requestHandler: AwsConnections;
};

const s3Settings = {
  followRegionRedirects: true,
  requestChecksumCalculation: 'WHEN_REQUIRED',
  responseChecksumValidation: 'WHEN_REQUIRED',
  useArnRegion: false,
  disableMultiregionAccessPoints: true,
  disableS3ExpressSessionAuth: true,
} as const;
