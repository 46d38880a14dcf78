import { type Diagnosis, diagnosis } from '../../define-check.ts';
import { writeJson } from '../../shell.ts';
import { bucketPolicyFor } from '../_billing/documents.ts';
import type { RoleNames } from '../_policy/arns.ts';
import { otherRole } from '../_role/arn.ts';
import { policyNameFor } from '../_role/documents.ts';
import {
  actionsIn,
  allowBucketKey,
  putPermissionsPolicy,
  putPermissionsPolicyInConsole,
  widenBoundary,
} from '../_role/fixes.ts';

export interface AccessData extends RoleNames {
  bucketName: string;
  /** What AWS said when it refused. */
  message: string;
}

/**
 * Who refuses, as far as AWS's own words tell.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html
 */
function refuserIn(message: string): 'boundary' | 'organization' | 'bucketPolicy' | 'key' | 'role' {
  if (/permissions boundary/i.test(message)) return 'boundary';
  if (/service control policy|resource control policy/i.test(message)) return 'organization';
  if (/kms:Decrypt/i.test(message)) return 'key';
  if (/explicit deny in a resource-based policy|explicit deny in a bucket policy/i.test(message))
    return 'bucketPolicy';
  return 'role';
}

const inOwnEyes =
  'If it is still refused after that, check the step of the role with your own credentials: they see what Spot cannot.';

/**
 * Something Spot may not read: fixed where AWS says it is refused, else by the guide's whole
 * policy.
 */
function refusal<D extends AccessData>(
  definition: Omit<Diagnosis<D>, 'fix' | 'observed'>,
): Diagnosis<D> {
  return diagnosis<D>({
    ...definition,
    observed: ({ message }) => message,
    fix: (data) => {
      const { roleName, bucketName } = data;
      switch (refuserIn(data.message)) {
        case 'boundary':
          return widenBoundary({ roleName, actions: actionsIn(data.message) });
        case 'organization':
          return {
            summary:
              'A policy of your organization refuses it, and nothing in this account changes that.',
            commands: [],
            who: 'an administrator of the organization',
          };
        case 'key':
          return {
            summary: `Let the role use the key that encrypts the bucket. ${inOwnEyes}`,
            commands: [allowBucketKey(roleName, bucketName)],
          };
        case 'bucketPolicy':
          return {
            summary: `The bucket policy denies it: replace it with the guide's. This drops every statement that is not the guide's; to keep some, check the step of the role with your own credentials instead, which shows the one statement to remove.`,
            commands: [
              `${writeJson('bucket-policy.json', bucketPolicyFor(data))}\naws s3api put-bucket-policy --bucket ${bucketName} --policy file://bucket-policy.json`,
            ],
          };
        default:
          return {
            summary: `Give the role the guide's whole policy. ${inOwnEyes}`,
            commands: [putPermissionsPolicy(data)],
            console: putPermissionsPolicyInConsole(data),
          };
      }
    },
  });
}

/** The ways in which `aws/spot-access` fails, and their words. */
const diagnoses = {
  otherRole,
  cannotListReports: refusal<AccessData>({
    code: 'AWS-ACCESS-002',
    severity: 'fail',
    title: 'Spot cannot see the settings of your report',
    explain: () =>
      'Spot took on the role, asked for the list of Cost and Usage Reports, and was refused. Without it Eco does not know where the report is.',
    expected: () => 'cur:DescribeReportDefinitions allowed',
  }),
  cannotListBucket: refusal<AccessData>({
    code: 'AWS-ACCESS-003',
    severity: 'fail',
    title: 'Spot cannot list the bucket',
    explain: ({ bucketName }) =>
      `Spot took on the role, asked for the files in ${bucketName}, and was refused. Eco shows this as “No access to S3 bucket”.`,
    expected: ({ bucketName }) => `s3:ListBucket allowed on ${bucketName}`,
  }),
  cannotReadFiles: refusal<AccessData>({
    code: 'AWS-ACCESS-004',
    severity: 'fail',
    title: 'Spot sees the report files but cannot read them',
    explain: ({ bucketName }) =>
      `Listing ${bucketName} works, opening a file does not. Either the policy of the role names the bucket without its files (/*), or the bucket policy denies it, or the files are encrypted with a key that the role may not use.`,
    expected: ({ bucketName }) =>
      `s3:GetObject allowed on the files in ${bucketName}, and kms:Decrypt where a key of yours encrypts them`,
  }),
  cannotReadCosts: refusal<AccessData>({
    code: 'AWS-ACCESS-005',
    severity: 'fail',
    title: 'Spot cannot read Cost Explorer',
    explain: () =>
      'Spot took on the role, asked for the costs of yesterday, and was refused. Eco shows this as “No CE access”.',
    expected: () => 'ce:GetCostAndUsage allowed',
  }),
  costExplorerEmpty: diagnosis<AccessData>({
    code: 'AWS-ACCESS-006',
    severity: 'warning',
    title: 'Cost Explorer has no data',
    explain: () =>
      'Spot may read it, and AWS answers that there is nothing. Cost Explorer starts to collect when somebody opens it for the first time in the account, and takes up to 24 hours to fill.',
    observed: ({ message }) => message,
    expected: () => 'costs of yesterday',
    fix: ({ accountId }) => ({
      summary:
        'Open Cost Explorer once, then come back tomorrow. No command does it: AWS enables it in the console only.',
      commands: [],
      console: [
        `Sign in to the console of account ${accountId}.`,
        'Open Billing and Cost Management > Cost Explorer. If it asks, choose Launch Cost Explorer.',
        'If it was opened before, only wait: it fills within 24 hours.',
      ],
    }),
  }),
  nothingReadable: refusal<AccessData>({
    code: 'AWS-ACCESS-007',
    severity: 'fail',
    title: 'Spot can use the role, and may do nothing with it',
    explain: (data) =>
      `Every single thing Spot tried as the role was refused. Most often the policy ${policyNameFor(data)} exists but is not attached to the role, or a permissions boundary covers it all.`,
    expected: (data) =>
      `${policyNameFor(data)} attached to ${data.roleName}, with all statements of the guide`,
  }),
};

export default diagnoses;
