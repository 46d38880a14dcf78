import type { Finding, Report } from './report.ts';

/** A finding as it is printed below others. */
export interface PrintedFix {
  finding: Finding;
  /** Its commands that no finding above it has printed. */
  commands: readonly string[];
  /** The first finding above whose commands this one would print again. */
  sameAs?: string;
}

/**
 * Findings in the order in which they are printed. Readers work from top to bottom: a command that
 * stood above has been run, and many cannot run twice (a second report of the same name, a role that
 * is there already). So each is printed once, and the findings below it say where it stands.
 */
export function printFixesOnce(findings: readonly Finding[]): PrintedFix[] {
  const printedBy = new Map<string, string>();
  return findings.map((finding) => {
    const commands = finding.fix.commands.filter((command) => !printedBy.has(command));
    const again = finding.fix.commands.find((command) => printedBy.has(command));
    const sameAs = again === undefined ? undefined : printedBy.get(again);
    for (const command of commands) printedBy.set(command, finding.code);
    return { finding, commands, ...(sameAs ? { sameAs } : {}) };
  });
}

/** All findings of a report, from top to bottom. */
export function findingsOf({ steps }: Pick<Report, 'steps'>): Finding[] {
  return steps.flatMap(({ checks }) => checks.flatMap(({ findings }) => findings));
}
