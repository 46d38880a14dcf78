import { curReportDefinition } from './cur-report-definition.ts';
import type { ResourceType } from './define-resource-type.ts';
import { iamManagedPolicy } from './iam-managed-policy.ts';
import { iamPolicy } from './iam-policy.ts';
import { iamRole } from './iam-role.ts';
import { s3Bucket } from './s3-bucket.ts';
import { s3BucketPolicy } from './s3-bucket-policy.ts';

const types = [curReportDefinition, iamManagedPolicy, iamPolicy, iamRole, s3Bucket, s3BucketPolicy];

/**
 * The type of that name in a region; undefined where CloudFormation (or this simulator) has none.
 */
export function resourceType(type: string, region: string): ResourceType | undefined {
  return types.find((one) => one.type === type && (one.regions?.includes(region) ?? true));
}
