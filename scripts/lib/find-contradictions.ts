import type { Finding, Report } from '../../src/checks/report.ts';

interface Seen {
  vantage: string;
  report: Report;
}

const sendsToSpot = /check as Spot/i;
const sendsToReader = /(with|see) your own credentials/i;
/** Where a message says what the other look will mean, it sends nobody in a circle. */
const concludes = /\bif (AWS|it|they|Spot|that)\b/i;

/**
 * What the reports of one world say that cannot both be so: a finding that expects what it observed,
 * and a check that finds nothing from either vantage, and sends the reader from each to the other.
 */
export default function findContradictions(reports: readonly Seen[]): string[] {
  const findings = reports.flatMap(({ report }) => findingsOf(report));
  const equal = findings
    .filter(({ observed, expected }) => observed.trim() === expected.trim())
    .map(({ code, observed }) => `${code} expects what it observed: ${observed}`);
  const sent = (from: string, to: RegExp) =>
    reports
      .filter(({ vantage, report }) => vantage === from && findingsOf(report).length === 0)
      .flatMap(({ report }) => undecided(report))
      .filter(({ message }) => to.test(message) && !concludes.test(message));
  const back = sent('spot', sendsToReader);
  const circles = sent('reader', sendsToSpot).flatMap(({ check, message }) =>
    back
      .filter((other) => other.check === check)
      .map((other) => `${check} sends the reader in a circle: “${message}” and “${other.message}”`),
  );
  return [...new Set([...equal, ...circles])];
}

function findingsOf({ steps }: Report): Finding[] {
  return steps.flatMap(({ checks }) => checks.flatMap((check) => check.findings));
}

/** What was said of checks that could not decide. */
function undecided({ steps }: Report): { check: string; message: string }[] {
  return steps.flatMap(({ checks }) =>
    checks
      .filter(({ status }) => status === 'undetermined')
      .flatMap(({ id, unseen }) => unseen.map(({ message }) => ({ check: id, message }))),
  );
}
