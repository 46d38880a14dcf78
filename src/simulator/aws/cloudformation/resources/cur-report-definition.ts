import { flag, listOf, type Properties, type ResourceType } from './define-resource-type.ts';

/**
 * `AWS::CUR::ReportDefinition`. Which changes replace it: CloudFormation's reference of the type,
 * "Update requires".
 */
export const curReportDefinition: ResourceType = {
  type: 'AWS::CUR::ReportDefinition',
  regions: ['us-east-1', 'cn-northwest-1'],
  properties: {
    ReportName: 'replace',
    TimeUnit: 'replace',
    Format: 'update',
    Compression: 'update',
    AdditionalSchemaElements: 'replace',
    S3Bucket: 'update',
    S3Prefix: 'update',
    S3Region: 'update',
    AdditionalArtifacts: 'update',
    RefreshClosedReports: 'update',
    ReportVersioning: 'replace',
  },
  notSimulated: ['BillingViewArn', 'Tags'],
  required: [
    'ReportName',
    'TimeUnit',
    'Format',
    'Compression',
    'S3Bucket',
    'S3Prefix',
    'S3Region',
    'RefreshClosedReports',
    'ReportVersioning',
  ],
  nameProperty: 'ReportName',
  async create(properties, handler, made) {
    await handler.invoke('cur', 'PutReportDefinition', {
      ReportDefinition: definitionOf(properties),
    });
    made(properties.ReportName as string);
  },
  async update(ReportName, _before, after, handler) {
    await handler.invoke('cur', 'ModifyReportDefinition', {
      ReportName,
      ReportDefinition: definitionOf(after),
    });
  },
  async delete(ReportName, _properties, { call, invoke }) {
    // The service gives the same ValidationException to every mistake, so absence is looked up
    // here.
    if (call.account.reports.has(ReportName))
      await invoke('cur', 'DeleteReportDefinition', { ReportName });
  },
  attributes: () => ({}),
};

function definitionOf(properties: Properties): Properties {
  return {
    ...properties,
    RefreshClosedReports: flag(properties.RefreshClosedReports),
    AdditionalSchemaElements: listOf(properties.AdditionalSchemaElements),
    ...(properties.AdditionalArtifacts === undefined
      ? {}
      : { AdditionalArtifacts: listOf(properties.AdditionalArtifacts) }),
  };
}
