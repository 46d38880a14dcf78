import { partitionOf } from '../partitions.ts';
import { malformedXml } from './errors.ts';
import { readXml } from './xml.ts';

/** Where a request goes: the bucket and key it names, by host or by path. */
export interface Address {
  region: string;
  bucket?: string;
  key?: string;
}

/**
 * Reads `BUCKET.s3.REGION.amazonaws.com/KEY`, `s3.REGION.amazonaws.com/BUCKET/KEY` and the same
 * without region (us-east-1). Undefined when the host is not S3's, or the region does not exist.
 */
export function readAddress(url: URL): Address | undefined {
  const match =
    /^(?:(?<bucket>.+)\.)?s3(?:[.-](?:dualstack\.)?(?<region>[a-z]{2}(?:-[a-z]+)+-\d))?\.amazonaws\.com(?<china>\.cn)?$/.exec(
      url.hostname,
    );
  if (!match?.groups) return undefined;
  const region = match.groups.region ?? 'us-east-1';
  const partition = partitionOf(region);
  if (!partition || (partition === 'aws-cn') !== (match.groups.china !== undefined))
    return undefined;
  const path = decodeURIComponent(url.pathname.slice(1));
  if (match.groups.bucket) return { region, bucket: match.groups.bucket, key: path || undefined };
  const slash = path.indexOf('/');
  if (slash < 0) return { region, bucket: path || undefined };
  return { region, bucket: path.slice(0, slash), key: path.slice(slash + 1) || undefined };
}

/**
 * Query parameters that choose an operation rather than refine it. `x-id` only repeats its name.
 */
const subresources = [
  'accelerate',
  'acl',
  'analytics',
  'attributes',
  'cors',
  'delete',
  'encryption',
  'intelligent-tiering',
  'inventory',
  'legal-hold',
  'lifecycle',
  'location',
  'logging',
  'metrics',
  'notification',
  'object-lock',
  'ownershipControls',
  'policy',
  'policyStatus',
  'publicAccessBlock',
  'replication',
  'requestPayment',
  'restore',
  'retention',
  'select',
  'session',
  'tagging',
  'torrent',
  'uploadId',
  'uploads',
  'versionId',
  'versioning',
  'versions',
  'website',
];

const bucketOperations: Readonly<Record<string, string>> = {
  PUT: 'CreateBucket',
  DELETE: 'DeleteBucket',
  HEAD: 'HeadBucket',
  'GET location': 'GetBucketLocation',
  'GET policy': 'GetBucketPolicy',
  'PUT policy': 'PutBucketPolicy',
  'DELETE policy': 'DeleteBucketPolicy',
  'GET policyStatus': 'GetBucketPolicyStatus',
  'GET publicAccessBlock': 'GetPublicAccessBlock',
  'PUT publicAccessBlock': 'PutPublicAccessBlock',
  'DELETE publicAccessBlock': 'DeletePublicAccessBlock',
  'GET encryption': 'GetBucketEncryption',
  'PUT encryption': 'PutBucketEncryption',
  'DELETE encryption': 'DeleteBucketEncryption',
  'GET acl': 'GetBucketAcl',
  'GET versioning': 'GetBucketVersioning',
  'PUT versioning': 'PutBucketVersioning',
  'GET tagging': 'GetBucketTagging',
  'PUT tagging': 'PutBucketTagging',
  'DELETE tagging': 'DeleteBucketTagging',
  'GET ownershipControls': 'GetBucketOwnershipControls',
  'PUT ownershipControls': 'PutBucketOwnershipControls',
  'GET versions': 'ListObjectVersions',
  'POST delete': 'DeleteObjects',
};

const objectOperations: Readonly<Record<string, string>> = {
  GET: 'GetObject',
  HEAD: 'HeadObject',
  PUT: 'PutObject',
  DELETE: 'DeleteObject',
};

/**
 * The operation by its name in the service model; an unknown one is named by method and
 * subresource, for the refusal to show.
 */
export function operationOf(method: string, address: Address, query: URLSearchParams): string {
  if (address.bucket === undefined) return method === 'GET' ? 'ListBuckets' : `${method} /`;
  const subresource = subresources.find((name) => query.has(name));
  const what = subresource ? `${method} ${subresource}` : method;
  if (address.key !== undefined) return objectOperations[what] ?? `${what} of an object`;
  if (what === 'GET') return query.get('list-type') === '2' ? 'ListObjectsV2' : 'ListObjects';
  return bucketOperations[what] ?? `${what} of a bucket`;
}

/** The request's parameters in the shape of the service model. */
export function inputOf(
  operation: string,
  address: Address,
  request: Request,
  query: URLSearchParams,
  body: Uint8Array,
): Record<string, unknown> {
  const header = (name: string) => request.headers.get(name) ?? undefined;
  const parameter = (name: string) => query.get(name) ?? undefined;
  const number = (name: string) => (query.has(name) ? Number(query.get(name)) : undefined);
  const read = bodies[operation];
  return {
    Bucket: address.bucket,
    Key: address.key,
    ExpectedBucketOwner: header('x-amz-expected-bucket-owner'),
    Prefix: parameter('prefix'),
    ...(/^ListObject/.test(operation) && {
      Delimiter: parameter('delimiter'),
      MaxKeys: number('max-keys'),
      StartAfter: parameter('start-after'),
      ContinuationToken: parameter('continuation-token'),
      KeyMarker: parameter('key-marker'),
      EncodingType: parameter('encoding-type'),
      FetchOwner: parameter('fetch-owner') === 'true',
    }),
    ...(operation === 'ListBuckets' && {
      MaxBuckets: number('max-buckets'),
      BucketRegion: parameter('bucket-region'),
      ContinuationToken: parameter('continuation-token'),
    }),
    ...(/^(CreateBucket|PutObject)$/.test(operation) && { ACL: header('x-amz-acl') }),
    ...(operation === 'GetObject' && { Range: header('range') }),
    ...(operation === 'PutObject' && {
      Body: isChunked(request) ? unchunk(body) : body,
      ContentType: header('content-type'),
      ServerSideEncryption: header('x-amz-server-side-encryption'),
      SSEKMSKeyId: header('x-amz-server-side-encryption-aws-kms-key-id'),
    }),
    ...read?.(isChunked(request) ? unchunk(body) : body),
  };
}

type Element = Record<string, unknown>;
const record = (value: unknown): Element =>
  typeof value === 'object' && value !== null ? (value as Element) : {};
const list = (value: unknown): Element[] => (Array.isArray(value) ? value.map(record) : []);

function required(body: Uint8Array, root: string): Element {
  const content = readXml(body, root);
  if (!content) throw malformedXml();
  return content;
}

/** Members that travel in the body, by operation. */
const bodies: Readonly<Record<string, (body: Uint8Array) => Record<string, unknown>>> = {
  CreateBucket: (body) => ({
    CreateBucketConfiguration: readXml(body, 'CreateBucketConfiguration'),
  }),
  PutBucketPolicy: (body) => ({ Policy: new TextDecoder().decode(body) }),
  PutPublicAccessBlock: (body) => ({
    PublicAccessBlockConfiguration: Object.fromEntries(
      Object.entries(required(body, 'PublicAccessBlockConfiguration')).map(([name, value]) => [
        name,
        String(value).toLowerCase() === 'true',
      ]),
    ),
  }),
  PutBucketEncryption: (body) => ({
    ServerSideEncryptionConfiguration: {
      Rules: list(required(body, 'ServerSideEncryptionConfiguration').Rule),
    },
  }),
  PutBucketVersioning: (body) => ({
    VersioningConfiguration: required(body, 'VersioningConfiguration'),
  }),
  PutBucketTagging: (body) => ({
    Tagging: { TagSet: list(record(required(body, 'Tagging').TagSet).Tag) },
  }),
  PutBucketOwnershipControls: (body) => ({
    OwnershipControls: { Rules: list(required(body, 'OwnershipControls').Rule) },
  }),
  DeleteObjects(body) {
    const content = required(body, 'Delete');
    return { Delete: { Objects: list(content.Object), Quiet: content.Quiet === 'true' } };
  },
};

function isChunked(request: Request): boolean {
  return request.headers.get('x-amz-content-sha256')?.startsWith('STREAMING-') ?? false;
}

/** Takes the chunk sizes, signatures and trailing checksums of `aws-chunked` out of a body. */
function unchunk(body: Uint8Array): Uint8Array {
  const source = Buffer.from(body);
  const parts: Buffer[] = [];
  for (let at = 0; at < source.length; ) {
    const lineEnd = source.indexOf('\r\n', at);
    if (lineEnd < 0) break;
    const size = Number.parseInt(source.toString('latin1', at, lineEnd).split(';')[0] ?? '', 16);
    if (!(size > 0)) break;
    parts.push(source.subarray(lineEnd + 2, lineEnd + 2 + size));
    at = lineEnd + 2 + size + 2;
  }
  return new Uint8Array(Buffer.concat(parts));
}
