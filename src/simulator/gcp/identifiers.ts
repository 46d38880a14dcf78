import { randomBytes, randomInt } from 'node:crypto';

/** As many decimal digits, not starting with zero. */
export function digits(count: number): string {
  return String(randomInt(1, 10)) + Array.from({ length: count - 1 }, () => randomInt(10)).join('');
}

/** Id of a user or a service account. */
export const newUniqueId = (): string => `1${digits(20)}`;

/** Id of a service account key: 40 hex digits. */
export const newKeyId = (): string => randomBytes(20).toString('hex');

/**
 * Eight bytes in base64, as policies and roles carry them. Clients decode and encode them again, so
 * the text must be canonical.
 */
export const newEtag = (): string =>
  Buffer.concat([Buffer.of(7), randomBytes(7)]).toString('base64');

/** An access token in Google's form. It never reaches Google. */
export const newAccessToken = (): string => `ya29.a0${randomBytes(90).toString('base64url')}`;

export const newRefreshToken = (): string => `1//0${randomBytes(48).toString('base64url')}`;

/** RFC 3339 of epoch milliseconds, in whole seconds. */
export const rfc3339 = (at: number): string =>
  `${new Date(Math.floor(at / 1000) * 1000).toISOString().slice(0, 19)}Z`;

/** Whether two etags hold the same bytes: gcloud sends them back in the alphabet of URLs. */
export const sameEtag = (a: string, b: string): boolean =>
  Buffer.from(a, 'base64').equals(Buffer.from(b, 'base64'));
