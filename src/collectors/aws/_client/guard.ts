import { ForeignAnswer } from '../../kernel/foreign-answer.ts';
import { readLimitedBody } from '../../kernel/read-limited-body.ts';
import { ReadOnlyViolation } from '../../kernel/read-only-violation.ts';
import { maximumBytes } from './limit-answers.ts';
import { assumingOperations, commandNames, readingOperations } from './operations.ts';

/** What may be asked for once somebody is in the account: see {@link readingOperations}. */
export const readingCommands = commandNames(readingOperations);

/** What Spot's own principal may ask for: see {@link assumingOperations}. */
export const assumingCommands = commandNames(assumingOperations);

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
  body?: AsyncIterable<Uint8Array | string> | Uint8Array;
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
      if (!allowed.has(command))
        throw new ReadOnlyViolation(command, 'operations that these credentials are for');
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
        throw new ForeignAnswer(`a web page (${type}, HTTP ${response?.statusCode}) came back`);
      requireNamed(response);
      if (response) await keepToAnswers(response, streamed.has(nameOf(context)));
      if (response?.statusCode === 200 && !streamed.has(nameOf(context))) {
        const bytes = await readLimitedBody(response.body, maximumBytes);
        const text = bytes.toString('utf8').trim();
        requireWholeAnswer(text);
        requireParts(nameOf(context), text);
        response.body = bytes;
      }
      return result;
    },
    { step: 'deserialize', priority: 'low', name: 'spotForeignAnswer' },
  );
  return client;
}

/** Of which the SDK reads the id of a request; services differ in the one that they send. */
const requestIdHeaders = ['x-amzn-requestid', 'x-amzn-request-id', 'x-amz-request-id'];

/** Whether an answer names its request, as each one of AWS does. */
export const namesRequest = (headers: Readonly<Record<string, unknown>> = {}): boolean =>
  requestIdHeaders.some((name) => Boolean(headers[name]));

/**
 * Throws for a refusal that names no request: proxies and gateways refuse in the forms of AWS too, and what
 * they refuse says nothing of an account. Trouble and throttling are for the SDK to try again.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/APIReference/CommonErrors.html
 */
function requireNamed({ statusCode = 0, headers }: RawResponse = {}): void {
  const isRefusal = statusCode >= 400 && statusCode < 500 && statusCode !== 429;
  if (isRefusal && !namesRequest(headers))
    throw new ForeignAnswer(`a refusal without a request id of AWS (HTTP ${statusCode}) came back`);
}

const nameOf = ({ clientName, commandName }: HandlerContext) => `${clientName}.${commandName}`;

/**
 * What an answer holds, empty or not: of a list that is missing the SDK makes the same as of one that
 * is empty. Of all other operations the evidence's schema asks for what it needs.
 */
const parts: Readonly<Record<string, readonly string[]>> = {
  'S3Client.GetBucketLocationCommand': ['<LocationConstraint'],
  'S3Client.ListBucketsCommand': ['<ListAllMyBucketsResult', '<Buckets'],
  'S3Client.ListObjectsV2Command': ['<ListBucketResult', '<IsTruncated>'],
  'IAMClient.ListAttachedRolePoliciesCommand': ['<AttachedPolicies', '<IsTruncated>'],
  'IAMClient.ListRolePoliciesCommand': ['<PolicyNames', '<IsTruncated>'],
  'IAMClient.ListAccountAliasesCommand': ['<AccountAliases'],
  'IAMClient.SimulatePrincipalPolicyCommand': ['<EvaluationResults', '<IsTruncated>'],
  'CostAndUsageReportServiceClient.DescribeReportDefinitionsCommand': ['"ReportDefinitions"'],
};

function requireParts(command: string, text: string): void {
  const lacking = parts[command]?.find((part) => !text.includes(part));
  if (lacking)
    throw new ForeignAnswer(`an answer without ${lacking.replace(/[<>"]/g, '')} came back`);
}

/**
 * Throws unless this is one whole JSON or XML document. (A broken JSON one is refused by the SDK
 * itself.)
 */
function requireWholeAnswer(text: string): void {
  if (text === '') throw new ForeignAnswer('an empty answer came back');
  if (!text.startsWith('<')) return;
  const root = /^(?:<\?[^>]*>\s*)?<([\w:.-]+)/.exec(text)?.[1];
  if (!root || /^html$/i.test(root)) throw new ForeignAnswer('a web page came back');
  const end = text.slice(-root.length - 3);
  if (end !== `</${root}>` && !/^(?:<\?[^>]*>\s*)?<[^<>]*\/>$/.test(text))
    throw new ForeignAnswer('an answer that was cut off came back');
}

/**
 * Reads the body, within a limit, unless it is a file. Throws when nothing, or a part, came back where
 * every answer is a document: the operations of the list answer 200, and a part of a file 206.
 */
async function keepToAnswers(response: RawResponse, isFile: boolean): Promise<void> {
  const { statusCode = 0 } = response;
  const isAnswer = statusCode >= 200 && statusCode < 300;
  if (isFile && isAnswer) return;
  response.body = await readLimitedBody(response.body, maximumBytes);
  if (isAnswer && statusCode !== 200)
    throw new ForeignAnswer(`an answer without content (HTTP ${statusCode}) came back`);
}
