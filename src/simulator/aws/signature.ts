import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/** What a signed request says about who signed it. */
export interface Signature {
  accessKeyId: string;
  date: string;
  region: string;
  service: string;
  signedHeaders: string[];
  signature: string;
  timestamp: string;
  sessionToken?: string;
  /** In the query string rather than in the Authorization header. */
  presigned: boolean;
}

/**
 * Reads SigV4 from the Authorization header or a presigned URL; undefined when the request is
 * unsigned or signed in another way.
 */
export function readSignature(request: Request, url: URL): Signature | undefined {
  const header = request.headers.get('authorization');
  const query = url.searchParams;
  const parts = header
    ? /^AWS4-HMAC-SHA256\s+Credential=([^,\s]+),\s*SignedHeaders=([^,\s]+),\s*Signature=([0-9a-f]+)$/
        .exec(header.trim())
        ?.slice(1)
    : [
        query.get('X-Amz-Credential'),
        query.get('X-Amz-SignedHeaders'),
        query.get('X-Amz-Signature'),
      ];
  const [credential, signedHeaders, signature] = parts ?? [];
  if (!credential || !signedHeaders || !signature) return undefined;
  const [accessKeyId, date, region, service] = credential.split('/');
  if (!accessKeyId || !date || !region || !service) return undefined;
  return {
    accessKeyId,
    date,
    region,
    service,
    signature,
    signedHeaders: signedHeaders.split(';'),
    timestamp:
      (header ? request.headers.get('x-amz-date') : query.get('X-Amz-Date')) ??
      request.headers.get('date') ??
      '',
    sessionToken:
      (header ? request.headers.get('x-amz-security-token') : query.get('X-Amz-Security-Token')) ??
      undefined,
    presigned: !header,
  };
}

/**
 * Whether the request was signed with this secret. Our own, since libraries sign requests and
 * verify none (https://github.com/smithy-lang/smithy-typescript): they choose the headers to sign,
 * where a service takes those that the client chose. The date is not compared with any clock:
 * worlds run ahead of real time.
 */
export function isSignedWith(
  secret: string,
  signed: Signature,
  request: Request,
  url: URL,
  body: Uint8Array,
): boolean {
  const scope = `${signed.date}/${signed.region}/${signed.service}/aws4_request`;
  const canonical = canonicalRequest(signed, request, url, body);
  const toSign = ['AWS4-HMAC-SHA256', signed.timestamp, scope, hash(canonical)].join('\n');
  const expected = hmac(signingKey(secret, scope), toSign);
  const given = Buffer.from(signed.signature, 'hex');
  return given.length === expected.length && timingSafeEqual(given, expected);
}

const signingKeys = new Map<string, Buffer>();

/**
 * Derived from the secret for a day, region and service; the same for every call of a client, so
 * kept.
 */
function signingKey(secret: string, scope: string): Buffer {
  const name = `${secret}/${scope}`;
  let key = signingKeys.get(name);
  if (!key) {
    if (signingKeys.size > 1_000) signingKeys.clear();
    key = scope.split('/').reduce<string | Buffer>(hmac, `AWS4${secret}`) as Buffer;
    signingKeys.set(name, key);
  }
  return key;
}

function canonicalRequest(signed: Signature, request: Request, url: URL, body: Uint8Array): string {
  const headers = signed.signedHeaders
    .map((name) => `${name}:${headerValue(name, request, url, body)}\n`)
    .join('');
  return [
    request.method,
    canonicalPath(signed, url),
    canonicalQuery(url),
    headers,
    signed.signedHeaders.join(';'),
    payloadHash(signed, request, body),
  ].join('\n');
}

function headerValue(name: string, request: Request, url: URL, body: Uint8Array): string {
  if (name === 'host') return url.host;
  const value = request.headers.get(name);
  // HTTP libraries may carry the length in the framing only.
  if (value === null && name === 'content-length') return String(body.length);
  return (value ?? '').trim().replace(/\s+/g, ' ');
}

/** S3 signs the path as it is sent; every other service encodes it once more. */
function canonicalPath({ service }: Signature, url: URL): string {
  const segments = url.pathname.split('/');
  return segments.map((segment) => encode(service === 's3' ? decoded(segment) : segment)).join('/');
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

function canonicalQuery(url: URL): string {
  return [...url.searchParams]
    .filter(([name]) => name !== 'X-Amz-Signature')
    .map(([name, value]) => [encode(name), encode(value)] as const)
    .sort(([nameA, valueA], [nameB, valueB]) => compare(nameA, nameB) || compare(valueA, valueB))
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
}

function payloadHash(signed: Signature, request: Request, body: Uint8Array): string {
  const stated = request.headers.get('x-amz-content-sha256');
  if (signed.presigned && signed.service === 's3') return stated ?? 'UNSIGNED-PAYLOAD';
  // S3 may leave the payload unsigned or sign it chunk by chunk; a stated plain hash has to be the
  // body's.
  if (stated && signed.service === 's3' && !/^[0-9a-f]{64}$/.test(stated)) return stated;
  return hash(body);
}

/** RFC 3986: everything but letters, digits and `-._~`. */
function encode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function hash(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex');
}

function hmac(key: string | Buffer, data: string): Buffer {
  return createHmac('sha256', key).update(data).digest();
}
