import { z } from 'zod';
import { defineEvidence } from '../define-evidence.ts';

/**
 * Objects below the report's prefix: of those that are printed, the newest 200, newest first.
 * `LastModified` is ISO 8601; sizes in bytes. Without `--query`, the CLI prints nothing at all for an
 * empty listing, and older versions an object without `Contents`.
 */
export default defineEvidence({
  id: 'aws/report-objects',
  title: 'the files delivered to the bucket',
  schema: z.object({
    /** Of the bucket; printed by `--no-paginate` only. */
    Name: z.string().optional(),
    Contents: z
      .array(z.object({ Key: z.string(), LastModified: z.string(), Size: z.number() }))
      .nullish()
      .transform((objects) => objects ?? []),
  }),
  inputs: ['bucketName', 'reportPrefix'],
  command:
    'aws s3api list-objects-v2 --bucket {{bucketName}} --prefix {{reportPrefix}}/ --query "{Contents: reverse(sort_by([Contents][], &LastModified))[:200]}" --output json',
  companions: ['RequestCharged', 'Prefix', 'KeyCount'],
  findOtherSubject({ Name, Contents }, { bucketName, reportPrefix }) {
    if (Name !== undefined && bucketName && Name !== bucketName) return `the bucket ${Name}`;
    const other = Contents.find(({ Key }) => reportPrefix && !Key.startsWith(`${reportPrefix}/`));
    return other && `files outside ${reportPrefix}/, like ${other.Key}`;
  },
  emptyOutput: {},
  absentCodes: ['NoSuchBucket'],
  permissions: ['s3:ListBucket'],
});
