import { ListObjectsV2Command, type ListObjectsV2CommandOutput } from '@aws-sdk/client-s3';
import reportObjects from '../../evidence/aws/report-objects.ts';
import { ForeignAnswer } from '../kernel/foreign-answer.ts';
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
        requireBucket(page, inputs.bucketName);
        return {
          items: page.Contents ?? [],
          next: page.IsTruncated ? (page.NextContinuationToken ?? '') : undefined,
        };
      });
      return { Contents };
    }),
});

/**
 * Throws for a page of another bucket, and for one that does not hold as many files as it says: S3
 * leaves out the list when it is empty, and says how long it is.
 *
 * Source: https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html#API_ListObjectsV2_ResponseSyntax
 */
function requireBucket(
  {
    Name,
    KeyCount,
    Contents = [],
  }: Pick<ListObjectsV2CommandOutput, 'Name' | 'KeyCount' | 'Contents'>,
  bucketName: string | undefined,
): void {
  if (Name !== bucketName)
    throw new ForeignAnswer(`the files of bucket ${Name ?? '(without a name)'} came back`);
  if (KeyCount !== Contents.length)
    throw new ForeignAnswer(
      `${Contents.length} files came back where S3 says ${KeyCount ?? 'nothing'}`,
    );
}
