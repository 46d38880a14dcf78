/**
 * The operations this program may ever ask AWS for. None of them changes anything; `AssumeRole` only opens a session,
 * and the one place that calls it limits that session to reading.
 */
export const readOnlyCommands: ReadonlySet<string> = new Set([
  'STSClient.GetCallerIdentityCommand',
  'STSClient.AssumeRoleCommand',
  'IAMClient.GetRoleCommand',
  'IAMClient.ListAttachedRolePoliciesCommand',
  'IAMClient.SimulatePrincipalPolicyCommand',
  'S3Client.ListBucketsCommand',
  'S3Client.GetBucketLocationCommand',
  'S3Client.GetBucketPolicyCommand',
  'S3Client.GetBucketEncryptionCommand',
  'S3Client.GetPublicAccessBlockCommand',
  'S3Client.ListObjectsV2Command',
  'S3Client.GetObjectCommand',
  // Sent by the SDK itself to find a bucket's region when it was redirected.
  'S3Client.HeadBucketCommand',
  'CostAndUsageReportServiceClient.DescribeReportDefinitionsCommand',
  'OrganizationsClient.DescribeOrganizationCommand',
  'CloudFormationClient.DescribeStackEventsCommand',
  'CostExplorerClient.GetCostAndUsageCommand',
]);

/** A defect of this program, stopped before anything was sent. */
export class ReadOnlyViolation extends Error {
  readonly command: string;

  constructor(command: string) {
    super(`${command} was refused before it was sent: it is not on the list of read-only operations. Add it there only if it reads.`);
    this.name = 'ReadOnlyViolation';
    this.command = command;
  }
}

/** The answer did not come from AWS: a sign-in page of the network, an error page of a proxy. */
export class NotAwsAnswer extends Error {
  constructor(detail: string) {
    super(detail);
    this.name = 'NotAwsAnswer';
  }
}

/** What this module uses of every SDK client; their own middleware types differ per service. */
export interface GuardedClient {
  // biome-ignore lint/suspicious/noExplicitAny: one middleware for clients of different services and SDK versions
  middlewareStack: { add(middleware: any, options: any): void };
  destroy(): void;
}

interface HandlerContext {
  clientName?: string;
  commandName?: string;
}

type Next = (args: unknown) => Promise<{ response?: { statusCode?: number; headers?: Record<string, string> } }>;

/**
 * Puts the two guards on a client: commands off the list never leave, and web pages posing as answers never arrive.
 * The second matters because lenient XML readers turn a web page into an empty, believable answer.
 */
export function guard<C extends GuardedClient>(client: C): C {
  client.middlewareStack.add(
    (next: Next, context: HandlerContext) => async (args: unknown) => {
      const command = `${context.clientName}.${context.commandName}`;
      if (!readOnlyCommands.has(command)) throw new ReadOnlyViolation(command);
      return next(args);
    },
    { step: 'initialize', priority: 'high', name: 'spotReadOnly' },
  );
  client.middlewareStack.add(
    (next: Next) => async (args: unknown) => {
      const result = await next(args);
      const type = result.response?.headers?.['content-type'] ?? '';
      if (/\bhtml\b/i.test(type)) throw new NotAwsAnswer(`a web page (${type}, HTTP ${result.response?.statusCode}) came back`);
      return result;
    },
    { step: 'deserialize', priority: 'low', name: 'spotNotAws' },
  );
  return client;
}
