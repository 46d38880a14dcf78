import { ecoCopyBuckets } from '../../../spot.ts';
import { formatBucketArn } from '../_policy/arns.ts';

/**
 * Everything the role lets Eco do, action by action, and why. The one source of the permission
 * policy: the documents, the template's test, the page's table and the words of findings are made
 * from it.
 *
 * Values: Spot's published read-only policy for Eco,
 * https://github.com/spotinst/help, src/docs/eco/tutorials/eco-policy/README.md
 */

interface EcoAction {
  /** As IAM spells it; may end in a wildcard. */
  action: string;
  /** Why Eco asks for it, in plain words: what it reads and what for. */
  reason: string;
  /** Set on the few actions that write: all of them into Spot's own buckets. */
  writes?: true;
}

export interface EcoStatement {
  sid: string;
  /** What the statement as a whole is for, one sentence. */
  purpose: string;
  /** `*`, or an ARN in commercial AWS; `{{bucketName}}` stands for the report's bucket. */
  resource: string;
  actions: readonly EcoAction[];
}

const read = (action: string, reason: string): EcoAction => ({ action, reason });
const write = (action: string, reason: string): EcoAction => ({ action, reason, writes: true });
const noEffect = (action: string, what: string): EcoAction =>
  read(
    action,
    `Would list ${what}; grants nothing on these buckets, and is here because Spot's published policy names it.`,
  );

export const ecoPermissions: readonly EcoStatement[] = [
  {
    sid: 'ReadOnlyCloudFormation',
    purpose: 'See which stacks made which resources, so that savings can be shown per application.',
    resource: '*',
    actions: [
      read(
        'cloudformation:Describe*',
        'Reads stacks, their resources and events, to tell which application a cost belongs to.',
      ),
      read(
        'cloudformation:EstimateTemplateCost',
        'Gets a calculator link with the monthly estimate of a template; creates nothing.',
      ),
      read(
        'cloudformation:Get*',
        'Reads templates and stack policies, to know the size of what a stack asks for.',
      ),
      read(
        'cloudformation:List*',
        'Lists stacks and their resources, the starting point for the two above.',
      ),
      read(
        'cloudformation:ValidateTemplate',
        'Checks the syntax of a template and reads its parameters; deploys nothing.',
      ),
      read(
        'cloudformation:Detect*',
        'Starts a comparison of a stack with what runs now, to notice resources changed by hand; changes no resource.',
      ),
    ],
  },
  {
    sid: 'ReadOnlyElasticSearch',
    purpose: 'Plan reserved instances for OpenSearch and Elasticsearch.',
    resource: '*',
    actions: [
      read(
        'es:ListElasticsearchInstanceTypes',
        'Lists the instance types that exist, to match usage with offers.',
      ),
      read(
        'es:DescribeReservedElasticsearchInstanceOfferings',
        'Reads the prices of reservations that can be bought.',
      ),
      read(
        'es:DescribeReservedElasticsearchInstances',
        'Reads the reservations you already have, so that none is bought twice.',
      ),
    ],
  },
  {
    sid: 'ReadOnlyRDS',
    purpose: 'Plan reserved instances for databases in RDS.',
    resource: '*',
    actions: [
      read('rds:DescribeReservedDBInstances', 'Reads the database reservations you already have.'),
      read(
        'rds:DescribeDBInstances',
        'Reads class, engine and region of running databases, which decide what a reservation covers; no data in them.',
      ),
      read(
        'rds:DescribeReservedDBInstancesOfferings',
        'Reads the prices of database reservations that can be bought.',
      ),
      read('rds:ListTagsForResource', 'Reads the tags of databases, to show savings per team.'),
    ],
  },
  {
    sid: 'ReadOnlyRedshift',
    purpose: 'Plan reserved nodes for Redshift.',
    resource: '*',
    actions: [
      read(
        'redshift:DescribeReservedNodeOfferings',
        'Reads the prices of node reservations that can be bought.',
      ),
      read('redshift:DescribeReservedNodes', 'Reads the node reservations you already have.'),
      read(
        'redshift:DescribeClusters',
        'Reads node type and count of clusters, which decide what a reservation covers; no data in them.',
      ),
    ],
  },
  {
    sid: 'ReadOnlyElasticache',
    purpose: 'Plan reserved nodes for ElastiCache.',
    resource: '*',
    actions: [
      read(
        'elasticache:DescribeReservedCacheNodesOfferings',
        'Reads the prices of cache reservations that can be bought.',
      ),
      read(
        'elasticache:DescribeReservedCacheNodes',
        'Reads the cache reservations you already have.',
      ),
      read(
        'elasticache:DescribeCacheClusters',
        'Reads node type and engine of caches, which decide what a reservation covers; no data in them.',
      ),
      read(
        'elasticache:ListAllowedNodeTypeModifications',
        'Reads which node types a cache could move to, so that no reservation locks in a wrong size.',
      ),
      read(
        'elasticache:ListTagsForResource',
        'Reads the tags of caches, to show savings per team.',
      ),
    ],
  },
  {
    sid: 'ReadOnlyDynamoDB',
    purpose: 'Plan reserved capacity for DynamoDB.',
    resource: '*',
    actions: [
      read(
        'dynamodb:DescribeReservedCapacityOfferings',
        'Reads the prices of capacity reservations that can be bought.',
      ),
      read(
        'dynamodb:DescribeReservedCapacity',
        'Reads the capacity reservations you already have; no table is read.',
      ),
    ],
  },
  {
    sid: 'ReadOnlyEC2',
    purpose: 'See the EC2 commitments you have.',
    resource: '*',
    actions: [
      read('ec2:DescribeHostReservations', 'Reads your reservations of dedicated hosts.'),
      read(
        'ec2:DescribeReservedInstances',
        'Reads your reserved instances with their end dates, the basis of every recommendation.',
      ),
    ],
  },
  {
    sid: 'ReadOnlySavingsPlans',
    purpose: 'Plan Savings Plans.',
    resource: '*',
    actions: [
      read(
        'savingsplans:DescribeSavingsPlanRates',
        'Reads the rates your own plans give, to value them.',
      ),
      read(
        'savingsplans:DescribeSavingsPlans',
        'Reads the plans you already have, with commitment and end date.',
      ),
      read(
        'savingsplans:DescribeSavingsPlansOfferingRates',
        'Reads the rates of plans that can be bought, to compare them.',
      ),
      read('savingsplans:DescribeSavingsPlansOfferings', 'Reads which plans can be bought.'),
      read('savingsplans:ListTagsForResource', 'Reads the tags of plans, to tell who owns them.'),
    ],
  },
  {
    sid: 'ReadOnlyViewBilling',
    purpose: 'See what you pay, what your commitments cover, and who pays.',
    resource: '*',
    actions: [
      read(
        'account:GetAccountInformation',
        'Reads name, number and creation date of the account, to label it.',
      ),
      read(
        'billing:GetBillingData',
        'Reads the totals of your bills, to check the report against them.',
      ),
      read('billing:GetBillingDetails', 'Reads the lines of your bills, to explain differences.'),
      read(
        'billing:GetBillingNotifications',
        'Reads notices of the billing console, for example about delayed bills.',
      ),
      read(
        'billing:GetBillingPreferences',
        'Reads whether discounts are shared between accounts, which changes what a commitment covers.',
      ),
      read(
        'billing:GetContractInformation',
        'Reads contract terms such as a private price agreement, which change the worth of a commitment.',
      ),
      read('billing:GetCredits', 'Reads credits, which must not be counted as savings.'),
      read(
        'billing:GetIAMAccessPreference',
        'Reads whether IAM principals may see billing at all; when not, nothing else here works.',
      ),
      read(
        'billing:GetSellerOfRecord',
        'Reads which AWS company bills you, which decides currency and tax.',
      ),
      read(
        'billing:ListBillingViews',
        'Lists the billing views, to read costs from the right one.',
      ),
      read(
        'ce:DescribeNotificationSubscription',
        'Reads which Cost Explorer notices are subscribed to.',
      ),
      read('ce:DescribeReport', 'Reads the definitions of saved Cost Explorer reports.'),
      read('ce:GetAnomalies', 'Reads unusual spending AWS has found, to keep it out of forecasts.'),
      read('ce:GetAnomalyMonitors', 'Reads what AWS watches for unusual spending.'),
      read('ce:GetAnomalySubscriptions', 'Reads who is told about unusual spending.'),
      read(
        'ce:GetCostAndUsage',
        'Reads cost and usage per day and service, the numbers on the dashboard.',
      ),
      read(
        'ce:GetCostAndUsageWithResources',
        'Reads the same per resource, to find what a commitment should cover.',
      ),
      read('ce:GetCostCategories', 'Reads your cost categories, to group savings as you do.'),
      read('ce:GetCostForecast', "Reads AWS's forecast of your costs, to set beside Eco's own."),
      read(
        'ce:GetDimensionValues',
        'Reads which services, regions and accounts have costs, to offer them as filters.',
      ),
      read(
        'ce:GetPreferences',
        'Reads the settings of Cost Explorer, such as whether linked accounts see their costs.',
      ),
      read('ce:GetReservationCoverage', 'Reads how much of your usage reservations cover.'),
      read(
        'ce:GetReservationPurchaseRecommendation',
        "Reads AWS's advice on reservations, to compare with Eco's.",
      ),
      read('ce:GetReservationUtilization', 'Reads how much of your reservations is used.'),
      read(
        'ce:GetRightsizingRecommendation',
        'Reads which instances AWS finds too large, so that no commitment is sized on them.',
      ),
      read('ce:GetSavingsPlansCoverage', 'Reads how much of your usage Savings Plans cover.'),
      read(
        'ce:GetSavingsPlansPurchaseRecommendation',
        "Reads AWS's advice on Savings Plans, to compare with Eco's.",
      ),
      read(
        'ce:GetSavingsPlansUtilization',
        'Reads how much of your Savings Plans is used, in total.',
      ),
      read('ce:GetSavingsPlansUtilizationDetails', 'Reads the same per plan.'),
      read('ce:GetTags', 'Reads the tag keys and values that have costs, to group by them.'),
      read('ce:GetUsageForecast', "Reads AWS's forecast of your usage, to size commitments."),
      read('ce:ListCostAllocationTags', 'Lists which tags appear in the report.'),
      read(
        'ce:ListSavingsPlansPurchaseRecommendationGeneration',
        "Lists when AWS last computed its advice, to know the advice's age.",
      ),
      read(
        'consolidatedbilling:GetAccountBillingRole',
        'Reads whether this account pays for others or is paid for.',
      ),
      read(
        'consolidatedbilling:ListLinkedAccounts',
        'Lists the accounts on your bill, to show savings per account.',
      ),
      read(
        'cur:GetClassicReport',
        'Reads detailed billing reports of the older kind, for history.',
      ),
      read('cur:GetClassicReportPreferences', 'Reads whether reports of the older kind are on.'),
      read(
        'cur:ValidateReportDestination',
        'Reads whether AWS can deliver a report to a bucket, to explain a missing delivery.',
      ),
      read(
        'freetier:GetFreeTierAlertPreference',
        'Reads whether alerts about the free tier are on.',
      ),
      read(
        'freetier:GetFreeTierUsage',
        'Reads usage within the free tier, which no commitment should cover.',
      ),
      read(
        'invoicing:GetInvoiceEmailDeliveryPreferences',
        'Reads whether invoices are sent by e-mail.',
      ),
      read('invoicing:GetInvoicePDF', 'Reads invoices, to settle what was really charged.'),
      read('invoicing:ListInvoiceSummaries', 'Lists invoices with totals and dates.'),
      read(
        'payments:GetPaymentInstrument',
        'Reads the kind of payment method, which upfront purchases need.',
      ),
      read(
        'payments:GetPaymentStatus',
        'Reads whether bills are paid; open bills block purchases.',
      ),
      read('payments:ListPaymentPreferences', 'Reads currency and preferred payment method.'),
      read(
        'tax:GetTaxInheritance',
        'Reads whether linked accounts inherit the tax settings, to compare costs before tax.',
      ),
      read('tax:GetTaxRegistrationDocument', 'Reads the tax registration document, for invoices.'),
      read('tax:ListTaxRegistrations', 'Lists tax registrations, for the same reason.'),
    ],
  },
  {
    sid: 'ReadOnlyViewUsage',
    purpose: 'Find the report that the guide creates.',
    resource: '*',
    actions: [
      read('cur:GetUsageReport', 'Reads usage reports of the older kind.'),
      read(
        'cur:DescribeReportDefinitions',
        'Reads the settings of your Cost and Usage Reports: name, bucket, prefix, format, last delivery.',
      ),
    ],
  },
  {
    sid: 'S3SyncPermissions',
    purpose:
      "Copy the report into Spot's own buckets. The only statement that writes, and it cannot touch a bucket of yours.",
    resource: formatBucketArn({ bucketName: ecoCopyBuckets }),
    actions: [
      read('s3:GetBucketLocation', "Reads the region of Spot's bucket, to address it."),
      write(
        's3:AbortMultipartUpload',
        'Gives up an unfinished copy, so that no half file stays behind.',
      ),
      noEffect('s3:ListAccessPoints', 'access points'),
      noEffect('s3:ListAccessPointsForObjectLambda', 'access points with functions'),
      noEffect('s3:ListAllMyBuckets', 'all buckets'),
      read('s3:ListBucket', "Lists the files in Spot's bucket, to copy only what is new."),
      read('s3:ListBucketMultipartUploads', "Lists unfinished copies in Spot's bucket."),
      read('s3:ListBucketVersions', "Lists versions of files in Spot's bucket."),
      noEffect('s3:ListJobs', 'batch jobs'),
      noEffect('s3:ListMultiRegionAccessPoints', 'access points over several regions'),
      read('s3:ListMultipartUploadParts', 'Lists the parts of an unfinished copy, to resume it.'),
      noEffect('s3:ListStorageLensConfigurations', 'Storage Lens settings'),
      noEffect('s3:ListTagsForResource', 'tags of access points and Storage Lens groups'),
      write('s3:PutObject', "Writes the copy of a report file into Spot's bucket."),
      write('s3:PutObjectTagging', "Tags the copy in Spot's bucket."),
      write('s3:PutObjectAcl', 'Hands the copy over to Spot, which then owns it.'),
    ],
  },
  {
    sid: 'S3CURBucket',
    purpose: 'See which report files the bucket holds.',
    resource: formatBucketArn({ bucketName: '{{bucketName}}' }),
    actions: [
      read('s3:ListBucket', 'Lists the report files, to find new ones.'),
      read('s3:ListBucketVersions', 'Lists versions of report files, where the bucket keeps them.'),
      read('s3:ListBucketMultipartUploads', 'Lists deliveries of AWS that are not finished yet.'),
      read('s3:GetBucketLocation', 'Reads the region of the bucket, to address it.'),
    ],
  },
  {
    sid: 'S3CURObject',
    purpose: 'Read the report files.',
    resource: `${formatBucketArn({ bucketName: '{{bucketName}}' })}/*`,
    actions: [
      read(
        's3:Get*',
        'Reads the report files with their tags and attributes: the data that all of Eco is built on.',
      ),
      read(
        's3:List*',
        'Lists the parts of unfinished report files; the rest of the pattern grants nothing on files.',
      ),
      read(
        's3:Describe*',
        "Grants nothing on files; it is here because Spot's published policy names it.",
      ),
    ],
  },
];

/**
 * Why Eco asks for an action: the words of the most specific entry that covers it, or undefined
 * when none does.
 */
export function reasonFor(action: string): string | undefined {
  const wanted = action.toLowerCase();
  const entries = ecoPermissions.flatMap((statement) =>
    statement.resource.endsWith(ecoCopyBuckets) ? [] : statement.actions,
  );
  const exact = entries.find((entry) => entry.action.toLowerCase() === wanted);
  const covering = entries.find(
    (entry) =>
      entry.action.endsWith('*') && wanted.startsWith(entry.action.slice(0, -1).toLowerCase()),
  );
  return (exact ?? covering)?.reason;
}
