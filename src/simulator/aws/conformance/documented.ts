/**
 * Error codes that AWS sends although the service model does not declare them for the operation,
 * each with the place that says so. Whatever is neither declared nor here must not be sent by the
 * simulator.
 */
interface Documented {
  code: string;
  status: number;
  services: readonly string[];
  /** All operations of the services unless given. */
  operations?: readonly string[];
  source: string;
}

const common = 'AWS API references, "Common Errors" of each service';
const s3Errors = 'S3 API reference, "Error Responses", list of error codes';

export const documented: readonly Documented[] = [
  ...[
    ['AccessDenied', 403],
    ['InvalidClientTokenId', 403],
    ['MissingAuthenticationToken', 403],
    ['SignatureDoesNotMatch', 403],
    ['ValidationError', 400],
    ['ExpiredToken', 403],
  ].map(([code, status]) => ({
    code: code as string,
    status: status as number,
    services: ['sts', 'iam', 'cloudformation'],
    source: common,
  })),
  ...[
    ['AccessDeniedException', 400],
    ['UnrecognizedClientException', 400],
    ['MissingAuthenticationTokenException', 400],
    ['InvalidSignatureException', 400],
    ['ValidationException', 400],
    ['ExpiredTokenException', 400],
  ].map(([code, status]) => ({
    code: code as string,
    status: status as number,
    services: ['organizations', 'cur', 'ce'],
    source: common,
  })),
  ...[
    ['AccessDenied', 403],
    ['InvalidAccessKeyId', 403],
    ['ExpiredToken', 400],
    ['IllegalLocationConstraintException', 400],
    ['SignatureDoesNotMatch', 403],
    ['NoSuchBucket', 404],
    ['PermanentRedirect', 301],
    ['MethodNotAllowed', 405],
    ['NoSuchBucketPolicy', 404],
    ['NoSuchTagSet', 404],
    ['BucketNotEmpty', 409],
    ['InvalidBucketName', 400],
    ['InvalidLocationConstraint', 400],
    ['InvalidArgument', 400],
    ['InvalidRange', 416],
    ['MalformedPolicy', 400],
    ['MalformedXML', 400],
    ['AccessControlListNotSupported', 400],
    ['InvalidBucketAclWithObjectOwnership', 400],
    ['InvalidBucketOwnerAWSAccountID', 400],
  ].map(([code, status]) => ({
    code: code as string,
    status: status as number,
    services: ['s3'],
    source: s3Errors,
  })),
  {
    code: 'NoSuchPublicAccessBlockConfiguration',
    status: 404,
    services: ['s3'],
    operations: ['GetPublicAccessBlock'],
    source: 'S3 API reference, GetPublicAccessBlock; botocore users catch it by this name',
  },
  {
    code: 'KMS.NotFoundException',
    status: 400,
    services: ['s3'],
    operations: ['PutObject'],
    source:
      'S3 passes on what KMS answers, with the prefix KMS. (S3 user guide, "Using SSE-KMS", troubleshooting)',
  },
  {
    code: 'NoSuchEntity',
    status: 404,
    services: ['iam'],
    operations: ['CreateRole'],
    source:
      'IAM answers so to a permissions boundary that does not exist ("Scope ARN … does not exist or is not attachable"), seen in hashicorp/terraform-provider-aws issues',
  },
];

/** Whether AWS documents this code with this status for an operation. */
export function isDocumented(
  service: string,
  operation: string,
  code: string,
  status: number,
): boolean {
  return documented.some(
    (one) =>
      one.code === code &&
      one.status === status &&
      one.services.includes(service) &&
      (one.operations?.includes(operation) ?? true),
  );
}
