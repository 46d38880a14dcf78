import { reportLimit } from '../../../providers/aws/limits.ts';
import { reportRegion } from '../../../spot.ts';
import { diagnosis } from '../../define-check.ts';
import {
  createInConsole,
  createReport,
  type Report,
  type ReportNames,
} from '../_billing/report-settings.ts';
import { afterBucket, fixReport, type Subject } from './fixes.ts';

/** A setting that is wrong: all such diagnoses observe one field and share their fix. */
const setting = (
  code: string,
  severity: 'fail' | 'warning',
  field: string,
  title: string,
  explain: string,
  of: (report: Report) => string,
  expected: (names: ReportNames) => string,
) =>
  diagnosis<Subject>({
    code,
    severity,
    title,
    explain: () => explain,
    observed: ({ report }) => `${field}: ${of(report)}`,
    expected: ({ names }) => `${field}: ${expected(names)}`,
    fix: fixReport,
  });

const list = (values: readonly string[] | undefined) =>
  values && values.length > 0 ? values.join(', ') : 'none';

/** The ways in which `aws/cur-report` fails, and their words. */
const diagnoses = {
  missing: diagnosis<{
    names: ReportNames;
    obstacle?: string;
    newName: string;
    others: string[];
    fits?: string;
    similar?: string;
  }>({
    code: 'AWS-REPORT-001',
    severity: 'fail',
    title: 'There is no report of this name',
    explain: ({ fits, similar, names, newName }) =>
      [
        'Eco reads what your account costs from this report; without it there is nothing to show.',
        fits &&
          `The report ${fits} already has every setting Eco needs and delivers to ${names.bucketName}: change the report name at the top of the page to ${fits} instead of creating another one.`,
        !fits &&
          similar &&
          `There is a report named ${similar}: if that is the one you mean, change the report name at the top of the page.`,
        newName !== names.reportName &&
          `Files of an earlier report named ${names.reportName} are still in the bucket; a new report of that name in the same place could corrupt them, so the new one gets another name.`,
      ]
        .filter(Boolean)
        .join(' '),
    observed: ({ others }) =>
      others.length > 0
        ? `reports of this account: ${others.join(', ')}`
        : 'this account has no Cost and Usage Report',
    expected: ({ names }) => `a report named ${names.reportName}`,
    fix: ({ names, newName, obstacle }) => {
      const created = { ...names, reportName: newName };
      const renamed = newName !== names.reportName;
      return afterBucket(obstacle, {
        summary: `Create the report ${newName}${renamed ? `, and change the report name at the top of the page to ${newName}` : ''}.`,
        commands: createReport(created),
        console: [
          ...createInConsole(created),
          ...(renamed ? [`At the top of this page, change the report name to ${newName}.`] : []),
        ],
      });
    },
  }),
  noRoom: diagnosis<{ others: string[] }>({
    code: 'AWS-REPORT-012',
    severity: 'fail',
    title: 'The account has as many reports as AWS allows',
    explain: () =>
      `A new report is needed, and AWS lets an account have ${reportLimit}: it would answer ReportLimitReachedException.`,
    observed: ({ others }) => `${others.length} reports: ${others.join(', ')}`,
    expected: () => `at most ${reportLimit - 1}, to have room for one more`,
    fix: ({ others }) => ({
      summary:
        'Ask who reads each of these reports, and have one deleted that nobody needs. Its files stay in their bucket. Which one that is nobody can see from outside, so no command is shown here.',
      commands: [],
      console: [
        'Open Billing and Cost Management > Data Exports, open each export of the type Legacy CUR, and see where it delivers.',
        `Choose one that nobody needs of ${others.join(', ')}, and choose Delete.`,
      ],
      who: 'whoever looks after the reports of the account',
    }),
  }),
  notHourly: setting(
    'AWS-REPORT-002',
    'fail',
    'TimeUnit',
    'The report is not hourly',
    'Reservations and Savings Plans are used up hour by hour. From daily or monthly sums Eco cannot tell which commitment covered what.',
    (report) => report.TimeUnit,
    () => 'HOURLY',
  ),
  noResourceIds: setting(
    'AWS-REPORT-003',
    'fail',
    'AdditionalSchemaElements',
    'The report has no resource IDs',
    'Without resource IDs the lines of the report say what was used, but not by which instance or database, and Eco cannot match them.',
    (report) => list(report.AdditionalSchemaElements),
    () => 'RESOURCES',
  ),
  notParquet: setting(
    'AWS-REPORT-004',
    'fail',
    'Format / Compression',
    'The report is not in Parquet',
    'Eco reads Parquet files; for anything else it shows “Failure to retrieve data … Expecting parquet format”.',
    (report) => `${report.Format} / ${report.Compression}`,
    () => 'Parquet / Parquet',
  ),
  noAthena: setting(
    'AWS-REPORT-005',
    'fail',
    'AdditionalArtifacts',
    'The report is not set up for Athena',
    'The Athena integration lays the files out by year and month, the form in which Eco looks for them.',
    (report) => list(report.AdditionalArtifacts),
    () => 'ATHENA',
  ),
  newVersions: setting(
    'AWS-REPORT-006',
    'fail',
    'ReportVersioning',
    'The report keeps every version instead of overwriting',
    'Each delivery then adds a full copy of the month in another folder: Eco would look in the wrong place, and the bucket grows several times a day.',
    (report) => report.ReportVersioning ?? 'not set',
    () => 'OVERWRITE_REPORT',
  ),
  noRefresh: setting(
    'AWS-REPORT-007',
    'warning',
    'RefreshClosedReports',
    'The report is not refreshed after the month has closed',
    "AWS books refunds, credits and support fees late, some after the bill is final. Without refreshing, Eco's figures for past months stay different from your invoice.",
    (report) => String(report.RefreshClosedReports ?? false),
    () => 'true',
  ),
  otherBucket: setting(
    'AWS-REPORT-008',
    'fail',
    'S3Bucket',
    'The report is delivered to another bucket',
    'Spot will look into the bucket you typed, and AWS delivers somewhere else. If the other bucket is the right one, change the bucket name at the top of the page instead.',
    (report) => report.S3Bucket || 'none',
    ({ bucketName }) => bucketName,
  ),
  otherPrefix: setting(
    'AWS-REPORT-009',
    'fail',
    'S3Prefix',
    'The report is delivered under another prefix',
    'Spot will look into the folder you typed, and AWS delivers into another one. If the other prefix is the right one, change the prefix at the top of the page instead.',
    (report) => report.S3Prefix || 'none',
    ({ reportPrefix }) => reportPrefix,
  ),
  otherRegion: setting(
    'AWS-REPORT-010',
    'fail',
    'S3Region',
    'The report says that its bucket is in another region',
    `Eco reads reports from ${reportRegion} only. If the bucket itself is elsewhere, create a new one first: see the check of the bucket.`,
    (report) => report.S3Region,
    () => reportRegion,
  ),
};

export default diagnoses;
