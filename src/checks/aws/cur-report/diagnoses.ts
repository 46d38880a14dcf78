import { reportLimit } from '../../../providers/aws/limits.ts';
import { reportRegion } from '../../../spot.ts';
import { diagnosis } from '../../define-check.ts';
import { describeSlip } from '../../similar.ts';
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
  explain: string | ((report: Report, names: ReportNames) => string),
  of: (report: Report) => string,
  expected: (names: ReportNames) => string,
) =>
  diagnosis<Subject>({
    code,
    severity,
    title,
    explain: ({ report, names }) =>
      typeof explain === 'string' ? explain : explain(report, names),
    observed: ({ report }) => `${field}: ${of(report)}`,
    expected: ({ names }) => `${field}: ${expected(names)}`,
    fix: fixReport,
  });

const list = (values: readonly string[] | undefined) =>
  values && values.length > 0 ? values.join(', ') : 'none';

/** What is known where there is no report of the name. */
interface Missing {
  names: ReportNames;
  obstacle?: string;
  newName: string;
  others: string[];
  fits?: string;
  similar?: string;
  /** Exports of the newer kind that have delivered below the prefix. */
  dataExports: string[];
  /** Whether files of an earlier report are in the folder. */
  isLeft: boolean;
}

const slipOf = (name: string, { reportName }: ReportNames) => {
  const slip = describeSlip(name, reportName);
  return slip ? ` It ${slip}.` : '';
};

const describeLeft = ({ reportName, reportPrefix }: ReportNames, isLeft: boolean) =>
  isLeft
    ? `Files of an earlier report named ${reportName} are still in the bucket; a new report of that name in the same place could corrupt them, so the new one gets another name.`
    : `The folder ${reportPrefix}/${reportName}/ is taken by that export, so the report gets another name.`;

const createMissing = ({ names, newName, obstacle }: Missing) => {
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
};

/**
 * By what the prefix of the report is odd, where it is the right one but for slashes: the page takes
 * no such prefix.
 */
function describeSlashes(actual: string, wanted: string): string | undefined {
  if (actual === wanted || actual.split('/').filter(Boolean).join('/') !== wanted) return undefined;
  return actual.endsWith('/')
    ? 'ends in a slash'
    : actual.startsWith('/')
      ? 'begins with a slash'
      : 'has two slashes in a row';
}

/** Whether the page takes this as a prefix. */
const canBeTyped = (prefix: string) =>
  /^[0-9A-Za-z_./-]{1,256}$/.test(prefix) && !/^\/|\/$|\/\//.test(prefix);

function explainPrefix(
  { S3Prefix, ReportName }: Report,
  { reportPrefix, bucketName }: ReportNames,
) {
  const slashes = describeSlashes(S3Prefix, reportPrefix);
  if (slashes)
    return `The prefix of the report ${slashes}, which makes a folder without a name: AWS delivers below s3://${bucketName}/${S3Prefix}/${ReportName}/, and Spot looks below s3://${bucketName}/${reportPrefix}/${ReportName}/. AWS takes no such prefix for new reports, and nor does this page: the report has to change.`;
  const slip = describeSlip(S3Prefix, reportPrefix);
  return [
    `Spot will look into the folder ${reportPrefix}/, and AWS delivers ${S3Prefix ? `into ${S3Prefix}/` : 'without any prefix'}.`,
    slip && `“${S3Prefix}” ${slip}.`,
    canBeTyped(S3Prefix) &&
      `If ${S3Prefix} is the right one, change the prefix at the top of the page instead.`,
  ]
    .filter(Boolean)
    .join(' ');
}

/** The ways in which `aws/cur-report` fails, and their words. */
const diagnoses = {
  missing: diagnosis<Missing>({
    code: 'AWS-REPORT-001',
    severity: 'fail',
    title: 'There is no report of this name',
    explain: ({ fits, similar, names, newName, isLeft }) =>
      [
        'Eco reads what your account costs from this report; without it there is nothing to show.',
        fits &&
          `The report ${fits} already has every setting Eco needs and delivers to ${names.bucketName}: change the report name at the top of the page to ${fits} instead of creating another one.${slipOf(fits, names)}`,
        !fits &&
          similar &&
          `There is a report named ${similar}: if that is the one you mean, change the report name at the top of the page.${slipOf(similar, names)}`,
        newName !== names.reportName && describeLeft(names, isLeft),
      ]
        .filter(Boolean)
        .join(' '),
    observed: ({ others }) =>
      others.length > 0
        ? `reports of this account: ${others.join(', ')}`
        : 'this account has no Cost and Usage Report',
    expected: ({ names }) => `a report named ${names.reportName}`,
    fix: createMissing,
  }),
  dataExport: diagnosis<Missing>({
    code: 'AWS-REPORT-011',
    severity: 'fail',
    title: 'What delivers into the bucket is a Data Export, not the report that Eco reads',
    explain: ({ dataExports, names, newName, isLeft }) =>
      [
        `The files of ${dataExports.join(', ')} in ${names.bucketName} are those of Data Exports (CUR 2.0 or FOCUS): the console makes such a one where “Standard data export” is chosen. Eco reads the older Cost and Usage Report, which the console calls “Legacy CUR export”; both can go on side by side.`,
        newName !== names.reportName && describeLeft(names, isLeft),
      ]
        .filter(Boolean)
        .join(' '),
    observed: ({ dataExports, others }) =>
      `files of the Data Export ${dataExports.join(', ')}; ${others.length > 0 ? `reports of this account: ${others.join(', ')}` : 'this account has no Cost and Usage Report'}`,
    expected: ({ names }) => `a Cost and Usage Report (legacy) named ${names.reportName}`,
    fix: createMissing,
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
    ({ S3Bucket }, { bucketName }) => {
      const slip = describeSlip(S3Bucket, bucketName);
      return `Spot will look into the bucket ${bucketName}, and AWS delivers ${S3Bucket ? `into ${S3Bucket}${slip ? `, which ${slip}` : ''}. If ${S3Bucket} is the right one, change the bucket name at the top of the page instead` : 'into none'}.`;
    },
    (report) => report.S3Bucket || 'none',
    ({ bucketName }) => bucketName,
  ),
  otherPrefix: setting(
    'AWS-REPORT-009',
    'fail',
    'S3Prefix',
    'The report is delivered under another prefix',
    explainPrefix,
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
