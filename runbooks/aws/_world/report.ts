import { reportDefinitionFor, testObjectName } from '../../../src/checks/aws/_billing/documents.ts';
import { storeObject } from '../../../src/simulator/aws/s3/state.ts';
import type { CostReport } from '../../../src/simulator/aws/state.ts';
import { hour } from '../../time.ts';
import type { AwsWorld } from './world.ts';

/** A world whose guide makes a Cost and Usage Report. */
export type ReportWorld = AwsWorld<{
  bucketName: string;
  reportName: string;
  reportPrefix: string;
}>;

/** The report of the guide. Throws an Error when the world has none. */
export function findReport({ account, inputs }: ReportWorld): CostReport {
  const report = account.reports.get(inputs.reportName);
  if (!report)
    throw new Error(`The world has no report ${inputs.reportName}; it cannot be changed.`);
  return report;
}

/** The report of the guide, just set up; `changes` are settings that differ. */
export function addReport(
  { world, account, inputs }: ReportWorld,
  changes: Partial<CostReport> = {},
): CostReport {
  const definition = reportDefinitionFor(inputs);
  const createdAt = world.clock.now();
  const report: CostReport = {
    name: definition.ReportName,
    timeUnit: definition.TimeUnit,
    format: definition.Format,
    compression: definition.Compression,
    schemaElements: definition.AdditionalSchemaElements,
    bucket: definition.S3Bucket,
    prefix: definition.S3Prefix,
    region: definition.S3Region,
    artifacts: definition.AdditionalArtifacts,
    refreshClosedReports: definition.RefreshClosedReports,
    versioning: definition.ReportVersioning,
    createdAt,
    nextDeliveryAt: createdAt + 6 * hour,
    ...changes,
  };
  account.reports.set(report.name, report);
  const bucket = world.aws.buckets.get(report.bucket);
  if (bucket) storeObject(world, bucket, { key: testObjectName, body: '' });
  return report;
}

/** Deletes all reports of the account; what they delivered stays. */
export function deleteReports({ account }: ReportWorld): void {
  if (account.reports.size === 0) throw new Error('The world has no reports; none can be deleted.');
  account.reports.clear();
}
