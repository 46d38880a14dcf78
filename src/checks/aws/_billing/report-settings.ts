import type reportDefinitions from '../../../evidence/aws/report-definitions.ts';
import type { EvidenceKind } from '../../../evidence/define-evidence.ts';
import { reportRegion } from '../../../spot.ts';
import { quote, writeJson } from '../../shell.ts';
import { describeRegion } from '../_stack/fixes.ts';
import { reportDefinitionFor } from './documents.ts';

type Reports = typeof reportDefinitions extends EvidenceKind<infer T> ? T : never;

/** A report as `describe-report-definitions` prints it. */
export type Report = Reports['ReportDefinitions'][number];

export interface ReportNames {
  reportName: string;
  bucketName: string;
  reportPrefix: string;
}

/** The settings that Eco needs and this report lacks. */
export function wrongSettings(report: Report, { bucketName, reportPrefix }: ReportNames) {
  return {
    notHourly: report.TimeUnit !== 'HOURLY',
    noResourceIds: !report.AdditionalSchemaElements.includes('RESOURCES'),
    notParquet: report.Format !== 'Parquet' || report.Compression !== 'Parquet',
    noAthena: !(report.AdditionalArtifacts ?? []).includes('ATHENA'),
    newVersions: report.ReportVersioning !== 'OVERWRITE_REPORT',
    noRefresh: report.RefreshClosedReports !== true,
    otherBucket: report.S3Bucket !== bucketName,
    otherPrefix: report.S3Prefix !== reportPrefix,
    otherRegion: report.S3Region !== reportRegion,
  };
}

/**
 * Whether AWS lets this report be put right. Of a report that overwrites, time granularity,
 * resource IDs and versioning are fixed for ever.
 * Source: https://docs.aws.amazon.com/cur/latest/userguide/edit-cur.html
 */
export function canBeEdited(report: Report, wrong: ReturnType<typeof wrongSettings>): boolean {
  return (
    report.ReportVersioning !== 'OVERWRITE_REPORT' || !(wrong.notHourly || wrong.noResourceIds)
  );
}

/** `name-2`, or the next number that no report has. */
export function nextName(name: string, taken: readonly string[]): string {
  const base = name.replace(/-\d+$/, '').slice(0, 250);
  for (let number = 2; ; number++)
    if (!taken.includes(`${base}-${number}`)) return `${base}-${number}`;
}

export const createReport = (names: ReportNames): string[] => [
  `${writeJson('report.json', reportDefinitionFor(names))}\naws cur put-report-definition --region ${reportRegion} --report-definition file://report.json`,
];

export const modifyReport = (names: ReportNames): string[] => [
  `${writeJson('report.json', reportDefinitionFor(names))}\naws cur modify-report-definition --region ${reportRegion} --report-name ${quote(names.reportName)} --report-definition file://report.json`,
];

/** The console's way to a new report, screen by screen. */
export const createInConsole = ({
  reportName,
  bucketName,
  reportPrefix,
}: ReportNames): string[] => [
  'Open Billing and Cost Management > Data Exports, and choose Create.',
  'Export type: Legacy CUR export.',
  `Export name: ${reportName}`,
  'Additional export content: tick Include resource IDs. Data refresh settings: tick Refresh automatically.',
  'Time granularity: Hourly. Report versioning: Overwrite existing report.',
  'Report data integration: tick Amazon Athena. Compression type becomes Parquet.',
  `S3 bucket: Configure > Select existing bucket > ${bucketName}; tick “I agree to overwrite my S3 bucket policy”; Select bucket.`,
  `S3 path prefix: ${reportPrefix}`,
  'Choose Create report.',
];

export const editInConsole = (
  { reportName, bucketName, reportPrefix }: ReportNames,
  versioned: boolean,
): string[] => [
  `Open Billing and Cost Management > Data Exports, choose ${reportName}, then Edit.`,
  ...(versioned
    ? [
        'Tick Include resource IDs. Time granularity: Hourly. Report versioning: Overwrite existing report.',
      ]
    : []),
  'Tick Refresh automatically. Report data integration: tick Amazon Athena. Compression type becomes Parquet.',
  `S3 bucket: ${bucketName} in ${describeRegion(reportRegion)}. S3 path prefix: ${reportPrefix}`,
  'Choose Save.',
];
