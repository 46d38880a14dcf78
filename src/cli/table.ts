import { styleText } from 'node:util';
import type { Runbook } from '../../runbooks/define-runbook.ts';
import { findingsOf, type PrintedFix, printFixesOnce } from '../checks/printed-fixes.ts';
import type { CheckResult, Report, Unseen } from '../checks/report.ts';
import { isForSpotToDecide } from '../verification/plan.ts';
import { plain } from './progress.ts';

type Status = CheckResult['status'];

const looks = {
  pass: ['✔', 'right', 'green'],
  warning: ['!', 'warning', 'yellow'],
  pending: ['…', 'not yet', 'cyan'],
  undetermined: ['?', 'could not look', 'magenta'],
  fail: ['✘', 'wrong', 'red'],
} as const;

const verdicts: Readonly<Record<Status, string>> = {
  pass: 'Everything that was looked at is right.',
  warning: 'Right, with warnings.',
  pending: 'Right so far; the cloud needs time. Run this again later (exit status 2 until then).',
  undetermined: 'Some of it could not be looked at, so it is not known to be right.',
  fail: 'Something is wrong. Fix it from the top: later steps build on earlier ones.',
};

/**
 * A report for people: one line a check, then every finding with its fix, then what could not be
 * seen.
 */
export function renderReport(report: Report, runbook: Runbook, colours: boolean): string {
  const paint = (format: Parameters<typeof styleText>[0], text: string) =>
    colours ? styleText(format, text, { validateStream: false }) : text;
  const width = Math.max(...report.steps.map(({ id }) => id.length), 4);
  const lines = [paint('bold', `${runbook.title} (${report.runbook}), as ${report.vantage}`), ''];
  for (const { id, checks } of report.steps) {
    for (const { status, title } of checks) {
      const [mark, word, colour] = looks[status];
      lines.push(
        `${paint(colour, mark)} ${id.padEnd(width)}  ${paint(colour, word.padEnd(14))}  ${title}`,
      );
    }
  }
  const fixes = printFixesOnce(findingsOf(report));
  for (const { id, checks } of report.steps) {
    for (const check of checks) {
      for (const fix of fixes.filter(({ finding }) => check.findings.includes(finding)))
        lines.push('', ...findingLines(withoutControls(fix), id, paint));
      if (check.pending)
        lines.push(
          '',
          `… ${id}: ${plain(check.pending.message)}`,
          `  Look again after ${check.pending.until}.`,
        );
    }
  }
  const unseen = report.steps.flatMap(({ id, checks }) =>
    checks.flatMap((check) => check.unseen.map((item) => ({ id, item }))),
  );
  if (unseen.length > 0) lines.push('', paint('bold', 'Could not look at'));
  for (const [key, { id, item }] of new Map(
    unseen.map((entry) => [`${entry.id} ${entry.item.title} ${entry.item.message}`, entry]),
  )) {
    if (key) lines.push(...unseenLines(withoutControls(item), id));
  }
  const elsewhere = report.steps.filter(({ id, status }) => {
    const step = runbook.steps[id];
    return (
      report.steps.length > 1 &&
      step !== undefined &&
      isForSpotToDecide(step, status, report.vantage)
    );
  });
  if (elsewhere.length > 0) {
    lines.push(
      '',
      `Not decided from here, and not counted: ${elsewhere.map(({ id }) => id).join(', ')}.`,
    );
  }
  const [mark, , colour] = looks[report.status];
  lines.push('', paint(colour, `${mark} ${verdicts[report.status]}`), '');
  return lines.join('\n');
}

function findingLines(
  { finding, commands, sameAs }: PrintedFix,
  step: string,
  paint: (format: 'red' | 'yellow' | 'dim', text: string) => string,
): string[] {
  const colour = finding.severity === 'fail' ? 'red' : 'yellow';
  const { fix } = finding;
  return [
    paint(colour, `${finding.code}  ${finding.title}`) + paint('dim', `  (${step})`),
    `  ${finding.explanation}`,
    `  observed  ${indent(finding.observed, 12)}`,
    `  expected  ${indent(finding.expected, 12)}`,
    `  fix       ${fix.summary}${fix.who ? ` Who: ${fix.who}.` : ''}`,
    ...(fix.send ? [`  send      ${indent(fix.send, 12)}`] : []),
    ...(sameAs ? [`            The same command as for ${sameAs} above: run it once.`] : []),
    ...commands.flatMap((command) => ['', `    ${indent(command, 4)}`]),
    ...(fix.commands.length === 0
      ? (fix.console ?? []).map((line, index) => `    ${index + 1}. ${line}`)
      : []),
  ];
}

function unseenLines({ title, message, command }: Unseen, step: string): string[] {
  return [`  ${step}: ${title}: ${message}`, ...(command ? [`    ${indent(command, 4)}`] : [])];
}

/** The same with every text made safe for a terminal. */
function withoutControls<T>(value: T): T {
  if (typeof value === 'string') return plain(value) as T;
  if (Array.isArray(value)) return value.map(withoutControls) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, withoutControls(item)]),
  ) as T;
}

const indent = (text: string, columns: number) => text.replaceAll('\n', `\n${' '.repeat(columns)}`);
