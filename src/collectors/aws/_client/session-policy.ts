import {
  type AwsPlace,
  formatArn,
  partitionOf,
  partitions,
} from '../../../providers/aws/partitions.ts';

/**
 * The session policy that goes with every AssumeRole: whatever the role may do, the session can
 * only read, of the buckets and roles only those of the inputs, and of the files only the report's.
 * Session policies cut permissions and never add any. At most 2,048 characters (STS).
 */
export function createSessionPolicy(inputs: Readonly<Record<string, string>>): {
  Version: string;
  Statement: Statement[];
} {
  const { roleArn = '', bucketName, reportPrefix } = inputs;
  const [, partition, , , account = '*', path = ''] = roleArn.split(':');
  const place: AwsPlace = { ...inputs, partition: partition || inputs.partition };
  const roleName = inputs.roleName ?? path.split('/').at(-1);
  const iamArn = (resource: string) => formatArn({ service: 'iam', account, resource }, place);
  const statements: Statement[] = [
    { Sid: 'Look', Effect: 'Allow', Action: accountActions, Resource: '*' },
    // The path of a role is not known from its name.
    {
      Sid: 'LookAtRole',
      Effect: 'Allow',
      Action: roleActions,
      Resource: iamArn(`role/*${roleName}`),
    },
    {
      Sid: 'LookAtPolicy',
      Effect: 'Allow',
      Action: policyActions,
      Resource: iamArn(`policy/${roleName}_Policy`),
    },
  ];
  if (bucketName) statements.push(...bucketStatements(bucketName, reportPrefix, place));
  return { Version: '2012-10-17', Statement: statements };
}

function bucketStatements(
  bucketName: string,
  reportPrefix: string | undefined,
  place: AwsPlace,
): Statement[] {
  const bucket = formatArn({ service: 's3', resource: bucketName }, place);
  const lookAtBucket: Statement = {
    Sid: 'LookAtBucket',
    Effect: 'Allow',
    Action: bucketActions,
    Resource: bucket,
  };
  if (!reportPrefix) return [lookAtBucket];
  return [
    lookAtBucket,
    {
      Sid: 'ListReport',
      Effect: 'Allow',
      Action: ['s3:ListBucket'],
      Resource: bucket,
      Condition: { StringEquals: { 's3:prefix': `${reportPrefix}/` } },
    },
    // A prefix may hold a star, which would stand for every folder here; a question mark stands for
    // one character.
    {
      Sid: 'ReadReport',
      Effect: 'Allow',
      Action: ['s3:GetObject'],
      Resource: `${bucket}/${reportPrefix.replaceAll('*', '?')}/*`,
    },
    // Files under a customer key are decrypted by S3 on the reader's behalf.
    {
      Sid: 'ReadEncrypted',
      Effect: 'Allow',
      Action: ['kms:Decrypt'],
      Resource: '*',
      Condition: {
        StringLike: { 'kms:ViaService': `s3.*.${partitions[partitionOf(place)].dnsSuffix}` },
      },
    },
  ];
}

interface Statement {
  Sid: string;
  Effect: 'Allow';
  Action: readonly string[];
  Resource: string;
  Condition?: Record<string, Record<string, string>>;
}

/**
 * What the collectors ask of the account as a whole. A test compares all of them with the
 * permissions of the evidence kinds.
 */
const accountActions = [
  'ce:GetCostAndUsage',
  'cloudformation:DescribeStackEvents',
  'cur:DescribeReportDefinitions',
  'iam:ListAccountAliases',
  'organizations:DescribeOrganization',
  's3:ListAllMyBuckets',
] as const;

const roleActions = [
  'iam:GetRole',
  'iam:ListAttachedRolePolicies',
  'iam:SimulatePrincipalPolicy',
] as const;

const policyActions = ['iam:GetPolicy', 'iam:GetPolicyVersion'] as const;

const bucketActions = [
  's3:GetBucketLocation',
  's3:GetBucketPolicy',
  's3:GetBucketPublicAccessBlock',
  's3:GetEncryptionConfiguration',
] as const;
