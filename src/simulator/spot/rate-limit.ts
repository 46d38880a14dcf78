import type { World } from '../world.ts';
import { SpotError } from './errors.ts';

const windowMs = 60_000;

/**
 * Calls of one organisation to one route with one method within a minute. The real number is not
 * public.
 */
export const callsPerMinute = 300;

/**
 * Counts a call, and refuses it when there were too many. A call that is sent while blocked counts
 * too, so it prolongs the block. Source: Spot help, administration/api. Throws SpotError 429.
 */
export function countCall(world: World, key: string): void {
  const now = world.clock.now();
  const recent = (world.spot.recentCalls.get(key) ?? []).filter((at) => at > now - windowMs);
  recent.push(now);
  // No older one counts: the block lasts until the first of these is a minute old.
  world.spot.recentCalls.set(key, recent.slice(-callsPerMinute - 1));
  if (recent.length <= callsPerMinute) return;
  const oldest = recent[recent.length - callsPerMinute - 1] as number;
  throw new SpotError(429, 'Rate limit exceeded', {
    'x-ratelimit-limit': String(callsPerMinute),
    'x-ratelimit-remaining': '0',
    'x-ratelimit-reset': String(Math.ceil((oldest + windowMs - now) / 1000)),
  });
}
