import { findingsOf, printFixesOnce } from '../../src/checks/printed-fixes.ts';
import type { Report } from '../../src/checks/report.ts';
import { placeholdersIn } from '../../src/inputs/expand.ts';
import type { Terminal } from '../lib/laboratory.ts';

/** What came of the commands of a report. */
export interface FixesRun {
  /** What they wrote to standard output, in their order. */
  printed: string[];
  /** What was wrong: the first command that failed ends the run. */
  notes: string[];
}

/**
 * Runs all commands that the findings of a report print, from top to bottom, as a reader does who
 * works through the page: none may fail for what another one did or did not do before it.
 */
export async function runPrintedFixes(report: Report, terminal: Terminal): Promise<FixesRun> {
  const run: FixesRun = { printed: [], notes: [] };
  for (const { finding, commands } of printFixesOnce(findingsOf(report))) {
    for (const command of commands) {
      const left = placeholdersIn(command);
      if (left.length > 0)
        run.notes.push(`The fix of ${finding.code} still holds ${left.join(', ')}: ${command}`);
      const result = await terminal.run(command);
      run.printed.push(result.stdout);
      if (result.exitCode === 0) continue;
      run.notes.push(
        `The fix of ${finding.code} ended with ${result.exitCode}:\n${command}\n${result.stderr}`,
      );
      return run;
    }
  }
  return run;
}
