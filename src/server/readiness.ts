import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { lookingVantages } from '../providers/vantages.ts';
import type { ServerOptions } from './options.ts';

const cacheMs = 30_000;
const patienceMs = 2_000;

/**
 * Vantages for which the server itself must have AWS credentials. A reader's own machine has those
 * of the clouds its reader uses.
 */
const required = { demo: lookingVantages, local: [], hosted: ['spot'] } as const;

/**
 * What is missing before this server can do its work, in sentences; asked at most twice a minute.
 */
export function createReadiness({
  mode,
  credentials,
  collectorsFor,
  siteDir,
  judging,
}: ServerOptions): () => Promise<string[]> {
  let known: { at: number; missing: Promise<string[]> } | undefined;

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
    if (!known || Date.now() - known.at > cacheMs) known = { at: Date.now(), missing: look() };
    const missing = await known.missing;
    // Becoming ready is seen at once; only being ready is remembered.
    if (missing.length > 0) known = undefined;
    return missing;
  };
}
