import { z } from 'zod';
import { defineEvidence } from '../define-evidence.ts';

/**
 * Objects below the report's prefix. `LastModified` is ISO 8601; sizes in bytes. `Contents` is
 * missing when there are none. The CLI prints nothing at all for an empty listing: pasted empty
 * text is handled by the paste parser as an empty object.
 */
export default defineEvidence({
  id: 'aws/report-objects',
  title: 'the files delivered to the bucket',
  schema: z.object({
    Contents: z
      .array(z.object({ Key: z.string(), LastModified: z.string(), Size: z.number() }))
      .nullish()
      .transform((objects) => objects ?? []),
  }),
  inputs: ['bucketName', 'reportPrefix'],
  command:
    'aws s3api list-objects-v2 --bucket {{bucketName}} --prefix {{reportPrefix}}/ --max-items 200 --output json',
  companions: ['RequestCharged', 'Prefix', 'KeyCount'],
  emptyOutput: {},
  absentCodes: ['NoSuchBucket'],
  permissions: ['s3:ListBucket'],
});
