import type { Obstacle } from '../../obstacle.ts';
import words from '../../words.ts';

const finops = 'https://docs.spot.io/faqs/faqs-finops';

/** What Spot's console shows: the banners of Eco and the messages of its wizards. */
const obstacles: readonly Obstacle[] = [
  {
    id: 'spot/invalid-arn',
    says: words(/Invalid ARN\b(?!["':]? ?(?:format|in policy))/i),
    whose: 'set-up',
    title:
      'Spot cannot use the role: it is gone, its trust policy does not let both Eco accounts in with your external ID, or a policy of the organization refuses',
    todo: 'Check the step of the role: it says which of these it is, and what to change. If it is right there, the step of the connection tries it as Spot does, and names the rule that refuses.',
    source: finops,
  },
  {
    id: 'spot/no-bucket-access',
    says: words(/No access to (?:the )?S3 bucket/i),
    whose: 'set-up',
    title:
      'Spot cannot read the bucket: its name in Spot differs from the report’s, the role’s policy names another one, or the bucket or its key refuses',
    todo: 'Compare the bucket in Spot with the one of the page (no s3://, no folder). Then check the steps of the role and of the connection: they say which of these refuses.',
    source: finops,
  },
  {
    id: 'spot/bucket-gone',
    says: words(/S3 bucket no longer exists/i),
    whose: 'set-up',
    title: 'The bucket of the report was deleted',
    todo: 'Do the steps of the bucket, its policy and the report again, with the same name if it is still free, else with a new one that you tell Spot.',
    source: finops,
  },
  {
    id: 'spot/no-new-data',
    says: words(/No new data in (?:the )?S3 bucket for over 48 hours/i),
    whose: 'set-up',
    title:
      'AWS has delivered nothing for two days: the report was deleted, or the bucket refuses it',
    todo: 'Check the steps of the bucket policy, the report and the delivery: they say what was changed and put it right.',
    source: finops,
  },
  {
    id: 'spot/no-data-yet',
    says: words(/We were not able to access (?:the )?data in (?:the |your )?S3 bucket/i),
    whose: 'cloud',
    title: 'Spot found no report in the bucket, which is normal for the first two days',
    todo: 'Check the step of the delivery: it says until when to wait. If files are there, check the step of the connection.',
    source: finops,
  },
  {
    id: 'spot/no-cost-explorer',
    says: words(/No CE access/i),
    whose: 'set-up',
    title:
      'Spot cannot read Cost Explorer: the role lacks the right, or nobody opened Cost Explorer yet',
    todo: 'Check the steps of the role and of the connection: they say which of the two. Cost Explorer is opened once in the console, under Billing and Cost Management.',
    source: finops,
  },
  {
    id: 'spot/not-parquet',
    says: words(/Expecting parquet format|Failure to retrieve data/i),
    whose: 'set-up',
    title: 'The report is not in Parquet, the only format that Eco reads',
    todo: 'The format of a report cannot be changed: choose another report name on the page under Your values, and create the report again with the settings of the page.',
    source: finops,
  },
  {
    id: 'spot/other-tenant',
    says: words(/Tenant Id in request does not match tenant id where Eco Azure App was consented/i),
    whose: 'sign-in',
    title:
      'You agreed to the Eco app in another Microsoft Entra directory than the one that you entered',
    todo: 'Sign out of all Microsoft accounts (or use a private window), sign in with a member account, no guest, of the directory of the page, and do the step of the consent again.',
    source: finops,
  },
  {
    id: 'spot/azure-permission-invalid',
    says: words(/Permission is not valid/i),
    whose: 'rights',
    title:
      'The account that signed in is no administrator of the billing account, or of reservations',
    todo: 'Sign in with one that is both, or do the guide of the billing account by hand: its steps say which right each takes, and its check which one is missing.',
    source: finops,
  },
];

export default obstacles;
