import type { World } from '../../src/simulator/world.ts';

/** What a world holds, as texts by where they are; see {@link listContents}. */
export type Contents = readonly string[];

/**
 * What a cloud notes by itself: tokens, times of use, running operations, and what its billing
 * service delivers.
 */
const noise =
  /^(credentials|\w*[tT]okens|recentCalls|operations|propagations?|lastUsed|\w+At|objects|events|lastDelivery|lastStatus|etag|keyIds|earlier|version)$/;

/**
 * Everything in the clouds of a world, one text for each thing: a role, a bucket, a binding, with the
 * path that leads to it.
 */
export function listContents({ aws, azure, gcp, spot }: World): Contents {
  return list({ aws, azure, gcp, spot }, '');
}

/** A value is taken apart where there are maps in it, and bindings by member; the rest is one text. */
function list(value: unknown, path: string): string[] {
  if (isBindings(value))
    return value.flatMap(({ members, ...binding }) =>
      members.map((member) => `${path} = ${JSON.stringify(binding)} ${member}`),
    );
  if (!holdsMaps(value)) return [`${path} = ${JSON.stringify(value, withoutNoise)}`];
  const entries = value instanceof Map ? [...value] : Object.entries(value as object);
  return entries
    .filter(([key]) => !noise.test(String(key)))
    .flatMap(([key, item]) => list(item, `${path}/${String(key)}`));
}

function isBindings(value: unknown): value is { members: string[] }[] {
  return (
    Array.isArray(value) &&
    value.length > 0 &&
    value.every((item) => Array.isArray((item as { members?: unknown })?.members))
  );
}

function holdsMaps(value: unknown): boolean {
  if (value instanceof Map || isBindings(value)) return true;
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(([key, item]) => !noise.test(key) && holdsMaps(item));
}

function withoutNoise(key: string, value: unknown): unknown {
  if (noise.test(key)) return undefined;
  return value instanceof Set ? [...value] : value;
}

/**
 * What was there before and is not any more, though it is nothing of the reader's: no word of it, and
 * none of the way to it below its account, is theirs.
 */
export function findTouched(before: Contents, after: Contents, own: readonly string[]): string[] {
  const left = new Map<string, number>();
  for (const text of after) left.set(text, (left.get(text) ?? 0) + 1);
  const gone = before.filter((text) => {
    const count = left.get(text) ?? 0;
    left.set(text, count - 1);
    return count <= 0;
  });
  return gone.filter((text) => !own.some((word) => text.includes(word)));
}
