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
 * and two vantages that find nothing and send the reader to each other.
 */
export default function findContradictions(reports: readonly Seen[]): string[] {
  const findings = reports.flatMap(({ report }) => findingsOf(report));
  const equal = findings
    .filter(({ observed, expected }) => observed.trim() === expected.trim())
    .map(({ code, observed }) => `${code} expects what it observed: ${observed}`);
  const sent = (from: string, to: RegExp) =>
    reports
      .filter(({ vantage, report }) => vantage === from && findingsOf(report).length === 0)
      .flatMap(({ report }) => messagesOf(report))
      .find((message) => to.test(message) && !concludes.test(message));
  const [out, back] = [sent('reader', sendsToSpot), sent('spot', sendsToReader)];
  return [
    ...new Set(equal),
    ...(out && back ? [`The vantages send the reader to each other: “${out}” and “${back}”`] : []),
  ];
}

function findingsOf({ steps }: Report): Finding[] {
  return steps.flatMap(({ checks }) => checks.flatMap((check) => check.findings));
}

function messagesOf({ steps }: Report): string[] {
  return steps.flatMap(({ checks }) =>
    checks
      .filter(({ status }) => status === 'undetermined')
      .flatMap(({ unseen }) => unseen.map(({ message }) => message)),
  );
}
