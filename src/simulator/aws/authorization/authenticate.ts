import type { World } from '../../world.ts';
import { userIdOf } from '../arn.ts';
import { partitionOf } from '../partitions.ts';
import { AwsError, type AwsService, type WireProtocol } from '../service.ts';
import { isSignedWith, readSignature } from '../signature.ts';
import type { Caller } from './context.ts';

type Refusal = 'missing' | 'unknownKey' | 'wrongToken' | 'wrongSecret' | 'wrongScope' | 'expired';

const invalidToken = 'The security token included in the request is invalid.';
const wrongSignature =
  'The request signature we calculated does not match the signature you provided. Check your';

/** Code, HTTP status and message of each refusal, by protocol: every AWS wire has its own. */
const refusals: Readonly<
  Record<
    WireProtocol,
    Readonly<Record<Refusal, readonly [code: string, status: number, message: string]>>
  >
> = {
  query: {
    missing: ['MissingAuthenticationToken', 403, 'Request is missing Authentication Token'],
    unknownKey: ['InvalidClientTokenId', 403, invalidToken],
    wrongToken: ['InvalidClientTokenId', 403, invalidToken],
    wrongSecret: [
      'SignatureDoesNotMatch',
      403,
      `${wrongSignature} AWS Secret Access Key and signing method. Consult the service documentation for details.`,
    ],
    wrongScope: ['SignatureDoesNotMatch', 403, 'Credential should be scoped to a valid region.'],
    expired: ['ExpiredToken', 403, 'The security token included in the request is expired'],
  },
  json: {
    missing: ['MissingAuthenticationTokenException', 400, 'Missing Authentication Token'],
    unknownKey: ['UnrecognizedClientException', 400, invalidToken],
    wrongToken: ['UnrecognizedClientException', 400, invalidToken],
    wrongSecret: [
      'InvalidSignatureException',
      400,
      `${wrongSignature} AWS Secret Access Key and signing method. Consult the service documentation for details.`,
    ],
    wrongScope: [
      'InvalidSignatureException',
      400,
      'Credential should be scoped to a valid region.',
    ],
    expired: [
      'ExpiredTokenException',
      400,
      'The security token included in the request is expired',
    ],
  },
  s3: {
    missing: ['AccessDenied', 403, 'Access Denied'],
    unknownKey: [
      'InvalidAccessKeyId',
      403,
      'The AWS Access Key Id you provided does not exist in our records.',
    ],
    wrongToken: ['InvalidToken', 400, 'The provided token is malformed or otherwise invalid.'],
    wrongSecret: ['SignatureDoesNotMatch', 403, `${wrongSignature} key and signing method.`],
    wrongScope: [
      'AuthorizationHeaderMalformed',
      400,
      'The authorization header is malformed; the region or service is wrong.',
    ],
    expired: ['ExpiredToken', 400, 'The provided token has expired.'],
  },
};

/** Finds the world an access key belongs to. */
export type FindWorld = (accessKeyId: string) => World | undefined;

/**
 * Who signed a request. Throws AwsError in the codes of the service's wire when the request is
 * unsigned, signed with an unknown or expired key, with a wrong secret or session token, or for
 * another region or service.
 */
export function authenticate(
  service: AwsService,
  region: string,
  findWorld: FindWorld,
  { request, url, body }: { request: Request; url: URL; body: Uint8Array },
): { world: World; caller: Caller } {
  const refuse = (refusal: Refusal) => new AwsError(...refusals[service.protocol][refusal]);
  const signature = readSignature(request, url);
  if (!signature) throw refuse('missing');
  const world = findWorld(signature.accessKeyId);
  const credentials = world?.aws.credentials.get(signature.accessKeyId);
  const account = credentials && world?.aws.accounts.get(credentials.accountId);
  // Keys end with their user or role, and at the border of their partition.
  if (
    !world ||
    !account ||
    !userIdOf(account, credentials) ||
    partitionOf(region) !== account.partition
  )
    throw refuse('unknownKey');
  // S3 judges the region itself: it knows where the bucket is.
  if (
    signature.service !== service.name ||
    (service.protocol !== 's3' && signature.region !== region)
  )
    throw refuse('wrongScope');
  if (credentials.sessionToken !== signature.sessionToken) throw refuse('wrongToken');
  if (!isSignedWith(credentials.secretAccessKey, signature, request, url, body))
    throw refuse('wrongSecret');
  if (credentials.expiresAt !== undefined && world.clock.now() >= credentials.expiresAt)
    throw refuse('expired');
  return { world, caller: { account, credentials } };
}
