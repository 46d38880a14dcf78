import { dnsSuffixOf } from '../partitions.ts';
import { AwsError } from '../service.ts';

/** Codes and statuses: https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html */

export const accessDenied = (message = 'Access Denied') =>
  new AwsError('AccessDenied', 403, message);

export const noSuchBucket = (bucket: string) =>
  new AwsError('NoSuchBucket', 404, 'The specified bucket does not exist', { BucketName: bucket });

export const noSuchKey = (key: string) =>
  new AwsError('NoSuchKey', 404, 'The specified key does not exist.', { Key: key });

export const noSuchBucketPolicy = (bucket: string) =>
  new AwsError('NoSuchBucketPolicy', 404, 'The bucket policy does not exist', {
    BucketName: bucket,
  });

export const noSuchPublicAccessBlock = (bucket: string) =>
  new AwsError(
    'NoSuchPublicAccessBlockConfiguration',
    404,
    'The public access block configuration was not found',
    { BucketName: bucket },
  );

export const noSuchTagSet = (bucket: string) =>
  new AwsError('NoSuchTagSet', 404, 'The TagSet does not exist', { BucketName: bucket });

export const bucketAlreadyExists = (bucket: string) =>
  new AwsError(
    'BucketAlreadyExists',
    409,
    'The requested bucket name is not available. The bucket namespace is shared by all users of the system. Please select a different name and try again.',
    { BucketName: bucket },
  );

export const bucketAlreadyOwnedByYou = (bucket: string) =>
  new AwsError(
    'BucketAlreadyOwnedByYou',
    409,
    'Your previous request to create the named bucket succeeded and you already own it.',
    {
      BucketName: bucket,
    },
  );

export const bucketNotEmpty = (bucket: string) =>
  new AwsError('BucketNotEmpty', 409, 'The bucket you tried to delete is not empty', {
    BucketName: bucket,
  });

export const invalidBucketName = (bucket: string) =>
  new AwsError('InvalidBucketName', 400, 'The specified bucket is not valid.', {
    BucketName: bucket,
  });

export const invalidLocationConstraint = (location: string) =>
  new AwsError('InvalidLocationConstraint', 400, 'The specified location-constraint is not valid', {
    LocationConstraint: location,
  });

export const illegalLocationConstraint = (location: string) =>
  new AwsError(
    'IllegalLocationConstraintException',
    400,
    `The ${location} location constraint is incompatible for the region specific endpoint this request was sent to.`,
  );

/** The bucket lives elsewhere. `BucketRegion` travels as a header; SDKs and the CLI follow it. */
export const permanentRedirect = (bucket: string, region: string) =>
  new AwsError(
    'PermanentRedirect',
    301,
    'The bucket you are attempting to access must be addressed using the specified endpoint. Please send all future requests to this endpoint.',
    {
      Endpoint: `${bucket}.s3.${region}.${dnsSuffixOf(region)}`,
      Bucket: bucket,
      BucketRegion: region,
    },
  );

export const malformedPolicy = (message: string, detail: Record<string, string> = {}) =>
  new AwsError('MalformedPolicy', 400, message, detail);

export const malformedXml = () =>
  new AwsError(
    'MalformedXML',
    400,
    'The XML you provided was not well-formed or did not validate against our published schema',
  );

export const invalidArgument = (message: string, name: string, value: string) =>
  new AwsError('InvalidArgument', 400, message, { ArgumentName: name, ArgumentValue: value });

export const invalidRange = () =>
  new AwsError('InvalidRange', 416, 'The requested range is not satisfiable');

export const methodNotAllowed = () =>
  new AwsError(
    'MethodNotAllowed',
    405,
    'The specified method is not allowed against this resource.',
  );

export const aclNotSupported = () =>
  new AwsError('AccessControlListNotSupported', 400, 'The bucket does not allow ACLs');

export const aclWithOwnership = () =>
  new AwsError(
    'InvalidBucketAclWithObjectOwnership',
    400,
    "Bucket cannot have ACLs set with ObjectOwnership's BucketOwnerEnforced setting",
  );

/** An expected owner that is no account id at all. */
export const invalidExpectedOwner = (value: string) =>
  new AwsError(
    'InvalidBucketOwnerAWSAccountID',
    400,
    `The value of the expected bucket owner parameter must be an AWS Account ID... [${value}]`,
  );

export const keyNotFound = (keyArn: string) =>
  new AwsError('KMS.NotFoundException', 400, `Key '${keyArn}' does not exist`);

/** Beyond what this simulator knows: loud, so that nobody mistakes it for an answer of AWS. */
export const notSimulated = (what: string) =>
  new AwsError('NotImplemented', 501, `The simulated S3 does not know ${what}.`);
