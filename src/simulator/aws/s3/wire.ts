import { randomBytes } from 'node:crypto';
import { AwsError, type Wire } from '../service.ts';
import type { XmlValue } from '../wire/build-xml.ts';
import { inputOf, operationOf, readAddress } from './requests.ts';
import { errorDocument, xmlDocument } from './xml.ts';

type Output = Record<string, unknown>;

/**
 * S3's REST XML: the operation is in method, path and query; answers are XML, headers, or the
 * object itself.
 */
export const s3Wire: Wire = {
  parse(request, url, body) {
    const address = readAddress(url);
    if (!address) throw new AwsError('InvalidRequest', 400, `${url.hostname} is not a host of S3.`);
    const operation = operationOf(request.method, address, url.searchParams);
    return { operation, input: inputOf(operation, address, request, url.searchParams, body) };
  },

  success(operation, output, requestId) {
    const headers = new Headers(standardHeaders(requestId));
    for (const [member, name] of Object.entries(headerMembers)) {
      const value = output[member];
      if (value !== undefined)
        headers.set(name, value instanceof Date ? value.toUTCString() : String(value));
    }
    if (operation.startsWith('Delete') && operation !== 'DeleteObjects')
      return new Response(null, { status: 204, headers });
    if (operation === 'HeadObject') return new Response(null, { status: 200, headers });
    if (operation === 'GetObject')
      return new Response(output.Body as Uint8Array<ArrayBuffer>, {
        status: output.ContentRange ? 206 : 200,
        headers,
      });
    if (operation === 'GetBucketPolicy') {
      headers.set('content-type', 'application/json');
      return new Response(output.Policy as string, { status: 200, headers });
    }
    const write = documents[operation];
    if (!write) return new Response(null, { status: 200, headers });
    headers.set('content-type', 'application/xml');
    return new Response(write(output), { status: 200, headers });
  },

  failure(error, requestId, operation) {
    const { BucketRegion, ...detail } = error.detail;
    const headers = new Headers(standardHeaders(requestId));
    if (BucketRegion !== undefined) headers.set('x-amz-bucket-region', BucketRegion);
    // A HEAD answer has no body, so its status is all there is.
    if (operation === 'HeadBucket' || operation === 'HeadObject')
      return new Response(null, { status: error.status, headers });
    headers.set('content-type', 'application/xml');
    const content = {
      Code: error.code,
      Message: error.message,
      ...detail,
      RequestId: requestId,
      HostId: headers.get('x-amz-id-2') ?? '',
    };
    return new Response(errorDocument(content), { status: error.status, headers });
  },
};

function standardHeaders(requestId: string): Record<string, string> {
  return {
    'x-amz-request-id': requestId,
    'x-amz-id-2': randomBytes(32).toString('base64'),
    server: 'AmazonS3',
  };
}

/** Members of outputs that travel as headers. */
const headerMembers: Readonly<Record<string, string>> = {
  Location: 'location',
  BucketRegion: 'x-amz-bucket-region',
  AccessPointAlias: 'x-amz-access-point-alias',
  AcceptRanges: 'accept-ranges',
  LastModified: 'last-modified',
  ContentLength: 'content-length',
  ContentRange: 'content-range',
  ContentType: 'content-type',
  ETag: 'etag',
  ServerSideEncryption: 'x-amz-server-side-encryption',
  SSEKMSKeyId: 'x-amz-server-side-encryption-aws-kms-key-id',
};

const xml = (output: Output) => output as Record<string, XmlValue>;

/**
 * Outputs that travel as an XML document; lists are named as the service model names their members.
 */
const documents: Readonly<Record<string, (output: Output) => string>> = {
  ListBuckets: ({ Owner, Buckets, ...rest }) =>
    xmlDocument('ListAllMyBucketsResult', {
      ...xml({ Owner }),
      Buckets: { Bucket: Buckets as XmlValue },
      ...xml(rest),
    }),
  GetBucketLocation: ({ LocationConstraint }) =>
    xmlDocument('LocationConstraint', (LocationConstraint as string | undefined) ?? ''),
  GetBucketPolicyStatus: ({ PolicyStatus }) =>
    xmlDocument('PolicyStatus', PolicyStatus as XmlValue),
  GetPublicAccessBlock: (output) =>
    xmlDocument(
      'PublicAccessBlockConfiguration',
      output.PublicAccessBlockConfiguration as XmlValue,
    ),
  GetBucketEncryption: (output) =>
    xmlDocument(
      'ServerSideEncryptionConfiguration',
      rules(output.ServerSideEncryptionConfiguration),
    ),
  GetBucketOwnershipControls: (output) =>
    xmlDocument('OwnershipControls', rules(output.OwnershipControls)),
  GetBucketVersioning: (output) => xmlDocument('VersioningConfiguration', xml(output)),
  GetBucketTagging: ({ TagSet }) => xmlDocument('Tagging', { TagSet: { Tag: TagSet as XmlValue } }),
  GetBucketAcl: ({ Owner, Grants }) =>
    xmlDocument('AccessControlPolicy', {
      Owner: Owner as XmlValue,
      AccessControlList: { Grant: (Grants as Grant[]).map(grant) },
    }),
  ListObjectsV2: (output) => xmlDocument('ListBucketResult', listing(output)),
  ListObjectVersions: ({ Versions, ...output }) =>
    xmlDocument('ListVersionsResult', {
      ...listing(output),
      Version: encoded(Versions, output.EncodingType),
    }),
  DeleteObjects: ({ Deleted, Errors }) =>
    xmlDocument('DeleteResult', { Deleted: Deleted as XmlValue, Error: Errors as XmlValue }),
};

interface Grant {
  Grantee: { ID: string; Type: string };
  Permission: string;
}

function grant({ Grantee, Permission }: Grant): XmlValue {
  const type = {
    '@xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
    '@xsi:type': Grantee.Type,
  };
  return { Grantee: { ...type, ID: Grantee.ID }, Permission };
}

function rules(configuration: unknown): XmlValue {
  return { Rule: (configuration as { Rules: XmlValue }).Rules };
}

/** With `EncodingType: url` every name in a listing is percent-encoded. */
function listing(output: Output): Record<string, XmlValue> {
  const texts = ['Prefix', 'Delimiter', 'StartAfter', 'KeyMarker', 'NextKeyMarker'];
  return Object.fromEntries(
    Object.entries(output).map(([name, value]) => [
      name,
      texts.includes(name) || Array.isArray(value)
        ? encoded(value, output.EncodingType)
        : (value as XmlValue),
    ]),
  );
}

function encoded(value: unknown, encodingType: unknown): XmlValue {
  if (encodingType !== 'url' || value === undefined) return value as XmlValue;
  if (typeof value === 'string') return encodeURIComponent(value).replaceAll('%2F', '/');
  return (value as Record<string, XmlValue>[]).map((item) =>
    Object.fromEntries(
      Object.entries(item).map(([name, content]) => [
        name,
        name === 'Key' || name === 'Prefix' ? encoded(content, 'url') : content,
      ]),
    ),
  );
}
