import { expect, it } from 'vitest';
import { bucketPolicyFor, reportDefinitionFor } from './documents.ts';

it('lets the billing service of this account check the bucket and write into it, and nobody else', () => {
  const { Statement } = bucketPolicyFor({ accountId: '111122223333', bucketName: 'b' });
  expect(Statement.map(({ Action, Resource }) => [Action, Resource])).toEqual([
    [['s3:GetBucketAcl', 's3:GetBucketPolicy'], 'arn:aws:s3:::b'],
    ['s3:PutObject', 'arn:aws:s3:::b/*'],
  ]);
  for (const { Principal, Condition } of Statement) {
    expect(Principal).toEqual({ Service: 'billingreports.amazonaws.com' });
    expect(Condition).toEqual({
      StringEquals: {
        'aws:SourceArn': 'arn:aws:cur:us-east-1:111122223333:definition/*',
        'aws:SourceAccount': '111122223333',
      },
    });
  }
});

it('keeps placeholders as they are, and every one that the documents need', () => {
  const text = JSON.stringify([
    bucketPolicyFor({ accountId: '{{accountId}}', bucketName: '{{bucketName}}' }),
    reportDefinitionFor({
      reportName: '{{reportName}}',
      bucketName: '{{bucketName}}',
      reportPrefix: '{{reportPrefix}}',
    }),
  ]);
  expect(new Set(text.match(/\{\{\w+\}\}/g))).toEqual(
    new Set(['{{accountId}}', '{{bucketName}}', '{{reportName}}', '{{reportPrefix}}']),
  );
});
