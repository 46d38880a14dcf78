import type { Finding, Report } from '../../src/checks/report.ts';
import type { LookingVantage } from '../../src/providers/vantages.ts';

/** What somebody saw of one world. */
export interface Seen {
  vantage: LookingVantage;
  report: Report;
}

/** The step that is Spot's own says “Only Spot can try this” to every reader. */
const sendsToSpot = /^(?!Only Spot can try this).*\bas Spot\b/is;
const sendsToReader = /with your own credentials|see the step|see the check/i;
/** Words that end the way: somebody to ask, an answer, or what the other look will mean. */
const settles = /this is the answer|Send them: “|\bask\b|\bif (AWS|it|they|Spot|that)\b/i;

/**
 * What the reports of one world say that helps nobody: a finding that contradicts itself or says nothing, and a reader who is sent
 * to Spot's eyes and from there back, with nothing said on the way.
 */
export default function findContradictions(reports: readonly Seen[]): string[] {
  const of = (vantage: LookingVantage) => reports.find((one) => one.vantage === vantage)?.report;
  const [reader, spot] = [of('reader'), of('spot')];
  return [
    ...new Set([
      ...reports.flatMap(({ report }) => findingsOf(report).flatMap(contradictionsIn)),
      ...(reader && spot ? findCircles(reader, spot) : []),
    ]),
  ];
}

/** What a finding says against itself. */
function contradictionsIn(finding: Finding): string[] {
  const { code, observed, expected } = finding;
  const said: string[] = [];
  if (observed.trim() === expected.trim())
    said.push(`${code} expects what it observed: ${observed}`);
  if (observed.trim() === '' || expected.trim() === '') said.push(`${code} says nothing`);
  const words = wordsOf(finding);
  if (/nothing in \w+( \w+)? has to change/i.test(words) && /\b(again|anew)\b/i.test(words))
    said.push(`${code}: nothing has to change, and something has to be made again`);
  return said;
}

function findCircles(reader: Report, spot: Report): string[] {
  if (findingsOf(reader).length > 0) return [];
  const sent = untoldOf(reader).filter(
    (message) => sendsToSpot.test(message) && !settles.test(message),
  );
  const back = [
    ...findingsOf(spot)
      .filter(({ fix }) => fix.commands.length === 0)
      .map(wordsOf),
    ...(findingsOf(spot).length === 0 ? untoldOf(spot) : []),
  ].filter((words) => sendsToReader.test(words) && !settles.test(words));
  return sent.flatMap((there) =>
    back.map((again) => `The reader is sent in a circle: “${there}” and “${again}”`),
  );
}

const findingsOf = (report: Report): Finding[] =>
  report.steps.flatMap(({ checks }) => checks.flatMap(({ findings }) => findings));

/** What was said of checks that could not decide. */
const untoldOf = (report: Report): string[] =>
  report.steps
    .flatMap(({ checks }) => checks)
    .filter(({ findings }) => findings.length === 0)
    .flatMap(({ unseen }) => unseen.map(({ message }) => message));

const wordsOf = ({ title, explanation, observed, expected, fix }: Finding): string =>
  [title, explanation, observed, expected, fix.summary, ...(fix.console ?? [])].join(' ');
