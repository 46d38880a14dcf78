import bucketLocation from '../../../evidence/aws/bucket-location.ts';
import bucketPolicy from '../../../evidence/aws/bucket-policy.ts';
import callerIdentity from '../../../evidence/aws/caller-identity.ts';
import reportDefinitions from '../../../evidence/aws/report-definitions.ts';
import reportObjects from '../../../evidence/aws/report-objects.ts';
import { reportRegion } from '../../../spot.ts';
import { defineCheck, diagnosis, type Fix } from '../../define-check.ts';
import { similarName } from '../../similar.ts';
import { findAccountMismatch } from '../_account/guard.ts';
import { bucketObstacle } from '../_billing/access.ts';
import {
  canBeEdited,
  createInConsole,
  createReport,
  editInConsole,
  modifyReport,
  nextName,
  type Report,
  type ReportNames,
  wrongSettings,
} from '../_billing/report-settings.ts';

interface Subject {
  report: Report;
  names: ReportNames;
  /** Name for a new report; undefined when AWS lets this one be edited. */
  replacement?: string;
  /** Why AWS would refuse the report now; see {@link bucketObstacle}. */
  obstacle?: string;
}

/**
 * AWS tries the bucket before it takes a report: commands that would only be refused are not shown.
 */
function afterBucket(obstacle: string | undefined, fix: Fix): Fix {
  if (!obstacle) return fix;
  return {
    ...fix,
    summary: `First ${obstacle}: AWS tries the bucket before it accepts a report. Then check again, and the command is shown here.`,
    commands: [],
  };
}

/** The same text for every wrong setting of a report: one command puts them all right. */
function mend({ report, names, replacement, obstacle }: Subject): Fix {
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
    fix: mend,
  });

const list = (values: readonly string[] | undefined) =>
  values && values.length > 0 ? values.join(', ') : 'none';

export default defineCheck({
  id: 'aws/cur-report',
  title: 'The Cost and Usage Report exists, with the settings Eco needs',
  needs: { reports: reportDefinitions },
  mayUse: {
    identity: callerIdentity,
    objects: reportObjects,
    location: bucketLocation,
    policy: bucketPolicy,
  },
  inputs: ['accountId', 'reportName', 'bucketName', 'reportPrefix'],
  diagnoses: {
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
      'Eco reads reports from us-east-1 only. If the bucket itself is elsewhere, create a new one first: see the check of the bucket.',
      (report) => report.S3Region,
      () => reportRegion,
    ),
  },
  assess({ reports, identity, objects, location, policy }, { accountId, ...names }, judge) {
    const elsewhere = findAccountMismatch(identity, accountId);
    if (elsewhere) return judge.cannotTell(elsewhere);
    const obstacle = bucketObstacle(location, policy, { accountId, ...names });
    const all = reports?.ReportDefinitions ?? [];
    const report = all.find(({ ReportName }) => ReportName === names.reportName);
    const others = all.map(({ ReportName }) => ReportName);
    if (!report) {
      const fits = all.find(
        (other) => !Object.values(wrongSettings(other, names)).some(Boolean),
      )?.ReportName;
      const folder = `${names.reportPrefix}/${names.reportName}/`;
      const left =
        objects.status === 'found' &&
        objects.value.Contents.some(({ Key }) => Key.startsWith(folder));
      const newName = left ? nextName(names.reportName, others) : names.reportName;
      return judge.found('missing', {
        names,
        obstacle,
        newName,
        others,
        fits,
        similar: similarName(names.reportName, others),
      });
    }
    const wrong = wrongSettings(report, names);
    const subject: Subject = {
      report,
      names,
      obstacle,
      ...(canBeEdited(report, wrong) ? {} : { replacement: nextName(names.reportName, others) }),
    };
    for (const [name, isWrong] of Object.entries(wrong))
      if (isWrong) judge.found(name as keyof typeof wrong, subject);
  },
});
