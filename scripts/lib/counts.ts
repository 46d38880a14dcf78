import { writeFileSync } from 'node:fs';

/**
 * Hands this script's counts to `npm test`, which sums them over all its parts. Outside `npm test` (COUNTS_FILE unset)
 * it does nothing. Sets the exit code when something failed.
 */
export function reportCounts(passed: number, failed: number): void {
  if (failed > 0) process.exitCode = 1;
  const file = process.env.COUNTS_FILE;
  if (file) writeFileSync(file, JSON.stringify({ passed, failed }));
}
