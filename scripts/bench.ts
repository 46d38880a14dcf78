/**
 * npm run bench [-- PART …]: ratios within one run and megabytes, never seconds to compare between
 * machines. The parts are files of scripts/bench/; without a name all run, one after the other.
 */
import { benchDemo } from './bench/demo-memory.ts';
import { benchJavaScript } from './bench/javascript.ts';
import { benchStreams } from './bench/streams.ts';
import { benchVerifications } from './bench/verifications.ts';

const parts: Readonly<Record<string, () => Promise<void>>> = {
  verifications: benchVerifications,
  streams: benchStreams,
  demo: benchDemo,
  javascript: benchJavaScript,
};
const asked = process.argv.slice(2);
for (const name of asked.length > 0 ? asked : Object.keys(parts)) {
  const run = Object.hasOwn(parts, name) ? parts[name] : undefined;
  if (!run)
    throw new Error(`There is no part “${name}”. There are ${Object.keys(parts).join(', ')}.`);
  await run();
}
