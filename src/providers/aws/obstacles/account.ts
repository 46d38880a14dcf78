import type { Obstacle } from '../../obstacle.ts';
import words from '../../words.ts';

/** What is true of the account or the organization as a whole, and AWS's own limits on how often it is asked. */
const obstacles: readonly Obstacle[] = [
  {
    id: 'aws/account-suspended',
    says: words(
      /\(AccountProblem\)|There is a problem with your AWS account|\(NotSignedUp\)|Your account is not signed up|account (?:is|has been) (?:currently )?(?:suspended|blocked|deactivated|closed)|This account is currently blocked/i,
    ),
    whose: 'cloud',
    title: 'AWS has suspended or closed the account, or it was never signed up fully',
    todo: 'Sign in as its root user: Billing and Cost Management says what is missing, mostly a payment. AWS Support opens it again. Until then nothing can be made in it.',
    source: 'https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html',
  },
  {
    id: 'aws/account-unverified',
    says: words(
      /account is currently being verified|\(PendingVerification\)|request for accessing resources in this region is being validated/i,
    ),
    whose: 'cloud',
    title: 'AWS still verifies the new account',
    todo: 'Wait: it takes up to four hours, mostly minutes. If it takes longer, see the mails to the address of the root user, or ask AWS Support.',
    source: 'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html',
  },
  {
    id: 'aws/service-not-subscribed',
    says: words(
      /\((?:OptInRequired|SubscriptionRequired(?:Exception)?)\)|needs a subscription for the service|You are not subscribed to this service/i,
    ),
    whose: 'cloud',
    title: 'The account is not signed up for this service yet',
    todo: 'Sign in as the root user and finish the sign-up: a payment method, the phone number, a support plan. A new account may need a day. If an opt-in region is named, enable that region instead.',
    source: 'https://docs.aws.amazon.com/IAM/latest/APIReference/CommonErrors.html',
  },
  {
    id: 'aws/region-disabled',
    says: words(/\(RegionDisabled(?:Exception)?\)|STS is not activated in this region/i),
    whose: 'set-up',
    title: 'The region is switched off in this account',
    todo: 'Work in us-east-1, as the page says: what this guide makes belongs there or to no region. If you need this region, an administrator enables it under Account > AWS Regions; for STS alone under IAM > Account settings.',
    source: 'https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-regions.html',
  },
  {
    id: 'aws/cost-explorer-closed',
    says: words(/not enabled for cost explorer/i),
    whose: 'set-up',
    title:
      'Nobody has opened Cost Explorer in this account yet, or the management account keeps it from members',
    todo: 'In the management account open Billing and Cost Management > Cost Explorer once, then wait up to 24 hours. In a member account, ask an administrator of the management account to tick “Linked account access” under Cost Management preferences.',
    source: 'https://docs.aws.amazon.com/cost-management/latest/userguide/ce-enable.html',
  },
  {
    id: 'aws/cost-explorer-empty',
    says: words(/\(DataUnavailableException\)|Data is not available\. Please try to adjust/i),
    whose: 'cloud',
    title: 'Cost Explorer has no data yet',
    todo: 'Wait: it fills within 24 hours after it was opened for the first time. Go on with the next step meanwhile.',
    source:
      'https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_GetCostAndUsage.html',
  },
  {
    id: 'aws/no-organization',
    says: words(/AWSOrganizationsNotInUseException|not a member of an organization/i),
    whose: 'set-up',
    title: 'The account is in no organization, so it pays for itself: it is the right one',
    todo: 'Nothing to do: go on with the next step. Do not create an organization.',
    source:
      'https://docs.aws.amazon.com/organizations/latest/APIReference/API_DescribeOrganization.html',
  },
  {
    id: 'aws/management-only',
    says: words(
      /when calling the (?:ListAccounts|ListRoots|DescribeAccount|ListParents|ListPoliciesForTarget|DescribePolicy|ListOrganizationalUnitsForParent|ListAccountsForParent) operation: You don't have permissions to access this resource/i,
    ),
    whose: 'set-up',
    title:
      'Only the management account (or a delegated administrator) may ask this, and you are in a member account',
    todo: 'Sign in to the management account and run it there. aws organizations describe-organization --query Organization.MasterAccountId says which that is.',
    source: 'https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListAccounts.html',
  },
  {
    id: 'aws/throttled',
    says: words(
      /\((?:Throttling(?:Exception)?|ThrottledException|RequestThrottled(?:Exception)?|TooManyRequestsException|RequestLimitExceeded|SlowDown|BandwidthLimitExceeded|PriorRequestNotComplete)\)|Rate exceeded|Please reduce your request rate|Request limit exceeded/i,
    ),
    whose: 'cloud',
    title: 'AWS was asked too often, by somebody in this account',
    todo: 'Wait a minute, then run the command again. Nothing was changed.',
    source: 'https://docs.aws.amazon.com/IAM/latest/APIReference/CommonErrors.html',
  },
  {
    id: 'aws/own-fault',
    says: words(
      /\((?:InternalFailure|InternalError(?:Exception)?|ServiceUnavailable(?:Exception)?|ServiceFailure(?:Exception)?|InternalServerError|ServerException|503|500|502|504)\)|We encountered an internal error\. Please try again/i,
    ),
    whose: 'cloud',
    title: 'AWS has a problem of its own',
    todo: 'Wait some minutes, then run the command again. https://health.aws.amazon.com/health/status says when it lasts longer.',
    source: 'https://docs.aws.amazon.com/IAM/latest/APIReference/CommonErrors.html',
  },
];

export default obstacles;
