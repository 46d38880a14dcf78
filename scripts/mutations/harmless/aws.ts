import { defineHarmless } from '../harmless-fields.ts';

const statements = 'Policy.(json).Statement[]';
const trust = 'Role.AssumeRolePolicyDocument';
/** A statement for others about other things; one about Spot or the report is caught. */
const stranger = ['foreign one before', 'foreign one after'];
/** What a statement that only lets AWS look at the bucket may lack: there is nothing to protect. */
const looking = { only: ['removed', 'emptied'], in: ['aws/management-account'] };

export default defineHarmless({
  'aws/bucket-policy': {
    '(everywhere) accountId': {
      why: 'The step of the report reads the policy only to say what to do first; the step of the bucket policy judges it.',
      in: ['aws/management-account'],
    },
    '(everywhere) bucketName': {
      why: 'The step of the report reads the policy only to say what to do first; the step of the bucket policy judges it.',
      in: ['aws/management-account'],
    },
    [statements]: { why: 'It names neither the billing service nor the report.', only: stranger },
    [`${statements}.Action`]: {
      why: 'The billing service may do more for this account; it never does more than deliver.',
      only: ['widened'],
    },
    [`${statements}.Action[]`]:
      "s3:GetBucketAcl is in the guide's form and not in AWS's newer one, and more than s3:GetBucketPolicy does no harm.",
    [`${statements}.Condition`]: { why: 'Looking at the bucket protects nothing.', ...looking },
    [`${statements}.Condition.StringEquals`]: {
      why: 'Looking at the bucket protects nothing.',
      ...looking,
    },
    [`${statements}.Condition.StringEquals.aws:SourceAccount`]: {
      why: 'The ARN beside it names the account, too.',
      only: ['removed'],
    },
    [`${statements}.Condition.StringEquals.aws:SourceArn`]: {
      why: 'The account beside it guards as well; AWS publishes both forms.',
      only: ['removed'],
    },
    [`${statements}.Resource`]: {
      why: 'In the policy of a bucket everything is that bucket and its files.',
      only: ['widened'],
    },
    [`${statements}.Sid`]: 'A name for people.',
    'Policy.(json).Version': {
      why: 'Without variables the versions mean the same.',
      only: ['removed'],
    },
  },
  'aws/role': {
    [`${trust}.Statement[]`]: {
      why: 'It allows nobody to assume the role.',
      only: stranger,
    },
    [`${trust}.Statement[].Action`]: {
      why: 'Spot may tag its sessions or name their source, too; it takes on the role either way.',
      only: ['widened'],
    },
    [`${trust}.Statement[].Sid`]: 'A name for people.',
    [`${trust}.Version`]: {
      why: 'Without variables the versions mean the same.',
      only: ['removed'],
    },
  },
});
