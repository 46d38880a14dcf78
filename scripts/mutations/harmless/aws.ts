import { defineHarmless } from '../harmless-fields.ts';

const statements = 'Policy.(json).Statement[]';
const trust = 'Role.AssumeRolePolicyDocument';
/** A statement for others about other things; one about Spot or the report is caught. */
const stranger = ['foreign one before', 'foreign one after'];
/** What a statement that only lets AWS look at the bucket may lack: there is nothing to protect. */
const looking = { only: ['removed', 'emptied'], in: ['aws/management-account'] };

const whichStatement =
  'Which statement decided is shown to people; the decision and its limits count.';
const absent = 'Each of these codes is how AWS says that there is none of this name.';
/** Answers of IAM's simulator about one action each. */
const decisions = (others: Readonly<Record<string, string>> = {}) => ({
  'EvaluationResults[].EvalResourceName': {
    why: 'Where no resource was asked about it is `*`; another resource is caught.',
    only: ['removed'],
  },
  'EvaluationResults[].MatchedStatements.**': whichStatement,
  'EvaluationResults[].MissingContextValues': {
    why: 'Older answers leave out the list where nothing was missing; entries in it are caught.',
    only: ['removed'],
  },
  ...others,
});
/** Where a resource is asked about, its name has to be there. */
const ofResources = ({
  'EvaluationResults[].EvalResourceName': _,
  ...others
}: ReturnType<typeof decisions>) => others;
const noOrganization = {
  'EvaluationResults[].OrganizationsDecisionDetail':
    'IAM leaves it out for an account without an organization; a refusal in it is caught where the action is needed.',
};
const serviceLinked =
  'AWS makes this role and nobody can change it: that it is there, by its name in this account, is all that counts.';
const versionOfPolicy =
  'Which version it is and since when decides nothing; that it is the default one is compared where it is printed.';
const readInFull =
  'The texts of all policies of the role are read and compared instead, and the step of the policy judges this one.';
const ownText =
  'The text of a policy that AWS owns is the same for everybody, and is known by its ARN; that of the guide’s own policy is judged in the step of the policy.';

export default defineHarmless({
  'aws/attached-policies': {
    '(error)': { why: absent, only: ['other code'] },
    'AttachedPolicies[]': {
      why: 'In the step of the attachment the effective rights decide, and SecurityAudit is looked for by name.',
      only: ['removed'],
    },
  },
  'aws/beanstalk-bucket-access': {
    ...decisions(noOrganization),
    'EvaluationResults[]': {
      why: 'Without the product that uses Elastic Beanstalk nothing is asked of its buckets.',
      only: ['removed'],
    },
    'EvaluationResults[].OrganizationsDecisionDetail.AllowedByOrganizations': {
      why: 'Without the product that uses Elastic Beanstalk nothing is asked of its buckets.',
      only: ['flipped'],
    },
  },
  'aws/billing-stack-events': { '(error)': { why: absent, only: ['other code'] } },
  'aws/bucket-encryption': {
    'ServerSideEncryptionConfiguration.Rules[].BucketKeyEnabled':
      'It saves calls to KMS; who may read stays the same.',
  },
  'aws/caller-identity': {
    Arn: { why: 'The account counts, not who in it looks.', only: ['other name'] },
    UserId: { why: 'The account counts, not who in it looks.', only: ['emptied', 'other name'] },
  },
  'aws/linked-policy': {
    'PolicyVersion.CreateDate': versionOfPolicy,
    'PolicyVersion.IsDefaultVersion': versionOfPolicy,
    'PolicyVersion.VersionId': versionOfPolicy,
    'PolicyVersion.Document.**': { why: readInFull, in: ['aws/linked-account'] },
    'PolicyVersion.Document.Statement[].Action[]': {
      why: 'Several of Spot’s statements hold the same action; one of them is enough.',
      only: ['removed'],
      in: ['aws/linked-account-manual'],
    },
    'PolicyVersion.Document.Statement[].Resource': {
      why: 'AWS keeps no statement of such a policy without a resource.',
      only: ['removed'],
      in: ['aws/linked-account-manual'],
    },
    'PolicyVersion.Document.Statement[].Sid': 'A name for people.',
    'PolicyVersion.Document.Version': 'Without variables the versions mean the same.',
  },
  'aws/linked-role-access': {
    ...decisions(noOrganization),
    'EvaluationResults[]': {
      why: 'IAM is asked about every product; actions of products that were not chosen, and samples beyond them, are not needed.',
      only: ['removed'],
    },
    'EvaluationResults[].OrganizationsDecisionDetail.AllowedByOrganizations': {
      why: 'Of actions that were not chosen it decides nothing.',
      only: ['flipped'],
    },
  },
  'aws/linked-stack': { '(error)': { why: absent, only: ['other code'] } },
  'aws/linked-stack-events': { '(error)': { why: absent, only: ['other code'] } },
  'aws/organization': {
    '(everywhere) Organization.Arn':
      'Its ID and the account that manages it say which organization it is.',
    'Organization.Arn': 'Its ID and the account that manages it say which organization it is.',
    'Organization.AvailablePolicyTypes.**':
      'AWS calls the field outdated and says not to use it; what policies refuse is seen in the decisions.',
    'Organization.FeatureSet': 'What the organization shares changes nothing of the rights here.',
    'Organization.Id': 'Which organization it is only says who can change its policies.',
    'Organization.MasterAccountArn': 'The account’s number stands beside it, and is compared.',
    'Organization.MasterAccountEmail': 'An address for people.',
    '(everywhere) accountId': {
      why: 'In the step of the role it only says who manages the organization; the step of the account compares it.',
      in: ['aws/management-account'],
    },
  },
  'aws/owned-buckets': {
    'Buckets[]': {
      why: 'An account may have any other buckets.',
      only: ['foreign one before', 'foreign one after'],
    },
    'Buckets[].CreationDate': 'When a bucket was made decides nothing.',
    'Owner.**': 'The canonical ID of the account is not known otherwise; who looks is compared.',
    '(everywhere) accountId': {
      why: 'The step of the delivery reads the list only to say what to do first; the step of the bucket judges it.',
      in: ['aws/management-account'],
    },
    '(everywhere) bucketName': {
      why: 'The step of the delivery reads the list only to say what to do first; the step of the bucket judges it.',
      in: ['aws/management-account'],
    },
  },
  'aws/reader-access': {
    ...decisions(noOrganization),
    'EvaluationResults[].EvalResourceName':
      'The reader is asked about the account as a whole, by no resource.',
    'EvaluationResults[]': {
      why: 'An answer about something that was not asked changes nothing.',
      only: ['foreign one before', 'foreign one after'],
    },
  },
  'aws/report-definitions': {
    'ReportDefinitions[]': {
      why: 'An account may have any other reports.',
      only: ['foreign one after'],
    },
    'ReportDefinitions[].AdditionalArtifacts[]': {
      why: 'A report may have more than Spot reads.',
      only: ['foreign one before', 'foreign one after'],
    },
    'ReportDefinitions[].AdditionalSchemaElements[]': {
      why: 'A report may have more than Spot reads.',
      only: ['foreign one before', 'foreign one after'],
    },
  },
  'aws/report-objects': {
    'Contents[]': 'The newest file that holds something decides; others are older ones.',
    'Contents[].ETag': 'A checksum.',
    'Contents[].Key': 'The newest file that holds something decides; others are older ones.',
    'Contents[].LastModified': 'The newest file that holds something decides; others are older.',
    'Contents[].Size': 'The newest file that holds something decides; others are older ones.',
    'Contents[].StorageClass': 'Spot reads new files, which are in the class that they came in.',
    '(everywhere) reportName': {
      why: 'The step of the report reads the files only to say what to do first; the step of the delivery judges them.',
      in: ['aws/management-account'],
    },
  },
  'aws/role-account-access': decisions(),
  'aws/role-bucket-access': {
    ...decisions(),
    'EvaluationResults[]': {
      why: 'IAM answers for bucket and files, and only one of them is what the action is about.',
      only: ['removed'],
    },
    'EvaluationResults[].EvalDecision': {
      why: 'IAM answers for bucket and files, and only one of them is what the action is about.',
      only: ['opposite'],
    },
  },
  'aws/role-copy-access': ofResources(decisions()),
  'aws/role-decrypt-access': { '(error)': { why: absent, only: ['other code'] } },
  'aws/role-policies': {
    'RolePolicies[]': {
      why: ownText,
      only: ['removed', 'foreign one before', 'foreign one after'],
    },
    'RolePolicies[].Text.PolicyVersion.CreateDate': versionOfPolicy,
    'RolePolicies[].Text.PolicyVersion.IsDefaultVersion': versionOfPolicy,
    'RolePolicies[].Text.PolicyVersion.VersionId': versionOfPolicy,
    'RolePolicies[].Text.PolicyVersion.Document.**': ownText,
  },
  'aws/role-stack-events': { '(error)': { why: absent, only: ['other code'] } },
  'aws/spot-service-linked-role': {
    'Role.AssumeRolePolicyDocument.**': serviceLinked,
    'Role.CreateDate': serviceLinked,
    'Role.MaxSessionDuration': serviceLinked,
    'Role.Path': serviceLinked,
    'Role.RoleId': serviceLinked,
    'Role.RoleLastUsed': serviceLinked,
  },
  'aws/bucket-policy': {
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
    'Role.CreateDate': 'When the role was made decides nothing.',
    'Role.MaxSessionDuration': 'Spot asks for one hour, which every role grants.',
    'Role.Path': 'The ARN holds the path, and is compared.',
    'Role.RoleId': 'Its ARN says which role it is.',
    'Role.RoleLastUsed': { why: 'A role that was not used yet has none.', only: ['removed'] },
    '(everywhere) externalId': {
      why: 'The step of the attachment asks for rights; the step of the role judges who may take it on.',
      in: ['aws/linked-account-manual'],
    },
    [`(everywhere) ${trust}.Statement[].Principal.AWS`]: {
      why: 'The step of the attachment asks for rights; the step of the role judges who may take it on.',
      in: ['aws/linked-account-manual'],
    },
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
