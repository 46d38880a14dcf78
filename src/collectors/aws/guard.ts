/**
 * The operations this program may ask AWS for, once it is somebody in the account. None of them
 * changes anything.
 */
export const readingCommands: ReadonlySet<string> = new Set([
  'STSClient.GetCallerIdentityCommand',
  'IAMClient.GetPolicyCommand',
  'IAMClient.GetPolicyVersionCommand',
  'IAMClient.GetRoleCommand',
  'IAMClient.ListAccountAliasesCommand',
  'IAMClient.ListAttachedRolePoliciesCommand',
  'IAMClient.SimulatePrincipalPolicyCommand',
  'S3Client.ListBucketsCommand',
  'S3Client.GetBucketLocationCommand',
  'S3Client.GetBucketPolicyCommand',
  'S3Client.GetBucketEncryptionCommand',
  'S3Client.GetPublicAccessBlockCommand',
  'S3Client.ListObjectsV2Command',
  'S3Client.GetObjectCommand',
  'CostAndUsageReportServiceClient.DescribeReportDefinitionsCommand',
  'OrganizationsClient.DescribeOrganizationCommand',
  'CloudFormationClient.DescribeStackEventsCommand',
  'CloudFormationClient.DescribeStacksCommand',
  'CostExplorerClient.GetCostAndUsageCommand',
]);

/**
 * All that Spot's own principal may ask for. The one place that does limits the session it gets to
 * reading.
 */
export const assumingCommands: ReadonlySet<string> = new Set(['STSClient.AssumeRoleCommand']);

/** A defect of this program, stopped before anything was sent. */
export class ReadOnlyViolation extends Error {
  readonly command: string;

  constructor(command: string) {
    super(
      `${command} was refused before it was sent: it is not on the list of operations that these credentials are for. Add it there only if it reads.`,
    );
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

interface RawResponse {
  statusCode?: number;
  headers?: Record<string, string>;
  body?: unknown;
}
type Next = (args: unknown) => Promise<{ response?: RawResponse }>;

/** Their answers are files, which are passed on as they come. */
const streamed: ReadonlySet<string> = new Set(['S3Client.GetObjectCommand']);

/**
 * Puts the two guards on a client: commands off the list never leave, and what poses as an answer
 * never arrives. The second matters because lenient readers turn a web page, half an answer or
 * nothing at all into an empty, believable one.
 */
export function guard<C extends GuardedClient>(
  client: C,
  allowed: ReadonlySet<string> = readingCommands,
): C {
  client.middlewareStack.add(
    (next: Next, context: HandlerContext) => async (args: unknown) => {
      const command = nameOf(context);
      if (!allowed.has(command)) throw new ReadOnlyViolation(command);
      return next(args);
    },
    { step: 'initialize', priority: 'high', name: 'spotReadOnly' },
  );
  client.middlewareStack.add(
    (next: Next, context: HandlerContext) => async (args: unknown) => {
      const result = await next(args);
      const { response } = result;
      const type = response?.headers?.['content-type'] ?? '';
      if (/\bhtml\b/i.test(type))
        throw new NotAwsAnswer(`a web page (${type}, HTTP ${response?.statusCode}) came back`);
      if (response?.statusCode === 200 && !streamed.has(nameOf(context))) {
        const bytes = await bytesOf(response.body);
        wholeAnswer(Buffer.from(bytes).toString('utf8').trim());
        response.body = bytes;
      }
      return result;
    },
    { step: 'deserialize', priority: 'low', name: 'spotNotAws' },
  );
  return client;
}

const nameOf = ({ clientName, commandName }: HandlerContext) => `${clientName}.${commandName}`;

/** More than any answer of AWS to the calls above; a page of 1,000 files takes less than 2 MiB. */
const maximumBytes = 16 * 1024 * 1024;

async function bytesOf(body: unknown): Promise<Uint8Array> {
  if (body === undefined || body === null) return new Uint8Array();
  if (body instanceof Uint8Array) return body;
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body as AsyncIterable<Uint8Array | string>) {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
    length += bytes.length;
    if (length > maximumBytes)
      throw new NotAwsAnswer(`an answer of more than ${maximumBytes} bytes came back`);
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}

/**
 * Throws unless this is one whole JSON or XML document. (A broken JSON one is refused by the SDK
 * itself.)
 */
function wholeAnswer(text: string): void {
  if (text === '') throw new NotAwsAnswer('an empty answer came back');
  if (!text.startsWith('<')) return;
  const root = /^(?:<\?[^>]*>\s*)?<([\w:.-]+)/.exec(text)?.[1];
  if (!root || /^html$/i.test(root)) throw new NotAwsAnswer('a web page came back');
  const end = text.slice(-root.length - 3);
  if (end !== `</${root}>` && !/^(?:<\?[^>]*>\s*)?<[^<>]*\/>$/.test(text))
    throw new NotAwsAnswer('an answer that was cut off came back');
}
