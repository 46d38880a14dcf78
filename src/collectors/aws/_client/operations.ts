import {
  CloudFormationClient,
  DescribeStackEventsCommand,
  DescribeStacksCommand,
} from '@aws-sdk/client-cloudformation';
import {
  CostAndUsageReportServiceClient,
  DescribeReportDefinitionsCommand,
} from '@aws-sdk/client-cost-and-usage-report-service';
import { CostExplorerClient, GetCostAndUsageCommand } from '@aws-sdk/client-cost-explorer';
import {
  GetPolicyCommand,
  GetPolicyVersionCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  IAMClient,
  ListAccountAliasesCommand,
  ListAttachedRolePoliciesCommand,
  ListRolePoliciesCommand,
  SimulatePrincipalPolicyCommand,
} from '@aws-sdk/client-iam';
import { DescribeOrganizationCommand, OrganizationsClient } from '@aws-sdk/client-organizations';
import {
  GetBucketEncryptionCommand,
  GetBucketLocationCommand,
  GetBucketPolicyCommand,
  GetObjectCommand,
  GetPublicAccessBlockCommand,
  ListBucketsCommand,
  ListObjectsV2Command,
  S3Client,
} from '@aws-sdk/client-s3';
import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';

/**
 * The operations this program may ask AWS for, once it is somebody in the account, with the SDK
 * command of each. None of them changes anything. A fact names service and operation by the keys of
 * this table; what is not in it is never sent.
 */
export const readingOperations = {
  sts: [STSClient, { GetCallerIdentity: GetCallerIdentityCommand }],
  iam: [
    IAMClient,
    {
      GetPolicy: GetPolicyCommand,
      GetPolicyVersion: GetPolicyVersionCommand,
      GetRole: GetRoleCommand,
      GetRolePolicy: GetRolePolicyCommand,
      ListAccountAliases: ListAccountAliasesCommand,
      ListAttachedRolePolicies: ListAttachedRolePoliciesCommand,
      ListRolePolicies: ListRolePoliciesCommand,
      SimulatePrincipalPolicy: SimulatePrincipalPolicyCommand,
    },
  ],
  s3: [
    S3Client,
    {
      ListBuckets: ListBucketsCommand,
      GetBucketLocation: GetBucketLocationCommand,
      GetBucketPolicy: GetBucketPolicyCommand,
      GetBucketEncryption: GetBucketEncryptionCommand,
      GetPublicAccessBlock: GetPublicAccessBlockCommand,
      ListObjectsV2: ListObjectsV2Command,
      GetObject: GetObjectCommand,
    },
  ],
  cur: [
    CostAndUsageReportServiceClient,
    { DescribeReportDefinitions: DescribeReportDefinitionsCommand },
  ],
  organizations: [OrganizationsClient, { DescribeOrganization: DescribeOrganizationCommand }],
  cloudformation: [
    CloudFormationClient,
    { DescribeStackEvents: DescribeStackEventsCommand, DescribeStacks: DescribeStacksCommand },
  ],
  costExplorer: [CostExplorerClient, { GetCostAndUsage: GetCostAndUsageCommand }],
} as const;

/**
 * All that Spot's own principal may ask for. The one place that does limits the session it gets to
 * reading.
 */
export const assumingOperations = { sts: [STSClient, { AssumeRole: AssumeRoleCommand }] } as const;

/** One of the services of {@link readingOperations}. */
export type AwsService = keyof typeof readingOperations;

type Operations = Readonly<
  Record<string, readonly [client: { name: string }, commands: Readonly<Record<string, unknown>>]>
>;

/** What the SDK calls these operations: `IAMClient.GetRoleCommand`. */
export function commandNames(operations: Operations): ReadonlySet<string> {
  return new Set(
    Object.values(operations).flatMap(([client, commands]) =>
      Object.keys(commands).map((operation) => `${client.name}.${operation}Command`),
    ),
  );
}
