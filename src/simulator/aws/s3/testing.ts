import { CostAndUsageReportServiceClient } from '@aws-sdk/client-cost-and-usage-report-service';
import { CostExplorerClient } from '@aws-sdk/client-cost-explorer';
import { S3Client } from '@aws-sdk/client-s3';
import type { AwsCredentials } from '../state.ts';
import { simulate, twoAccounts } from '../testing.ts';

/**
 * For tests of S3, CUR and Cost Explorer: answers the SDK from simulated clouds, for the whole test
 * file.
 */
export function simulateAws() {
  const simulator = simulate();
  return {
    /** A world of two accounts, with an administrator in each. */
    start() {
      const {
        world,
        account,
        administrator,
        otherAdministrator: stranger,
      } = twoAccounts(simulator);
      return {
        world,
        account,
        administrator,
        stranger,
        s3: s3For(administrator),
        strangerS3: s3For(stranger),
      };
    },
  };
}

export const s3For = (credentials: AwsCredentials, region = 'us-east-1') =>
  new S3Client({ region, credentials, maxAttempts: 1 });
export const curFor = (credentials: AwsCredentials) =>
  new CostAndUsageReportServiceClient({ region: 'us-east-1', credentials, maxAttempts: 1 });
export const costExplorerFor = (credentials: AwsCredentials) =>
  new CostExplorerClient({ region: 'us-east-1', credentials, maxAttempts: 1 });
