import type { Obstacle } from '../../obstacle.ts';
import words from '../../words.ts';

const errors = 'https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html';
const create = 'https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateBucket.html';
const access =
  'https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html';

/** What S3 answers to the commands of the guides and their fixes, and its console shows. */
const obstacles: readonly Obstacle[] = [
  {
    id: 'aws/bucket-yours-already',
    says: words(
      /\(?\bBucketAlreadyOwnedByYou\b|previous request to create the named bucket succeeded and you already own it|you already own (?:it|this bucket)/i,
    ),
    whose: 'set-up',
    title: 'You own a bucket of this name already',
    todo: 'Go on to the check of this step: it says whether that bucket fits (its region, its settings).',
    source: create,
  },
  {
    id: 'aws/bucket-name-taken',
    says: words(
      /\bBucketAlreadyExists\b|requested bucket name is not available|Bucket with the same name already exists|bucket namespace is shared by all users/i,
    ),
    whose: 'set-up',
    title: 'Somebody else in the world has a bucket of this name',
    todo: 'Choose another name on the page under Your values (put your account ID into it), and copy the command again.',
    source: create,
  },
  {
    id: 'aws/no-location-constraint',
    says: words(/\(InvalidLocationConstraint\)|specified location-constraint is not valid/i),
    whose: 'set-up',
    title: 'us-east-1 takes no LocationConstraint, and other regions only their own name',
    todo: 'Leave out --create-bucket-configuration: aws s3api create-bucket --bucket and the name, with --region us-east-1, as on the page.',
    source: create,
  },
  {
    id: 'aws/location-constraint',
    says: words(/IllegalLocationConstraintException|location constraint is incompatible/i),
    whose: 'set-up',
    title: 'The command was sent to another region than us-east-1',
    todo: 'Add --region us-east-1 to it, as on the page: the bucket of the report belongs there.',
    source: create,
  },
  {
    id: 'aws/bucket-elsewhere',
    says: words(
      /\((?:PermanentRedirect|AuthorizationHeaderMalformed|301)\)|bucket you are attempting to access must be addressed using the specified endpoint|the region '[\w-]{1,30}' is wrong; expecting '(?<region>[\w-]{1,30})'/i,
    ),
    whose: 'set-up',
    title: 'The bucket is in another region than the command says',
    todo: 'Run aws s3api get-bucket-location --bucket and its name: null is us-east-1. Eco needs a bucket in us-east-1: make a new one there if this one is elsewhere.',
    source: errors,
  },
  {
    id: 'aws/bucket-missing',
    says: words(/\(NoSuchBucket\)|specified bucket does not exist/i),
    whose: 'set-up',
    title: 'There is no bucket of this name',
    todo: 'Compare the name with the S3 console, letter by letter. If it was never made, do the step of the bucket first; while taking down, go on: it is gone.',
    source: errors,
  },
  {
    id: 'aws/bucket-policy-missing',
    says: words(/\(NoSuchBucketPolicy\)|bucket policy does not exist/i),
    whose: 'set-up',
    title: 'The bucket has no policy yet',
    todo: 'Do the step of the bucket policy, then check.',
    source: errors,
  },
  {
    id: 'aws/public-access-block-missing',
    says: words(/\(NoSuchPublicAccessBlockConfiguration\)/),
    whose: 'set-up',
    title: 'The bucket is not closed to the public yet',
    todo: 'Run put-public-access-block of the step of the bucket, then check.',
    source: errors,
  },
  {
    id: 'aws/encryption-default',
    says: words(/ServerSideEncryptionConfigurationNotFoundError/),
    whose: 'set-up',
    title: 'The bucket has no encryption of its own set, which is fine',
    todo: 'Nothing to do: S3 encrypts it with its own key. Go on to the check of this step.',
    source: 'https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketEncryption.html',
  },
  {
    id: 'aws/public-policy-blocked',
    says: words(
      /public (?:policies|ACLs) are (?:blocked|prevented) by the Block\w{1,20}(?: block public access)? setting/i,
    ),
    whose: 'set-up',
    title: 'The policy would open the bucket to the public, and Block Public Access refuses that',
    todo: 'Put exactly the policy of the page: it opens nothing to the public. Leave Block Public Access switched on.',
    source: access,
  },
  {
    id: 'aws/bucket-policy-syntax',
    says: words(
      /\(MalformedPolicy\)|Policies must be valid JSON|Policy has invalid (?:resource|action)|Action does not apply to any resource|Missing required field (?:Principal|Resource|Action)/i,
    ),
    whose: 'set-up',
    title: 'S3 cannot use this as the policy of this bucket',
    todo: 'Copy it from the page again, whole. If the message says “invalid resource”, the bucket name in the policy is not the one of the command; if it says JSON, the file:// before the file name is missing or the JSON is cut.',
    source: errors,
  },
  {
    id: 'aws/bucket-not-empty',
    says: words(
      /\(BucketNotEmpty\)|bucket you tried to delete is not empty|remove_bucket failed[^\n]{0,80}not be deleted|This bucket is not empty/i,
    ),
    whose: 'set-up',
    title: 'The bucket still holds files, or older versions of them',
    todo: 'Delete the report first, or AWS goes on writing. Then empty the bucket (S3 > Buckets > Empty deletes older versions too), and delete it.',
    source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/delete-bucket.html',
  },
  {
    id: 'aws/bucket-locked',
    says: words(/Access Denied because object protected by object lock/i),
    whose: 'company',
    title: 'The files are locked against deletion (Object Lock or MFA Delete)',
    source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock.html',
    guardrail: {
      rule: 'a lock on the files of the bucket',
      explain: 'Somebody decided that files of this bucket cannot be deleted before their time.',
      who: 'whoever owns the bucket',
      ask: () => 'tell me when these files may be deleted, and who does it',
      find: () => [
        'S3 > the bucket > Properties > Object Lock, and Bucket Versioning (MFA delete).',
      ],
    },
  },
  {
    id: 'aws/bucket-busy',
    says: words(/\(OperationAborted\)|conflicting conditional operation is currently in progress/i),
    whose: 'cloud',
    title: 'The bucket is being made or deleted at this moment',
    todo: 'Wait some minutes (after a deletion up to an hour), then run the command again.',
    source: errors,
  },
  {
    id: 'aws/too-many-buckets',
    says: words(/\(TooManyBuckets\)|attempted to create more buckets than allowed/i),
    whose: 'cloud',
    title: 'The account has as many buckets as it may',
    todo: 'Raise the quota under Service Quotas > Amazon S3, or delete a bucket that nobody uses.',
    source: errors,
  },
  {
    id: 'aws/file-missing',
    says: words(/\(NoSuchKey\)|specified key does not exist/i),
    whose: 'set-up',
    title: 'There is no file of this name in the bucket',
    todo: 'Compare prefix and name with the S3 console: neither begins with a slash. Before the first delivery there is none: wait up to 24 hours.',
    source: errors,
  },
  {
    id: 'aws/bare-not-found',
    says: words(/\(404\) when calling the Head(?:Bucket|Object) operation/),
    whose: 'set-up',
    title: 'There is no bucket or file of this name',
    todo: 'Compare the name with the S3 console, letter by letter.',
    source: 'https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadBucket.html',
  },
  {
    id: 'aws/bare-forbidden',
    says: words(/\(403\) when calling the Head(?:Bucket|Object) operation/),
    whose: 'rights',
    title: 'The bucket is somebody else’s, or you may not look into it; S3 says no more',
    todo: 'If aws s3api list-buckets lists its name, it is your account’s, and you need s3:ListBucket on it: send to an administrator “Please allow me s3:ListBucket on this bucket.” If not, another account owns the name: choose another one.',
    source: 'https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadBucket.html',
  },
  {
    id: 'aws/key-refused',
    says: words(
      /not authorized to perform: kms:(?<call>\w{1,40})|\(KMS\.(?:NotFound|Disabled|KMSInvalidState)Exception\)/i,
    ),
    whose: 'rights',
    title: 'The bucket is encrypted with a key that may not be used here',
    todo: 'Have whoever owns the key allow it: send them “Please let this principal use the key of our bucket for the Cost and Usage Report (kms:Decrypt, for writing kms:GenerateDataKey).” The check of the bucket names the key.',
    source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/troubleshoot-403-errors.html',
  },
];

export default obstacles;
