import { alreadyThere, type Properties, type ResourceType } from './define-resource-type.ts';

/** `AWS::S3::BucketPolicy`; its physical id is the bucket. */
export const s3BucketPolicy: ResourceType = {
  type: 'AWS::S3::BucketPolicy',
  properties: { Bucket: 'replace', PolicyDocument: 'update' },
  required: ['Bucket', 'PolicyDocument'],
  nameProperty: 'Bucket',
  async create(properties, handler, made) {
    const { Bucket } = properties;
    const present = await handler.attempt('s3', 'GetBucketPolicy', { Bucket }, [
      'NoSuchBucketPolicy',
    ]);
    if (present) throw alreadyThere(`The bucket policy already exists on bucket ${Bucket}.`);
    await handler.invoke('s3', 'PutBucketPolicy', inputOf(properties));
    made(Bucket as string);
  },
  async update(_bucket, _before, after, handler) {
    await handler.invoke('s3', 'PutBucketPolicy', inputOf(after));
  },
  async delete(Bucket, _properties, handler) {
    await handler.attempt('s3', 'DeleteBucketPolicy', { Bucket }, [
      'NoSuchBucket',
      'NoSuchBucketPolicy',
    ]);
  },
  attributes: () => ({}),
};

const inputOf = ({ Bucket, PolicyDocument }: Properties) => ({
  Bucket,
  Policy: JSON.stringify(PolicyDocument),
});
