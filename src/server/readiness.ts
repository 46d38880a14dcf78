import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { lookingVantages } from '../providers/vantages.ts';
import type { ServerOptions } from './options.ts';

const cacheMs = 30_000;
/** So long, what is missing is not looked for again: anybody may ask. */
const missingMs = 1_000;
const patienceMs = 2_000;

/**
 * Vantages for which the server itself must have AWS credentials. A reader's own machine has those
 * of the clouds its reader uses.
 */
const required = { demo: lookingVantages, local: [], hosted: ['spot'] } as const;

/**
 * What is missing before this server can do its work, in sentences. That nothing is
 * missing is asked at most twice a minute; becoming ready is seen after a second.
 */
export function createReadiness({
  mode,
  credentials,
  collectorsFor,
  siteDir,
  stopping,
  judging,
}: ServerOptions): () => Promise<string[]> {
  let known: { until: number; missing: Promise<string[]> } | undefined;

  const look = async (): Promise<string[]> => {
    const missing: string[] = [];
    if (!judging.isReady()) missing.push('The workers that judge have not started.');
    if (siteDir && (await access(join(siteDir, 'index.html')).catch(() => 'absent')))
      missing.push('The site is not built: its index.html is missing.');
    for (const vantage of collectorsFor ? [] : required[mode]) {
      const provider = credentials[vantage]?.aws;
      const got =
        provider &&
        (await Promise.race([
          provider().then(Boolean, () => false),
          delay(patienceMs, false, { ref: false }),
        ]));
      if (!got) missing.push(`No credentials can be had for looking as ${vantage}.`);
    }
    return missing;
  };

  return async () => {
    if (stopping && stopping.phase !== 'serving')
      return ['This server is about to stop, and ends what it has begun. Ask another one.'];
    if (!known || Date.now() > known.until)
      known = { until: Date.now() + cacheMs, missing: look() };
    const current = known;
    const missing = await current.missing;
    if (missing.length > 0) current.until = Math.min(current.until, Date.now() + missingMs);
    return missing;
  };
}
