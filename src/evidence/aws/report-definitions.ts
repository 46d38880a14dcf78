import { z } from 'zod';
import { defineEvidence } from '../define-evidence.ts';

/**
 * All legacy Cost and Usage Reports. The API exists in us-east-1 only. `ReportStatus` is missing
 * before the first delivery; `lastDelivery` is `YYYYMMDDThhmmssZ`.
 */
export default defineEvidence({
  id: 'aws/report-definitions',
  title: 'the list of Cost and Usage Reports',
  schema: z.object({
    ReportDefinitions: z.array(
      z.object({
        ReportName: z.string(),
        TimeUnit: z.string(),
        Format: z.string(),
        Compression: z.string(),
        AdditionalSchemaElements: z.array(z.string()),
        S3Bucket: z.string(),
        S3Prefix: z.string(),
        S3Region: z.string(),
        AdditionalArtifacts: z.array(z.string()).optional(),
        RefreshClosedReports: z.boolean().optional(),
        ReportVersioning: z.string().optional(),
        ReportStatus: z
          .object({ lastDelivery: z.string().optional(), lastStatus: z.string().optional() })
          .optional(),
      }),
    ),
  }),
  inputs: [],
  command: 'aws cur describe-report-definitions --region {{billingRegion}} --output json',
  absentCodes: [],
  permissions: ['cur:DescribeReportDefinitions'],
});
