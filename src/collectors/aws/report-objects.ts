import { ListObjectsV2Command } from '@aws-sdk/client-s3';
import reportObjects from '../../evidence/aws/report-objects.ts';
import { read } from './_client/classify.ts';
import { defineAwsCollector } from './_client/context.ts';
import { readPages } from './_client/pages.ts';

/** 100 pages hold 100,000 files: years of hourly reports. */
export default defineAwsCollector({
  kind: reportObjects,
  collect: (kind, { clients, call, inputs }) =>
    read(kind, async () => {
      const Contents = await readPages(100, async (ContinuationToken) => {
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
          next: page.IsTruncated ? (page.NextContinuationToken ?? '') : undefined,
        };
      });
      return { Contents };
    }),
});
