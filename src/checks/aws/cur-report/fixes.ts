import type { Fix } from '../../define-check.ts';
import {
  createInConsole,
  createReport,
  editInConsole,
  modifyReport,
  type Report,
  type ReportNames,
} from '../_billing/report-settings.ts';

export interface Subject {
  report: Report;
  names: ReportNames;
  /** Name for a new report; undefined when AWS lets this one be edited. */
  replacement?: string;
  /** Why AWS would refuse the report now; see {@link bucketObstacle}. */
  obstacle?: string;
}

/** What has to be done first where the account has as many reports as it may have. */
export const makeRoom = 'delete a report that nobody needs';

/**
 * AWS tries the bucket before it takes a report, and counts the reports: commands that would only be refused are not shown.
 */
export function afterBucket(obstacle: string | undefined, fix: Fix): Fix {
  if (!obstacle) return fix;
  return {
    ...fix,
    summary: `First ${obstacle}: until then AWS refuses the report. Then check again, and the command is shown here.`,
    commands: [],
  };
}

/** The same text for every wrong setting of a report: one command puts them all right. */
export function fixReport({ report, names, replacement, obstacle }: Subject): Fix {
  if (replacement === undefined)
    return afterBucket(obstacle, {
      summary: `Change the report ${names.reportName}: AWS allows it. The command sets everything Eco needs at once, and the next delivery has the new form.`,
      commands: modifyReport(names),
      console: editInConsole(names, report.ReportVersioning !== 'OVERWRITE_REPORT'),
    });
  const replaced = { ...names, reportName: replacement };
  return afterBucket(obstacle, {
    summary: `AWS never lets this be changed in a report that overwrites. Create a new report, ${replacement}, and change the report name at the top of the page to ${replacement}. Do not reuse the old name: AWS warns that the data can get corrupted. Delete ${names.reportName} if nobody needs it; an account can have only a few reports.`,
    commands: createReport(replaced),
    console: [
      ...createInConsole(replaced),
      `At the top of this page, change the report name to ${replacement}.`,
    ],
  });
}
