import askFirst from '../../ask-first.ts';
import { type Diagnosis, diagnosis } from '../../define-check.ts';
import { formatRoleArn, type RoleNames } from '../_policy/arns.ts';
import { otherRole } from '../_role/arn.ts';
import { policyNameFor } from '../_role/documents.ts';
import {
  allowBucketKey,
  putPermissionsPolicy,
  putPermissionsPolicyInConsole,
} from '../_role/fixes.ts';

export interface AccessData extends RoleNames {
  bucketName: string;
  /** What AWS said when it refused. */
  message: string;
}

/** Rules that somebody set, which AWS names, are diagnoses of their own; what is left is what no rule refuses. */
const isAboutKey = (message: string) => /kms:Decrypt/i.test(message);
const isKeyClosed = (message: string) =>
  isAboutKey(message) && /no resource-based policy allows/i.test(message);

/** What a refusal comes from, as the end of a sentence. AWS gives one cause, or none. */
function causeOf(message: string): string {
  if (isKeyClosed(message))
    return 'the policy of the key that encrypts the files keeps the role out';
  if (isAboutKey(message))
    return 'the files are encrypted with a key that the policies of the role do not let it use';
  return /no identity-based policy allows/i.test(message)
    ? 'no policy of the role allows it'
    : 'AWS does not say which policy refuses it, and your own credentials show that in the step of the role';
}

const inOwnEyes =
  'If it is still refused after that, check the step of the role with your own credentials: they see what Spot cannot.';

/**
 * Something Spot may not read: fixed where AWS says it is refused, else by the guide's whole
 * policy. What somebody set on purpose is asked about.
 */
function refusal<D extends AccessData>(
  definition: Omit<Diagnosis<D>, 'fix' | 'observed'>,
): Diagnosis<D> {
  return diagnosis<D>({
    ...definition,
    observed: ({ message }) => message,
    fix: (data) => {
      const { roleName, bucketName, message } = data;
      if (isKeyClosed(message))
        return askFirst({
          summary: 'The policy of the key that encrypts the bucket refuses it.',
          who: 'whoever looks after the key',
          send: `The files in the bucket ${bucketName} are encrypted with a key whose policy keeps out ${formatRoleArn(data)}, the role that Spot reads them with. Please allow this role kms:Decrypt in the policy of the key.`,
        });
      if (isAboutKey(message))
        return {
          summary: `Let the role use the key that encrypts the bucket. ${inOwnEyes}`,
          commands: [allowBucketKey(roleName, bucketName)],
        };
      return {
        summary: `Give the role the guide's whole policy. ${inOwnEyes}`,
        commands: [putPermissionsPolicy(data)],
        console: putPermissionsPolicyInConsole(data),
      };
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
    explain: ({ bucketName, message }) =>
      `Listing ${bucketName} works, opening a file does not: ${causeOf(message)}.`,
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
      `Every single thing Spot tried as the role was refused: ${causeOf(data.message)}. Most often the policy ${policyNameFor(data)} exists and is not attached to the role.`,
    expected: (data) =>
      `${policyNameFor(data)} attached to ${data.roleName}, with all statements of the guide`,
  }),
};

export default diagnoses;
