import { describeSlip } from '../../similar.ts';
import { coversText } from '../../wildcard.ts';

interface Wanted {
  bucketName: string;
  /** Prefix of the report, without slashes around it. */
  reportPrefix: string;
}

/** The bucket of an ARN, and the files in it; none of them: the bucket itself. */
interface Place {
  bucket: string;
  key: string | undefined;
}

const unique = (items: readonly string[]) => [...new Set(items)];
const covers = (pattern: string, text: string) => coversText(pattern, text, '?');

function parse(resources: readonly string[]): Place[] {
  return unique(resources).flatMap((resource) => {
    const [, bucket, key] = /^arn:[^:]*:s3:::([^/]+)(?:\/(.*))?$/.exec(resource) ?? [];
    return bucket === undefined ? [] : [{ bucket, key }];
  });
}

/**
 * Which other bucket or folder the resources of statements on S3 are about, as sentences; none where
 * they reach the wanted ones.
 */
export function describeElsewhere(resources: readonly string[], wanted: Wanted): string[] {
  const { bucketName, reportPrefix } = wanted;
  const places = parse(resources);
  if (places.length === 0) return [];
  const mine = places.filter(({ bucket }) => covers(bucket, bucketName));
  if (mine.length === 0) {
    const others = unique(places.map(({ bucket }) => bucket));
    return [
      `It names the bucket ${others.join(', ')}, and not ${bucketName}.`,
      ...others.flatMap((name) => {
        const slip = describeSlip(name, bucketName);
        return slip ? [`${name} ${slip}.`] : [];
      }),
    ];
  }
  const keys = mine.flatMap(({ key }) => (key === undefined ? [] : [key]));
  if (keys.length === 0 || keys.some((key) => covers(key, `${reportPrefix}/x/y.parquet`)))
    return [];
  return keys.map((key) => {
    const folder = withoutStars(key);
    const slip = describeSlip(folder, reportPrefix);
    return `It covers ${key} in the bucket, and the report goes to ${reportPrefix}/${slip ? `: ${folder} ${slip}` : ''}.`;
  });
}

/** A folder: what stands before the stars at the end. */
function withoutStars(key: string): string {
  let end = key.length;
  while (key[end - 1] === '*') end--;
  return end < key.length && key[end - 1] === '/' ? key.slice(0, end - 1) : key.slice(0, end);
}

/** Which half of bucket and files the resources leave out, as a sentence; undefined: neither. */
export function describeHalf(
  resources: readonly string[],
  { bucketName }: Pick<Wanted, 'bucketName'>,
): string | undefined {
  const mine = parse(resources).filter(({ bucket }) => covers(bucket, bucketName));
  if (mine.length === 0) return undefined;
  // `arn:aws:s3:::name*` is the bucket and its files.
  const isBoth = mine.some(({ bucket, key }) => key === undefined && bucket.endsWith('*'));
  if (isBoth) return undefined;
  if (mine.every(({ key }) => key === undefined))
    return `It names the bucket ${bucketName}, and not the files in it (the ARN that ends in /*).`;
  return mine.every(({ key }) => key !== undefined)
    ? `It names the files in ${bucketName}, and not the bucket itself (the ARN without /*).`
    : undefined;
}
