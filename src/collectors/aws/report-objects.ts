import { ListObjectsV2Command } from '@aws-sdk/client-s3';
import { reportObjects } from '../../evidence/aws/report-objects.ts';
import { awsCollector } from './aws-collector.ts';
import { pages } from './pages.ts';

/** 20 pages hold 20,000 files: years of hourly reports. */
export const reportObjectsCollector = awsCollector(
  reportObjects,
  async ({ clients, call, inputs }) => {
    const Contents = await pages(20, async (ContinuationToken) => {
      const page = await call((options) =>
        clients.s3.send(
          new ListObjectsV2Command({
            Bucket: inputs.bucketName,
            Prefix: `${inputs.reportPrefix}/`,
            ContinuationToken,
          }),
          options,
        ),
      );
      return {
        items: page.Contents ?? [],
        next: page.IsTruncated ? page.NextContinuationToken : undefined,
      };
    });
    return { Contents };
  },
);
