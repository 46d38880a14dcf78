import { globalHost, partitionOf } from '../partitions.ts';
import { storeObject } from '../s3/state.ts';
import type { AwsService, Call, Operation } from '../service.ts';
import type { CostReport } from '../state.ts';
import { compactMoment, deliverDueReports } from './delivery.ts';
import * as errors from './errors.ts';
import {
  definitionArn,
  firstDeliveryAfterHours,
  hour,
  mayWrite,
  reportLimit,
  testObjectKey,
} from './state.ts';
import { checkDefinition, type ReportDefinition } from './validation.ts';

/**
 * AWS gives pages of five and takes no other size.
 * https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_cur_DescribeReportDefinitions.html
 */
const pageSize = 5;

interface Input {
  ReportName?: string;
  ReportDefinition?: Partial<ReportDefinition>;
  MaxResults?: number;
  NextToken?: string;
}

function operation(
  action: string,
  nameOf: (input: Input) => string | undefined,
  run: (input: Input, call: Call) => Record<string, unknown>,
): Operation {
  return {
    permissions(input: Input, call: Call) {
      deliverDueReports(call.world);
      return [
        { action: `cur:${action}`, resource: definitionArn(call.account, nameOf(input) ?? '*') },
      ];
    },
    run,
  } as Operation;
}

/** Simulated Cost and Usage Report Service (legacy reports), which not every partition has. */
export const cur: AwsService = {
  name: 'cur',
  protocol: 'json',
  model: 'AWSOrigamiServiceGatewayService',
  regionOf: (url) => globalHost('cur', url),
  operations: {
    DescribeReportDefinitions: operation(
      'DescribeReportDefinitions',
      () => undefined,
      (input, call) => {
        if (input.MaxResults !== undefined && input.MaxResults !== pageSize) {
          const bound =
            input.MaxResults < pageSize ? 'greater than or equal to' : 'less than or equal to';
          throw errors.validation(
            `1 validation error detected: Value '${input.MaxResults}' at 'maxResults' failed to satisfy constraint: Member must have value ${bound} ${pageSize}`,
          );
        }
        const start = input.NextToken === undefined ? 0 : Number(input.NextToken);
        if (!Number.isInteger(start) || start < 0)
          throw errors.validation('The next token is not one that this service gave.');
        const reports = [...call.account.reports.values()];
        return {
          ReportDefinitions: reports.slice(start, start + pageSize).map(describe),
          ...(reports.length > start + pageSize ? { NextToken: String(start + pageSize) } : {}),
        };
      },
    ),

    PutReportDefinition: operation(
      'PutReportDefinition',
      (input) => input.ReportDefinition?.ReportName,
      (input, call) => {
        const definition = checkDefinition(input.ReportDefinition);
        const { reports } = call.account;
        if (reports.has(definition.ReportName))
          throw errors.duplicateReportName(definition.ReportName);
        if (reports.size >= reportLimit) throw errors.reportLimitReached();
        verifyBucket(definition, call);
        const createdAt = call.world.clock.now();
        reports.set(definition.ReportName, {
          ...settingsOf(definition),
          createdAt,
          nextDeliveryAt: createdAt + firstDeliveryAfterHours * hour,
        });
        return {};
      },
    ),

    ModifyReportDefinition: operation(
      'ModifyReportDefinition',
      (input) => input.ReportName,
      (input, call) => {
        const definition = checkDefinition(input.ReportDefinition);
        const report = existing(input.ReportName, call);
        if (definition.ReportName !== report.name)
          throw errors.validation('The name of a report cannot be changed.');
        const wanted = settingsOf(definition);
        if (report.versioning === 'OVERWRITE_REPORT') refuseFixedSettings(report, wanted);
        verifyBucket(definition, call);
        Object.assign(report, wanted);
        return {};
      },
    ),

    DeleteReportDefinition: operation(
      'DeleteReportDefinition',
      (input) => input.ReportName,
      (input, call) => {
        const report = existing(input.ReportName, call);
        call.account.reports.delete(report.name);
        return { ResponseMessage: `Report ${report.name} was deleted.` };
      },
    ),
  },
};

function existing(name: string | undefined, call: Call): CostReport {
  if (name === undefined) {
    throw errors.validation(
      "1 validation error detected: Value null at 'reportName' failed to satisfy constraint: Member must not be null",
    );
  }
  const report = call.account.reports.get(name);
  if (!report) throw errors.unknownReport(name);
  return report;
}

/**
 * The service proves its access with a test object before it accepts a report. Throws
 * ValidationException.
 */
function verifyBucket({ ReportName, S3Bucket, S3Region }: ReportDefinition, call: Call): void {
  const bucket = call.world.aws.buckets.get(S3Bucket);
  const usable = partitionOf(S3Region) === call.account.partition && bucket?.region === S3Region;
  if (
    !bucket ||
    !usable ||
    !mayWrite(call.world, bucket, ReportName, call.account, testObjectKey)
  ) {
    throw errors.bucketNotVerified(call.account.id, S3Bucket, S3Region);
  }
  storeObject(call.world, bucket, {
    key: testObjectKey,
    body: '',
    contentType: 'application/octet-stream',
  });
}

/** https://docs.aws.amazon.com/cur/latest/userguide/edit-cur.html */
function refuseFixedSettings(report: CostReport, wanted: ReturnType<typeof settingsOf>): void {
  const sameContent =
    [...report.schemaElements].sort().join() === [...wanted.schemaElements].sort().join();
  const changed = [
    ...(wanted.timeUnit === report.timeUnit ? [] : ['TimeUnit']),
    ...(sameContent ? [] : ['AdditionalSchemaElements']),
    ...(wanted.versioning === report.versioning ? [] : ['ReportVersioning']),
  ];
  if (changed.length > 0)
    throw errors.validation(
      `A report that overwrites its previous version cannot change ${changed.join(', ')}.`,
    );
}

function settingsOf(definition: ReportDefinition) {
  return {
    name: definition.ReportName,
    timeUnit: definition.TimeUnit,
    format: definition.Format,
    compression: definition.Compression,
    schemaElements: [...definition.AdditionalSchemaElements],
    bucket: definition.S3Bucket,
    prefix: definition.S3Prefix,
    region: definition.S3Region,
    artifacts: [...(definition.AdditionalArtifacts ?? [])],
    refreshClosedReports: definition.RefreshClosedReports ?? false,
    versioning: definition.ReportVersioning ?? 'CREATE_NEW_REPORT',
  };
}

function describe(report: CostReport) {
  return {
    ReportName: report.name,
    TimeUnit: report.timeUnit,
    Format: report.format,
    Compression: report.compression,
    AdditionalSchemaElements: report.schemaElements,
    S3Bucket: report.bucket,
    S3Prefix: report.prefix,
    S3Region: report.region,
    AdditionalArtifacts: report.artifacts,
    RefreshClosedReports: report.refreshClosedReports,
    ReportVersioning: report.versioning,
    ...(report.lastStatus === undefined
      ? {}
      : {
          ReportStatus: {
            ...(report.lastDelivery === undefined
              ? {}
              : { lastDelivery: compactMoment(report.lastDelivery) }),
            lastStatus: report.lastStatus,
          },
        }),
  };
}
