import type { Bucket, S3Object } from '../state.ts';
import { invalidArgument } from './errors.ts';

export interface ListingQuery {
  prefix?: string;
  delimiter?: string;
  /** At most 1000, as in S3. */
  maxKeys?: number;
  startAfter?: string;
  continuationToken?: string;
}

export interface Listing {
  objects: S3Object[];
  commonPrefixes: string[];
  maxKeys: number;
  isTruncated: boolean;
  nextToken?: string;
}

/**
 * Objects and common prefixes in UTF-8 order, one page of them. Throws InvalidArgument for a token
 * S3 did not make.
 */
export function listObjects(bucket: Bucket, query: ListingQuery): Listing {
  const maxKeys = Math.min(query.maxKeys ?? 1000, 1000);
  const prefix = query.prefix ?? '';
  const after =
    query.continuationToken === undefined
      ? (query.startAfter ?? '')
      : readToken(query.continuationToken);
  const entries = new Map<string, S3Object | undefined>();
  for (const object of bucket.objects.values()) {
    if (!object.key.startsWith(prefix)) continue;
    const end = query.delimiter ? object.key.indexOf(query.delimiter, prefix.length) : -1;
    if (query.delimiter && end >= 0)
      entries.set(object.key.slice(0, end + query.delimiter.length), undefined);
    else entries.set(object.key, object);
  }
  const names = [...entries.keys()].filter((name) => byBytes(name, after) > 0).sort(byBytes);
  const page = names.slice(0, maxKeys);
  const last = page.at(-1);
  const isTruncated = maxKeys > 0 && names.length > page.length;
  return {
    objects: page.flatMap((name) => entries.get(name) ?? []),
    commonPrefixes: page.filter((name) => entries.get(name) === undefined),
    maxKeys,
    isTruncated,
    nextToken: isTruncated && last !== undefined ? makeToken(last) : undefined,
  };
}

function byBytes(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

const makeToken = (name: string) => Buffer.from(`1:${name}`).toString('base64');

function readToken(token: string): string {
  const text = Buffer.from(token, 'base64').toString();
  if (!text.startsWith('1:'))
    throw invalidArgument(
      'The continuation token provided is incorrect',
      'continuation-token',
      token,
    );
  return text.slice(2);
}
