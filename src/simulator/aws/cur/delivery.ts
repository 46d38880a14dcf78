import { createHash } from 'node:crypto';
import type { World } from '../../world.ts';
import { storeObject } from '../s3/state.ts';
import type { Bucket, CostReport } from '../state.ts';
import { deliveryEveryHours, deliveryStatus, hour, reportFolder } from './state.ts';

/**
 * Lets deliveries happen as soon as the world's clock is moved. Without it they happen when
 * somebody next asks S3 or CUR.
 */
export function attachBillingClock(world: World): void {
  world.clock.onAdvance(() => deliverDueReports(world));
}

/**
 * Tries to deliver every report that is due. After a long jump of the clock only the latest due
 * delivery is made.
 */
export function deliverDueReports(world: World): void {
  const now = world.clock.now();
  const every = deliveryEveryHours * hour;
  for (const account of world.aws.accounts.values()) {
    for (const report of account.reports.values()) {
      if (report.nextDeliveryAt > now) continue;
      const at = report.nextDeliveryAt + Math.floor((now - report.nextDeliveryAt) / every) * every;
      const files = filesOf(report, account.id, at);
      const keys = files.map(({ key }) => key);
      report.lastStatus = deliveryStatus(world, report, account, keys);
      if (report.lastStatus === 'SUCCESS') {
        for (const file of files)
          storeObject(world, world.aws.buckets.get(report.bucket) as Bucket, { ...file, at });
        report.lastDelivery = at;
      }
      report.nextDeliveryAt = at + every;
    }
  }
}

interface DeliveredFile {
  key: string;
  body: string;
  contentType: string;
}

/**
 * The files of the month that `at` falls into. The data files hold no usable rows: Parquet
 * files are framed by their magic number only. Layout:
 * https://docs.aws.amazon.com/cur/latest/userguide/understanding-report-versions.html
 */
function filesOf(report: CostReport, accountId: string, at: number): DeliveredFile[] {
  const files: DeliveredFile[] = [];
  const put = (key: string, body: string, contentType: string) =>
    files.push({ key, body, contentType });
  const month = monthOf(at);
  const folder = reportFolder(report);
  const periodFolder = `${folder}/${compactDay(month.start)}-${compactDay(month.end)}`;
  const assemblyId = createHash('sha256')
    .update(`${accountId}/${report.name}/${at}`)
    .digest('hex')
    .slice(0, 32);
  const versionFolder =
    report.versioning === 'CREATE_NEW_REPORT' ? `${periodFolder}/${assemblyId}` : periodFolder;
  const athena = report.artifacts.includes('ATHENA');
  const partition = `${folder}/${report.name}/year=${month.start.getUTCFullYear()}/month=${month.start.getUTCMonth() + 1}`;
  const dataKey = `${athena ? partition : versionFolder}/${report.name}-00001.${extensions[report.compression] ?? 'csv.gz'}`;
  put(
    dataKey,
    report.format === 'Parquet' ? 'PAR1PAR1' : 'identity/LineItemId\n',
    'application/octet-stream',
  );
  const manifest = manifestOf(report, accountId, month, assemblyId, dataKey);
  for (const place of new Set([versionFolder, periodFolder]))
    put(`${place}/${report.name}-Manifest.json`, manifest, 'application/json');
  if (athena) {
    put(
      `${periodFolder}/${report.name}-create-table.sql`,
      tableOf(report, folder),
      'binary/octet-stream',
    );
    put(`${periodFolder}/crawler-cfn.yml`, crawlerOf(report, folder), 'binary/octet-stream');
  }
  return files;
}

const extensions: Readonly<Record<string, string>> = {
  Parquet: 'snappy.parquet',
  GZIP: 'csv.gz',
  ZIP: 'csv.zip',
};

interface Month {
  start: Date;
  end: Date;
}

function monthOf(at: number): Month {
  const day = new Date(at);
  const start = Date.UTC(day.getUTCFullYear(), day.getUTCMonth(), 1);
  return {
    start: new Date(start),
    end: new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + 1, 1)),
  };
}

const compactDay = (date: Date) => date.toISOString().slice(0, 10).replaceAll('-', '');

/** `YYYYMMDDThhmmssZ`, as CUR writes moments. */
export function compactMoment(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`;
}

function manifestOf(
  report: CostReport,
  accountId: string,
  month: Month,
  assemblyId: string,
  dataKey: string,
): string {
  const columns = [
    ['identity', 'line_item_id'],
    ['line_item', 'usage_account_id'],
    ['line_item', 'unblended_cost'],
    ...(report.schemaElements.includes('RESOURCES') ? [['line_item', 'resource_id']] : []),
  ];
  return JSON.stringify({
    assemblyId,
    account: accountId,
    columns: columns.map(([category, name]) => ({ category, name })),
    charset: 'UTF-8',
    compression: report.compression,
    contentType: report.format === 'Parquet' ? 'Parquet' : 'text/csv',
    reportId: createHash('sha256').update(`${accountId}/${report.name}`).digest('hex'),
    reportName: report.name,
    billingPeriod: {
      start: `${compactDay(month.start)}T000000.000Z`,
      end: `${compactDay(month.end)}T000000.000Z`,
    },
    bucket: report.bucket,
    reportKeys: [dataKey],
    additionalArtifactKeys: [],
  });
}

const tableName = (report: CostReport) => report.name.toLowerCase().replaceAll(/[^a-z0-9]/g, '_');

function tableOf(report: CostReport, folder: string): string {
  return [
    `CREATE EXTERNAL TABLE ${tableName(report)} (identity_line_item_id STRING, line_item_unblended_cost DOUBLE)`,
    'PARTITIONED BY (year STRING, month STRING)',
    'STORED AS PARQUET',
    `LOCATION 's3://${report.bucket}/${folder}/${report.name}/'`,
    '',
  ].join('\n');
}

function crawlerOf(report: CostReport, folder: string): string {
  return [
    "AWSTemplateFormatVersion: '2010-09-09'",
    'Resources:',
    '  AWSCURCrawler:',
    '    Type: AWS::Glue::Crawler',
    '    Properties:',
    `      Name: AWSCURCrawler-${report.name}`,
    '      Targets:',
    '        S3Targets:',
    `          - Path: s3://${report.bucket}/${folder}/${report.name}/`,
    '',
  ].join('\n');
}
